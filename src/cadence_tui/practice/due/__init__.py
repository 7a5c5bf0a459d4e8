"""The due engine: from touch model, dates, wishes and what was held to the touches that are due (P1)."""

from cadence_tui.practice.due.contact_days import closed_days
from cadence_tui.practice.due.touches import Due, due_touches

__all__ = ["Due", "closed_days", "due_touches"]
