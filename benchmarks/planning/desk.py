"""What the proofs know of a problem: rooms of weeks and days, and the days that each call may take.

Worked out from the problem itself, with nothing of the solver, and never stricter than the rules: a bound
that is proven on it holds for every plan.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import gcd

from cadence_tui.planning.problem import Person, Problem, Request, Spans


@dataclass(frozen=True)
class Wanted:
    """A call with the days of the horizon that one person could give it."""

    id: str
    load: int
    value: float
    days: tuple[int, ...]

    @cached_property
    def options(self) -> dict[int, int]:
        """Days of each week as bits."""
        found: dict[int, int] = {}
        for day in self.days:
            found[day // 7] = found.get(day // 7, 0) | 1 << day % 7
        return found


class Desk:
    """One person: minutes that weeks and days may hold, and what is agreed in them."""

    def __init__(self, problem: Problem, person: Person) -> None:
        self.problem, self.person = problem, person
        dates = [problem.date(day) for day in range(problem.days)]
        minutes = [sum(b - a for a, b in person.spans.get(when, ())) for when in dates]
        over = max(0, problem.day(problem.today))
        self.agreed_days = [0] * problem.days
        for call in problem.fixed:
            if call.owner == person.id and 0 <= problem.day(call.date) < problem.days:
                self.agreed_days[problem.day(call.date)] += call.load
        self.day_room = [
            max(0, _whole(person.day_share * free) - agreed) if day >= over else 0
            for day, (free, agreed) in enumerate(zip(minutes, self.agreed_days, strict=True))
        ]
        weeks = range(problem.weeks)
        self.capacity = [
            _whole(person.week_share * sum(minutes[7 * w : 7 * w + 7])) + person.extra.get(w, 0)
            if w >= over // 7
            else 0
            for w in weeks
        ]
        self.agreed = [sum(self.agreed_days[7 * w : 7 * w + 7]) for w in weeks]
        self.room = [
            max(0, min(whole - agreed, sum(self.day_room[7 * w : 7 * w + 7])))
            for w, (whole, agreed) in enumerate(zip(self.capacity, self.agreed, strict=True))
        ]
        self._agreed_of: dict[str, list[date]] = defaultdict(list)
        for call in problem.fixed:
            self._agreed_of[call.account].append(call.date)
        self._runs: dict[tuple[date, int, Spans | None], bool] = {}

    def wanted(self, request: Request) -> Wanted:
        """The call with the days on which this person could make it."""
        problem = self.problem
        hours = request.hours
        if self.person.id != request.owner:
            hours = request.stand_ins[self.person.id].hours
        first, last = problem.day(request.earliest), problem.day(request.latest)
        gap, near = problem.gap(request.account), self._agreed_of.get(request.account, ())
        days: list[int] = []
        for day in range(max(0, first), min(problem.days - 1, last) + 1):
            when = problem.date(day)
            if when in request.blocked or self.day_room[day] < request.load:
                continue
            if any(abs((when - other).days) < gap for other in near):
                continue
            spans = None if hours is None else hours.get(when, ())
            if self._has_run(when, request.minutes, spans):
                days.append(day)
        return Wanted(request.id, request.load, request.value, tuple(days))

    def tight(self, week: int, days: int) -> int:
        """The days, as bits, when they hold less than the week does; 0 when the week says it all."""
        return days if self.room_of(week, days) < self.room[week] else 0

    def room_of(self, week: int, days: int) -> int:
        """Minutes that some days of a week, given as bits, can hold together."""
        return sum(self.day_room[7 * week + k] for k in range(7) if days >> k & 1)

    def _has_run(self, when: date, minutes: int, hours: Spans | None) -> bool:
        key = (when, minutes, hours)
        if key not in self._runs:
            open_ = hours if hours is not None else ((0, 24 * 60),)
            self._runs[key] = any(
                min(end, closes) - _on_grid(max(start, opens), self.problem.grid) >= minutes
                for start, end in self.person.spans.get(when, ())
                for opens, closes in open_
            )
        return self._runs[key]


def desks_of(problem: Problem) -> dict[str, Desk]:
    """A desk for everybody."""
    return {person.id: Desk(problem, person) for person in problem.people}


def unit_of(calls: Iterable[Wanted]) -> int:
    """The greatest common divisor of the loads."""
    return gcd(*(call.load for call in calls)) or 1


def _whole(minutes: float) -> int:
    return int(minutes + 1e-9) // 5 * 5


def _on_grid(minute: int, grid: int) -> int:
    return -(-minute // grid) * grid
