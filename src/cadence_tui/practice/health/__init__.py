"""Portfolio health: a score that can be taken apart, on any day (H1, H2)."""

from cadence_tui.practice.health.history import History, history_of
from cadence_tui.practice.health.result import Component, Gain, Health, HealthOverride, Movement, Part
from cadence_tui.practice.health.score import band_of, health, health_on
from cadence_tui.practice.health.trend import moved, trend

__all__ = [
    "Component",
    "Gain",
    "Health",
    "HealthOverride",
    "History",
    "Movement",
    "Part",
    "band_of",
    "health",
    "health_on",
    "history_of",
    "moved",
    "trend",
]
