"""Calls of somebody who is away: which colleague makes them (P6)."""

from collections import defaultdict
from collections.abc import Iterable

from cadence_tui.planning.call import Call, hand_over, open_days, price, seen_by
from cadence_tui.planning.days import leave_day
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Dials, Problem
from cadence_tui.planning.rehouse import make_place, settle
from cadence_tui.planning.windows import agreed_days, apart_from


def cover_the_absent(calls: list[Call], diaries: dict[str, Diary]) -> None:
    """Hands calls for which their owner has no day to the colleague with most room in the window."""
    room = _Room(calls, diaries)
    for call in sorted(calls, key=lambda call: call.density):
        if call.open_days or not call.request.stand_ins:
            continue
        ranked = [
            (-room.of(who, days, call.load), who)
            for who in sorted(call.request.stand_ins)
            if who in diaries and (days := open_days(call, diaries[who], seen_by(call.request, who)))
        ]
        if ranked:
            hand_over(call, min(ranked)[1], diaries)
            room.take(call)


class _Room:
    """The part of each week that is likely to stay free, when calls spread evenly over their windows."""

    def __init__(self, calls: list[Call], diaries: dict[str, Diary]) -> None:
        self._diaries = diaries
        self._load = {
            owner: [float(minutes) for minutes in diary.week_load] for owner, diary in diaries.items()
        }
        for call in calls:
            if call.open_days:
                self.take(call)

    def take(self, call: Call) -> None:
        weeks = sorted({day // 7 for day in call.open_days})
        for week in weeks:
            self._load[call.owner][week] += call.load / len(weeks)

    def of(self, owner: str, days: Iterable[int], load: int) -> float:
        """The free part of the emptiest week among the days, with the call in it."""
        capacity, taken = self._diaries[owner].week_capacity, self._load[owner]
        weeks = {day // 7 for day in days}
        return max(
            (1 - (taken[week] + load) / capacity[week] for week in weeks if capacity[week]), default=-1.0
        )


class Pod:
    """Colleagues who may take what has no room at home."""

    def __init__(
        self,
        problem: Problem,
        calls: list[Call],
        diaries: dict[str, Diary],
        dials: Dials,
    ) -> None:
        self._problem, self._diaries, self._dials = problem, diaries, dials
        self._slots_until = {who: 7 * (diary.first // 7 + dials.slot_weeks) for who, diary in diaries.items()}
        self._agreed = agreed_days(problem)
        self._of_account: dict[str, list[Call]] = defaultdict(list)
        self._of_owner: dict[str, list[Call]] = defaultdict(list)
        for call in calls:
            self._of_account[call.request.account].append(call)
            if call.day is not None:
                self._of_owner[call.owner].append(call)

    def take(self, call: Call) -> bool:
        """Lets a colleague make a call that has no place; answers whether one has room."""
        others = [who for who in sorted(call.request.stand_ins) if who in self._diaries and who != call.owner]
        ranked = sorted(others, key=self._fullness)
        return any(self._take(call, who) for who in ranked)

    def make_room(self, call: Call) -> bool:
        """Places a call at home in the place of one that a colleague can make."""
        diary, weeks = self._diaries[call.owner], set(call.weeks())
        for other in sorted(
            self._of_owner[call.owner], key=lambda other: (other.keeps, other.load, other.id)
        ):
            if other.day is None or other.day // 7 not in weeks or not other.request.stand_ins:
                continue
            day, start = other.day, other.start
            leave_day(diary, other)
            if settle(diary, call, self._slots_until[call.owner]):
                if self.take(other):
                    self._of_owner[call.owner] = [
                        each for each in self._of_owner[call.owner] if each is not other
                    ] + [call]
                    return True
                leave_day(diary, call)
            diary.put(day, other.load, start, other.request.minutes)
            other.day, other.start = day, start
        return False

    def _take(self, call: Call, who: str) -> bool:
        was = call.request, call.open_days, call.days, call.costs, call.low, call.high
        diary = self._diaries[who]
        hand_over(call, who, self._diaries)
        low, high = was[4], was[5]
        days = [day for day in call.open_days if low <= day <= high]
        call.days = tuple(apart_from(self._agreed, self._problem, call, days))
        call.low, call.high = low, high
        price(call, diary, self._dials)
        until = self._slots_until[who]
        if call.days and (settle(diary, call, until) or make_place(diary, call, self._of_owner[who], until)):
            self._of_owner[who].append(call)
            return True
        call.request, call.open_days, call.days, call.costs, call.low, call.high = was
        return False

    def _fullness(self, who: str) -> tuple[float, str]:
        diary = self._diaries[who]
        whole = sum(diary.week_capacity)
        return (sum(diary.week_load) / whole if whole else 1.0, who)
