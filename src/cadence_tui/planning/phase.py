"""Gives calls without a date of their own a phase: a hundred new accounts do not all start at once."""

from collections import defaultdict
from dataclasses import dataclass

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.diary import Diary

SWEEPS = 2


@dataclass(frozen=True, slots=True)
class _Series:
    """The floating calls of one account and kind, which move together."""

    calls: tuple[Call, ...]

    def shifts(self, diary: Diary) -> list[int]:
        """Days by which the first call may be put off, on the customer's weekdays when there are any."""
        first = self.calls[0]
        wanted = first.request.weekdays
        legal = [day - first.ideal for day in first.open_days]
        return [s for s in legal if diary.dates[first.ideal + s].weekday() in wanted] or legal

    def places(self, shift: int) -> list[tuple[int, int]]:
        """Day and minutes of each call, nearest to the shifted ideal day."""
        return [(nearest(call.open_days, call.ideal + shift), call.load) for call in self.calls]


def choose_phases(calls: list[Call], diary: Diary) -> None:
    """Sets the ideal day of every floating call of one owner.

    Each series in turn takes the phase that adds least to the sum of squared loads (weeks first, then days);
    sweeps then let every series choose again. A series that the previous plan placed keeps its phase.
    """
    fixed, series = _parted(calls)
    board = _Loads(diary)
    for call in fixed:
        board.add([(nearest(call.open_days, call.ideal), call.load)], 1)
    chosen: dict[str, int] = {}
    for _ in range(SWEEPS):
        for one in series:
            key = one.calls[0].id
            if key in chosen:
                board.add(one.places(chosen[key]), -1)
            kept = _kept_shift(one)
            if kept is None:
                kept = min(one.shifts(diary), key=lambda shift: (board.price(one.places(shift)), shift))
            chosen[key] = kept
            board.add(one.places(kept), 1)
    for one in series:
        for call in one.calls:
            call.ideal += chosen[one.calls[0].id]


class _Loads:
    """Minutes by week and day, and what more of them would add to the squares."""

    def __init__(self, diary: Diary) -> None:
        self._weeks = list(diary.agreed_week)
        self._days = list(diary.agreed_day)
        self._week_capacity = diary.week_capacity
        self._day_capacity = diary.day_capacity

    def add(self, places: list[tuple[int, int]], sign: int) -> None:
        for day, minutes in places:
            self._weeks[day // 7] += sign * minutes
            self._days[day] += sign * minutes

    def price(self, places: list[tuple[int, int]]) -> tuple[float, float]:
        weeks = days = 0.0
        for day, minutes in places:
            weeks += minutes * (2 * self._weeks[day // 7] + minutes) / self._week_capacity[day // 7]
            days += minutes * (2 * self._days[day] + minutes) / self._day_capacity[day]
        return (round(weeks, 6), round(days, 6))


def _parted(calls: list[Call]) -> tuple[list[Call], list[_Series]]:
    """Calls with a date of their own, and the series of the others, the heaviest first."""
    groups: dict[tuple[str, str], list[Call]] = defaultdict(list)
    dated: list[Call] = []
    for call in calls:
        if not call.open_days:
            continue
        if call.request.floating:
            groups[call.request.account, call.request.kind].append(call)
        else:
            dated.append(call)
    series = [
        _Series(tuple(sorted(group, key=lambda call: (call.ideal, call.id)))) for group in groups.values()
    ]
    series.sort(key=lambda one: (-sum(call.load for call in one.calls), one.calls[0].id))
    return dated, series


def _kept_shift(series: _Series) -> int | None:
    for call in series.calls:
        if call.held_day is not None:
            return call.held_day - call.ideal
    return None
