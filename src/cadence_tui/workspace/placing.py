"""One call being placed by hand: what speaks against a place, and the load it would make (P2, P5, P7)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.message import Reason
from cadence_tui.planning.answer import agreed
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.explain import DayChoice, why, why_not
from cadence_tui.planning.problem import Dials, Fixed, Problem
from cadence_tui.planning.result import Entry, Peak, Plan
from cadence_tui.practice.working_time import instant_of, minute_of
from cadence_tui.views.calendar_lines import DayFigures, WindowWeek
from cadence_tui.workspace.planning_book import Book, owner_of
from cadence_tui.workspace.planning_problem import Maker, is_movable, soonest, standing
from cadence_tui.workspace.proposing import call_names, plan_reason

TAKEN = "plan_taken"
FORBIDDEN = frozenset(
    {
        "plan_overdue",
        "plan_beyond_horizon",
        "plan_leave",
        "plan_holiday",
        "plan_day_off",
        "plan_not_working",
        TAKEN,
    }
)
"""What no person can decide away; everything else is said and left to them."""
_AFTER = timedelta(weeks=2)
_APART = 60
"""Minutes between the time that does not suit and another one of the same day."""
_USUAL = 10 * 60
"""The hour that a call without one is offered first."""


@dataclass(frozen=True, kw_only=True)
class DayLoad:
    """Minutes of a day and of its week with the call in it, and what they may carry."""

    day: int
    day_capacity: int
    week: int
    week_capacity: int


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place for the call: the load it would make, its price in points; the minute is the owner's."""

    day: date
    minute: int
    load: DayLoad
    price: float


