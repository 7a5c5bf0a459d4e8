"""A request while it is being planned: the days it may take, what each costs, where it stands."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Dials, Mode, Problem, Request
from cadence_tui.planning.result import Plan

SAME_WEEK, OTHER_WEEK = 1.0, 2.0
"""Points for leaving the day of the previous plan, within its week and beyond it."""
WEIGHT_LEAST, WEIGHT_MOST = 0.5, 3.0
"""How far the value of a call may stretch the price of its deviation, against a call of median value."""


class Before(NamedTuple):
    """Where the previous plan had the call, and with whom; `day` is None when it was shed."""

    owner: str
    day: int | None
    start: int | None


@dataclass(slots=True)
class Call:
    """`request` is as the one who makes the call sees it; `home` is whose it is.

    `open_days` is all that calendar and window allow, `days` what is left after gaps to other calls, all of
    them from `low` to `high`, whoever makes the call. A call that `keeps` its place leaves it only when it
    must; others merely pay for leaving it.
    """

    request: Request
    home: str
    ideal: int
    earliest: int
    latest: int
    tolerance: int | None = None
    open_days: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    low: int = 0
    high: int = 0
    weight: float = 1.0
    costs: tuple[float, ...] = ()
    before: Before | None = None
    keeps: bool = False
    day: int | None = None
    start: int | None = None

    @property
    def id(self) -> str:
        """The id of the request."""
        return self.request.id

    @property
    def owner(self) -> str:
        """Who makes the call."""
        return self.request.owner

    @property
    def covered(self) -> bool:
        """Whether a colleague makes the call."""
        return self.owner != self.home

    @property
    def load(self) -> int:
        """Minutes of who makes it."""
        return self.request.load

    @property
    def old_day(self) -> int | None:
        """The day of the previous plan when it is still allowed."""
        before = self.before
        if before is None or before.day is None or before.owner != self.owner:
            return None
        return before.day if before.day in self.days else None

    @property
    def held_day(self) -> int | None:
        """The day of the previous plan, for a call that keeps to it and still may."""
        return self.old_day if self.keeps else None

    @property
    def shed_before(self) -> bool:
        """Whether the previous plan had no room for it, and that is to stay so."""
        return self.keeps and self.before is not None and self.before.day is None

    @property
    def density(self) -> tuple[float, str]:
        """Sorts calls by value for a minute of load, the most valuable first."""
        return (-self.request.value / self.request.load, self.request.id)

    def weeks(self) -> tuple[int, ...]:
        """Weeks in which the call may take place."""
        return tuple(sorted({day // 7 for day in self.days}))

    def narrow(self, days: Iterable[int]) -> None:
        """Leaves the call these days only."""
        self.days = tuple(days)
        self.low, self.high = (self.days[0], self.days[-1]) if self.days else (0, -1)


def calls_of(problem: Problem, diaries: dict[str, Diary], previous: Plan | None, mode: Mode) -> list[Call]:
    """Calls of all requests whose owner is known, by id, with their open days.

    A call that a colleague had taken over stays with them as long as they may stand in.
    """
    before = _before(problem, previous)
    calls: list[Call] = []
    for request in sorted(problem.requests, key=lambda request: request.id):
        if request.owner not in diaries:
            continue
        was = before.get(request.id)
        call = Call(
            request=request,
            home=request.owner,
            ideal=problem.day(request.ideal),
            earliest=problem.day(request.earliest),
            latest=problem.day(request.latest),
            before=was,
            keeps=was is not None and mode == "repair",
        )
        if was is not None and was.owner in request.stand_ins and was.owner in diaries:
            hand_over(call, was.owner, diaries)
        else:
            call.open_days = open_days(call, diaries[call.owner])
            call.narrow(call.open_days)
        calls.append(call)
    return calls


def hand_over(call: Call, colleague: str, diaries: dict[str, Diary]) -> None:
    """Lets a colleague make the call, with the days that are open to them."""
    call.request = seen_by(call.request, colleague)
    call.open_days = open_days(call, diaries[colleague])
    call.narrow(call.open_days)


def seen_by(request: Request, colleague: str) -> Request:
    """The request in the minutes of a colleague who stands in."""
    stand_in = request.stand_ins[colleague]
    return replace(request, owner=colleague, hours=stand_in.hours, preferred_hours=stand_in.preferred_hours)


def open_days(call: Call, diary: Diary, request: Request | None = None) -> tuple[int, ...]:
    """Days of the window with a free run of minutes for the call and room beside what is agreed.

    `request` is the call as the owner of the diary sees it, when that is not who makes it now.
    """
    request = request or call.request
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
    """Sets the weight of every call and the cost of each of its days, in points."""
    median = median_value(call.request.value for call in calls)
    for call in calls:
        call.weight = weight_of(call.request.value, median)
        price(call, diaries[call.owner], dials)


def median_value(values: Iterable[float]) -> float:
    """The value of a usual call."""
    found = sorted(values)
    return found[len(found) // 2] if found else 1.0


def weight_of(value: float, median: float) -> float:
    """How much the deviation of a call of that value counts."""
    return min(WEIGHT_MOST, max(WEIGHT_LEAST, value / median)) if median > 0 else 1.0


def price(call: Call, diary: Diary, dials: Dials) -> None:
    """Sets the cost of every day that a call may take.

    Deviation is squared and relative to the window, dearer when late and for valuable calls; a weekday that
    the customer does not prefer and a changed day cost extra.
    """
    call.costs = costs_of(call, call.days, diary, dials)


def costs_of(call: Call, days: Iterable[int], diary: Diary, dials: Dials) -> tuple[float, ...]:
    """What the call costs on each of these days."""
    return tuple(_cost(call, day, diary.dates[day].weekday(), dials) for day in days)


def _cost(call: Call, day: int, weekday: int, dials: Dials) -> float:
    if day < call.ideal:
        side, width = 1.0, call.ideal - call.earliest
    else:
        side, width = dials.late, call.latest - call.ideal
    if call.tolerance is not None:
        width = call.tolerance
    cost = call.weight * side * ((day - call.ideal) / max(1, width)) ** 2
    if call.request.weekdays and weekday not in call.request.weekdays:
        cost += dials.preference
    old = call.old_day
    if old is not None and old != day:
        cost += dials.calm * (SAME_WEEK if old // 7 == day // 7 else OTHER_WEEK)
    return cost


def _before(problem: Problem, previous: Plan | None) -> dict[str, Before]:
    if previous is None:
        return {}
    places = {e.id: Before(e.owner, problem.day(e.date), e.start) for e in previous.entries}
    sheds = {s.id: Before(s.owner, None, None) for s in previous.shed}
    return places | sheds
