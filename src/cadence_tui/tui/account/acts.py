"""Acts of the account part."""

from cadence_tui.tui.registry import Act

ACCOUNT: tuple[Act, ...] = ()
