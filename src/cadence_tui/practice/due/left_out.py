"""What the rules asked for and the contact budget held back (T10)."""

from datetime import date

from msgspec import Struct

from cadence_tui.model.message import Reason


class LeftOut(Struct, frozen=True, kw_only=True):
    """A touch that is not asked for after all: its kind and rule, the day it was meant for, and why."""

    touch: str
    rule: str
    day: date
    why: Reason
