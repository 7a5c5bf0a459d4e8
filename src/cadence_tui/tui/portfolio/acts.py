"""Acts of the portfolio part."""

from cadence_tui.tui.registry import Act

PORTFOLIO: tuple[Act, ...] = ()
