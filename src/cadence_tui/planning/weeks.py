"""Puts the calls of one owner into weeks."""

from collections.abc import Sequence
from dataclasses import dataclass

from cadence_tui.planning.bound import (
    Demand,
    Room,
    at_level,
    common_unit,
    nested_bound,
    next_level,
    peak_bound,
    rooms,
)
from cadence_tui.planning.call import Call
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.exchanges import enter, even_out, excess
from cadence_tui.planning.level import Board, Item
from cadence_tui.planning.nests import Nest
from cadence_tui.planning.problem import Dials, Mode
from cadence_tui.planning.prove import can_prove, packing
from cadence_tui.planning.shed import give_way
from cadence_tui.planning.spread import improve, spread

PRICE_STEPS = 60
"""Rounds in which the prices of the weeks settle."""


def week_room(diary: Diary) -> Room:
    """Weeks of a diary without planned calls; a week holds no more than its days from today on.

    Weeks that are over have no capacity, so that they set no level.
    """
    capacity = [0 if week < diary.first // 7 else c for week, c in enumerate(diary.week_capacity)]
    most: list[int] = []
    for week, whole in enumerate(capacity):
        days = range(7 * week, 7 * week + 7)
        most.append(min(whole, diary.agreed_week[week] + sum(day_room(diary, day) for day in days)))
    return Room(capacity=tuple(capacity), agreed=diary.agreed_week, most=tuple(most))


def day_room(diary: Diary, day: int) -> int:
    """Minutes of planned calls that a day can take; none before today."""
    return max(0, diary.day_capacity[day] - diary.agreed_day[day]) if day >= diary.first else 0


def free_minutes(room: Room, calls: list[Call]) -> list[int]:
    """Minutes by week at full capacity, in units of these calls."""
    return rooms(room, common_unit(call.load for call in calls))


def proven_level(diary: Diary, room: Room, calls: list[Call], *, uncut: bool) -> float:
    """The level below which the fullest week cannot be brought, for whole windows or for the cut ones."""
    level = peak_bound(room, [Demand(c.load, _weeks(c.open_days) if uncut else c.weeks()) for c in calls])
    rooms_of_days = [day_room(diary, day) for day in range(7 * len(room.capacity))]
    days = [Demand(call.load, call.open_days if uncut else call.days) for call in calls]
    return nested_bound(room, rooms_of_days, [demand for demand in days if demand.bins], level)


@dataclass(slots=True)
class Weeks:
    """The calls of one owner while they get their weeks.

    `shut_out` are the weeks that are full, by the id of a call that gives way; `left` have no week yet.
    """

    diary: Diary
    room: Room
    calls: list[Call]
    unit: int
    free: list[int]
    shut_out: dict[str, frozenset[int]]
    chosen: dict[int, list[Call]]
    left: list[Call]


def choose_weeks(diary: Diary, calls: list[Call], dials: Dials, mode: Mode) -> Weeks:
    """Gives the calls their weeks.

    The fullest week stays within the slack above the proven level where calls can be packed so. Calls of the
    previous plan keep their week, whatever its level, unless it cannot hold them all.
    """
    room = week_room(diary)
    free = free_minutes(room, calls)
    shut_out = give_way(calls, free)
    out = [call for call in calls if call.id in shut_out or call.shed_before]
    staying = [call for call in calls if call.id not in shut_out and not call.shed_before]
    weeks = Weeks(diary, room, calls, common_unit(call.load for call in calls), free, shut_out, {}, out)
    _spread_over(weeks, staying, dials, mode)
    return weeks


def _spread_over(weeks: Weeks, calls: list[Call], dials: Dials, mode: Mode) -> None:
    diary, room = weeks.diary, weeks.room
    unit = common_unit(call.load for call in calls)
    level = proven_level(diary, room, calls, uncut=False)
    sharp = at_level(room, level, unit)
    wide = level * (1 + dials.slack)
    soft = [
        min(most, max(int(wide * capacity), agreed + free))
        for most, capacity, agreed, free in zip(room.most, room.capacity, room.agreed, sharp, strict=True)
    ]
    board = Board(room.capacity, room.agreed, soft, room.most, dials.level, nests(diary, unit))
    items = [item_of(key, call.load, call.days, call.costs) for key, call in enumerate(calls)]
    for item in sorted(items, key=lambda item: calls[item.key].density):
        kept = calls[item.key].held_day
        if kept is not None and board.fits(item, kept // 7):
            item.held = True
            board.put(item, kept // 7)
    left = spread(board, items, PRICE_STEPS)
    if left:
        flat = [agreed + free for agreed, free in zip(room.agreed, sharp, strict=True)]
        _flatten_to_fit(board, items, left, flat)
    if mode == "flatten":
        _flatten(board, items, weeks, level, unit)
    for item in items:
        if item.at is None:
            weeks.left.append(calls[item.key])
        else:
            weeks.chosen.setdefault(item.at, []).append(calls[item.key])


def _flatten(board: Board, items: list[Item], weeks: Weeks, level: float, unit: int) -> None:
    """Brings every week to the lowest level that can be reached, beginning with the proven one."""
    room, lowest = weeks.room, level
    while True:
        board.soft = _ceilings(room, level, unit)
        even_out(board)
        higher = next_level(room, level, unit) if excess(board) else None
        if higher is None:
            break
        level = higher
    if level > lowest and can_prove():
        level = _lowest(board, items, weeks, lowest, level, unit)
    board.soft = _ceilings(room, level, unit)
    improve(board, items)


def _ceilings(room: Room, level: float, unit: int) -> list[int]:
    free = at_level(room, level, unit)
    return [agreed + minutes for agreed, minutes in zip(room.agreed, free, strict=True)]


def _lowest(board: Board, items: list[Item], weeks: Weeks, lowest: float, reached: float, unit: int) -> float:
    """The least level from `lowest` on at which the items can be packed; they are, if below `reached`."""
    days = [day_room(weeks.diary, day) for day in range(len(weeks.diary.dates))]
    placed, level = [item for item in items if item.at is not None], lowest
    while level < reached:
        found = packing(placed, at_level(weeks.room, level, unit), days)
        if found == "undecided":
            return reached
        if isinstance(found, dict) and _repacked(board, placed, found):
            return level
        higher = next_level(weeks.room, level, unit)
        if higher is None:
            return reached
        level = higher
    return reached


def _repacked(board: Board, items: list[Item], found: dict[int, int]) -> bool:
    """Puts the items where a packing has them; all as before when the days of a week forbid that."""
    was = [(item, board.take(item)) for item in items]
    done: list[Item] = []
    for item in items:
        if not board.fits(item, found[item.key]):
            for each in done:
                board.take(each)
            for each, bin_ in was:
                board.put(each, bin_)
            return False
        board.put(item, found[item.key])
        done.append(item)
    return True


def _flatten_to_fit(board: Board, items: list[Item], left: list[Item], flat: list[int]) -> None:
    """Brings full weeks down to the proven level, so that what is left finds room, and eases off again."""
    soft, board.soft, board.calm = board.soft, flat, False
    improve(board, items)
    for item in left:
        enter(board, item)
    board.soft, board.calm = soft, True
    improve(board, items)


def item_of(
    key: int,
    load: int,
    days: Sequence[int],
    costs: Sequence[float],
    base: int = 0,
    dearer: float = 0.0,
) -> Item:
    """A call as an item: a week costs what its best day costs. Bins are weeks counted from `base`."""
    cost: dict[int, float] = {}
    bits: dict[int, int] = {}
    for day, points in zip(days, costs, strict=True):
        week = base + day // 7
        cost[week] = min(points + dearer, cost.get(week, points + dearer))
        bits[week] = bits.get(week, 0) | 1 << day % 7
    return Item(key=key, load=load, cost=cost, days=bits)


def nests(diary: Diary, unit: int) -> list[Nest]:
    """What the days of each week can hold, in whole units."""
    spans = [range(first, first + 7) for first in range(0, len(diary.dates), 7)]
    return [Nest([day_room(diary, day) // unit * unit for day in days]) for days in spans]


def _weeks(days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({day // 7 for day in days}))
