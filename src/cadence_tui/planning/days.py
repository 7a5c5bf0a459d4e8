"""Puts the calls of one week on days."""

from cadence_tui.planning.bound import Demand, Room, peak_bound
from cadence_tui.planning.call import Call
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.level import Board, Item
from cadence_tui.planning.problem import Dials
from cadence_tui.planning.spread import spread


def choose_days(diary: Diary, week: int, calls: list[Call], dials: Dials) -> list[Call]:
    """Sets the day of each call and enters it in the diary; answers the calls that no day could take.

    Days are levelled within their own slack; calls of the previous plan keep their day.
    """
    first = 7 * week
    days = slice(first, first + 7)
    room = Room(
        capacity=tuple(diary.day_capacity[days]),
        agreed=tuple(diary.day_load[days]),
        most=tuple(diary.day_capacity[days]),
    )
    items = [_item(key, call, week) for key, call in enumerate(calls)]
    level = peak_bound(room, [Demand(item.load, tuple(item.cost)) for item in items])
    soft = [min(capacity, int(level * (1 + dials.day_slack) * capacity)) for capacity in room.capacity]
    board = Board(room.capacity, room.agreed, soft, room.most, dials.day_level)
    for item in sorted(items, key=lambda item: calls[item.key].density):
        kept = calls[item.key].held_day
        if kept is not None and kept // 7 == week and board.fits(item, kept - first):
            item.held = True
            board.put(item, kept - first)
    spread(board, items)
    homeless: list[Call] = []
    for item, call in zip(items, calls, strict=True):
        if item.at is None:
            homeless.append(call)
            continue
        enter_day(diary, call, first + item.at, None)
    return homeless


def enter_day(diary: Diary, call: Call, day: int, start: int | None) -> None:
    """Writes a call into the diary."""
    call.day, call.start = day, start
    diary.put(day, call.load, start, call.request.minutes)


def leave_day(diary: Diary, call: Call) -> None:
    """Strikes a call out of the diary."""
    assert call.day is not None
    diary.take(call.day, call.load, call.start, call.request.minutes)
    call.day = call.start = None


def _item(key: int, call: Call, week: int) -> Item:
    costs = {day % 7: cost for day, cost in zip(call.days, call.costs, strict=True) if day // 7 == week}
    return Item(key=key, load=call.load, cost=costs)
