"""Bins with limits and a price for uneven load: the board on which calls are spread."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cadence_tui.planning.nests import Nest

STEEP = 20.0
"""Points for each minute above the soft limit: more than a chain of deviations is worth."""
POINT_MINUTES = 30
"""A call of this length is the unit in which unevenness is weighed."""


@dataclass(slots=True, eq=False)
class Item:
    """A call on the board: its load, the cost of each bin it may take, and where it stands.

    `days` are bits of the usable days within each bin (weeks only). A held item stays unless another one
    can be placed no other way.
    """

    key: int
    load: int
    cost: dict[int, float]
    days: dict[int, int] = field(default_factory=dict[int, int])
    held: bool = False
    at: int | None = None


class Board:
    """Bins (weeks or days) and the items in them.

    Minutes: `soft` is the level aimed at, `hard` never exceeded. Evenness costs `weight` x load^2 / capacity;
    minutes above the soft limit cost steeply. A nest adds the limits of the days inside a week. Held items
    stay while the board is `calm`.
    """

    def __init__(
        self,
        capacity: Sequence[int],
        agreed: Sequence[int],
        soft: Sequence[int],
        hard: Sequence[int],
        weight: float,
        nests: Sequence[Nest] | None = None,
    ) -> None:
        self.soft, self.hard = list(soft), list(hard)
        self.load = list(agreed)
        self.slope = [weight / (POINT_MINUTES * c) if c else 0.0 for c in capacity]
        self.items: list[list[Item]] = [[] for _ in capacity]
        self.changes = [0] * len(self.load)
        self._nests = nests
        self._near: dict[int, tuple[int, list[int]]] = {}
        self.calm = True

    def fits(self, item: Item, bin_: int) -> bool:
        """Whether the item can enter the bin without breaking a hard limit."""
        return self.load[bin_] + item.load <= self.hard[bin_] and self.fits_days(item, bin_)

    def fits_days(self, item: Item, bin_: int) -> bool:
        """Whether the days inside the bin have room for the item, whatever the bin itself may hold."""
        return self._nests is None or self._nests[bin_].fits(item.days[bin_], item.load)

    def fits_softly(self, item: Item, bin_: int) -> bool:
        """Whether the item can enter and the bin stays at the level aimed at."""
        return self.load[bin_] + item.load <= self.soft[bin_] and self.fits(item, bin_)

    def put(self, item: Item, bin_: int) -> None:
        """Places the item."""
        item.at = bin_
        self.changes[bin_] += 1
        self.load[bin_] += item.load
        self.items[bin_].append(item)
        if self._nests is not None:
            self._nests[bin_].add(item.days[bin_], item.load)

    def take(self, item: Item) -> int:
        """Removes the item; answers the bin it was in."""
        bin_ = item.at
        assert bin_ is not None
        item.at = None
        self.changes[bin_] += 1
        self.load[bin_] -= item.load
        self.items[bin_].remove(item)
        if self._nests is not None:
            self._nests[bin_].add(item.days[bin_], -item.load)
        return bin_

    def change(self, bin_: int, minutes: int) -> float:
        """Points that the load of a bin costs more (or less) after adding some minutes."""
        old = self.load[bin_]
        new = old + minutes
        soft = self.soft[bin_]
        points = self.slope[bin_] * (new * new - old * old)
        if new > soft or old > soft:
            points += STEEP * (max(0, new - soft) - max(0, old - soft))
        return points

    def over(self, bin_: int) -> bool:
        """Whether the bin is above the level aimed at."""
        return self.load[bin_] > self.soft[bin_]

    def neighbours(self, bin_: int) -> list[int]:
        """Bins with which the bin may exchange items."""
        known = self._near.get(bin_)
        if known is None or known[0] != self.changes[bin_]:
            reach = {other for item in self.items[bin_] for other in item.cost}
            known = self._near[bin_] = (self.changes[bin_], sorted(reach - {bin_}))
        return known[1]

    def movable(self, item: Item) -> bool:
        """Whether the item may be moved for a better plan."""
        return not (item.held and self.calm)
