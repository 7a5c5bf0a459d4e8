"""Puts the calls of one owner into weeks."""

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


def choose_weeks(
    diary: Diary, room: Room, calls: list[Call], dials: Dials, mode: Mode
) -> tuple[dict[int, list[Call]], tuple[float, ...]]:
    """Calls by week, those that no week could take under -1; and the prices of the weeks.

    The fullest week stays within the slack above the proven level where calls can be packed so. Calls of the
    previous plan keep their week, whatever its level, unless it cannot hold them all.
    """
    unit = common_unit(call.load for call in calls)
    level = proven_level(diary, room, calls, uncut=False)
    sharp = at_level(room, level, unit)
    wide = level * (1 + dials.slack)
    soft = [
        min(most, max(int(wide * capacity), agreed + free))
        for most, capacity, agreed, free in zip(room.most, room.capacity, room.agreed, sharp, strict=True)
    ]
    board = Board(room.capacity, room.agreed, soft, room.most, dials.level, _nests(diary, unit))
    items = [_item(key, call) for key, call in enumerate(calls)]
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
        _flatten(board, items, room, level, unit)
    chosen: dict[int, list[Call]] = {}
    for item in items:
        chosen.setdefault(-1 if item.at is None else item.at, []).append(calls[item.key])
    return chosen, tuple(board.price(week) for week in range(len(room.capacity)))


def _flatten(board: Board, items: list[Item], room: Room, level: float, unit: int) -> None:
    """Brings every week to the lowest level that can be reached, beginning with the proven one."""
    while True:
        free = at_level(room, level, unit)
        board.soft = [agreed + minutes for agreed, minutes in zip(room.agreed, free, strict=True)]
        even_out(board)
        if not excess(board):
            break
        higher = next_level(room, level, unit)
        if higher is None:
            break
        level = higher
    improve(board, items)


def _flatten_to_fit(board: Board, items: list[Item], left: list[Item], flat: list[int]) -> None:
    """Brings full weeks down to the proven level, so that what is left finds room, and eases off again."""
    soft, board.soft, board.calm = board.soft, flat, False
    improve(board, items)
    for item in left:
        enter(board, item)
    board.soft, board.calm = soft, True
    improve(board, items)


def _item(key: int, call: Call) -> Item:
    """The call as an item: a week costs what its best day costs."""
    cost: dict[int, float] = {}
    days: dict[int, int] = {}
    for day, points in zip(call.days, call.costs, strict=True):
        week = day // 7
        cost[week] = min(points, cost.get(week, points))
        days[week] = days.get(week, 0) | 1 << day % 7
    return Item(key=key, load=call.load, cost=cost, days=days)


def _nests(diary: Diary, unit: int) -> list[Nest]:
    spans = [range(first, first + 7) for first in range(0, len(diary.dates), 7)]
    return [Nest([day_room(diary, day) // unit * unit for day in days]) for days in spans]


def _weeks(days: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({day // 7 for day in days}))
