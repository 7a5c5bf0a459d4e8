"""A request while it is being planned: the days it may take, what each costs, where it stands."""

from bisect import bisect_left
from dataclasses import dataclass

from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Dials, Problem, Request
from cadence_tui.planning.result import Plan

SAME_WEEK, OTHER_WEEK = 1.0, 2.0
"""Points for leaving the day of the previous plan, within its week and beyond it."""
WEIGHT_LEAST, WEIGHT_MOST = 0.5, 3.0
"""How far the value of a call may stretch the price of its deviation, against a call of median value."""
FLOATING_PART = 4
"""Once a floating call has its phase, this part of its window is its tolerance."""


@dataclass(frozen=True, slots=True)
class Before:
    """Where the previous plan had the call; `day` is None when it was shed."""

    day: int | None
    start: int | None


@dataclass(slots=True)
class Call:
    """`open_days` is all that calendar and window allow, `days` what is left after gaps to other calls."""

    request: Request
    owner: str
    ideal: int
    earliest: int
    latest: int
    open_days: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    costs: tuple[float, ...] = ()
    before: Before | None = None
    day: int | None = None
    start: int | None = None

    @property
    def id(self) -> str:
        """The id of the request."""
        return self.request.id

    @property
    def load(self) -> int:
        """Minutes of the owner."""
        return self.request.load

    @property
    def held_day(self) -> int | None:
        """The day of the previous plan when it is still allowed."""
        before = self.before
        return before.day if before and before.day is not None and before.day in self.days else None

    @property
    def shed_before(self) -> bool:
        """Whether the previous plan had no room for it."""
        return self.before is not None and self.before.day is None

    @property
    def density(self) -> tuple[float, str]:
        """Sorts calls by value for a minute of load, the most valuable first."""
        return (-self.request.value / self.request.load, self.request.id)

    def weeks(self) -> tuple[int, ...]:
        """Weeks in which the call may take place."""
        return tuple(sorted({day // 7 for day in self.days}))


def calls_of(problem: Problem, diaries: dict[str, Diary], previous: Plan | None) -> list[Call]:
    """Calls of all requests whose owner is known, by id, with their open days."""
    before = _before(problem, previous)
    calls: list[Call] = []
    for request in sorted(problem.requests, key=lambda request: request.id):
        if request.owner not in diaries:
            continue
        call = Call(
            request=request,
            owner=request.owner,
            ideal=problem.day(request.ideal),
            earliest=problem.day(request.earliest),
            latest=problem.day(request.latest),
            before=before.get((request.id, request.owner)),
        )
        call.days = call.open_days = open_days(call, diaries[call.owner])
        calls.append(call)
    return calls


def open_days(call: Call, diary: Diary) -> tuple[int, ...]:
    """Days of the window with a free run of minutes for the call and room beside what is agreed."""
    request = call.request
    last = min(len(diary.dates) - 1, call.latest)
    return tuple(
        day
        for day in range(max(diary.first, call.earliest), last + 1)
        if diary.works(day)
        and diary.dates[day] not in request.blocked
        and diary.holds(day, request.load)
        and diary.starts(request, day)
    )


def nearest(days: tuple[int, ...], wish: int) -> int:
    """The day nearest to the wish; the earlier of two."""
    at = bisect_left(days, wish)
    around = days[max(0, at - 1) : at + 1]
    return min(around, key=lambda day: (abs(day - wish), day))


def price_days(calls: list[Call], diaries: dict[str, Diary], dials: Dials) -> None:
    """Sets the cost of every day of every call, in points.

    Deviation is squared and relative to the window, dearer when late and for valuable calls; a weekday that
    the customer does not prefer and a changed day cost extra.
    """
    values = sorted(call.request.value for call in calls)
    median = values[len(values) // 2] if values else 1.0
    for call in calls:
        weight = call.request.value / median if median > 0 else 1.0
        weight = min(WEIGHT_MOST, max(WEIGHT_LEAST, weight))
        dates = diaries[call.owner].dates
        call.costs = tuple(_cost(call, day, dates[day].weekday(), weight, dials) for day in call.days)


def _cost(call: Call, day: int, weekday: int, weight: float, dials: Dials) -> float:
    if day < call.ideal:
        side, width = 1.0, call.ideal - call.earliest
    else:
        side, width = dials.late, call.latest - call.ideal
    if call.request.floating:
        width = (call.latest - call.earliest) // FLOATING_PART
    cost = weight * side * ((day - call.ideal) / max(1, width)) ** 2
    if call.request.weekdays and weekday not in call.request.weekdays:
        cost += dials.preference
    if call.held_day is not None and call.held_day != day:
        cost += dials.calm * (SAME_WEEK if call.held_day // 7 == day // 7 else OTHER_WEEK)
    return cost


def _before(problem: Problem, previous: Plan | None) -> dict[tuple[str, str], Before]:
    if previous is None:
        return {}
    places = {(e.id, e.owner): Before(problem.day(e.date), e.start) for e in previous.entries}
    sheds = {(s.id, s.owner): Before(None, None) for s in previous.shed}
    return places | sheds
