"""The planner's figures over a suite of books, each beside its target (P2, P3, P4)."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from statistics import fmean

from benchmarks.planning import speed
from benchmarks.planning.books import Shape
from benchmarks.planning.quality import Quality, measure
from benchmarks.report import Row

AWKWARD = (
    Shape(accounts=100, tightness=1.1, unit=30),
    Shape(accounts=100, floating=1.0, confirmed=0.0, leave=0.0),
    Shape(accounts=300, people=4, start="2026-10-05", leave=0.12),
    Shape(accounts=120, people=2, start="2027-03-01"),
)
"""Calls all of one length, accounts without a first date, the last quarter, summer time."""
QUICK = (
    Shape(accounts=25, tightness=0.7),
    Shape(accounts=100, tightness=0.95),
    Shape(accounts=100, tightness=1.4),
    Shape(accounts=300, people=3, tightness=0.85),
    *AWKWARD,
)
WHOLE = (
    *(
        Shape(accounts=accounts, people=people, tightness=tightness, seed=seed)
        for (accounts, people), tightness, seed in product(
            ((25, 1), (100, 1), (300, 1), (300, 3)), (0.7, 0.95, 1.05, 1.4), (1, 2, 3)
        )
    ),
    Shape(accounts=1_000, people=10, tightness=0.9),
    Shape(accounts=100, weeks=52, tightness=0.9),
    *AWKWARD,
    *(Shape(accounts=100, people=1, tightness=0.9, unit=30, seed=seed) for seed in (2, 3)),
)


def quick_rows(home: Path) -> list[Row]:
    """A few books of every kind, and the two smaller sizes against the clock."""
    return [*quality(QUICK), *speed.rows(speed.QUICK, home)]


def rows(home: Path) -> list[Row]:
    """All books and all sizes: takes some minutes."""
    return [*quality(WHOLE), *speed.rows((*speed.QUICK, speed.LARGEST), home)]


def quality(shapes: Sequence[Shape]) -> list[Row]:
    """What the plans of these books are worth."""
    found = Quality()
    for shape in shapes:
        measure(shape, found)
    exact = sum(minutes < 0.5 for minutes in found.beyond_least)
    return [
        Row("hard rules broken", "", found.broken, 0),
        Row("default: peak beyond bound + slack", "min", max(found.beyond_slack), 0),
        Row("flatten: peak beyond the least", "min", max(found.beyond_least), 5),
        Row("flatten: peak is the least", "% of CSMs", _percent(exact, len(found.beyond_least)), None, 70),
        Row("weeks: points above the LP bound", "% (mean)", 100 * fmean(found.points) - 100, 0.5),
        Row("shed, 10 or more: value over the bound", "%", 100 * max(found.shed_value, default=1.0) - 100, 5),
        Row("shed, fewer: calls over the bound", "calls", max(found.shed_more, default=0), 1),
        Row("shed though weeks and days hold all", "calls", found.shed_needlessly, 0),
        Row("planned again unchanged: moves", "calls", found.moved_again, 0),
        Row("5 % changed: moves over the least", "% of calls", max(found.moves_more, default=0.0), 2),
        Row("the same, overloaded", "% of calls", max(found.moves_more_overloaded, default=0.0), None),
        Row("agreed calls moved", "calls", found.agreed_moved, 0),
        Row("preferred day and time", "%", _percent(found.wishes_met, found.wishes), None, 75),
        Row("placed or shed without a reason", "calls", found.unexplained, 0),
        Row("moved or shed, proven by price or block", "%", _percent(found.proven, found.to_prove), None, 90),
    ]


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0
