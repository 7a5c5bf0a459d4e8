"""Which calls give way when the weeks cannot hold them all, and the block of weeks that is full."""

from collections.abc import Iterable
from typing import NamedTuple

from cadence_tui.planning.call import Call
from cadence_tui.planning.result import Shortage
from cadence_tui.planning.transport import Transport


class FullBlock(NamedTuple):
    """Weeks that need more minutes than they have; everything counted in `need` can go nowhere else."""

    weeks: tuple[int, ...]
    need: int
    have: int

    @property
    def short(self) -> int:
        """Minutes missing."""
        return max(0, self.need - self.have)


class FullBlocks(NamedTuple):
    """The full blocks of an owner, and by call the one that shut it out."""

    blocks: list[FullBlock]
    by_call: dict[str, FullBlock]

    def of(self, call: Call) -> FullBlock | None:
        """The block that shut a call out; None when days or hours did."""
        return self.by_call.get(call.id)


def full_blocks(
    calls: list[Call], homeless: list[Call], free: list[int], shut_out: dict[str, frozenset[int]]
) -> FullBlocks:
    """What is full because of the calls that have no place: `shut_out` are weeks by id of the call."""
    left = {call.id for call in homeless}
    mine = [call for call in calls if call.owner == call.home or call.day is not None]
    blocks = [
        measure(block, mine, free)
        for block in merged(shut_out[key] for key in sorted(shut_out) if key in left)
    ]
    of_call = {
        key: next(block for block in blocks if weeks.issubset(block.weeks))
        for key, weeks in shut_out.items()
        if key in left
    }
    return FullBlocks(blocks, of_call)


def give_way(calls: list[Call], free: list[int]) -> dict[str, frozenset[int]]:
    """Ids of calls that have no room, with the weeks that are full because of them.

    `free` is minutes by week. Calls of the previous plan keep their claim, the others come by value for a
    minute of load; a call that cannot be routed gives way (greedy, optimal for calls of equal load).
    """
    flow = Transport(free)
    full: dict[str, frozenset[int]] = {}
    for call in sorted(calls, key=lambda call: (call.held_day is None, call.density)):
        weeks = call.weeks()
        rest = flow.add(weeks, call.load)
        if rest:
            flow.remove(weeks, call.load - rest)
            full[call.id] = flow.reached
    return full


def merged(blocks: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Blocks joined where they overlap, in order of their first week."""
    joined: list[frozenset[int]] = []
    for block in sorted(blocks, key=sorted):
        apart = [other for other in joined if not other & block]
        joined = [*apart, block.union(*(other for other in joined if other & block))]
    return sorted(joined, key=sorted)


def measure(block: frozenset[int], calls: list[Call], free: list[int]) -> FullBlock:
    """A block with what must go into it and what it can hold."""
    need = sum(call.load for call in calls if call.days and block.issuperset(call.weeks()))
    return FullBlock(weeks=tuple(sorted(block)), need=need, have=sum(free[week] for week in block))


def shortages(owner: str, shed: list[Call], blocks: list[FullBlock]) -> list[Shortage]:
    """For every block the minutes missing in it and the calls that gave way there."""
    found: list[Shortage] = []
    for block in blocks:
        there = [call for call in shed if call.days and set(call.weeks()) & set(block.weeks)]
        if there and block.short:
            ids = tuple(call.id for call in sorted(there, key=lambda call: call.request.value))
            found.append(Shortage(owner=owner, weeks=block.weeks, minutes=block.short, requests=ids))
    return found
