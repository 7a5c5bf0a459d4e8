"""Calls where they stand, as the plan that a new one keeps to (P4)."""

import datetime as dt
from collections.abc import Iterable

from cadence_tui.planning.problem import Fixed
from cadence_tui.planning.result import Entry, Plan, Shed


def standing_plan(start: dt.date, calls: Iterable[Fixed], shed: Iterable[Shed] = ()) -> Plan:
    """A previous plan from places alone: it has no loads, peaks or reasons."""
    entries = tuple(
        Entry(
            id=call.id,
            account=call.account,
            owner=call.owner,
            date=call.date,
            start=call.start,
            week=(call.date - start).days // 7,
            ideal=call.date,
            delta_days=0,
            status="kept",
            reasons=(),
        )
        for call in calls
    )
    return Plan(start=start, entries=entries, shed=tuple(shed), load={}, peaks={}, shortages=())
