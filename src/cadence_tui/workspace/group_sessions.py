"""Group sessions: made, repeated, changed, called off; who may, and what stands at the same hour (P9)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Account, GroupSession, Guest, Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.calendar import GroupKind
from cadence_tui.model.errors import Conflict, NotFound, NotPermitted, Refused
from cadence_tui.model.ids import shared_id
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.group_sessions import Repeat, next_starts, repeat_rule, taken_places, with_guests
from cadence_tui.practice.working_time import minute_of, on_leave
from cadence_tui.workspace.planning_book import is_call, owner_of
from cadence_tui.workspace.public_holidays import public_holidays
from cadence_tui.workspace.session import Workspace

_LONGEST = 600
_MOST_PLACES = 10_000
_MOST_AHEAD = timedelta(days=732)


class Planned(Struct, frozen=True):
    """The sessions that were made, in order, and dates of their series that are none: the hour, and why."""

    sessions: tuple[GroupSession, ...]
    left_out: tuple[tuple[datetime, Message], ...]


def session_called(ws: Workspace, text: str) -> GroupSession:
    """The session of an id, or the next one whose title has this part, else the last. Raises NotFound."""
    if ws.store.get("group_session", text) is not None:
        return ws.records.get(GroupSession, text)
    found = [each for each in ws.records.group_sessions() if fold(text) in fold(each.title)]
    if not found:
        raise NotFound(message("No group session is called {name}", name=text))
    coming = [each for each in found if each.status == "planned" and each.end > ws.now()]
    return coming[0] if coming else found[-1]


def add_session(
    ws: Workspace,
    title: str,
    start: datetime,
    *,
    form: GroupKind = "office_hours",
    owner: str = "",
    minutes: int | None = None,
    work_minutes: int | None = None,
    places: int | None = None,
    language: Language | None = None,
    where: str = "",
    topics: str = "",
    repeat: Repeat | None = None,
) -> Planned:
    """Plans a session, and with `repeat` those of the coming weeks; what is left out is as the rules have it.

    Raises NotPermitted, NotFound, Refused for a nameless one, one that is past or too
    long, and where the host has something else at that hour.
    """
    host = ws.records.get(Person, owner or ws.actor.id)
    require_host(ws, host.id)
    usual = ws.rules.sessions.forms[form]
    new_id = ws.new_id()
    there = minute_of(start, host.timezone)[0]
    first = GroupSession(
        id=new_id,
        title=plain(title).strip(),
        form=form,
        owner=host.id,
        start=start.astimezone(UTC),
        minutes=usual.minutes if minutes is None else minutes,
        work_minutes=usual.work_minutes if work_minutes is None else work_minutes,
        places=usual.places if places is None else places,
        language=language or host.language,
        where=plain(where).strip(),
        topics=plain(topics, lines=True).strip(),
        series=new_id if repeat else "",
        repeats=repeat_rule(repeat, there) if repeat else "",
    )
    _check(ws, first)
    _require_free(ws, host, first)
    next_ones = list(_coming(ws, host, first))
    made = [first, *(each for each, against in next_ones if against is None)]
    if len(made) == 1:
        why = message("New group session: {what}", what=called(first, host))
    else:
        why = message(
            "New series of group sessions: {what}, {n} dates", what=called(first, host), n=len(made)
        )
    ws.commit(why, made=made)
    zone = ZoneInfo(host.timezone)
    out = ((each.start.astimezone(zone), why) for each, why in next_ones if why is not None)
    return Planned(_kept(ws, made), tuple(out))


def edit_session(
    ws: Workspace,
    session_id: str,
    *,
    title: str | None = None,
    start: datetime | None = None,
    minutes: int | None = None,
    work_minutes: int | None = None,
    places: int | None = None,
    language: Language | None = None,
    where: str | None = None,
    topics: str | None = None,
    seen: GroupSession | None = None,
) -> GroupSession:
    """Changes what is named. Who was told another hour is to be invited again.

    Raises NotPermitted, Conflict, and Refused as `add_session` does, for one that is over, and for fewer
    places than there are guests.
    """
    was, host = open_session(ws, session_id, seen)
    new = replace(
        was,
        title=was.title if title is None else plain(title).strip(),
        start=start.astimezone(UTC) if start else was.start,
        minutes=was.minutes if minutes is None else minutes,
        work_minutes=was.work_minutes if work_minutes is None else work_minutes,
        places=was.places if places is None else places,
        language=language or was.language,
        where=was.where if where is None else plain(where).strip(),
        topics=was.topics if topics is None else plain(topics, lines=True).strip(),
    )
    _check(ws, new)
    if new.places and taken_places(new) > new.places:
        raise Refused(message("{n} guests have a place already", n=taken_places(new)))
    if new.start != was.start:
        new = with_guests(new, {guest.key: _asked_again(guest) for guest in new.guests})
    if (new.start, new.minutes) != (was.start, was.minutes):
        _require_free(ws, host, new)
    ws.commit(message("Changed: {what}", what=called(new, host)), edits=[(was, new)])
    return ws.records.get(GroupSession, was.id)


def cancel_session(ws: Workspace, session_id: str, *, following: bool = False) -> list[GroupSession]:
    """Calls a session off; with `following` those of its series after it, too, and no more are made.

    Answers what was called off. Raises NotPermitted, Refused for one that is over.
    """
    was, host = open_session(ws, session_id, None)
    series = [each for each in ws.records.group_sessions() if was.series and each.series == was.series]
    gone = following_sessions(ws, was) if following else [was]
    edits = [
        (each, replace(each, status="cancelled", repeats="" if following else each.repeats)) for each in gone
    ]
    if following:
        rest = [each for each in series if each not in gone and each.repeats]
        edits += [(each, replace(each, repeats="")) for each in rest]
    told = message("Cancelled: {what}", what=called(was, host))
    if following:
        told = message("Series ended, {n} sessions cancelled: {what}", n=len(gone), what=called(was, host))
    ws.commit(told, edits=edits)
    return list(_kept(ws, gone))


def following_sessions(ws: Workspace, session: GroupSession) -> list[GroupSession]:
    """A planned session and those of its series after it that are planned, too."""
    later = [
        each
        for each in ws.records.group_sessions([session.owner])
        if session.series and each.series == session.series
        if each.status == "planned" and each.start > session.start
    ]
    return [session, *later]


def missing_sessions(ws: Workspace) -> list[GroupSession]:
    """The sessions of running series that are to be made by now, of hosts for whom the actor may act."""
    latest: dict[str, GroupSession] = {}
    for session in ws.records.group_sessions():
        if session.series:
            latest[session.series] = session
    people = {person.id: person for person in ws.records.people()}
    return [
        made
        for session in latest.values()
        if session.owner in people and not people[session.owner].gone and may_host(ws, session.owner)
        for made, against in _coming(ws, people[session.owner], session)
        if against is None
    ]


def extend_series(ws: Workspace) -> list[GroupSession]:
    """Makes the sessions of running series that are still missing; their guests are to be invited.

    Those that somebody made meanwhile are not made again. Raises NotPermitted for readers.
    """
    ws.require_writer()
    made = missing_sessions(ws)
    try:
        _go_on(ws, made)
    except Conflict:
        ws.catch_up()
        made = missing_sessions(ws)
        _go_on(ws, made)
    return list(_kept(ws, made))


def _go_on(ws: Workspace, made: list[GroupSession]) -> None:
    if made:
        ws.commit(message("Series of group sessions go on: {n} more dates", n=len(made)), made=made)


def require_host(ws: Workspace, owner: str) -> None:
    """Raises NotPermitted unless the acting person may change sessions of a host."""
    ws.require_writer()
    if not may_host(ws, owner):
        raise NotPermitted(message("Only its host or a lead changes this group session"))


def may_host(ws: Workspace, owner: str) -> bool:
    """Whether the acting person may change sessions of a host: their own, a lead's or admin's everybody's."""
    return ws.actor.role in ("lead", "admin") or (ws.actor.role == "csm" and owner == ws.actor.id)


