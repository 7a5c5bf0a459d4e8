"""The exact minimum of the fullest week, with HiGHS where the extra `prove` is installed (P3).

Calls of one length that may go to the same days count as one kind; whether a level is possible is asked of
the numbers of each kind in each week, which is answered at once where single calls would take minutes.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from cadence_tui.planning.level import Item

SECONDS = 20.0
"""How long one level is looked at before it counts as undecided."""

Kind = tuple[int, tuple[tuple[int, int], ...]]
"""Minutes of a call, and by week the bits of the days it may take."""


def can_prove() -> bool:
    """Whether the solver is installed."""
    return find_spec("highspy") is not None


def packing(
    items: Sequence[Item], limits: Sequence[int], day_room: Sequence[int]
) -> dict[int, int] | Literal["impossible", "undecided"]:
    """Weeks by key of the item such that no week holds more minutes than its limit.

    `day_room` are the minutes of every day; calls confined to few days of a week must fit into those.
    """
    kinds: dict[Kind, list[Item]] = defaultdict(list)
    for item in items:
        kinds[item.load, tuple(sorted(item.days.items()))].append(item)
    ordered = sorted(kinds)
    solver = _solver()
    columns: dict[tuple[Kind, int], int] = {}
    for kind in ordered:
        for week, _ in kind[1]:
            columns[kind, week] = len(columns)
            solver.addVar(0, len(kinds[kind]))
            solver.changeColIntegrality(columns[kind, week], _whole())
    for kind in ordered:
        count = len(kinds[kind])
        _row(solver, [(columns[kind, week], 1) for week, _ in kind[1]], count, count)
    for terms, most in _limits(columns, limits, day_room):
        _row(solver, terms, 0, most)
    return _answer(solver, kinds, columns)


def _limits(
    columns: dict[tuple[Kind, int], int], limits: Sequence[int], day_room: Sequence[int]
) -> Iterator[tuple[list[tuple[int, int]], int]]:
    weeks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for (kind, week), column in columns.items():
        weeks[week].append((dict(kind[1])[week], column, kind[0]))
    for week, found in weeks.items():
        yield [(column, load) for _, column, load in found], limits[week]
        for days in sorted({bits for bits, _, _ in found}):
            room = sum(day_room[7 * week + day] for day in range(7) if days >> day & 1)
            yield [(column, load) for bits, column, load in found if bits | days == days], room


def _answer(
    solver: Any, kinds: dict[Kind, list[Item]], columns: dict[tuple[Kind, int], int]
) -> dict[int, int] | Literal["impossible", "undecided"]:
    import highspy

    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return "impossible"
    if status != highspy.HighsModelStatus.kOptimal:
        return "undecided"
    values = list(solver.getSolution().col_value)
    found: dict[int, int] = {}
    for kind, alike in kinds.items():
        places = [week for week, _ in kind[1] for _ in range(round(values[columns[kind, week]]))]
        for week in sorted(places, key=lambda week: (places.count(week), week)):
            best = min(
                (item for item in alike if item.key not in found),
                key=lambda item: (item.cost[week], item.key),
            )
            found[best.key] = week
    return found


def _row(solver: Any, terms: Sequence[tuple[int, int]], least: int, most: int) -> None:
    solver.addRow(least, most, len(terms), [column for column, _ in terms], [load for _, load in terms])


def _solver() -> Any:
    import highspy

    greeted()
    # A new one each time: the clock of its time limit is never set back.
    solver = highspy.Highs()
    for option, setting in (("output_flag", False), ("time_limit", SECONDS), ("threads", 1)):
        solver.setOptionValue(option, setting)
    return solver


def _whole() -> Any:
    import highspy

    return highspy.HighsVarType.kInteger


@cache
def greeted() -> None:
    """HiGHS greets on standard output once for each process: not on ours."""
    import highspy

    sys.stdout.flush()
    ours = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            highspy.Highs()
        finally:
            os.dup2(ours, 1)
            os.close(ours)
