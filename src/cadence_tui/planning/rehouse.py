"""Finds a place for calls that the stages left out, or decides which call gives way to which."""

from cadence_tui.planning.call import Call
from cadence_tui.planning.days import enter_day, leave_day
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.level import POINT_MINUTES
from cadence_tui.planning.slots import best_start

EVEN = 2.0
"""The weight of evenness against deviation, for calls that are placed one by one."""
EPSILON = 1e-6


def rehouse(diary: Diary, calls: list[Call], homeless: list[Call], slots_until: int) -> list[Call]:
    """Places what can be placed; answers what remains.

    Days before `slots_until` need a free time as well. A call may send one other call to another day, or
    take the place of a less valuable one. A call that the previous plan shed only takes what is free.
    """
    placed: list[Call] = [call for call in calls if call.day is not None]
    level = _level(diary)
    waiting = sorted(homeless, key=_by_value)
    remaining: list[Call] = []
    while waiting:
        call = waiting.pop(0)
        if settle(diary, call, slots_until) or (
            not call.shed_before and make_place(diary, call, placed, slots_until)
        ):
            placed.append(call)
            continue
        losers: list[Call] = [] if call.shed_before else _replace(diary, call, placed, slots_until)
        if not losers:
            remaining.append(call)
            continue
        placed = [other for other in placed if other not in losers]
        placed.append(call)
        waiting = sorted([*waiting, *losers], key=_by_value)
    remaining = _last_chance(diary, remaining, slots_until)
    bring_back(diary, calls)
    _ease(diary, calls, level, slots_until)
    return remaining


