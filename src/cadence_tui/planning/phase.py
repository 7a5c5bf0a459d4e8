"""Gives calls without a date of their own a phase: a hundred new accounts do not all start at once."""

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.series import Series, series_of, settle_phase

SWEEPS = 3


def choose_phases(calls: list[Call], diaries: dict[str, Diary]) -> None:
    """Sets the ideal day of every floating call, and the days of calls that keep a distance.

    Each series in turn takes the phase that adds least: no more than weeks can hold, then least to the sum of
    squared loads, of weeks and then of days; sweeps let every series choose again. A series that the previous
    plan placed keeps its phase.
    """
    series = series_of(calls)
    floating = [one for one in series if one.floating and one.calls[0].open_days]
    moving = {call.id for one in floating for call in one.calls}
    board = _Loads(diaries)
    for call in calls:
        if call.open_days and call.id not in moving:
            board.add([(call, nearest(call.open_days, call.ideal))], 1)
    chosen: dict[str, int] = {}
    for _ in range(SWEEPS):
        for one in floating:
            if one.id in chosen:
                board.add(one.places(chosen[one.id]), -1)
            chosen[one.id] = _phase(one, board, diaries)
            board.add(one.places(chosen[one.id]), 1)
    for one in series:
        settle_phase(one, chosen.get(one.id, 0))


def _phase(series: Series, board: "_Loads", diaries: dict[str, Diary]) -> int:
    kept = next((call.held_day - call.ideal for call in series.calls if call.held_day is not None), None)
    if kept is not None:
        return kept
    shifts = _shifts(series, diaries[series.calls[0].owner])
    return min(shifts, key=lambda shift: (board.price(series.places(shift)), shift))


def _shifts(series: Series, diary: Diary) -> list[int]:
    """Days by which the first call may be put off, on the customer's weekdays when there are any."""
    first = series.calls[0]
    wanted = first.request.weekdays
    legal = [day - first.ideal for day in first.open_days]
    return [s for s in legal if diary.dates[first.ideal + s].weekday() in wanted] or legal


class _Loads:
    """Minutes by owner, week and day, and what more of them would add."""

    def __init__(self, diaries: dict[str, Diary]) -> None:
        self._weeks = {owner: list(diary.agreed_week) for owner, diary in diaries.items()}
        self._days = {owner: list(diary.agreed_day) for owner, diary in diaries.items()}
        self._diaries = diaries

    def add(self, places: list[tuple[Call, int]], sign: int) -> None:
        for call, day in places:
            self._weeks[call.owner][day // 7] += sign * call.load
            self._days[call.owner][day] += sign * call.load

    def price(self, places: list[tuple[Call, int]]) -> tuple[int, int, float, float]:
        over, weeks, days = 0, 0.0, 0.0
        for call, day in places:
            diary, minutes = self._diaries[call.owner], call.load
            week, capacity = self._weeks[call.owner][day // 7], diary.week_capacity[day // 7]
            over += min(minutes, max(0, week + minutes - capacity))
            weeks += minutes * (2 * week + minutes) / capacity
            days += minutes * (2 * self._days[call.owner][day] + minutes) / diary.day_capacity[day]
        return (-len(places), over, round(weeks, 6), round(days, 6))
