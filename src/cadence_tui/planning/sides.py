"""Calls with so much time that other calls of the account lie within it: before which, after which."""

from collections import defaultdict

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Problem

COMFORT = 0.75
"""The part of the capacity of its days up to which a side counts as roomy: the near one is taken then."""

Run = tuple[int, ...]


def choose_sides(problem: Problem, calls: list[Call], diaries: dict[str, Diary]) -> None:
    """Leaves each such call the days of one stretch: the near one, or if that is crowded the roomiest.

    The days of an account's calls are cut in their order; without this a call could never pass another one,
    and reviews that may come after a closed season would crowd into its last day.
    """
    accounts: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        if call.days:
            accounts[call.request.circle].append(call)
    choices: dict[str, list[Run]] = {}
    for account, chain in accounts.items():
        for call in chain:
            runs = _stretches(call, chain, problem.gap(account))
            if len(runs) > 1:
                choices[call.id] = runs
    if not choices:
        return
    room = _Room(diaries)
    for call in calls:
        if call.days and call.id not in choices:
            room.add(call)
    for call in sorted(calls, key=lambda call: call.density):
        if call.id in choices:
            call.narrow(_side(call, choices[call.id], room))
            room.add(call)


def _stretches(call: Call, chain: list[Call], gap: int) -> list[Run]:
    """The days of a call between those that the others want; none where it has nothing to choose."""
    if call.held_day is not None or call.tolerance is not None:
        return []
    others = [
        nearest(other.days, other.ideal) if other.held_day is None else other.held_day
        for other in chain
        if other is not call and len(other.days) <= len(call.days)
    ]
    inside = [day for day in others if call.days[0] < day < call.days[-1]]
    if not inside:
        return []
    runs: list[list[int]] = [[]]
    for day in call.days:
        if any(abs(day - other) < gap for other in inside):
            continue
        if runs[-1] and any(runs[-1][-1] < other < day for other in inside):
            runs.append([])
        runs[-1].append(day)
    return [tuple(run) for run in runs if run]


def _side(call: Call, runs: list[Run], room: "_Room") -> Run:
    near = sorted(runs, key=lambda run: (abs(nearest(run, call.ideal) - call.ideal), run))
    roomy = [run for run in near if room.fullness(call, run) <= COMFORT]
    return roomy[0] if roomy else min(near, key=lambda run: room.fullness(call, run))


class _Room:
    """Minutes by owner and day, when calls spread evenly over their days."""

    def __init__(self, diaries: dict[str, Diary]) -> None:
        self._diaries = diaries
        self._load = {
            owner: [float(minutes) for minutes in diary.day_load] for owner, diary in diaries.items()
        }

    def add(self, call: Call) -> None:
        """Spreads a call; one that stands is where it stands."""
        days = call.days if call.held_day is None else (call.held_day,)
        for day in days:
            self._load[call.owner][day] += call.load / len(days)

    def fullness(self, call: Call, run: Run) -> float:
        """The part of their capacity that the days of a run, or their weeks, would carry with the call."""
        diary, load = self._diaries[call.owner], self._load[call.owner]
        days = (sum(load[day] for day in run) + call.load) / max(
            1, sum(diary.day_capacity[day] for day in run)
        )
        weeks = sorted({day // 7 for day in run})
        carried = sum(sum(load[7 * week : 7 * week + 7]) for week in weeks) + call.load
        return max(days, carried / max(1, sum(diary.week_capacity[week] for week in weeks)))
