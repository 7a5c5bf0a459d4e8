"""Three dials instead of weights: flat or on time, calm re-planning, the customers' wishes."""

from dataclasses import replace
from typing import Literal

from cadence_tui.planning.problem import Dials

Level = Literal["flat", "even", "usual", "on_time"]
LEVELS: tuple[Level, ...] = ("flat", "even", "usual", "on_time")
Calm = Literal["free", "usual", "firm"]
CALMS: tuple[Calm, ...] = ("free", "usual", "firm")
Preferences = Literal["light", "usual", "firm"]
PREFERENCES: tuple[Preferences, ...] = ("light", "usual", "firm")

_SLACK: dict[Level, tuple[float, float]] = {"flat": (0.0, 8.0), "even": (0.4, 4.0), "on_time": (2.0, 0.5)}
"""Part of the usual slack above the proven bound, and the weight of evenness."""
_CALM: dict[Calm, float] = {"free": 0.2, "usual": 1.0, "firm": 3.0}
_PREFERENCES: dict[Preferences, float] = {"light": 0.5, "usual": 1.0, "firm": 2.0}


def dials(
    base: Dials | None = None,
    *,
    level: Level = "usual",
    calm: Calm = "usual",
    preferences: Preferences = "usual",
) -> Dials:
    """The weights that three settings stand for, seen from `base`, which is the usual of all three.

    `level` goes from the flattest weeks to the days that the touch model asks for, `calm` is what a changed
    day costs on re-planning, `preferences` what a missed weekday or hour of a customer costs.
    """
    usual = base or Dials()
    slack, weight = _SLACK.get(level, (1.0, usual.level))
    return replace(
        usual,
        slack=usual.slack * slack,
        level=weight,
        calm=usual.calm * _CALM[calm],
        preference=usual.preference * _PREFERENCES[preferences],
    )
