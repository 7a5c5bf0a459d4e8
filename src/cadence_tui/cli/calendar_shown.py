"""The calls and group sessions of a week, as a table and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.plan_data import PlanWords
from cadence_tui.views.calendar_entries import Entry, SessionCard


def entry_data(owner: str, entry: Entry) -> dict[str, Any]:
    """The JSON of one of them."""
    shared = {
        "id": entry.id,
        "owner": owner,
        "date": entry.date,
        "start": entry.start,
        "minutes": entry.minutes,
        "load_minutes": entry.load,
    }
    if isinstance(entry, SessionCard):
        session = entry.session
        return {
            **shared,
            "entry": "group_session",
            "account": None,
            "title": session.title,
            "kind": session.form,
            "guests": len(session.guests),
            "channel": None,
            "ideal": None,
            "why": [],
            "status": session.status,
            "pinned": True,
            "suggested": None,
        }
    touch = entry.touch
    return {
        **shared,
        "entry": "call",
        "account": entry.account,
        "kind": touch.touch,
        "channel": touch.channel,
        "ideal": touch.ideal,
        "why": [touch.rule] if touch.rule else [],
        "status": touch.status,
        "pinned": touch.pinned,
        "suggested": entry.suggested,
    }


def calendar_table(
    found: Sequence[tuple[str, Entry]], plan: PlanWords, week: date, zones: dict[str, str]
) -> Iterator[str]:
    """The table of a week; `zones` by owner, where clocks differ."""
    say = plan.words.speech.say
    header = [
        say("When"),
        *([say("Zone")] if zones else []),
        say("Account"),
        say("Touch"),
        say("Minutes"),
        say("Status"),
        say("Owner"),
        say("Id"),
    ]
    rows = [
        [
            f"{entry.start:%Y-%m-%d %H:%M}" if entry.start else entry.date.isoformat(),
            *([zones[owner]] if zones else []),
            entry.name,
            _kind(entry, plan),
            str(entry.minutes),
            _status(entry, plan),
            plan.words.names.person(owner),
            entry.id,
        ]
        for owner, entry in found
    ]
    yield from columns(header, rows, right=[header.index(say("Minutes"))])
    yield say("Week of {day}", day=plan.words.speech.day(week, year=True))


def _kind(entry: Entry, plan: PlanWords) -> str:
    if isinstance(entry, SessionCard):
        return plan.words.word("session_form", entry.session.form)
    return plan.words.touch(entry.touch.touch)


def _status(entry: Entry, plan: PlanWords) -> str:
    if isinstance(entry, SessionCard):
        return plan.words.word("session_status", entry.session.status)
    return plan.words.word("touch_status", entry.touch.status)
