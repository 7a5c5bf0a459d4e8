"""One call being placed by hand: what speaks against a place, and the load it would make (P2, P5, P7)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.message import Reason
from cadence_tui.planning.answer import agreed
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.explain import DayChoice, why, why_not
from cadence_tui.planning.problem import Problem
from cadence_tui.planning.result import Peak, Plan
from cadence_tui.practice.working_time import instant_of
from cadence_tui.views.calendar_lines import DayFigures, WindowWeek
from cadence_tui.workspace.planning_book import Book, owner_of
from cadence_tui.workspace.planning_problem import Maker
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


@dataclass(frozen=True, kw_only=True)
class DayLoad:
    """Minutes of a day and of its week with the call in it, and what they may carry."""

    day: int
    day_capacity: int
    week: int
    week_capacity: int


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
                days=tuple(self._day_figures(day) for day in week.days),
            )
            for week in why(self.problem, self._plan, self.touch.id)
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

    @cached_property
    def _diary(self) -> Diary:
        mine = [call for call in self.problem.fixed if call.owner == self.owner]
        return Diary(self.problem, self.problem.people[self._place], mine)

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
