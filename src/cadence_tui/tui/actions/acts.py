"""Acts of the actions part."""

from cadence_tui.tui.registry import Act

ACTIONS: tuple[Act, ...] = ()
REVIEW: tuple[Act, ...] = ()
