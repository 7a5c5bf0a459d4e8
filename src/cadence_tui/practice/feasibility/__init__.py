"""Feasibility: can the team do what its touch model asks, what does it cost, and what if (T12)."""

from cadence_tui.practice.feasibility.demand import Ask, Demand, demand
from cadence_tui.practice.feasibility.load import PersonLoad
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.feasibility.what_if import Change, Changed, what_if
from cadence_tui.practice.feasibility.whole import Feasibility, feasibility

__all__ = [
    "Ask",
    "Change",
    "Changed",
    "Demand",
    "Feasibility",
    "PersonLoad",
    "Team",
    "demand",
    "feasibility",
    "what_if",
]
