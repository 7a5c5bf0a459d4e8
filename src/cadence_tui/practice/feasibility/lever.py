"""What can be done for who breaks, and what it gives (T12)."""

from datetime import date
from typing import Literal

from msgspec import Struct

LeverKind = Literal["mail", "slower", "before", "cover"]


class Lever(Struct, frozen=True, kw_only=True):
    """One thing that can be done, and what it does for one person.

    `mail` and `slower` change the model for one tier: `minutes` come back over the stretch, and `rhythms` are
    days between two touches, before and after, by rule. `before` puts calls into the `week` before the days
    away, `cover` has `who` of the pod do `minutes` that find no room. `short` still find none after it.
    """

    kind: LeverKind
    minutes: int
    short: int
    segment: str = ""
    accounts: int = 0
    who: str = ""
    week: date | None = None
    rhythms: tuple[tuple[str, float, float], ...] = ()

    @property
    def restores(self) -> bool:
        """Whether everything finds room after it."""
        return not self.short
