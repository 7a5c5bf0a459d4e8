"""How many minutes of working time may be contact: for calendar, team and feasibility alike (P3, T12)."""

STEP = 5
"""Capacities are whole multiples of this many minutes."""


def capacity(minutes: float, share: float) -> int:
    """The part of working minutes that may be contact, rounded down to a multiple of `STEP`."""
    return int(share * minutes + 1e-9) // STEP * STEP
