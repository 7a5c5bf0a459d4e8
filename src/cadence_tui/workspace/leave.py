"""Leave of the people of the team: entered, cut, listed; what of the calendar it meets (P6)."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, GroupSession, Person, Touchpoint
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.practice.covering import stretch_on, stretches
from cadence_tui.practice.working_time import minute_of
from cadence_tui.views.cover import LeaveRow
from cadence_tui.workspace.covering import give_back
from cadence_tui.workspace.planning_book import is_call
from cadence_tui.workspace.session import Workspace

_DAY = timedelta(days=1)
_MOST_DAYS = 366


class Entered(Struct, frozen=True, kw_only=True):
    """A leave as it stands now, and the calls and group sessions that lie in it."""

    person: Person
    leave: Absence
    calls: tuple[Touchpoint, ...]
    sessions: tuple[GroupSession, ...] = ()


def require_leave_of(ws: Workspace, person: Person) -> None:
    """Raises NotPermitted unless the leave of a person is the actor's own or they lead."""
    ws.require_writer()
    if ws.actor.role not in ("lead", "admin") and person.id != ws.actor.id:
        raise NotPermitted(message("The leave of others is for a lead to enter"))


def add_leave(ws: Workspace, who: str, first: date, last: date, *, why: str = "") -> Entered:
    """Enters leave; one that it touches or overlaps becomes longer. Calls in it are allowed, and told.

    Raises NotFound, NotPermitted, Refused for days that are over, in the wrong order or there already.
    """
    person = ws.records.person(who)
    require_leave_of(ws, person)
    ws.expect([person])
    _check(ws, person, first, last)
    joined = _joined(person.leave, Absence(first, last, plain(why).strip()))
    new = replace(person, leave=joined)
    if new.leave == person.leave:
        raise Refused(message("{name} has that leave already", name=person.name))
    told = message("Leave of {name}: {first} to {last}", name=person.name, first=first, last=last)
    ws.commit(told, edits=[(person, new), *give_back(ws, new)])
    return _entered(ws, new, first)


def remove_leave(ws: Workspace, who: str, first: date, last: date | None = None) -> Person:
    """Takes leave back: the one that has `first`, or its days from `first` to `last` alone.

    Cover for those days ends with it, and calls that a stand-in was given return. Raises NotFound,
    NotPermitted, Refused for days on which there is none.
    """
    person = ws.records.person(who)
    require_leave_of(ws, person)
    ws.expect([person])
    found = stretch_on(person, first)
    if found is None and last is None:
        raise NotFound(message("{name} has no leave on {day}", name=person.name, day=first))
    from_day, to_day = (first, last) if last is not None or found is None else (found.first, found.last)
    to_day = to_day or from_day
    if to_day < from_day:
        raise Refused(message("The leave ends before it begins"))
    new = replace(person, leave=without_days(person.leave, from_day, to_day))
    if new.leave == person.leave:
        raise NotFound(message("{name} has no leave on {day}", name=person.name, day=first))
    told = message("No leave of {name} from {first} to {last}", name=person.name, first=from_day, last=to_day)
    ws.commit(told, edits=[(person, new), *give_back(ws, new)])
    return ws.records.get(Person, person.id)


def change_leave(ws: Workspace, who: str, was: Absence, first: date, last: date, *, why: str = "") -> Entered:
    """Moves, shortens or lengthens a leave, in one act. Raises what `add_leave` raises."""
    person = ws.records.person(who)
    require_leave_of(ws, person)
    ws.expect([person])
    others = without_days(person.leave, was.first, was.last)
    if others == person.leave:
        raise Refused(message("That leave is no longer there"))
    _check(ws, person, first, last)
    new = replace(person, leave=_joined(others, Absence(first, last, plain(why).strip())))
    told = message("Leave of {name}: {first} to {last}", name=person.name, first=first, last=last)
    if new.leave != person.leave:
        ws.commit(told, edits=[(person, new), *give_back(ws, new)])
    return _entered(ws, new, first)


