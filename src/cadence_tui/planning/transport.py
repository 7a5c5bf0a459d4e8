"""Minutes of calls flowing into weeks (or days): a maximum flow that grows call by call."""

from collections import deque
from itertools import pairwise

Bins = tuple[int, ...]


class Transport:
    """Routes supplies, each allowed in a set of bins, into bins of limited room; calls may be split.

    Supplies with the same bins share a row. After a failed `add`, `reached` holds the bins that are full
    because of it: everything in them has nowhere else to go.
    """

    def __init__(self, room: list[int]) -> None:
        self.room = list(room)
        self.reached: frozenset[int] = frozenset()
        self._flow: dict[Bins, dict[int, int]] = {}
        self._rows_of: list[list[Bins]] = [[] for _ in room]

    def add(self, bins: Bins, amount: int) -> int:
        """Routes as much as possible; answers the rest that has no room."""
        row = self._flow.get(bins)
        if row is None:
            row = self._flow[bins] = dict.fromkeys(bins, 0)
            for target in bins:
                self._rows_of[target].append(bins)
        for target in bins:
            part = min(amount, self.room[target])
            if part > 0:
                row[target] += part
                self.room[target] -= part
                amount -= part
        while amount > 0:
            path = self._path(bins)
            if path is None:
                return amount
            amount -= self._push(path, amount)
        return 0

    def remove(self, bins: Bins, amount: int) -> None:
        """Takes an amount of a row out again, wherever it now flows."""
        row = self._flow[bins]
        for target in bins:
            part = min(amount, row[target])
            row[target] -= part
            self.room[target] += part
            amount -= part

    def taken_by(self, bins: Bins, amount: int, width: int) -> int:
        """Takes a supply out of its row again; answers which stretch of `width` bins carried most of it."""
        row = self._flow[bins]
        stretches: dict[int, int] = {}
        for target in bins:
            stretches[target // width] = stretches.get(target // width, 0) + row[target]
        best = max(stretches, key=lambda stretch: min(stretches[stretch], amount))
        for target in sorted(bins, key=lambda target: target // width != best):
            part = min(amount, row[target])
            row[target] -= part
            amount -= part
        return best

    def _path(self, bins: Bins) -> list[tuple[Bins, int]] | None:
        """Steps (row, bin it enters) to a bin with room; each row leaves the bin entered before."""
        came: dict[int, tuple[Bins, int | None]] = dict.fromkeys(bins, (bins, None))
        queue = deque(bins)
        while queue:
            at = queue.popleft()
            if self.room[at] > 0:
                return self._trace(came, at)
            for row in self._rows_of[at]:
                if not self._flow[row][at]:
                    continue
                for target in row:
                    if target not in came:
                        came[target] = (row, at)
                        queue.append(target)
        self.reached = frozenset(came)
        return None

    def _trace(self, came: dict[int, tuple[Bins, int | None]], end: int) -> list[tuple[Bins, int]]:
        path: list[tuple[Bins, int]] = []
        at: int | None = end
        while at is not None:
            row, back = came[at]
            path.append((row, at))
            at = back
        path.reverse()
        return path

    def _push(self, path: list[tuple[Bins, int]], amount: int) -> int:
        part = min(amount, self.room[path[-1][1]])
        for (_, left), (row, _) in pairwise(path):
            part = min(part, self._flow[row][left])
        for k, (row, entered) in enumerate(path):
            self._flow[row][entered] += part
            if k:
                self._flow[row][path[k - 1][1]] -= part
        self.room[path[-1][1]] -= part
        return part
