"""`cadence calendar`: agreed calls and group sessions of a week, and the ways to other calendars and back."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cadence_tui.cli.calendar_shown import calendar_table, entry_data
from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, listing, option
from cadence_tui.cli.commands.planning import owner_ids, plan_words
from cadence_tui.cli.request import Request
from cadence_tui.cli.todo_lines import todos_data, todos_told
from cadence_tui.cli.types import DAY
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, GroupSession, Person, Touchpoint
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Entry, order
from cadence_tui.views.calendar_lines import MIDNIGHT
from cadence_tui.views.proposal_lines import moment_text
from cadence_tui.workspace.busy import busy_calendars, forget_busy
from cadence_tui.workspace.calendar import calendar_owners, read_calendar
from cadence_tui.workspace.calendar_sync import Synced, sync_calendar
from cadence_tui.workspace.planning_book import owner_of
from cadence_tui.workspace.publishing import publish as publish_calendars
from cadence_tui.workspace.session import last_done
from cadence_tui.workspace.suggestions import accept_suggestion, drop_suggestion
from cadence_tui.workspace.todo_sync import SyncedTodos, sync_todos


@listing("calendar", listed="show")
def calendar(request: Request) -> None:
    """The calls of a week, and other calendars."""


@below(calendar, "show", message("The agreed calls and group sessions of a week"))
@option("--week", "day", says=message("A day of the week to show (else: this week)"), type=DAY)
@option("--owner", says=message("Whose; all that you plan for without"), metavar="PERSON")
def show(request: Request, day: date | None, owner: str | None) -> None:
    """The agreed calls and group sessions of a week."""
    ws = request.workspace
    week = monday(day or ws.today())
    owners = owner_ids(request, owner) or [person.id for person in calendar_owners(ws)]
    found = [(each, entry) for each in owners for entry in _entries(request, each, week)]
    found.sort(key=lambda one: order(one[1]))
    words = plan_words(request)
    request.answer(
        [entry_data(each, entry) for each, entry in found],
        lambda: calendar_table(found, words, week, _zones(request, {each for each, _ in found})),
    )


@below(calendar, "publish", message("Write a calendar file for each person, for others to subscribe to"))
@argument(
    "folder", says=message("Where: PERSON.ics stands there, and is written when it changes"), metavar="FOLDER"
)
@option("--person", "people", says=message("Whose; your own without"), multiple=True, metavar="PERSON")
@option("--all", "everybody", says=message("Everybody's that you may look at"), is_flag=True)
def publish(request: Request, folder: str, people: Sequence[str], everybody: bool) -> None:
    """Files to subscribe to."""
    ws = request.workspace
    chosen = [ws.records.person(each) for each in people] or [ws.actor]
    published = publish_calendars(ws, Path(folder), calendar_owners(ws) if everybody else chosen)
    say = request.speech.say
    request.answer(
        published,
        lambda: (
            say("Written: {files}", files=each.file)
            if each.changed
            else say("As it was: {file}", file=each.file)
            for each in published
        ),
    )


@below(
    calendar, "sync", message("Keep a folder of .ics files in step with your calls and promises, both ways")
)
@argument("folder", says=message("As khal and vdirsyncer keep it"), metavar="FOLDER")
@option("--todos", says=message("A folder of its own for promises, as to-dos"), metavar="FOLDER")
@option("--calls-only", says=message("No promises"), is_flag=True)
@option("--person", says=message("Whose; your own without"), metavar="PERSON")
@option("--accept-deletions", says=message("Cancel the calls that were deleted there"), is_flag=True)
def sync(
    request: Request,
    folder: str,
    todos: str | None,
    calls_only: bool,
    person: str | None,
    accept_deletions: bool,
) -> None:
    """A folder of events and to-dos, both ways."""
    if not folder or todos == "":
        raise WrongUsage(message("Which folder? Its name is empty"))
    if todos and calls_only:
        raise WrongUsage(message("--todos and --calls-only exclude each other"))
    whose = _person(request, person)
    synced = sync_calendar(request.workspace, Path(folder), whose, accept_deletions=accept_deletions)
    promises = None if calls_only else sync_todos(request.workspace, Path(todos or folder), whose)
    word = request.speech.word
    data = {**{name: getattr(synced, name) for name in synced.__struct_fields__}}
    data["unreadable"] = [word(each) for each in synced.unreadable]
    data["proposals"] = [_proposal_data(request, call) for call in synced.proposed]
    if promises is not None:
        data["todos"] = todos_data(promises, request.speech)
    request.answer(data, lambda: _all_told(synced, promises, request))


def _all_told(synced: Synced, promises: SyncedTodos | None, request: Request) -> Iterator[str]:
    yield from _told(synced, request)
    if promises is not None:
        known = [request.speech.word(each) for each in synced.unreadable]
        yield from todos_told(promises, request, known)


@below(calendar, "accept", message("Move a call to where your own calendar has it"), writes=True)
@argument("call", says=message("Its id, as cadence calendar shows it"), metavar="ID")
def accept(request: Request, call: str) -> None:
    """A proposal becomes the place of the call."""
    told = _proposal(request, call)
    moved = accept_suggestion(request.workspace, call)
    request.done(moved, message("Moved: call with {account} from {was} to {now}", **told))


@below(calendar, "drop", message("Leave a call where it is here"), writes=True)
@argument("call", says=message("Its id, as cadence calendar shows it"), metavar="ID")
def drop(request: Request, call: str) -> None:
    """A proposal is let go."""
    told = _proposal(request, call)
    left = drop_suggestion(request.workspace, call)
    request.done(left, message("Call with {account} stays on {was}, and does not move to {now}", **told))


@below(calendar, "busy", message("The calendars whose busy times are known"))
@option("--person", says=message("Whose; your own without"), metavar="PERSON")
def busy(request: Request, person: str | None) -> None:
    """Sources of busy times."""
    found = busy_calendars(request.workspace, _person(request, person))
    say = request.speech.say
    rows = [[each.source, str(len(each.spans))] for each in found]
    data = [
        {"id": each.id, "source": each.source, "spans": len(each.spans), "rev": each.rev} for each in found
    ]
    request.answer(data, lambda: columns([say("Calendar"), say("Busy times")], rows, right=[1]))


@below(calendar, "forget", message("Forget the busy times of a calendar"), writes=True)
@argument("source", says=message("As cadence calendar busy shows it"), metavar="SOURCE")
@option("--person", says=message("Whose; your own without"), metavar="PERSON")
def forget(request: Request, source: str, person: str | None) -> None:
    """Busy times are no more."""
    gone = forget_busy(request.workspace, _person(request, person), source)
    request.done({"id": gone.id, "source": gone.source}, last_done(request.workspace))


def _person(request: Request, person: str | None) -> Person:
    ws = request.workspace
    return ws.records.person(person) if person else ws.actor


def _told(synced: Synced, request: Request) -> Iterator[str]:
    speech = request.speech
    yield from (f"! {speech.word(each)}" for each in synced.unreadable)
    yield speech.say(
        "{written} files written, {removed} removed, {unchanged} as they were; {busy} busy times",
        written=synced.written,
        removed=synced.removed,
        unchanged=synced.unchanged,
        busy=synced.busy,
    )
    for call in synced.proposed:
        yield speech.say(
            "Moved there: {account}, from {was} to {now}. To follow: cadence calendar accept {call}",
            **_proposal(request, call),
            call=call,
        )
    for call in synced.deleted:
        account = _account_of(request, call)
        if call in synced.cancelled:
            yield speech.say("Deleted there, and cancelled: {account} ({call})", account=account, call=call)
        else:
            yield speech.say("Deleted there, and put back: {account} ({call})", account=account, call=call)
    for session in synced.restored:
        title = request.workspace.records.get(GroupSession, session).title
        yield speech.say(
            "Changed there, and put back: {title}. Its guests know its hour; to move it:"
            " cadence session edit {session}",
            title=title,
            session=session,
        )
    if len(synced.deleted) > len(synced.cancelled) and not synced.emptied:
        yield speech.say("To cancel what was deleted there, up to a week later: --accept-deletions")


def _proposal_data(request: Request, call: str) -> dict[str, Any]:
    touch = request.workspace.records.get(Touchpoint, call)
    return {
        "call": call,
        "account": touch.account,
        "from": _place_data(request, touch, touch.start, touch.date),
        "to": _place_data(request, touch, touch.suggested, touch.date),
    }


def _place_data(request: Request, touch: Touchpoint, start: datetime | None, day: date) -> dict[str, Any]:
    local = start.astimezone(_zone(request, touch)) if start else None
    is_hour = local is not None and local.time() != MIDNIGHT
    return {"date": local.date() if local else day, "start": local if is_hour else None}


def _proposal(request: Request, call: str) -> dict[str, str]:
    """Of a call with a proposal: whose it is, where it stands, and where it is asked for."""
    touch = request.workspace.records.editable(Touchpoint, call)
    was = _place_data(request, touch, touch.start, touch.date)
    now = _place_data(request, touch, touch.suggested, touch.date)
    return {
        "account": request.workspace.records.get(Account, touch.account).name,
        "was": moment_text(was["date"], was["start"], request.speech),
        "now": moment_text(now["date"], now["start"], request.speech),
    }


def _zone(request: Request, touch: Touchpoint) -> ZoneInfo:
    """By whose clock a call is."""
    records = request.workspace.records
    owner = owner_of(touch, records.get(Account, touch.account))
    return ZoneInfo(records.get(Person, owner).timezone)


def _account_of(request: Request, call: str) -> str:
    records = request.workspace.records
    return records.get(Account, records.get(Touchpoint, call).account).name


def _entries(request: Request, owner: str, week: date) -> Iterator[Entry]:
    shown = Calendar(read_calendar(request.workspace, owner, request.speech.language))
    if not shown.covers(week):
        raise WrongUsage(
            message("The calendar reaches from {first} to {last}", first=shown.book.first, last=shown.last)
        )
    for day in shown.week(week).days:
        yield from day.entries


def _zones(request: Request, owners: set[str]) -> dict[str, str]:
    """The zones of owners; none where all of them have the clock of the acting person."""
    ws = request.workspace
    zones = {owner: ws.records.get(Person, owner).timezone for owner in owners}
    return zones if set(zones.values()) - {ws.actor.timezone} else {}
