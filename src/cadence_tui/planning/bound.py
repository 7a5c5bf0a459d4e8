"""The lowest peak that any plan of the same calls could have: proven by maximum flow."""

from collections import Counter
from collections.abc import Iterable
from math import gcd
from typing import NamedTuple

from cadence_tui.planning.cascade import Cascade
from cadence_tui.planning.transport import Bins, Transport

EPSILON = 1e-9


class Demand(NamedTuple):
    """A call as the bound sees it: its minutes and the bins (weeks or days) it may go to."""

    minutes: int
    bins: Bins


class Room(NamedTuple):
    """Bins with their capacity, the minutes already agreed in them, and the most they can ever hold."""

    capacity: tuple[int, ...]
    agreed: tuple[int, ...]
    most: tuple[int, ...]


def rooms(room: Room, unit: int) -> list[int]:
    """Free minutes of each bin at the very most, in whole units (the common divisor of all calls)."""
    return [max(0, most - agreed) // unit * unit for most, agreed in zip(room.most, room.agreed, strict=True)]


def common_unit(minutes: Iterable[int]) -> int:
    """The greatest common divisor; 1 without calls."""
    return gcd(*minutes) or 1


def peak_bound(room: Room, demands: list[Demand]) -> float:
    """The least level (load over capacity) at which all demands can flow, split into whole units.

    Room at a level is cut down to whole units before the flow, which makes the bound much sharper than the
    fractional one. Demands that cannot fit at full capacity do not raise the answer above it.
    """
    unit = common_unit(demand.minutes for demand in demands)
    supply: Counter[Bins] = Counter()
    for demand in demands:
        supply[demand.bins] += demand.minutes
    level = max((a / c for a, c in zip(room.agreed, room.capacity, strict=True) if c), default=0.0)
    if not supply:
        return level
    level = max(level, _needed(room, unit, range(len(room.capacity)), supply, level))
    while True:
        full = _block(at_level(room, level, unit), supply)
        if not full:
            return level
        higher = _needed(room, unit, full, supply, level)
        if higher <= level:
            return level
        level = higher


def nested_bound(room: Room, day_room: list[int], demands: list[Demand], level: float) -> float:
    """The same bound, sharper: demands name days, and what is confined to few days finds only their room.

    `level` is a bound known already. Demands that the days hold at no level do not raise the answer.
    """
    unit = common_unit(demand.minutes for demand in demands)
    supply: Counter[Bins] = Counter()
    for demand in demands:
        supply[demand.bins] += demand.minutes
    flow = Cascade([minutes // unit * unit for minutes in day_room], at_level(room, level, unit))
    for days in sorted(supply, key=lambda days: (len(days), days)):
        row = flow.add(days)
        left = flow.fill(row, supply[days])
        while left and flow.full:
            need = left + sum(flow.held(week) for week in flow.full)
            higher = _level_for(room, unit, sorted(flow.full), need, level)
            if higher <= level:
                break
            level = higher
            flow.give(at_level(room, level, unit))
            left = flow.fill(row, left)
    return level


def at_level(room: Room, level: float, unit: int) -> list[int]:
    """Free minutes of each bin at a level, in whole units."""
    return [
        max(0, min(int(level * capacity + EPSILON), most) - agreed) // unit * unit
        for capacity, agreed, most in zip(room.capacity, room.agreed, room.most, strict=True)
    ]


def next_level(room: Room, level: float, unit: int) -> float | None:
    """The least higher level at which some bin has more room; None when there is none."""
    steps = [_next(room, b, level, unit) for b, capacity in enumerate(room.capacity) if capacity]
    higher = [step + EPSILON for step in steps if step is not None and step > level]
    return min(higher, default=None)


def _block(free: list[int], supply: Counter[Bins]) -> frozenset[int]:
    flow = Transport(free)
    for bins in sorted(supply, key=lambda bins: (len(bins), bins)):
        if flow.add(bins, supply[bins]):
            return flow.reached
    return frozenset()


def _needed(room: Room, unit: int, full: Iterable[int], supply: Counter[Bins], level: float) -> float:
    """The least level at which the bins of a block have room for what must go there."""
    block = sorted(full)
    members = frozenset(block)
    need = sum(minutes for bins, minutes in supply.items() if members.issuperset(bins))
    return _level_for(room, unit, block, need, level)


def _level_for(room: Room, unit: int, block: Iterable[int], need: int, level: float) -> float:
    """The least level, from the given one on, at which the bins of a block have that much room together."""
    usable = [b for b in block if room.capacity[b]]
    if not usable:
        return level
    whole = sum(room.capacity[b] for b in usable)
    level = max(level, (need + sum(min(room.agreed[b], room.most[b]) for b in usable)) / whole - EPSILON)
    while sum(_free(room, b, level, unit) for b in usable) < need:
        steps = [_next(room, b, level, unit) for b in usable]
        growing = [step for step in steps if step is not None]
        if not growing:
            return level
        level = min(growing)
    return level


def _free(room: Room, b: int, level: float, unit: int) -> int:
    ceiling = min(int(level * room.capacity[b] + EPSILON), room.most[b])
    return max(0, ceiling - room.agreed[b]) // unit * unit


def _next(room: Room, b: int, level: float, unit: int) -> float | None:
    """The level at which one more unit fits into a bin; None when it is full for good."""
    ceiling = room.agreed[b] + _free(room, b, level, unit) + unit
    return ceiling / room.capacity[b] if ceiling <= room.most[b] else None
