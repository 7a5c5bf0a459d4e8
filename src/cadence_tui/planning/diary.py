"""One owner's horizon as numbers: capacity by week and day, minutes taken, free minutes as bits."""

from functools import lru_cache

from cadence_tui.planning.problem import Fixed, Person, Problem, Request, Spans

ROUNDING = 5
"""Capacities are whole multiples of this many minutes where a problem says nothing else."""


class Diary:
    """Capacity and load of a person; days and weeks count from the start of the horizon.

    Bit m of `free[day]` says that minute m of the day is open. Agreed calls are in it from the beginning;
    `put` and `take` add and remove planned ones.
    """

    def __init__(self, problem: Problem, person: Person, fixed: list[Fixed]) -> None:
        self.person = person
        self.first = max(0, problem.day(problem.today))
        self.dates = [problem.date(day) for day in range(problem.days)]
        self._spans = [person.spans.get(when, ()) for when in self.dates]
        self._grid = _every(problem.grid)
        available = [sum(end - start for start, end in spans) for spans in self._spans]
        self.day_capacity = [capacity(minutes, person.day_share, problem.step) for minutes in available]
        self.week_capacity = [
            capacity(sum(available[7 * week : 7 * week + 7]), person.week_share, problem.step)
            + person.extra.get(week, 0)
            for week in range(problem.weeks)
        ]
        self.day_load = [0] * problem.days
        self.week_load = [0] * problem.weeks
        self.free = [_bits(spans) for spans in self._spans]
        for call in fixed:
            day = problem.day(call.date)
            if 0 <= day < problem.days:
                self.put(day, call.load, call.start, call.minutes)
        self.agreed_week = tuple(self.week_load)
        self.agreed_day = tuple(self.day_load)
        self._agreed_free = tuple(self.free)

    def works(self, day: int) -> bool:
        """Whether any working time is left on a day."""
        return bool(self._spans[day])

    def starts(self, request: Request, day: int) -> int:
        """Bits of the minutes at which the call could start now, by working hours, customer's hours, grid."""
        return self._bits_of(request, day, self.free[day])

    def common(self, request: Request, day: int) -> int:
        """Free minutes of a day that lie within the customer's hours."""
        if request.hours is None:
            return self.free[day].bit_count()
        return (self.free[day] & _bits(request.hours.get(self.dates[day], ()))).bit_count()

    def agreed_starts(self, request: Request, day: int) -> int:
        """The same beside agreed calls only."""
        return self._bits_of(request, day, self._agreed_free[day])

    def holds(self, day: int, load: int) -> bool:
        """Whether the day and its week have room for this many minutes."""
        return (
            self.day_load[day] + load <= self.day_capacity[day]
            and self.week_load[day // 7] + load <= self.week_capacity[day // 7]
        )

    def _bits_of(self, request: Request, day: int, free: int) -> int:
        spans: Spans | None = None
        if request.hours is not None:
            spans = request.hours.get(self.dates[day], ())
        return _starts(free, spans, request.minutes) & self._grid

    def put(self, day: int, load: int, start: int | None, minutes: int) -> None:
        """Takes the minutes of a call out of the day."""
        self.day_load[day] += load
        self.week_load[day // 7] += load
        if start is not None:
            self.free[day] &= ~_block(start, minutes)

    def take(self, day: int, load: int, start: int | None, minutes: int) -> None:
        """Gives the minutes of a planned call back."""
        self.day_load[day] -= load
        self.week_load[day // 7] -= load
        if start is not None:
            self.free[day] |= _block(start, minutes)


def capacity(minutes: float, share: float, step: int = ROUNDING) -> int:
    """The part of working minutes that may be calls, in whole multiples of `step`."""
    return int(share * minutes + 1e-9) // step * step


def _block(start: int, minutes: int) -> int:
    return ((1 << minutes) - 1) << start


@lru_cache(maxsize=1024)
def _bits(spans: Spans) -> int:
    bits = 0
    for start, end in spans:
        bits |= _block(start, end - start)
    return bits


@lru_cache(maxsize=16)
def _every(grid: int) -> int:
    return sum(1 << minute for minute in range(0, 24 * 60, grid))


@lru_cache(maxsize=16384)
def _starts(free: int, spans: Spans | None, minutes: int) -> int:
    """Bits from which a run of `minutes` open bits begins."""
    bits = free if spans is None else free & _bits(spans)
    width = 1
    while width < minutes and bits:
        step = min(width, minutes - width)
        bits &= bits >> step
        width += step
    return bits
