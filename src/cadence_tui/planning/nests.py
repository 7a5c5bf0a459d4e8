"""The days inside a week: calls with few possible days must leave room for each other."""

from collections.abc import Sequence
from functools import lru_cache


class Nest:
    """Keeps, for every set of days of a week, the minutes that can only go there within the room they have.

    Day sets are bits (1 is the first day). This is Hall's condition for the days: necessary, and sufficient
    for calls that may be split.
    """

    def __init__(self, room: Sequence[int]) -> None:
        size = 1 << len(room)
        self._all = size - 1
        self._room = [sum(room[d] for d in range(len(room)) if days >> d & 1) for days in range(size)]
        self._inside = [0] * size

    def fits(self, days: int, minutes: int) -> bool:
        """Whether a call with these possible days can still be placed."""
        inside, room = self._inside, self._room
        return all(inside[wider] + minutes <= room[wider] for wider in _wider(days, self._all))

    def add(self, days: int, minutes: int) -> None:
        """Counts a call in, or out with negative minutes."""
        for wider in _wider(days, self._all):
            self._inside[wider] += minutes


@lru_cache(maxsize=4096)
def _wider(days: int, everything: int) -> tuple[int, ...]:
    """All day sets that contain these days."""
    rest = everything & ~days
    found: list[int] = []
    extra = rest
    while True:
        found.append(days | extra)
        if extra == 0:
            return tuple(found)
        extra = (extra - 1) & rest