class Placing:
    """A call and the calendar of its owner without it. Pure: made of one book."""

    def __init__(self, book: Book, touch: Touchpoint) -> None:
        account = book.records[touch.account].account
        self.book, self.touch = book, touch
        self.owner = owner_of(touch, account)
        self.zone = next(person.timezone for person in book.people if person.id == self.owner)
        maker = Maker(book)
        others = [maker.agreed(*call) for call in book.calls() if call[0].id != touch.id]
        self.problem: Problem = maker.problem([maker.of_planned(touch, account)], others)
        self._names = call_names(self.problem, book)

    def against(self, day: date, minute: int | None) -> tuple[Reason, ...]:
        """What speaks against a day and a minute of the owner's clock; empty when nothing does."""
        found = why_not(self.problem, self._plan, self.touch.id, day, minute)
        return tuple(plan_reason(each, self.book.start, self._names) for each in found)

    def forbids(self, day: date, minute: int | None) -> tuple[Reason, ...]:
        """Those of the objections that make a place impossible."""
        return tuple(each for each in self.against(day, minute) if each.code in FORBIDDEN)

    def load_on(self, day: date) -> DayLoad:
        """What a day and its week would carry with the call."""
        number, load = self.problem.day(day), self.problem.requests[0].load
        if not 0 <= number < self.problem.days:
            return DayLoad(day=load, day_capacity=0, week=load, week_capacity=0)
        week = number // 7
        return DayLoad(
            day=self._diary.day_load[number] + load,
            day_capacity=self._diary.day_capacity[number],
            week=self._diary.week_load[week] + load,
            week_capacity=self._diary.week_capacity[week],
        )

    def works(self, day: date) -> bool:
        """Whether the owner has working time on a day."""
        return day in self.problem.people[self._place].spans

    def starts(self, day: date) -> list[int]:
        """The free minutes of a day at which the call could begin, within the customer's hours."""
        number = self.problem.day(day)
        if not 0 <= number < self.problem.days:
            return []
        bits = self._diary.starts(self.problem.requests[0], number)
        return [minute for minute in range(0, 24 * 60, self.problem.grid) if bits >> minute & 1]

    def window(self) -> tuple[WindowWeek, ...]:
        """Every week of the call's window: what each of its days would carry, and what speaks against it."""
        return tuple(
            WindowWeek(
                monday=self.book.start + timedelta(weeks=week.week),
                before=week.before,
                after=week.after,
                capacity=week.capacity,
                current=self._is_here(week.week),
                raises_peak=week.raises_peak,
                points=week.points,
                gives_way=tuple(self._names[call] for call in week.gives_way if call in self._names),
                days=tuple(self._day_figures(day) for day in week.days),
            )
            for week in why(*self._movable, self.touch.id)
        )

    def at(self, day: date, minute: int | None) -> datetime | None:
        """The instant of a place."""
        return None if minute is None else instant_of(day, minute, self.zone)

    def _is_here(self, week: int) -> bool:
        return (self.touch.date - self.book.start).days // 7 == week

    def _day_figures(self, day: DayChoice) -> DayFigures:
        return DayFigures(
            date=day.date,
            before=day.before,
            after=day.after,
            capacity=day.capacity,
            current=day.date == self.touch.date,
            against=tuple(plan_reason(each, self.book.start, self._names) for each in day.against),
        )

    def best(self, n: int = 3) -> tuple[Spot, ...]:
        """The best places but the present one, each on a day of its own; nothing speaks against any of them.

        Priced as the planner prices a place: distance from the ideal day, fullness of week and day, the
        customer's weekdays. Where the window has too few, the two weeks after it help out.
        """
        request, first = self.problem.requests[0], soonest(self.book)
        first = max(request.earliest, first)
        days = [first + timedelta(days=step) for step in range((request.latest + _AFTER - first).days + 1)]
        found = (self._spot(day) for day in days)
        spots = sorted((spot for spot in found if spot is not None), key=lambda each: (each.price, each.day))
        return tuple(spots[:n])

    def _spot(self, day: date) -> Spot | None:
        here = minute_of(self.touch.start, self.zone) if self.touch.start else (self.touch.date, _USUAL)
        # Another time is not a quarter of an hour from the one that does not suit.
        near = _APART if day == here[0] else 0
        free = [minute for minute in self.starts(day) if abs(minute - here[1]) >= near]
        if not free:
            return None
        minute = min(free, key=lambda each: (abs(each - here[1]), each))
        against = {each.code for each in self.against(day, minute)}
        if against - {"plan_outside_window"}:
            return None
        return Spot(day=day, minute=minute, load=self.load_on(day), price=self._price(day, against))

    def _price(self, day: date, against: Collection[str]) -> float:
        request, load, dials = self.problem.requests[0], self.load_on(day), Dials()
        half = max(1, (request.latest - request.earliest).days // 2)
        points = abs((day - request.ideal).days) / half + len(against) * dials.level
        points += dials.level * load.week / max(1, load.week_capacity)
        points += dials.day_level * load.day / max(1, load.day_capacity)
        return points + (
            dials.preference if request.weekdays and day.weekday() not in request.weekdays else 0
        )

    @cached_property
    def _diary(self) -> Diary:
        mine = [call for call in self.problem.fixed if call.owner == self.owner]
        return Diary(self.problem, self.problem.people[self._place], mine)

    @cached_property
    def _movable(self) -> tuple[Problem, Plan]:
        """The same calendar with all that a plan could move as requests: they are what could give way."""
        maker, first = Maker(self.book), self.problem.requests[0]
        requests, fixed, entries = [first], list[Fixed](), list[Entry]()
        for touch, account in self.book.calls():
            if touch.id == self.touch.id:
                continue
            call = maker.agreed(touch, account)
            if not is_movable(touch, self.book):
                fixed.append(call)
                continue
            requests.append(maker.of_planned(touch, account))
            entries += standing(self.book, [call]).entries
        problem = maker.problem(requests, fixed)
        entries += [agreed(problem, call) for call in fixed]
        return problem, replace(self._plan, entries=tuple(entries))

    @cached_property
    def _place(self) -> int:
        return next(n for n, person in enumerate(self.problem.people) if person.id == self.owner)

    @cached_property
    def _plan(self) -> Plan:
        entries = tuple(agreed(self.problem, call) for call in self.problem.fixed)
        return Plan(
            start=self.book.start,
            entries=entries,
            shed=(),
            load={},
            peaks={self.owner: self._peak()},
            shortages=(),
        )

    def _peak(self) -> Peak:
        weeks = list(zip(self._diary.week_load, self._diary.week_capacity, strict=True))
        full = max(
            range(len(weeks)), key=lambda week: weeks[week][0] / weeks[week][1] if weeks[week][1] else 0.0
        )
        minutes, capacity = weeks[full]
        return Peak(week=full, minutes=minutes, capacity=capacity, bound=minutes)
