"""Calls that may stand before or after a closed season, with others of the account between: which side."""

from collections import defaultdict
from itertools import pairwise

from cadence_tui.planning.call import Call, nearest
from cadence_tui.planning.diary import Diary

HOLE = 9
"""Days without an open one between two that are: more than a week away, with the weekends around it."""
COMFORT = 0.75
"""The part of the capacity of its days up to which a side counts as roomy: the near one is taken then."""

Run = tuple[int, ...]


def choose_sides(calls: list[Call], diaries: dict[str, Diary]) -> None:
    """Leaves each such call the days of one side: the near one, or the one with most room if that is crowded.

    The days of an account's calls are cut in their order; without this a call could never pass another one.
    """
    accounts: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        if call.days:
            accounts[call.request.account].append(call)
    torn = [call for chain in accounts.values() for call in chain if _is_torn(call, chain)]
    if not torn:
        return
    room = _Room(diaries)
    parted = {call.id for call in torn}
    for call in calls:
        if call.id not in parted:
            room.add(call)
    for call in sorted(torn, key=lambda call: call.density):
        call.narrow(_side(call, room))
        room.add(call)


def _is_torn(call: Call, chain: list[Call]) -> bool:
    """Whether some other call of the account is to stand between two runs of its days."""
    if call.held_day is not None or call.tolerance is not None:
        return False
    runs = _runs(call.days)
    wishes = [nearest(other.days, other.ideal) for other in chain if other is not call]
    return any(left[-1] < wish < right[0] for left, right in pairwise(runs) for wish in wishes)


def _runs(days: tuple[int, ...]) -> list[Run]:
    runs: list[list[int]] = [[days[0]]]
    for before, day in pairwise(days):
        if day - before > HOLE:
            runs.append([])
        runs[-1].append(day)
    return [tuple(run) for run in runs]


def _side(call: Call, room: "_Room") -> Run:
    near = sorted(_runs(call.days), key=lambda run: (abs(nearest(run, call.ideal) - call.ideal), run))
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
