"""The brief before a call: what to know about an account on one page, each line with its record (C1)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents import Call
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.call import Agenda, Checklist
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.practice.agenda import scale
from cadence_tui.practice.brief_lines import (
    BriefLine,
    held_at,
    last_call_lines,
    line,
    mover_line,
    people_lines,
    promise_lines,
    question_lines,
    since_lines,
    ticket_lines,
    usage_lines,
)
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.observations import Observation

SectionId = Literal[
    "since_last",
    "ours",
    "theirs",
    "movers",
    "usage",
    "tickets",
    "suggestions",
    "questions",
    "people",
    "agenda",
    "checklist",
    "cover",
    "in_leave",
    "wishes",
    "signals",
]


class BriefSection(Struct, frozen=True, kw_only=True):
    """A part of the brief; it may be empty."""

    id: SectionId
    lines: tuple[BriefLine, ...]


class Brief(Struct, frozen=True, kw_only=True):
    """The whole page, and the last call it looks back to."""

    account: str
    last_call: str
    sections: tuple[BriefSection, ...]


class Preparation(Struct, frozen=True, kw_only=True):
    """What the rules and the coming call add to the record; `most_suggestions` limits the suggestions."""

    agenda: Agenda
    booked_minutes: int
    checklist: Checklist
    checked: Sequence[str]
    suggestions: Suggestions
    most_suggestions: int


def brief(
    record: AccountRecord,
    *,
    movers: Sequence[Movement],
    observations: Sequence[Observation],
    preparation: Preparation,
    today: date,
) -> Brief:
    """The brief of an account on a day; `movers` and `observations` come ordered, weightiest first."""
    last = last_call(record)
    sections: dict[SectionId, list[BriefLine]] = {
        "since_last": [*last_call_lines(last, today), *since_lines(record, last, today)],
        "ours": promise_lines(record, "ours", last, today),
        "theirs": promise_lines(record, "theirs", last, today),
        "movers": [mover_line(movement, record.account.id) for movement in movers],
        "usage": usage_lines(record.usage, today),
        "tickets": ticket_lines(record, today),
        "suggestions": _suggestions(observations, preparation),
        "questions": question_lines(last),
        "people": people_lines(record),
        "agenda": _agenda(preparation),
        "checklist": _checklist(preparation),
    }
    return Brief(
        account=record.account.id,
        last_call=last.id if last else "",
        sections=tuple(BriefSection(id=name, lines=tuple(lines)) for name, lines in sections.items()),
    )


def last_call(record: AccountRecord) -> Call | None:
    """The last closed call of an account."""
    held = [
        (when, call.id, call) for call in record.calls if call.status == "closed" and (when := held_at(call))
    ]
    return max(held, default=(None, "", None))[2]


def _suggestions(observations: Sequence[Observation], preparation: Preparation) -> list[BriefLine]:
    known = [found for found in observations if found.code in preparation.suggestions.suggestions]
    return [
        line(
            "suggestion",
            found.sources[0] if found.sources else "",
            observation=found.code,
            figures=found.args,
        )
        for found in known[: preparation.most_suggestions]
    ]


def _agenda(preparation: Preparation) -> list[BriefLine]:
    planned = scale(preparation.agenda, preparation.booked_minutes)
    return [
        line("agenda_section", agenda=preparation.agenda.id, section=time.section, seconds=time.planned)
        for time in planned
    ]


def _checklist(preparation: Preparation) -> list[BriefLine]:
    items = preparation.checklist.items
    return [line("check", item=item.id, done=item.id in preparation.checked) for item in items]
