"""Carries minutes from bins that are too full to bins with room: sets of items change places."""

from dataclasses import dataclass
from heapq import heappop, heappush

from cadence_tui.planning.level import Board, Item

REACH = 90
"""Minutes beyond which no exchange of two bins is looked for."""
WASTE = 30
"""A link of a chain carries no more minutes than this beyond what is needed."""
WIDTH = 6
"""How many items of each load take part in the exchanges of two bins, in either direction."""
RETRIES = 12
"""How many chains are tried that turn out to break the limits of days inside a week."""
STEP = 1e-3
"""Points for every item that is moved: of two exchanges of the same worth the smaller one is made."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Items that change places between two bins, and what that costs in points, as the last of a list."""

    cost: float
    item: Item | None
    rest: "Exchange | None"

    def items(self) -> list[Item]:
        """The items that go over, either way."""
        found: list[Item] = []
        at: Exchange | None = self
        while at is not None:
            if at.item is not None:
                found.append(at.item)
            at = at.rest
        return found


@dataclass(frozen=True, slots=True)
class _Arc:
    """At least `need` minutes are carried from one bin to the next, at most `most`."""

    source: int
    target: int
    need: int
    most: int
    before: "_Arc | None"

    def path(self) -> "list[_Arc]":
        """From the first to this one."""
        return [*(self.before.path() if self.before else []), self]

    def passed(self) -> set[int]:
        """All bins on the way."""
        return {self.source, self.target} | (self.before.passed() if self.before else set())

    @property
    def key(self) -> tuple[int, int, int]:
        """What is not tried again when it fails."""
        return self.source, self.target, self.need


def even_out(board: Board) -> bool:
    """Brings bins that are above their level down, through others if need be; answers whether that helped.

    No bin ends above its level, or above what it held.
    """
    before = excess(board)
    tables: Tables = {}
    for source in range(len(board.load)):
        while board.over(source):
            limits = [max(soft, load) for soft, load in zip(board.soft, board.load, strict=True)]
            need = board.load[source] - board.soft[source]
            # At once as much as is needed if possible, else what is possible.
            if not (_carry(board, tables, source, need, limits) or _carry(board, tables, source, 1, limits)):
                break
    return excess(board) < before


def excess(board: Board) -> int:
    """Minutes by which bins are above their levels."""
    return sum(max(0, load - soft) for load, soft in zip(board.load, board.soft, strict=True))


def enter(board: Board, item: Item) -> bool:
    """Places an item where others can make room for it, held ones too if need be; the cheapest bin first."""
    calm, board.calm = board.calm, False
    entered = any(_enter(board, item, bin_) for _, bin_ in sorted((cost, b) for b, cost in item.cost.items()))
    board.calm = calm
    return entered


def _enter(board: Board, item: Item, bin_: int) -> bool:
    if not board.fits_days(item, bin_):
        return False
    limits = list(board.hard)
    board.put(item, bin_)
    need = board.load[bin_] - limits[bin_]
    if need <= 0 or _carry(board, {}, bin_, need, limits):
        return True
    board.take(item)
    return False


Tables = dict[tuple[int, int], tuple[tuple[int, int], dict[int, Exchange]]]
"""Exchanges by the minutes that they carry from the first bin to the second, and the state they are of."""


def exchanges(board: Board, source: int, target: int) -> dict[int, Exchange]:
    """The cheapest exchange for each number of minutes that can be carried from one bin to the other."""
    table: dict[int, Exchange] = {0: Exchange(0.0, None, None)}
    for minutes, cost, item in sorted(
        [*_leaving(board, source, target, 1), *_leaving(board, target, source, -1)],
        key=lambda each: (each[1], each[2].key),
    ):
        for carried, exchange in list(table.items()):
            total = carried + minutes
            if not -REACH <= total <= REACH:
                continue
            dearer = exchange.cost + cost + STEP
            known = table.get(total)
            if known is None or dearer < known.cost - 1e-9:
                table[total] = Exchange(dearer, item, exchange)
    return table