def open_session(ws: Workspace, session_id: str, seen: GroupSession | None) -> tuple[GroupSession, Person]:
    """A session that is still planned, as it was `seen` or as it is, and its host; for acts on it."""
    session, host = hosted(ws, session_id)
    if session.status != "planned":
        raise Refused(message("This group session is over; its record stays as it is"))
    return seen or session, host


def hosted(ws: Workspace, session_id: str) -> tuple[GroupSession, Person]:
    """A session and its host, for acts that change it. Raises NotFound, NotPermitted."""
    session = ws.records.editable(GroupSession, session_id)
    require_host(ws, session.owner)
    ws.expect([session])
    return session, ws.records.get(Person, session.owner)


def called(session: GroupSession, host: Person) -> Message:
    """A session as the log calls it."""
    day = minute_of(session.start, host.timezone)[0]
    return message("{title} on {day}", title=session.title, day=day)


def _coming(
    ws: Workspace, host: Person, latest: GroupSession
) -> Iterator[tuple[GroupSession, Message | None]]:
    """The next sessions of a series, each with why there is none: the host is away or taken."""
    until = ws.today() + timedelta(weeks=ws.rules.sessions.ahead_weeks)
    for start in next_starts(latest, host.timezone, until):
        if start <= ws.now():
            continue
        new = replace(
            latest,
            id=_id_of(ws, latest.series, start.astimezone(UTC)),
            rev=0,
            start=start.astimezone(UTC),
            status="planned",
            guests=tuple(Guest(account=each.account, contact=each.contact) for each in latest.guests),
        )
        yield new, _hindrance(ws, host, new)


