"""Spreads items over a board: by prices, then by regret, then by moves, swaps and exchanges."""

from cadence_tui.planning.exchanges import enter, even_out
from cadence_tui.planning.level import Board, Item

SWAP_WIDTH = 4
"""How many items of each load are tried in swaps between two bins."""
PASSES = 20
EPSILON = 1e-7


def spread(board: Board, items: list[Item], price_steps: int = 0) -> list[Item]:
    """Places the items; answers those for which no bin could be found.

    Prices guide the first placing; they pay off on boards with many items.
    """
    held = [item for item in items if item.at is not None]
    free = [item for item in items if item.at is None]
    prices = _prices(board, free, price_steps)
    left = [item for item in _by_regret(free, prices) if not _insert(board, item, prices)]
    left = [item for item in left if not enter(board, item)]
    improve(board, free + held)
    return [item for item in left if not enter(board, item)]


def improve(board: Board, items: list[Item]) -> None:
    """Moves and swaps while the plan gets cheaper, then thins out bins that are above their level."""
    items = sorted((item for item in items if item.at is not None), key=lambda item: item.key)
    for _ in range(PASSES):
        moved = sum(_move(board, item) for item in items)
        swapped = _swap_all(board)
        if moved or swapped:
            continue
        if not even_out(board):
            return


def _prices(board: Board, items: list[Item], steps: int) -> list[float]:
    """Points for a minute in each bin at which supply and demand about balance (subgradient of the dual)."""
    agreed, slope, soft = list(board.load), board.slope, board.soft
    choices = [(item.load, list(item.cost.items())) for item in items]
    prices = [2 * s * a for s, a in zip(slope, agreed, strict=True)]
    mean = max(1.0, sum(item.load for item in items) / max(1, len(board.load)))
    total = [0.0] * len(prices)
    for step in range(steps):
        load = list(agreed)
        for minutes, options in choices:
            load[_cheapest(options, minutes, prices)] += minutes
        pace = 0.03 / mean / (1 + step / 8)
        for b, price in enumerate(prices):
            wanted = min(soft[b], price / (2 * slope[b])) if slope[b] else 0
            prices[b] = max(0.0, price + pace * (load[b] - max(agreed[b], wanted)))
        if step >= steps // 2:
            total = [t + p for t, p in zip(total, prices, strict=True)]
    return [t / (steps - steps // 2) for t in total] if steps else prices


def _cheapest(options: list[tuple[int, float]], minutes: int, prices: list[float]) -> int:
    best, where = float("inf"), options[0][0]
    for bin_, cost in options:
        cost += minutes * prices[bin_]
        if cost < best:
            best, where = cost, bin_
    return where


def _by_regret(items: list[Item], prices: list[float]) -> list[Item]:
    """Items that lose most by missing their best bin come first; then the long ones."""

    def regret(item: Item) -> float:
        costs = sorted(cost + item.load * prices[bin_] for bin_, cost in item.cost.items())
        return costs[1] - costs[0] if len(costs) > 1 else float("inf")

    return sorted(items, key=lambda item: (-regret(item), -item.load, item.key))


def _insert(board: Board, item: Item, prices: list[float]) -> bool:
    ranked = sorted((cost + item.load * prices[bin_], bin_) for bin_, cost in item.cost.items())
    for _, bin_ in ranked:
        if board.fits_softly(item, bin_):
            board.put(item, bin_)
            return True
    fitting = [
        (cost + board.change(bin_, item.load), bin_)
        for bin_, cost in item.cost.items()
        if board.fits(item, bin_)
    ]
    if not fitting:
        return False
    board.put(item, min(fitting)[1])
    return True


def _move(board: Board, item: Item) -> bool:
    at = item.at
    if at is None or len(item.cost) < 2 or not board.movable(item):
        return False
    leaving = board.change(at, -item.load) - item.cost[at]
    best, target = -EPSILON, None
    for bin_, cost in item.cost.items():
        if bin_ == at:
            continue
        gain = leaving + cost + board.change(bin_, item.load)
        if gain < best and board.fits(item, bin_):
            best, target = gain, bin_
    if target is None:
        return False
    board.take(item)
    board.put(item, target)
    return True


def _swap_all(board: Board) -> int:
    swaps = 0
    for left in range(len(board.items)):
        reach = sorted({bin_ for item in board.items[left] for bin_ in item.cost if bin_ > left})
        for right in reach:
            while _swap(board, left, right):
                swaps += 1
    return swaps


def _swap(board: Board, left: int, right: int) -> bool:
    """Exchanges the best pair of items of two bins, if that makes the plan cheaper."""
    there, back = _candidates(board, left, right), _candidates(board, right, left)
    pairs: list[tuple[float, int, int, Item, Item]] = []
    for a, a_cost in there:
        for b, b_cost in back:
            shift = b.load - a.load
            gain = a_cost + b_cost + board.change(left, shift) + board.change(right, -shift)
            if gain < -EPSILON:
                pairs.append((gain, a.key, b.key, a, b))
    for _, _, _, a, b in sorted(pairs, key=lambda pair: pair[:3])[:SWAP_WIDTH]:
        if _exchange(board, a, b):
            return True
    return False


def _candidates(board: Board, source: int, target: int) -> list[tuple[Item, float]]:
    """Items that would go most willingly from one bin to the other, a few of each load."""
    found = sorted(
        (item.cost[target] - item.cost[source], item.key, item)
        for item in board.items[source]
        if target in item.cost and board.movable(item)
    )
    taken: dict[int, int] = {}
    chosen: list[tuple[Item, float]] = []
    for cost, _, item in found:
        if taken.get(item.load, 0) < SWAP_WIDTH:
            taken[item.load] = taken.get(item.load, 0) + 1
            chosen.append((item, cost))
    return chosen


def _exchange(board: Board, a: Item, b: Item) -> bool:
    left, right = board.take(a), board.take(b)
    if board.fits(a, right):
        board.put(a, right)
        if board.fits(b, left):
            board.put(b, left)
            return True
        board.take(a)
    board.put(a, left)
    board.put(b, right)
    return False
