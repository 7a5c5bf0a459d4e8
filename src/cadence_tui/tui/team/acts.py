"""Acts of the team part."""

from cadence_tui.tui.registry import Act

TEAM: tuple[Act, ...] = ()
