"""`cadence leave`: who is away when (P6)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.request import Request
from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.views.cover import LeaveRow
from cadence_tui.views.cover_lines import leave_call_text, leave_session_lines
from cadence_tui.workspace import leave as acts
from cadence_tui.workspace.leave import Entered
from cadence_tui.workspace.said_days import coming_day_said
from cadence_tui.workspace.wishes import day_reader


@group("leave")
def leave(request: Request) -> None:
    """Who is away when."""


@below(leave, "add", message("Enter days away; calls in them are listed with the ways out"), writes=True)
@argument("who", says=message("Login, name or id"), metavar="PERSON")
@argument("first", says=message("The first day"), metavar="FROM")
@argument("last", says=message("The last day"), metavar="TO")
@option("--why", says=message("What for"), default="", metavar="TEXT")
def add(request: Request, who: str, first: str, last: str, why: str) -> None:
    """Days away."""
    days = _days(request, {"FROM": first, "TO": last})
    entered = acts.add_leave(request.workspace, who, days["FROM"], days["TO"], why=why)
    request.answer(_entered_data(entered), lambda: _entered(request, entered))


@below(leave, "list", message("Leave that runs or is to come"))
@argument("who", says=message("Of this person alone"), metavar="[PERSON]", required=False)
@option("--past", says=message("Leave that is over as well"), is_flag=True)
def list_(request: Request, who: str | None, past: bool) -> None:
    """Who is away when."""
    found = acts.leaves(request.workspace, who=who or "", past=past)
    request.answer([_data(each) for each in found], lambda: _table(found, request))


@below(leave, "remove", message("Take leave back, or some days of it; its cover ends with it"), writes=True)
@argument("who", says=message("Login, name or id"), metavar="PERSON")
@argument("first", says=message("A day of the leave, or the first day to take back"), metavar="FROM")
@argument("last", says=message("The last day to take back"), metavar="[TO]", required=False)
def remove(request: Request, who: str, first: str, last: str | None) -> None:
    """Here after all."""
    ws = request.workspace
    days = _days(request, {"FROM": first, **({"TO": last} if last else {})})
    person = acts.remove_leave(ws, who, days["FROM"], days.get("TO"))
    left = [each for each in acts.leaves(ws, who=person.id) if each.last >= ws.today()]
    data = {"person": person.id, "leave": [_data(each) for each in left]}
    request.done(data, message("{name} is not away then", name=person.name))


def _days(request: Request, written: dict[str, str]) -> dict[str, date]:
    """Days by where they stand, written as in files or said in the reader's language. Raises WrongUsage."""
    ws, language = request.workspace, request.speech.language
    read = day_reader(ws, list(written.values()), language)
    days = dict[str, date]()
    for name, text in written.items():
        try:
            days[name] = read(text)
        except Unreadable as fault:
            # Figures that a file may not have are a slip here too.
            day = coming_day_said(ws, text, language) if any(map(str.isalpha, text)) else None
            if day is not None:
                days[name] = day
                continue
            raise WrongUsage(
                message(
                    "{name}: found “{found}”, expected {expected}",
                    name=name,
                    found=text,
                    expected=fault.expected,
                )
            ) from None
    return days


def _data(each: LeaveRow) -> dict[str, Any]:
    return {
        "person": each.person.id,
        "name": each.person.name,
        "from": each.first,
        "to": each.last,
        "why": each.why,
        "covered": each.covered,
        "stand_ins": dict(each.stand_ins),
    }


def _entered_data(entered: Entered) -> dict[str, Any]:
    return {
        "person": entered.person.id,
        "from": entered.leave.first,
        "to": entered.leave.last,
        "why": entered.leave.why,
        "calls": [
            {
                "id": touch.id,
                "account": touch.account,
                "date": touch.date,
                "start": touch.start,
                "status": touch.status,
                "pinned": touch.pinned,
            }
            for touch in entered.calls
        ],
        "sessions": [
            {"id": session.id, "title": session.title, "start": session.start} for session in entered.sessions
        ],
    }


def _entered(request: Request, entered: Entered) -> Iterator[str]:
    speech, ws = request.speech, request.workspace
    first, last = (speech.weekday_day(day) for day in (entered.leave.first, entered.leave.last))
    yield speech.say(
        "{name} is away from {first} to {last}", name=entered.person.name, first=first, last=last
    )
    if entered.sessions:
        yield from text_lines(leave_session_lines(entered.sessions, request.words)[1:])
    if not entered.calls:
        return
    yield speech.plural("{n} call lies in it:", "{n} calls lie in it:", len(entered.calls))
    names = {account.id: account.name for account in ws.records.accounts()}
    yield from (f"  {leave_call_text(touch, names, request.words)}" for touch in entered.calls)
    command = f"cadence cover plan {entered.person.login}"
    yield speech.say(
        "Hand them over or have them moved: {command}, or the key L of the team", command=command
    )


def _table(found: list[LeaveRow], request: Request) -> Iterator[str]:
    say = request.speech.say
    header = [say("Name"), say("From"), say("To"), say("Reason"), say("Covered")]
    rows = [
        [each.person.name, each.first.isoformat(), each.last.isoformat(), each.why, str(each.covered)]
        for each in found
    ]
    yield from columns(header, rows, right=[4])
