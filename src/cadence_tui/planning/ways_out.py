"""What would help when calls have no room: mails instead, a colleague, more minutes, more time (P5)."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cadence_tui.planning.diary import ROUNDING
from cadence_tui.planning.problem import Person, Problem, Request, StandIn
from cadence_tui.planning.result import Plan, Shortage

WayCode = Literal["colleague", "later", "extra_minutes", "email"]
LATER = dt.timedelta(days=7)
"""How much longer a call may wait when that is a way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """One way out of a shortage of `owner`; `requests` are the calls that it concerns.

    `colleague` takes them; `later` lets them wait a week longer; `extra_minutes` are worked in `weeks` beyond
    the usual part, `minutes` in each; `email` takes them off the calendar. `minutes` is otherwise the load
    that it frees.
    """

    owner: str
    code: WayCode
    requests: tuple[str, ...]
    minutes: int
    colleague: str = ""
    weeks: tuple[int, ...] = ()


Sees = Callable[[Request, str], StandIn]
"""The customer's hours of a request as a colleague sees them."""


def ways_out(problem: Problem, plan: Plan, shortage: Shortage) -> tuple[WayOut, ...]:
    """Ways out of a shortage, those first that take nothing from customers. None is tried yet."""
    requests = {request.id: request for request in problem.requests}
    calls = [requests[key] for key in shortage.requests if key in requests]
    return (*_colleagues(problem, plan, shortage, calls), *_own(shortage, calls))


def taken(problem: Problem, way: WayOut, sees: Sees | None = None) -> Problem:
    """The problem as it would be; planning it again shows what the way is worth.

    `sees` answers for colleagues whom a request does not name among its stand-ins; without it these see the
    customer's hours as the owner does.
    """
    if way.code == "extra_minutes":
        more = dict.fromkeys(way.weeks, way.minutes)
        return replace(problem, people=tuple(_working_more(p, way.owner, more) for p in problem.people))
    changed: list[Request] = []
    for request in problem.requests:
        if request.id not in way.requests:
            changed.append(request)
        elif way.code == "later":
            changed.append(replace(request, latest=request.latest + LATER))
        elif way.code == "colleague":
            changed.append(_given(request, way.colleague, sees))
    return replace(problem, requests=tuple(changed))


def _colleagues(problem: Problem, plan: Plan, shortage: Shortage, calls: list[Request]) -> Iterator[WayOut]:
    """Those with room in the weeks of the shortage, the one with most first, each with what fits."""
    rooms: list[tuple[int, str]] = []
    for person in problem.people:
        if person.id == shortage.owner:
            continue
        weeks = [plan.load[person.id][week] for week in shortage.weeks]
        rooms.append((sum(max(0, week.capacity - week.minutes) for week in weeks), person.id))
    for room, who in sorted(rooms, key=lambda found: (-found[0], found[1])):
        given: list[Request] = []
        for call in sorted(calls, key=lambda call: (-call.value, call.id)):
            if sum(each.load for each in given) + call.load <= room:
                given.append(call)
        if given:
            yield WayOut(
                owner=shortage.owner,
                code="colleague",
                requests=tuple(call.id for call in given),
                minutes=sum(call.load for call in given),
                colleague=who,
            )


def _own(shortage: Shortage, calls: list[Request]) -> Iterator[WayOut]:
    everything = tuple(call.id for call in calls)
    whole = sum(call.load for call in calls)
    yield WayOut(owner=shortage.owner, code="later", requests=everything, minutes=whole)
    each = -(-shortage.minutes // len(shortage.weeks) // ROUNDING) * ROUNDING
    yield WayOut(
        owner=shortage.owner,
        code="extra_minutes",
        requests=everything,
        minutes=each,
        weeks=shortage.weeks,
    )
    mails = [call for call in calls if call.email_ok]
    if mails:
        yield WayOut(
            owner=shortage.owner,
            code="email",
            requests=tuple(call.id for call in mails),
            minutes=sum(call.load for call in mails),
        )


def _working_more(person: Person, owner: str, more: Mapping[int, int]) -> Person:
    if person.id != owner:
        return person
    weeks = person.extra.keys() | more.keys()
    return replace(
        person, extra={week: person.extra.get(week, 0) + more.get(week, 0) for week in sorted(weeks)}
    )


def _given(request: Request, colleague: str, sees: Sees | None) -> Request:
    seen = request.stand_ins.get(colleague)
    if seen is None:
        seen = sees(request, colleague) if sees else StandIn(hours=request.hours)
    return replace(
        request, owner=colleague, hours=seen.hours, preferred_hours=seen.preferred_hours, stand_ins={}
    )
