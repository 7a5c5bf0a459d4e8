"""`cadence calendar`: the agreed calls of a week, and the ways to other calendars and back."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, listing, option
from cadence_tui.cli.commands.planning import owner_ids, plan_words
from cadence_tui.cli.plan_data import PlanWords
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, GroupSession, Person, Touchpoint
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Card
from cadence_tui.workspace.busy import busy_calendars, forget_busy
from cadence_tui.workspace.calendar import calendar_owners, read_calendar
from cadence_tui.workspace.calendar_sync import Synced, sync_calendar
from cadence_tui.workspace.publishing import publish as publish_calendars
from cadence_tui.workspace.session import last_done
from cadence_tui.workspace.suggestions import accept_suggestion, drop_suggestion


@listing("calendar", listed="show")
def calendar(request: Request) -> None:
    """The calls of a week, and other calendars."""


@below(calendar, "show", message("The agreed calls of a week"))
@option("--week", "day", says=message("A day of the week to show (else: this week)"), type=DAY)
@option("--owner", says=message("Whose; all that you plan for without"), metavar="PERSON")
def show(request: Request, day: date | None, owner: str | None) -> None:
    """The agreed calls of a week."""
    ws = request.workspace
    week = monday(day or ws.today())
    owners = owner_ids(request, owner) or [person.id for person in calendar_owners(ws)]
    cards = [(each, card) for each in owners for card in _cards(request, each, week)]
    cards.sort(key=lambda found: (found[1].date, found[1].start is None, str(found[1].start), found[1].id))
    words = plan_words(request)
    request.answer([_card_data(each, card) for each, card in cards], lambda: _card_table(cards, words, week))


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


@below(calendar, "sync", message("Keep a folder of .ics files in step with your calls, both ways"))
@argument("folder", says=message("As khal and vdirsyncer keep it"), metavar="FOLDER")
@option("--person", says=message("Whose; your own without"), metavar="PERSON")
@option("--accept-deletions", says=message("Cancel the calls that were deleted there"), is_flag=True)
def sync(request: Request, folder: str, person: str | None, accept_deletions: bool) -> None:
    """A folder of events, both ways."""
    synced = sync_calendar(
        request.workspace, Path(folder), _person(request, person), accept_deletions=accept_deletions
    )
    data = {**{name: getattr(synced, name) for name in synced.__struct_fields__}}
    data["unreadable"] = [request.speech.word(each) for each in synced.unreadable]
    request.answer(data, lambda: _told(synced, request))


@below(calendar, "accept", message("Move a call to where your own calendar has it"), writes=True)
@argument("call", says=message("Its id, as cadence calendar shows it"), metavar="ID")
def accept(request: Request, call: str) -> None:
    """A proposal becomes the place of the call."""
    moved = accept_suggestion(request.workspace, call)
    request.done(moved, last_done(request.workspace))


@below(calendar, "drop", message("Leave a call where it is here"), writes=True)
@argument("call", says=message("Its id, as cadence calendar shows it"), metavar="ID")
def drop(request: Request, call: str) -> None:
    """A proposal is let go."""
    left = drop_suggestion(request.workspace, call)
    request.done(left, last_done(request.workspace))


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
        account = _account_of(request, call)
        yield speech.say(
            "Moved there: {account}. To follow: cadence calendar accept {call}", account=account, call=call
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
    if len(synced.deleted) > len(synced.cancelled):
        yield speech.say("To cancel what was deleted there: --accept-deletions")


def _account_of(request: Request, call: str) -> str:
    records = request.workspace.records
    return records.get(Account, records.get(Touchpoint, call).account).name


def _cards(request: Request, owner: str, week: date) -> Iterator[Card]:
    shown = Calendar(read_calendar(request.workspace, owner, request.speech.language))
    if not shown.covers(week):
        raise WrongUsage(
            message("The calendar reaches from {first} to {last}", first=shown.book.first, last=shown.last)
        )
    for day in shown.week(week).days:
        yield from day.cards


def _card_data(owner: str, card: Card) -> dict[str, Any]:
    touch = card.touch
    return {
        "id": card.id,
        "account": card.account,
        "owner": owner,
        "kind": touch.touch,
        "channel": touch.channel,
        "date": card.date,
        "start": card.start,
        "minutes": touch.minutes,
        "load_minutes": card.load,
        "ideal": touch.ideal,
        "why": [touch.rule] if touch.rule else [],
        "status": touch.status,
        "pinned": touch.pinned,
        "suggested": card.suggested,
    }


def _card_table(cards: Sequence[tuple[str, Card]], plan: PlanWords, week: date) -> Iterator[str]:
    say = plan.words.speech.say
    header = [
        say("When"),
        say("Account"),
        say("Touch"),
        say("Minutes"),
        say("Status"),
        say("Owner"),
        say("Id"),
    ]
    rows = [
        [
            f"{card.start:%Y-%m-%d %H:%M}" if card.start else card.date.isoformat(),
            card.name,
            plan.words.touch(card.touch.touch),
            str(card.touch.minutes),
            plan.words.word("touch_status", card.touch.status),
            plan.words.names.person(owner),
            card.id,
        ]
        for owner, card in cards
    ]
    yield from columns(header, rows, right=[3])
    yield say("Week of {day}", day=plan.words.speech.day(week, year=True))
