"""Chains of moves: one item goes where another leaves, and so on to a bin with room."""

from dataclasses import dataclass
from heapq import heappop, heappush

from cadence_tui.planning.level import Board, Item

RETRIES = 4
"""How many chains are tried that turn out to break the limits of days inside a week."""

Place = tuple[int, int]
"""A bin and the load that has come into it."""


@dataclass(frozen=True, slots=True)
class _Link:
    """The cheapest way found to bring a load into a bin: who moves, and what made that necessary."""

    cost: float
    item: Item
    target: int
    back: "_Link | None"

    def bins(self) -> set[int]:
        """Bins the chain has passed."""
        found = {self.target}
        link = self.back
        while link is not None:
            found.add(link.target)
            link = link.back
        return found

    def root(self) -> Item:
        """The item that began the chain."""
        link = self
        while link.back is not None:
            link = link.back
        return link.item


def enter(board: Board, item: Item) -> bool:
    """Places an item, others making room for it if need be, held ones too."""
    calm, board.calm = board.calm, False
    entered = _run(board, [item], None, board.hard)
    board.calm = calm
    return entered


def thin_out(board: Board, bin_: int) -> bool:
    """Makes a bin that is above its level emptier without making another one worse."""
    if not board.over(bin_):
        return False
    limits = [max(soft, load) for soft, load in zip(board.soft, board.load, strict=True)]
    roots = [item for item in board.items[bin_] if board.movable(item)]
    return _run(board, roots, bin_, limits)


def _run(board: Board, roots: list[Item], source: int | None, limits: list[int]) -> bool:
    banned: set[tuple[int, int]] = set()
    for _ in range(RETRIES):
        link = _cheapest(board, roots, source, limits, banned)
        if link is None:
            return False
        broken = _carry_out(board, link)
        if broken is None:
            return True
        banned.add(broken)
    return False


def _cheapest(
    board: Board, roots: list[Item], source: int | None, limits: list[int], banned: set[tuple[int, int]]
) -> _Link | None:
    """The chain of least cost (Dijkstra over bins and incoming loads); no bin is passed twice."""
    heap: list[tuple[float, int, int, _Link]] = []
    done: set[Place] = set()
    serial = 0
    for item in roots:
        stay = 0.0 if source is None else item.cost[source]
        for bin_, cost in item.cost.items():
            if bin_ != source and (item.key, bin_) not in banned:
                serial += 1
                heappush(heap, (max(0.0, cost - stay), item.key, serial, _Link(cost, item, bin_, None)))
    while heap:
        cost, _, _, link = heappop(heap)
        at, load = link.target, link.item.load
        if at == source or board.load[at] + load <= limits[at]:
            return link
        if (at, load) in done:
            continue
        done.add((at, load))
        passed = link.bins()
        for item, target, extra in _leavers(board, at, board.load[at] + load - limits[at], banned):
            if target in passed or (target == source and item.load >= link.root().load):
                continue
            serial += 1
            heappush(heap, (cost + extra, item.key, serial, _Link(cost + extra, item, target, link)))
    return None


def _leavers(
    board: Board, bin_: int, minutes: int, banned: set[tuple[int, int]]
) -> list[tuple[Item, int, float]]:
    """Items whose leaving frees enough minutes, the cheapest for each load and target."""
    best: dict[Place, tuple[float, int, Item]] = {}
    for item in board.items[bin_]:
        if item.load < minutes or not board.movable(item):
            continue
        for target, cost in item.cost.items():
            if target == bin_ or (item.key, target) in banned:
                continue
            found = (max(0.0, cost - item.cost[bin_]), item.key, item)
            known = best.get((target, item.load))
            if known is None or found[:2] < known[:2]:
                best[target, item.load] = found
    return [(item, target, extra) for (target, _), (extra, _, item) in best.items()]


def _carry_out(board: Board, link: _Link) -> tuple[int, int] | None:
    """Makes the moves of a chain; when one breaks a limit, takes all back and answers that item and bin."""
    moves: list[tuple[Item, int]] = []
    step: _Link | None = link
    while step is not None:
        moves.append((step.item, step.target))
        step = step.back
    origins = [(item, board.take(item) if item.at is not None else None) for item, _ in moves]
    entered: list[Item] = []
    broken: tuple[int, int] | None = None
    for item, target in moves:
        if not board.fits(item, target):
            broken = (item.key, target)
            break
        board.put(item, target)
        entered.append(item)
    if broken is None:
        return None
    for item in entered:
        board.take(item)
    for item, origin in origins:
        if origin is not None:
            board.put(item, origin)
    return broken