def _ease(diary: Diary, calls: list[Call], level: float, slots_until: int) -> None:
    """Brings weeks that were filled for a call without a place down again, to the level before if may be."""
    while (now := _level(diary)) > level + EPSILON:
        week = max(range(len(diary.week_load)), key=lambda week: _fullness(diary, week))
        there = [c for c in calls if c.day is not None and c.day // 7 == week and c.held_day != c.day]
        there.sort(key=lambda call: (-call.load, call.id))
        if not any(_eased(diary, call, now, slots_until) for call in there):
            return


def _eased(diary: Diary, call: Call, level: float, slots_until: int) -> bool:
    """Sends a call to a week that stays below a level with it."""
    day, start = call.day, call.start
    assert day is not None
    leave_day(diary, call)
    if settle(diary, call, slots_until, level - 2 * EPSILON):
        assert call.day is not None
        if call.day // 7 != day // 7:
            return True
        leave_day(diary, call)
    enter_day(diary, call, day, start)
    return False


def _fullness(diary: Diary, week: int) -> float:
    capacity = diary.week_capacity[week]
    return diary.week_load[week] / capacity if capacity else 0.0


def bring_back(diary: Diary, calls: list[Call]) -> None:
    """Returns calls to where they stood before, as far as nothing is in the way any more."""
    while any(_brought_back(diary, call) for call in calls if call.keeps and call.day is not None):
        pass


def _brought_back(diary: Diary, call: Call) -> bool:
    old, day, start = call.held_day, call.day, call.start
    kept = call.before.start if call.before else None
    if old is None or day is None or (day == old and (kept is None or start == kept)):
        return False
    leave_day(diary, call)
    if diary.holds(old, call.load) and (kept is None or diary.starts(call.request, old) >> kept & 1):
        if kept is None and start is not None:
            kept = best_start(diary, call, old)
        if kept is not None or start is None:
            enter_day(diary, call, old, kept)
            return True
    enter_day(diary, call, day, start)
    return False


def _last_chance(diary: Diary, calls: list[Call], slots_until: int) -> list[Call]:
    """Room may have come free since a call was passed over."""
    while True:
        left = [call for call in calls if not settle(diary, call, slots_until)]
        if len(left) == len(calls):
            return left
        calls = left


def settle(diary: Diary, call: Call, slots_until: int, ceiling: float = 1.0) -> bool:
    """Places the call on the cheapest day with room and time; no week gets fuller than the ceiling by it."""
    ranked = sorted(
        (cost + _uneven(diary, day // 7, call.load), day)
        for cost, day in zip(call.costs, call.days, strict=True)
        if diary.week_load[day // 7] + call.load <= ceiling * diary.week_capacity[day // 7] + EPSILON
    )
    return any(_settle_on(diary, call, day, slots_until) for _, day in ranked)


def _uneven(diary: Diary, week: int, load: int) -> float:
    """Points that a week costs more with such a call in it."""
    before, capacity = diary.week_load[week], max(1, diary.week_capacity[week])
    return EVEN * load * (2 * before + load) / (POINT_MINUTES * capacity)


def _level(diary: Diary) -> float:
    """The part of its capacity that the fullest week carries."""
    return max(_fullness(diary, week) for week in range(len(diary.week_load)))


def _settle_on(diary: Diary, call: Call, day: int, slots_until: int) -> bool:
    if not diary.holds(day, call.load):
        return False
    if day >= slots_until:
        enter_day(diary, call, day, None)
        return True
    start = best_start(diary, call, day)
    if start is None:
        return False
    enter_day(diary, call, day, start)
    return True


def make_place(diary: Diary, call: Call, placed: list[Call], slots_until: int) -> bool:
    """Places the call where another can go elsewhere: without a fuller week, if that is possible."""
    level = _level(diary)
    return any(_make_place(diary, call, placed, slots_until, ceiling) for ceiling in (level, 1.0))


def _make_place(diary: Diary, call: Call, placed: list[Call], slots_until: int, ceiling: float) -> bool:
    for other in _in_the_way(call, placed):
        day, start = other.day, other.start
        assert day is not None
        leave_day(diary, other)
        if settle(diary, call, slots_until, ceiling):
            if settle(diary, other, slots_until, ceiling):
                return True
            leave_day(diary, call)
        enter_day(diary, other, day, start)
    return False


def _replace(diary: Diary, call: Call, placed: list[Call], slots_until: int) -> list[Call]:
    """Takes the place of the least valuable call that is worth less and leaves enough room, else of several
    on one day that are worth less together."""
    for other in sorted(_in_the_way(call, placed), key=lambda other: (other.request.value, other.id)):
        if other.request.value >= call.request.value:
            break
        day, start = other.day, other.start
        assert day is not None
        leave_day(diary, other)
        if settle(diary, call, slots_until):
            return [other]
        enter_day(diary, other, day, start)
    ranked = sorted(zip(call.costs, call.days, strict=True))
    for _, day in ranked:
        if losers := _replace_on(diary, call, day, placed, slots_until):
            return losers
    return []


def _replace_on(diary: Diary, call: Call, day: int, placed: list[Call], slots_until: int) -> list[Call]:
    """Several lesser calls of one day that make way together; empty, and all as before, when none do."""
    lesser = [other for other in placed if other.day == day]
    gone: list[tuple[Call, int | None]] = []
    for other in sorted(lesser, key=lambda other: (other.request.value, other.id)):
        worth = sum(left.request.value for left, _ in gone) + other.request.value
        if worth >= call.request.value:
            break
        gone.append((other, other.start))
        leave_day(diary, other)
        if _settle_on(diary, call, day, slots_until):
            return [left for left, _ in gone]
    for left, start in gone:
        enter_day(diary, left, day, start)
    return []


def _in_the_way(call: Call, placed: list[Call]) -> list[Call]:
    """Calls that stand in the weeks the call could take, those free of earlier promises first."""
    weeks = set(call.weeks())
    return sorted(
        (other for other in placed if other.day is not None and other.day // 7 in weeks),
        key=lambda other: (other.held_day is not None, other.load, other.id),
    )


def _by_value(call: Call) -> tuple[float, str]:
    return (-call.request.value, call.id)
