"""Acts of the call part."""

from cadence_tui.tui.registry import Act

CALL: tuple[Act, ...] = ()
GUIDE: tuple[Act, ...] = ()
