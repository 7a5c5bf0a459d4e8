"""Days and hours of a week together: calls make way for others when that is cheaper for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cadence_tui.planning.call import Call
from cadence_tui.planning.days import enter_day, leave_day
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.level import POINT_MINUTES
from cadence_tui.planning.problem import Dials
from cadence_tui.planning.slots import kept_start, preferred_starts

CHANGED_HOUR = 0.5
"""Points for another hour than in the previous plan."""
DEPTH = 2
"""How many calls in a row may send the next one elsewhere."""
CLASHES = 2
"""How many calls one may send elsewhere at once."""
ROUNDS = 3
TRIES = 3000
"""How many places are tried for a week: a full one could be turned over for ever."""
EPSILON = 1e-7


class _Option(NamedTuple):
    cost: float
    day: int
    start: int


@dataclass(slots=True)
class Timetable:
    """The calls of one week of an owner while they get their hours; `calls` are in the diary or to come."""

    diary: Diary
    week: int
    calls: list[Call]
    dials: Dials
    _options: dict[str, list[_Option]] = field(default_factory=dict[str, list[_Option]])
    _trail: list[tuple[Call, int | None, int | None]] = field(
        default_factory=list[tuple[Call, int | None, int | None]]
    )
    _left: int = 0

    def fill_in(self, homeless: list[Call]) -> list[Call]:
        """Finds an hour for calls that have none; answers those for which there is none in this week."""
        self._left = TRIES
        return [
            call
            for call in sorted(homeless, key=lambda call: call.density)
            if self._place(call, float("inf"), DEPTH, frozenset()) is None
        ]

    def improve(self) -> None:
        """Lets calls change day and hour within the week while that pays."""
        self._left = TRIES
        for _ in range(ROUNDS):
            if not sum(self._better(call) for call in self.calls if self._free_to_move(call)):
                return

    def _better(self, call: Call) -> bool:
        day, start = call.day, call.start
        if day is None or start is None:
            return False
        now = self._cost(call, day, start)
        if now <= self._choices(call)[0].cost + EPSILON:
            return False
        mark = len(self._trail)
        credit = self._take(call)
        if self._place(call, credit - EPSILON, DEPTH - 1, frozenset()) is not None:
            return True
        self._back_to(mark)
        return False

    def _place(self, call: Call, limit: float, depth: int, moving: frozenset[str]) -> float | None:
        """Places a call for less than `limit` points, all others counted; answers the points or None."""
        for option in self._choices(call):
            if option.cost >= limit or self._left <= 0:
                return None
            clashes = self._clashes(call, option)
            if clashes is None or (clashes and not depth):
                continue
            if len(clashes) > CLASHES or any(other.id in moving for other in clashes):
                continue
            points = self._try(call, option, clashes, limit, depth, moving | {call.id})
            if points is not None:
                return points
        return None

    def _try(
        self,
        call: Call,
        option: _Option,
        clashes: list[Call],
        limit: float,
        depth: int,
        moving: frozenset[str],
    ) -> float | None:
        self._left -= 1
        mark = len(self._trail)
        points = -sum(self._take(other) for other in clashes)
        if self.diary.holds(option.day, call.load):
            points += self._put(call, option.day, option.start)
            for other in clashes:
                more = self._place(other, limit - points, depth - 1, moving) if points < limit else None
                if more is None:
                    break
                points += more
            else:
                if points < limit:
                    return points
        self._back_to(mark)
        return None

    def _clashes(self, call: Call, option: _Option) -> list[Call] | None:
        """Calls that stand in the way; None when one of them stays."""
        end = option.start + call.request.minutes
        found: list[Call] = []
        for other in self.calls:
            if other.day != option.day or other.start is None or other is call:
                continue
            if option.start < other.start + other.request.minutes and other.start < end:
                if not self._free_to_move(other):
                    return None
                found.append(other)
        return found

    def _free_to_move(self, call: Call) -> bool:
        return not (call.keeps and call.day is not None and kept_start(call, call.day) == call.start)

    def _choices(self, call: Call) -> list[_Option]:
        if call.id not in self._options:
            self._options[call.id] = sorted(self._all(call), key=lambda o: (o.cost, o.day, o.start))
        return self._options[call.id]

    def _all(self, call: Call) -> Iterator[_Option]:
        for day in call.days:
            if day // 7 != self.week:
                continue
            open_ = self.diary.agreed_starts(call.request, day)
            while open_:
                start = (open_ & -open_).bit_length() - 1
                open_ &= open_ - 1
                yield _Option(self._cost(call, day, start), day, start)

    def _cost(self, call: Call, day: int, start: int) -> float:
        cost = call.costs[call.days.index(day)]
        if call.request.preferred_hours is not None and not preferred_starts(
            self.diary, call, day, 1 << start
        ):
            cost += self.dials.preference
        kept = kept_start(call, day)
        if kept is not None and kept != start:
            cost += CHANGED_HOUR * self.dials.calm
        return cost

    def _put(self, call: Call, day: int, start: int) -> float:
        before = self.diary.day_load[day]
        self._trail.append((call, None, None))
        enter_day(self.diary, call, day, start)
        return self._cost(call, day, start) + self._uneven(day, before, self.diary.day_load[day])

    def _take(self, call: Call) -> float:
        day, start = call.day, call.start
        assert day is not None
        assert start is not None
        before = self.diary.day_load[day]
        self._trail.append((call, day, start))
        leave_day(self.diary, call)
        return self._cost(call, day, start) + self._uneven(day, self.diary.day_load[day], before)

    def _back_to(self, mark: int) -> None:
        """Undoes everything since: what was moved for a try that failed must not stay where others were."""
        while len(self._trail) > mark:
            call, day, start = self._trail.pop()
            if day is None:
                leave_day(self.diary, call)
            else:
                enter_day(self.diary, call, day, start)

    def _uneven(self, day: int, less: int, more: int) -> float:
        """Points that a day's load costs more for going from one to the other."""
        weight = self.dials.day_level / (POINT_MINUTES * max(1, self.diary.day_capacity[day]))
        return weight * (more * more - less * less)
