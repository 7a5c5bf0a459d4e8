"""Tiers and stages (T1, T2), who looks after a tier (T12), currencies."""

import re
from collections.abc import Iterator
from itertools import pairwise

from cadence_tui.content.model_faults.fault import Fault, reversed_range, unknown, written
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import Stage, TouchModel

_CURRENCY = re.compile("[A-Z]{3}")
_DAYS_OF_STAGE = {"day": 1, "week": 7, "month": 30}


def currency_faults(model: TouchModel) -> Iterator[Fault]:
    """Rates of what is no currency."""
    for name in model.rates:
        if not _CURRENCY.fullmatch(name):
            yield Fault(f"$.rates.{name}", name, message("a currency such as EUR"))


def tier_faults(model: TouchModel) -> Iterator[Fault]:
    """Thresholds that do not fall, figures of a tier the wrong way round, an unknown default."""
    for index, (higher, lower) in enumerate(pairwise(model.segments), start=1):
        if lower.arr_from >= higher.arr_from:
            expected = message("less revenue than the segment above ({figure})", figure=higher.arr_from)
            yield Fault(f"$.segments[{index}].arr_from", written(lower.arr_from), expected)
    lowest = model.segments[-1]
    if lowest.arr_from > 0:
        path = f"$.segments[{len(model.segments) - 1}].arr_from"
        yield Fault(path, written(lowest.arr_from), message("0 for the last segment"))
    for index, segment in enumerate(model.segments):
        path = f"$.segments[{index}]"
        if segment.coverage is not None:
            yield from reversed_range(f"{path}.coverage.accounts", segment.coverage.accounts)
            yield from reversed_range(f"{path}.coverage.csms", segment.coverage.csms)
        if segment.hours_per_month is not None:
            yield from reversed_range(f"{path}.hours_per_month", segment.hours_per_month)
    yield from unknown("$.default_segment", [model.default_segment], (s.id for s in model.segments))


def stage_faults(model: TouchModel) -> Iterator[Fault]:
    """Edges that are several, out of order, or leave no stage without an end."""
    last_edge, closed = 0, False
    for index, stage in enumerate(model.stages):
        path = f"$.stages[{index}]"
        edges = [("day", stage.until_day), ("week", stage.until_week), ("month", stage.until_month)]
        given = [f"until_{unit}" for unit, figure in edges if figure is not None]
        if stage.before_renewal_days is not None:
            given.append("before_renewal_days")
        if len(given) > 1:
            yield Fault(path, ", ".join(given), message("one edge only"))
        if stage.before_renewal_days is not None:
            continue
        if stage.wins:
            yield Fault(f"{path}.wins", "true", message("before_renewal_days in a stage that wins"))
        if closed:
            yield Fault(path, stage.id, message("no stage after the one without an end"))
        edge = _edge_days(stage)
        if edge is None:
            closed = True
            continue
        if edge <= last_edge:
            yield Fault(path, str(edge), message("an edge later than that of the stage above"))
        last_edge = edge
    if not closed:
        yield Fault("$.stages", "", message("a last stage without an end"))


def _edge_days(stage: Stage) -> int | None:
    for unit, figure in (("day", stage.until_day), ("week", stage.until_week), ("month", stage.until_month)):
        if figure is not None:
            return figure * _DAYS_OF_STAGE[unit]
    return None
