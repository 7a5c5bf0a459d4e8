"""What a look for signals has changed."""

from msgspec import Struct


class Counts(Struct, frozen=True, kw_only=True):
    """Signals raised, updated, opened again after a snooze, ended by the rules."""

    raised: int = 0
    updated: int = 0
    woken: int = 0
    ended: int = 0
