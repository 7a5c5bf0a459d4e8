"""Minutes of calls flowing into days and on into weeks: the maximum flow behind the sharper bound."""

from collections import deque
from itertools import pairwise

Days = tuple[int, ...]
Node = tuple[str, int]
_DAY, _ROW, _WEEK = "day", "row", "week"


class Cascade:
    """Routes supplies, each allowed on some days, into days and weeks of limited room; calls may be split.

    Weeks may be given more room at any time. After a failed `fill`, `full` holds the weeks that are full
    because of it; it is empty when the days themselves have no room.
    """

    def __init__(self, days: list[int], weeks: list[int]) -> None:
        self.full: frozenset[int] = frozenset()
        self._day_room = days
        self._week_room = weeks
        self._in_day = [0] * len(days)
        self._in_week = [0] * len(weeks)
        self._rows: list[Days] = []
        self._flow: list[dict[int, int]] = []
        self._rows_of: list[list[int]] = [[] for _ in days]

    def give(self, weeks: list[int]) -> None:
        """Other room for the weeks, never less than before."""
        self._week_room = weeks

    def held(self, week: int) -> int:
        """Minutes that flow into a week."""
        return self._in_week[week]

    def add(self, days: Days) -> int:
        """A new row of supply that these days may take; answers its number."""
        self._rows.append(days)
        self._flow.append(dict.fromkeys(days, 0))
        row = len(self._rows) - 1
        for day in days:
            self._rows_of[day].append(row)
        return row

    def fill(self, row: int, amount: int) -> int:
        """Routes as much of a row as there is room for; answers the rest."""
        while amount > 0:
            path = self._path(row)
            if path is None:
                return amount
            amount -= self._push(path, amount)
        return 0

    def _path(self, row: int) -> list[Node] | None:
        came: dict[Node, Node | None] = {(_ROW, row): None}
        queue: deque[Node] = deque([(_ROW, row)])
        while queue:
            node = queue.popleft()
            kind, at = node
            if kind == _WEEK and self._in_week[at] < self._week_room[at]:
                return _trace(came, node)
            for following in self._steps(kind, at):
                if following not in came:
                    came[following] = node
                    queue.append(following)
        self.full = frozenset(at for kind, at in came if kind == _WEEK)
        return None

    def _steps(self, kind: str, at: int) -> list[Node]:
        """Where minutes at a node can go: forwards into room, backwards along what flows already."""
        if kind == _ROW:
            return [(_DAY, day) for day in self._rows[at]]
        if kind == _WEEK:
            return [(_DAY, day) for day in range(7 * at, 7 * at + 7) if self._in_day[day]]
        steps: list[Node] = [(_ROW, row) for row in self._rows_of[at] if self._flow[row][at]]
        if self._in_day[at] < self._day_room[at]:
            steps.insert(0, (_WEEK, at // 7))
        return steps

    def _push(self, path: list[Node], amount: int) -> int:
        week = path[-1][1]
        part = min(amount, self._week_room[week] - self._in_week[week])
        for (kind, at), (to, there) in pairwise(path):
            if kind == _DAY:
                part = min(
                    part, self._day_room[at] - self._in_day[at] if to == _WEEK else self._flow[there][at]
                )
            elif kind == _WEEK:
                part = min(part, self._in_day[there])
        for (kind, at), (to, there) in pairwise(path):
            if kind == _ROW:
                self._flow[at][there] += part
            elif kind == _WEEK:
                self._in_day[there] -= part
            elif to == _WEEK:
                self._in_day[at] += part
            else:
                self._flow[there][at] -= part
        self._in_week[week] += part
        return part


def _trace(came: dict[Node, Node | None], end: Node) -> list[Node]:
    path: list[Node] = []
    node: Node | None = end
    while node is not None:
        path.append(node)
        node = came[node]
    path.reverse()
    return path
