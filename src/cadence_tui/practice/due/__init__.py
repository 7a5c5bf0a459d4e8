"""The due engine: from touch model, dates, wishes, signals and what was held to the touches due (P1)."""

from cadence_tui.practice.due.contact_days import closed_days
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.touches import Asking, Due, asking, due_touches

__all__ = ["Asking", "Due", "LeftOut", "asking", "closed_days", "due_touches"]