def leaves(ws: Workspace, *, who: str = "", past: bool = False) -> list[LeaveRow]:
    """The leave of everybody, or of one, by day; what is over only when it is asked for."""
    people = [ws.records.person(who)] if who else [each for each in ws.records.people() if not each.gone]
    covers, found = ws.records.covers(), list[LeaveRow]()
    sessions = _coming_sessions(ws) if any(person.leave for person in people) else []
    for person in people:
        for each in stretches(person):
            if each.last < ws.today() and not past:
                continue
            stand_ins = Counter(
                part.stand_in
                for cover in covers
                if cover.person == person.id and cover.first <= each.last and cover.last >= each.first
                for part in cover.parts
            )
            found.append(
                LeaveRow(
                    person=person,
                    first=each.first,
                    last=each.last,
                    why=each.why,
                    stand_ins=dict(stand_ins),
                    sessions=tuple(_hosted(sessions, person, each.first, each.last)),
                )
            )
    return sorted(found, key=lambda leave: (leave.first, leave.person.name))


def calls_in(ws: Workspace, person: Person, first: date, last: date) -> list[Touchpoint]:
    """Calls of a person that lie in some days, by hour."""
    found = [
        touch
        for touch in ws.records.open_touchpoints(owner=person.id)
        if is_call(touch) and first <= touch.date <= last
    ]
    return sorted(found, key=lambda touch: (touch.date, str(touch.start or ""), touch.id))


def sessions_in(ws: Workspace, person: Person, first: date, last: date) -> list[GroupSession]:
    """Group sessions to come that a person hosts on some days of theirs, by hour."""
    return _hosted(_coming_sessions(ws, [person.id]), person, first, last)


def _coming_sessions(ws: Workspace, hosts: Collection[str] = ()) -> list[GroupSession]:
    now = ws.now()
    return [
        each for each in ws.records.group_sessions(hosts) if each.status == "planned" and each.start > now
    ]


def _hosted(sessions: Iterable[GroupSession], person: Person, first: date, last: date) -> list[GroupSession]:
    return [
        each
        for each in sessions
        if each.owner == person.id
        if first <= minute_of(each.start, person.timezone)[0] <= last
    ]


def without_days(leave: Iterable[Absence], first: date, last: date) -> tuple[Absence, ...]:
    """Absences without some days; one that has more before or behind them stays there."""
    kept: list[Absence] = []
    for each in leave:
        if each.last < first or last < each.first:
            kept.append(each)
            continue
        if each.first < first:
            kept.append(Absence(each.first, first - _DAY, each.why))
        if last < each.last:
            kept.append(Absence(last + _DAY, each.last, each.why))
    return tuple(kept)


def _entered(ws: Workspace, person: Person, day: date) -> Entered:
    leave = stretch_on(person, day) or Absence(day, day)
    return Entered(
        person=person,
        leave=leave,
        calls=tuple(calls_in(ws, person, leave.first, leave.last)),
        sessions=tuple(sessions_in(ws, person, leave.first, leave.last)),
    )


def _check(ws: Workspace, person: Person, first: date, last: date) -> None:
    if person.gone is not None:
        raise Refused(message("{name} has left the team", name=person.name))
    if last < first:
        raise Refused(message("The leave ends before it begins"))
    if last < ws.today():
        raise Refused(message("Those days are over"))
    if (last - first).days >= _MOST_DAYS:
        raise Refused(message("Leave of more than a year: whoever is away so long gives their accounts away"))


def _joined(leave: Iterable[Absence], new: Absence) -> tuple[Absence, ...]:
    """Absences by day with a new one; those that it overlaps or borders on are one with it."""
    apart: list[Absence] = []
    for each in leave:
        if each.last + _DAY < new.first or new.last + _DAY < each.first:
            apart.append(each)
        else:
            why = new.why or each.why
            new = Absence(min(each.first, new.first), max(each.last, new.last), why)
    return tuple(sorted([*apart, new], key=lambda each: (each.first, each.last)))
