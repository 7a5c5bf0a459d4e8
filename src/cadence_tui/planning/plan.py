"""The planner: from a problem to a plan in which every request has a place or a reason."""

from cadence_tui.planning.problem import Dials, Mode, Problem
from cadence_tui.planning.result import Plan

EPSILON = 1e-9


def plan(
    problem: Problem, previous: Plan | None = None, dials: Dials | None = None, mode: Mode = "repair"
) -> Plan:
    """Places every request or says why not (P2, P3, P5).

    `repair` keeps what stood in `previous` where it is legal (P4), `relevel` makes the weeks even again and
    pays for every move, `flatten` brings the fullest week to the least that is possible, then the day.
    Deterministic: the same problem gives the same plan in every process. Never broken: working spans, blocked
    dates, customers' hours, week and day capacity, minimum gaps, spacings, no overlap.
    """
    # The engine is loaded when somebody plans: whoever only shows a plan starts without it.
    from cadence_tui.planning.engine import solve

    made = solve(problem, previous, dials or Dials(), mode)
    if previous is None or mode == "repair":
        return made
    stays = solve(problem, previous, dials or Dials(), "repair")
    return stays if _is_as_good(stays, made) else made


def _is_as_good(stays: Plan, made: Plan) -> bool:
    """Whether levelling anew would only move calls: what stands needs no move, and no peak comes down."""
    if stays.moves or len(stays.shed) > len(made.shed):
        return False
    return all(stays.peaks[owner].level <= peak.level + EPSILON for owner, peak in made.peaks.items())
