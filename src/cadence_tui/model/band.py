"""The bands of health (H1)."""

from typing import Literal

Band = Literal["green", "yellow", "red", "unknown"]
