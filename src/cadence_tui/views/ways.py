"""What a shortage is, which ways lead out of it, and what each is worth once it is tried (P5)."""

from msgspec import Struct

from cadence_tui.planning.ways_out import WayOut
from cadence_tui.views.proposal import Proposal, ProposedCall, ShedCall, Shortage

MAIL = "email"


class Short(Struct, frozen=True, kw_only=True):
    """Weeks that lack time, the calls that gave way, the ways out: those first that customers do not feel.

    `by_days` says that the weeks would have room, but no day or hour of them.
    """

    shortage: Shortage
    calls: tuple[ShedCall, ...]
    ways: tuple[WayOut, ...]
    by_days: bool = False


class Outcome(Struct, frozen=True, kw_only=True):
    """A way that was tried: the plan without and with it."""

    way: WayOut
    before: Proposal
    after: Proposal

    @property
    def placed(self) -> tuple[ProposedCall, ...]:
        """The calls that have a place with it."""
        return tuple(call for call in self.after.calls if call.id in self.way.requests)

    @property
    def helped(self) -> tuple[str, ...]:
        """The calls without room that get it: a place, or a mail instead; the act does just these."""
        placed = {call.id for call in self.placed}
        shed = {call.id for call in self.before.shed}
        return tuple(
            call for call in self.way.requests if call in shed and (self.way.code == MAIL or call in placed)
        )

    @property
    def left(self) -> int:
        """How many calls of the owner are still without room; those count that a colleague has none for."""
        owners = {shed.id for shed in self.before.shed if shed.owner == self.way.owner}
        still = sum(shed.owner == self.way.owner or shed.id in owners for shed in self.after.shed)
        return max(still, self.left_before - len(self.helped))

    @property
    def left_before(self) -> int:
        """The same without it."""
        return sum(shed.owner == self.way.owner for shed in self.before.shed)

    @property
    def helps(self) -> bool:
        """Whether anything comes of it."""
        return bool(self.helped) and self.left < self.left_before

    def peak(self, owner: str, *, before: bool = False) -> tuple[int, int]:
        """Minutes and capacity of somebody's fullest week, with or without it."""
        found = next(each for each in (self.before if before else self.after).owners if each.owner == owner)
        return found.peak, found.capacity
