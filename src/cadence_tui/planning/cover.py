"""Calls of somebody who is away: which colleague makes them (P6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cadence_tui.planning.call import Call, costs_of, hand_over, open_days, price, seen_by
from cadence_tui.planning.days import leave_day
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Dials, Problem
from cadence_tui.planning.rehouse import make_place, settle
from cadence_tui.planning.shed import give_way
from cadence_tui.planning.transport import Transport
from cadence_tui.planning.weeks import free_minutes, week_room
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


class Desk:
    """Where calls are handed over: keeps the days that an account's other calls leave to each."""

    def __init__(self, problem: Problem, diaries: dict[str, Diary], dials: Dials) -> None:
        self.dials, self.diaries = dials, diaries
        self._problem, self._agreed = problem, agreed_days(problem)

    def gap(self, account: str) -> int:
        """Least days between two calls of an account."""
        return self._problem.gap(account)

    def agreed(self, account: str) -> list[int]:
        """Days of the agreed calls of an account."""
        return self._agreed.get(account, [])

    def slots_until(self, who: str) -> int:
        """The day from which on calls of a diary get no hours."""
        return 7 * (self.diaries[who].first // 7 + self.dials.slot_weeks)

    def days_of(self, call: Call, who: str) -> list[int]:
        """The days on which a colleague could make the call."""
        days = open_days(call, self.diaries[who], seen_by(call.request, who))
        return apart_from(self._agreed, self._problem, call, [d for d in days if call.low <= d <= call.high])

    def elsewhere(
        self, call: Call, team: Iterable[str]
    ) -> Iterator[tuple[str, list[int], tuple[float, ...]]]:
        """Colleagues who could make the call, with the days and what these cost; none for one that stands."""
        if call.held_day is not None:
            return
        for who in team:
            if who in call.request.stand_ins and who != call.owner and (days := self.days_of(call, who)):
                yield who, days, costs_of(call, days, self.diaries[who], self.dials)

    def give(self, call: Call, who: str) -> None:
        """Lets a colleague make the call."""
        days, low, high = self.days_of(call, who), call.low, call.high
        hand_over(call, who, self.diaries)
        call.days, call.low, call.high = tuple(days), low, high
        price(call, self.diaries[who], self.dials)


def share_overload(usable: dict[str, list[Call]], teams: Iterable[Sequence[str]], desk: Desk) -> None:
    """Hands calls over where weeks are too full for all, so that the pod together sheds least value.

    The flow that decides who gives way runs over the weeks of all colleagues who may stand in for each other.
    """
    for team in teams:
        if len(team) > 1 and any(give_way(usable[who], _free(desk, usable, who)) for who in team):
            _share(team, usable, desk)


def teams_of(usable: dict[str, list[Call]]) -> list[tuple[str, ...]]:
    """Owners who may take calls of each other, directly or not."""
    team = {who: {who} for who in usable}
    for who, calls in usable.items():
        for other in sorted({other for call in calls for other in call.request.stand_ins if other in usable}):
            joined = team[who] | team[other]
            for member in joined:
                team[member] = joined
    return sorted({tuple(sorted(members)) for members in team.values()})


def _free(desk: Desk, usable: dict[str, list[Call]], who: str) -> list[int]:
    return free_minutes(week_room(desk.diaries[who]), usable[who])


def _share(team: Sequence[str], usable: dict[str, list[Call]], desk: Desk) -> None:
    weeks = len(_free(desk, usable, team[0]))
    flow = Transport([minutes for who in team for minutes in _free(desk, usable, who)])
    calls = [call for who in team for call in usable[who]]
    routes: dict[str, tuple[int, ...]] = {}
    for call in sorted(calls, key=lambda call: (call.held_day is None, call.density)):
        places = [(call.owner, call.days), *((who, days) for who, days, _ in desk.elsewhere(call, team))]
        bins = tuple(
            team.index(who) * weeks + week for who, days in places for week in sorted({d // 7 for d in days})
        )
        rest = flow.add(bins, call.load)
        if rest:
            flow.remove(bins, call.load - rest)
        else:
            routes[call.id] = bins
    for call in sorted(calls, key=lambda call: call.density):
        if call.id not in routes:
            continue
        who = team[flow.taken_by(routes[call.id], call.load, weeks)]
        if who != call.owner:
            usable[call.owner].remove(call)
            desk.give(call, who)
            usable[who].append(call)


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

    def __init__(self, calls: list[Call], desk: Desk) -> None:
        self._desk, self._diaries, dials = desk, desk.diaries, desk.dials
        self._slots_until = {
            who: 7 * (diary.first // 7 + dials.slot_weeks) for who, diary in desk.diaries.items()
        }
        self._of_owner: dict[str, list[Call]] = defaultdict(list)
        for call in calls:
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
        was = call.request, call.open_days, call.days, call.costs
        diary, until = self._diaries[who], self._slots_until[who]
        self._desk.give(call, who)
        if call.days and (settle(diary, call, until) or make_place(diary, call, self._of_owner[who], until)):
            self._of_owner[who].append(call)
            return True
        call.request, call.open_days, call.days, call.costs = was
        return False

    def _fullness(self, who: str) -> tuple[float, str]:
        diary = self._diaries[who]
        whole = sum(diary.week_capacity)
        return (sum(diary.week_load) / whole if whole else 1.0, who)
