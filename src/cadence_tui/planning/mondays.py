"""Reasons count weeks from the start of the horizon; a reader wants their Mondays."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cadence_tui.planning.result import Why

_WEEKS = frozenset({"from_week", "to_week"})
_OF_A_BLOCK = frozenset({"first", "last"})


def dated(why: Why, start: dt.date) -> Why:
    """The reason with the Monday in the place of each week's number."""
    args: dict[str, Any] = {}
    for name, value in why.args.items():
        counts = name in _WEEKS or (why.code == "full_block" and name in _OF_A_BLOCK)
        args[name] = monday_of(start, value) if counts else value
    return Why(why.code, args)


def mondays(start: dt.date, weeks: Iterable[int]) -> tuple[dt.date, ...]:
    """The Monday of each week of a horizon."""
    return tuple(monday_of(start, week) for week in weeks)


def monday_of(start: dt.date, week: int) -> dt.date:
    """The Monday of a week of a horizon, which may reach beyond it."""
    return start + dt.timedelta(weeks=week)
