"""The brief before a call: its parts in the order in which somebody with few minutes needs them (C1)."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Literal

from msgspec import Struct

from cadence_tui.model.band import Band
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.call import Agenda, Checklist
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.materials import Materials
from cadence_tui.model.rules.suggestions import Suggestions
from cadence_tui.practice.agenda import scale
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack, look_back
from cadence_tui.practice.brief.materials import material_lines
from cadence_tui.practice.brief.outlook import outlook_lines, signal_lines, ticket_lines
from cadence_tui.practice.brief.people import people_lines
from cadence_tui.practice.brief.promises import promise_lines
from cadence_tui.practice.brief.questions import question_lines
from cadence_tui.practice.brief.since import since_lines
from cadence_tui.practice.brief.suggestions import suggestion_lines
from cadence_tui.practice.brief.usage import usage_lines
from cadence_tui.practice.health.result import Movement
from cadence_tui.practice.observations import Observation

SectionId = Literal[
    "account",
    "ours",
    "theirs",
    "since_last",
    "suggestions",
    "questions",
    "usage",
    "movers",
    "outlook",
    "signals",
    "tickets",
    "people",
    "materials",
    "agenda",
    "checklist",
    "cover",
    "in_leave",
    "wishes",
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


class Standing(Struct, frozen=True, kw_only=True):
    """Where an account stands on the day: segment, stage, health; `before` is the score at the last call,
    `movers` what has moved it since, the largest first."""

    segment: str
    stage: str
    score: int | None
    band: Band
    before: int | None = None
    movers: Sequence[Movement] = ()


class Preparation(Struct, frozen=True, kw_only=True):
    """The call to prepare: its agenda and length, what is ticked, `expected` the id of who will be there.

    `source` is the id of the call or touchpoint; the account's when nothing is planned.
    """

    source: str
    agenda: Agenda
    booked_minutes: int
    checked: Sequence[str] = ()
    expected: str = ""


class BriefFiles(Struct, frozen=True, kw_only=True):
    """The rule files that a brief is made by; `most_suggestions` limits the suggestions."""

    rules: BriefRules
    health: HealthRules
    checklist: Checklist
    suggestions: Suggestions
    materials: Materials
    most_suggestions: int


def brief(
    record: AccountRecord,
    *,
    standing: Standing,
    observations: Sequence[Observation],
    preparation: Preparation,
    files: BriefFiles,
    today: date,
    zone: tzinfo,
) -> Brief:
    """The brief of an account on a day of that zone; `observations` come ordered, weightiest first."""
    back, rules = look_back(record, today, zone), files.rules
    questions = question_lines(record, back, rules.question_calls)
    suggestions = suggestion_lines(
        record, observations, questions, back, rules, files.suggestions, files.most_suggestions
    )
    materials = material_lines(
        record,
        files.materials,
        observations,
        back,
        agenda=preparation.agenda.id,
        stage=standing.stage,
        most=rules.most_materials,
    )
    sections: dict[SectionId, list[BriefLine]] = {
        "account": _account(record, standing, back),
        "ours": promise_lines(record, "ours", back),
        "theirs": promise_lines(record, "theirs", back),
        "since_last": since_lines(record, back, rules),
        "suggestions": suggestions,
        "questions": questions,
        "usage": usage_lines(record, files.health, rules, today),
        "movers": _movers(record, standing, rules),
        "outlook": outlook_lines(record, back),
        "signals": signal_lines(record, back),
        "tickets": ticket_lines(record, back),
        "people": people_lines(record, back, rules, preparation.expected),
        "materials": materials,
        "agenda": [_agenda(preparation)],
        "checklist": _checklist(preparation, files.checklist),
    }
    return Brief(
        account=record.account.id,
        last_call=back.call.id if back.call else "",
        sections=tuple(BriefSection(id=name, lines=tuple(lines)) for name, lines in sections.items()),
    )


def _account(record: AccountRecord, standing: Standing, back: LookBack) -> list[BriefLine]:
    account = record.account
    lines = [
        line(
            "account",
            account.id,
            score=standing.score,
            band=standing.band,
            before=standing.before,
            since=back.day,
            segment=standing.segment,
            stage=standing.stage,
            arr=account.arr,
            churned=account.churned,
            renewal=account.renewal,
            renewal_days=-back.days_ago(account.renewal) if account.renewal else None,
        )
    ]
    return [*lines, line("goal", account.id, goal=account.goal)] if account.goal else lines


def _movers(record: AccountRecord, standing: Standing, rules: BriefRules) -> list[BriefLine]:
    """What moved the score by what rounds to a point; that more is known than before is no news."""
    lines: list[BriefLine] = []
    for movement in standing.movers:
        change = round(movement.after - movement.before, 1)
        if round(change) and movement.reason.code != "shares_changed":
            figures = {"before": movement.before, "after": movement.after, "reason": movement.reason}
            lines.append(
                line("mover", record.account.id, component=movement.component, change=change, **figures)
            )
    told = lines[: rules.most_movers]
    return [*told, *_rest(record, standing, told)] if told else []


def _rest(record: AccountRecord, standing: Standing, told: Sequence[BriefLine]) -> list[BriefLine]:
    """What else moved the score, so that the sum is the difference that stands at the head."""
    if standing.score is None or standing.before is None:
        return []
    rest = round(standing.score - standing.before - sum(each.args["change"] for each in told), 1)
    return [line("movers_rest", record.account.id, change=rest)] if rest else []


def _agenda(preparation: Preparation) -> BriefLine:
    planned = scale(preparation.agenda, preparation.booked_minutes)
    return line(
        "agenda",
        preparation.source,
        agenda=preparation.agenda.id,
        minutes=preparation.booked_minutes,
        sections=tuple((time.section, time.planned) for time in planned),
    )


def _checklist(preparation: Preparation, checklist: Checklist) -> list[BriefLine]:
    return [
        line("check", preparation.source, item=item.id, done=item.id in preparation.checked)
        for item in checklist.items
    ]
