"""Carries minutes from bins that are too full to bins with room: sets of items change places."""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from cadence_tui.planning.level import Board, Item

REACH = 90
"""Minutes beyond which no exchange of two bins is looked for."""
WASTE = 30
"""A link of a chain carries no more minutes than this beyond what is needed."""
WIDTH = 6
"""How many items of each load take part in the exchanges of two bins, in either direction."""
RETRIES = 5
"""How many chains are tried that turn out to break the limits of days inside a week."""
PATIENCE = 250
"""Steps after which the search for one chain gives up."""
STEPS = 20_000
"""Steps after which all searching over a board ends, if nothing else is said."""
STEP = 1e-3
"""Points for every item that is moved: of two exchanges of the same worth the smaller one is made."""


class Exchange(NamedTuple):
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


class _Arc(NamedTuple):
    """At least `need` minutes are carried from one bin to the next, at most `most`."""

    source: int
    target: int
    need: int
    most: int
    passed: frozenset[int]
    before: "_Arc | None"

    def path(self) -> "list[_Arc]":
        """From the first to this one."""
        return [*(self.before.path() if self.before else []), self]

    @property
    def key(self) -> tuple[int, int, int]:
        """What is not tried again when it fails."""
        return self.source, self.target, self.need


def even_out(board: Board) -> bool:
    """Brings bins that are above their level down, through others if need be; answers whether that helped.

    No bin ends above its level, or above what it held.
    """
    before = excess(board)
    tables = Tables()
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


def enter(board: Board, item: Item, tables: "Tables | None" = None) -> bool:
    """Places an item where others can make room for it, held ones too if need be; the cheapest bin first."""
    calm, board.calm = board.calm, False
    tables = tables or Tables()
    entered = any(
        _enter(board, item, bin_, tables) for _, bin_ in sorted((cost, b) for b, cost in item.cost.items())
    )
    board.calm = calm
    return entered


def _enter(board: Board, item: Item, bin_: int, tables: "Tables") -> bool:
    if not board.fits_days(item, bin_):
        return False
    limits = list(board.hard)
    board.put(item, bin_)
    need = board.load[bin_] - limits[bin_]
    if need <= 0 or _carry(board, tables, bin_, need, limits):
        return True
    board.take(item)
    return False


@dataclass(slots=True)
class Table:
    """Exchanges by the minutes that they carry from one bin to another, and the state they are of."""

    state: tuple[int, int]
    by_minutes: dict[int, Exchange]
    _worth: dict[int, list[tuple[int, float]]] = field(default_factory=dict[int, list[tuple[int, float]]])

    def worth(self, minutes: int) -> list[tuple[int, float]]:
        """Minutes that may be carried, and the points: more than are needed only where that is cheaper."""
        known = self._worth.get(minutes)
        if known is not None:
            return known
        found: list[tuple[int, float]] = []
        for carried in sorted(c for c in self.by_minutes if minutes <= c <= minutes + WASTE):
            points = max(0.0, self.by_minutes[carried].cost)
            if not found or points < found[-1][1]:
                found.append((carried, points))
        self._worth[minutes] = found
        return found


@dataclass(slots=True)
class Tables:
    """What is known of the exchanges of a board, and how many more steps may be spent on searching."""

    patience: int = PATIENCE
    steps: int = STEPS
    known: dict[tuple[int, int], Table] = field(default_factory=dict[tuple[int, int], Table])

    def step(self) -> bool:
        """Takes a step; answers whether there was one left."""
        self.steps -= 1
        return self.steps >= 0


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


def _table(board: Board, tables: Tables, source: int, target: int) -> Table:
    state = (board.changes[source], board.changes[target])
    known = tables.known.get((source, target))
    if known is None or known.state != state:
        known = tables.known[source, target] = Table(state, exchanges(board, source, target))
    return known


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
    known: dict[tuple[int, int], float] = {}
    serial = 0
    for _ in range(tables.patience):
        if not heap or not tables.step():
            return None
        cost, _, arc, at, minutes = heappop(heap)
        if minutes <= 0:
            return arc.path() if arc else None
        if cost > known.get((at, minutes), cost):
            continue
        passed = arc.passed if arc else frozenset({source})
        for target in board.neighbours(at):
            if target in passed or (at, target, minutes) in banned:
                continue
            for carried, points in _table(board, tables, at, target).worth(minutes):
                rest = max(0, board.load[target] + carried - limits[target])
                dearer = cost + points
                if dearer >= known.get((target, rest), dearer + 1):
                    continue
                known[target, rest] = dearer
                serial += 1
                link = _Arc(at, target, minutes, carried, passed | {target}, arc)
                heappush(heap, (dearer, serial, link, target, rest))
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
    table = _table(board, tables, arc.source, arc.target).by_minutes
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
