"""Acts of the calendar part."""

from cadence_tui.tui.registry import Act

CALENDAR: tuple[Act, ...] = ()
PROPOSAL: tuple[Act, ...] = ()
MOVING: tuple[Act, ...] = ()