def _leaving(board: Board, source: int, target: int, sign: int) -> list[tuple[int, float, Item]]:
    found = sorted(
        (
            (item.cost[target] - item.cost[source], item.key, item)
            for item in board.items[source]
            if target in item.cost and board.movable(item)
        ),
        key=lambda each: each[:2],
    )
    taken: dict[int, int] = {}
    chosen: list[tuple[int, float, Item]] = []
    for cost, _, item in found:
        if taken.get(item.load, 0) < WIDTH:
            taken[item.load] = taken.get(item.load, 0) + 1
            chosen.append((sign * item.load, cost, item))
    return chosen


def _table(board: Board, tables: Tables, source: int, target: int) -> dict[int, Exchange]:
    state = (board.changes[source], board.changes[target])
    known = tables.get((source, target))
    if known is None or known[0] != state:
        known = tables[source, target] = (state, exchanges(board, source, target))
    return known[1]


def _carry(board: Board, tables: Tables, source: int, need: int, limits: list[int]) -> bool:
    """Carries at least so many minutes out of a bin without lifting another above its limit."""
    banned: set[tuple[int, int, int]] = set()
    for _ in range(RETRIES):
        path = _cheapest(board, tables, source, need, limits, banned)
        if path is None:
            return False
        broken = _along(board, tables, path, need, limits)
        if broken is None:
            return True
        banned.add(broken)
    return False


def _cheapest(
    board: Board,
    tables: Tables,
    source: int,
    need: int,
    limits: list[int],
    banned: set[tuple[int, int, int]],
) -> list[_Arc] | None:
    """The cheapest chain that ends where there is room (Dijkstra over bins and minutes to pass on)."""
    heap: list[tuple[float, int, _Arc | None, int, int]] = [(0.0, 0, None, source, need)]
    done: set[tuple[int, int]] = set()
    serial = 0
    while heap:
        cost, _, arc, at, minutes = heappop(heap)
        if minutes <= 0:
            return arc.path() if arc else None
        if (at, minutes) in done:
            continue
        done.add((at, minutes))
        passed = arc.passed() if arc else {source}
        for target in board.neighbours(at):
            if target in passed or (at, target, minutes) in banned:
                continue
            for carried, exchange in _table(board, tables, at, target).items():
                if not minutes <= carried <= minutes + WASTE:
                    continue
                rest = max(0, board.load[target] + carried - limits[target])
                serial += 1
                dearer = cost + max(0.0, exchange.cost)
                heappush(heap, (dearer, serial, _Arc(at, target, minutes, carried, arc), target, rest))
    return None


def _along(
    board: Board, tables: Tables, path: list[_Arc], need: int, limits: list[int]
) -> tuple[int, int, int] | None:
    """Carries the minutes from bin to bin; when that fails takes all back and answers where it failed."""
    undo: list[tuple[Item, int]] = []
    for arc in path:
        made = _one_arc(board, tables, arc, need)
        if made is None:
            _restore(board, undo)
            return arc.key
        undo = [*made, *undo]
        need = max(0, board.load[arc.target] - limits[arc.target])
        if need <= 0:
            return None
    _restore(board, undo)
    return path[-1].key


def _one_arc(board: Board, tables: Tables, arc: _Arc, need: int) -> list[tuple[Item, int]] | None:
    table = _table(board, tables, arc.source, arc.target)
    fitting = sorted(
        (exchange.cost, carried) for carried, exchange in table.items() if need <= carried <= arc.most
    )
    for _, carried in fitting:
        made = _exchange(board, table[carried].items(), arc.source, arc.target)
        if made is not None:
            return made
    return None


def _exchange(board: Board, items: list[Item], source: int, target: int) -> list[tuple[Item, int]] | None:
    """Lets items change places between two bins; answers where each was, None when a limit forbids it."""
    was = [(item, board.take(item)) for item in items]
    entered: list[Item] = []
    for item, origin in was:
        goal = target if origin == source else source
        if not board.fits_days(item, goal):
            for each in entered:
                board.take(each)
            for each, back in was:
                board.put(each, back)
            return None
        board.put(item, goal)
        entered.append(item)
    return was


def _restore(board: Board, was: list[tuple[Item, int]]) -> None:
    for item, _ in was:
        if item.at is not None:
            board.take(item)
    seen: dict[int, tuple[Item, int]] = {item.key: (item, origin) for item, origin in was}
    for item, origin in seen.values():
        board.put(item, origin)