def _id_of(ws: Workspace, series: str, start: datetime) -> str:
    """That of whoever else makes this date of a series meanwhile: it is made once.

    Another one when the session that was made for this date is another day's by now.
    """
    shared = shared_id(ws.now().astimezone(UTC).date(), series, "session", start.isoformat())
    return shared if ws.store.get("group_session", shared) is None else ws.new_id()


def _kept(ws: Workspace, sessions: Iterable[GroupSession]) -> tuple[GroupSession, ...]:
    """The same as the store has them now."""
    return tuple(ws.records.get(GroupSession, each.id) for each in sessions)


def _asked_again(guest: Guest) -> Guest:
    if guest.status == "declined":
        return guest
    return Guest(account=guest.account, contact=guest.contact)


def _check(ws: Workspace, session: GroupSession) -> None:
    if not session.title:
        raise Refused(message("A group session needs a title"))
    if not 0 < session.minutes <= _LONGEST or session.work_minutes < 0:
        raise Refused(message("A group session takes 1 to {most} minutes", most=_LONGEST))
    if not 0 <= session.places <= _MOST_PLACES:
        raise Refused(message("Places are 0 (no limit) to {most}", most=_MOST_PLACES))
    if session.start <= ws.now():
        raise Refused(message("A group session is planned for a time that is still to come"))
    if session.start > ws.now() + _MOST_AHEAD:
        raise Refused(message("That is too far ahead: {day}", day=session.start.date()))


def _require_free(ws: Workspace, host: Person, session: GroupSession) -> None:
    """Raises Refused where the host is away, or has a call or another session at the same time."""
    against = _hindrance(ws, host, session)
    if against is not None:
        raise Refused(message("Not possible there: {why}", why=against))


def _hindrance(ws: Workspace, host: Person, session: GroupSession) -> Message | None:
    return _away(host, session) or next(_same_hour(ws, session), None)


def _away(host: Person, session: GroupSession) -> Message | None:
    day: date = minute_of(session.start, host.timezone)[0]
    if on_leave(host, day):
        return message("on leave that day")
    if day in public_holidays(host.country, host.subdivision, day, day):
        return message("a public holiday")
    return None


def _same_hour(ws: Workspace, session: GroupSession) -> Iterator[Message]:
    accounts = {account.id: account for account in ws.records.accounts()}
    yield from (
        message("{other} has a call then", other=accounts[touch.account].name)
        for touch in ws.records.open_touchpoints()
        if is_call(touch)
        and touch.start is not None
        and touch.account in accounts
        and owner_of(touch, accounts[touch.account]) == session.owner
        and _meet(session, touch.start, touch.start + timedelta(minutes=touch.minutes))
    )
    yield from (
        message("{other} is then", other=other.title)
        for other in ws.records.group_sessions([session.owner])
        if other.id != session.id and other.status == "planned" and _meet(session, other.start, other.end)
    )


def _meet(session: GroupSession, start: datetime, end: datetime) -> bool:
    return session.start < end and start < session.end


def accounts_of(ws: Workspace, guests: Iterable[Guest]) -> dict[str, Account]:
    """The accounts of some guests that are still there, by id."""
    wanted = {guest.account for guest in guests}
    return {account.id: account for account in ws.records.accounts() if account.id in wanted}
