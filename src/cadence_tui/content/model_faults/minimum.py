"""Nobody who pays goes longer than the minimum without a touch, in any segment and stage (T10)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from cadence_tui.content.model_faults.fault import Fault, written
from cadence_tui.model.message import Message, message
from cadence_tui.model.recurrence import is_recurrence, occurrences
from cadence_tui.model.rules.touch_model import Communication, TouchModel

# Long enough for every month to begin on every weekday once.
_FIRST, _LAST = date(2024, 1, 1), date(2029, 12, 31)


def minimum_faults(model: TouchModel) -> Iterator[Fault]:
    """Segments and stages without a rhythm, or with one that leaves gaps.

    Messages that need nobody's consent count as touches.
    """
    for segment in model.segments:
        for stage in model.stages:
            figures = {"segment": segment.id, "stage": stage.id}
            periods = [
                rule.period
                for rule in model.rules
                if (rule.segment, rule.stage) == (segment.id, stage.id) and not rule.optional
            ]
            if not periods:
                yield Fault("$.rules", "", message("a rule for {segment} in {stage}", **figures))
                continue
            days = model.contact.minimum_days
            gap = min(min(periods), _longest_gap(model, segment.id, stage.id))
            if gap > days:
                expected = _often_enough(days, figures)
                yield Fault(_place(model, segment.id, stage.id), written(gap), expected)


def _often_enough(days: int, figures: Mapping[str, str]) -> Message:
    if days == 1:
        return message("a touch every day for {segment} in {stage}", **figures)
    return message("a touch at least every {days} days for {segment} in {stage}", days=days, **figures)


def _longest_gap(model: TouchModel, segment: str, stage: str) -> float:
    """Days between two messages at most; infinite without any."""
    days: set[date] = set()
    for said in model.communications:
        if not said.needs_consent and segment in said.segments and stage in (said.stages or (stage,)):
            days |= _days_of(said)
    ordered = sorted(days)
    return max(((later - earlier).days for earlier, later in pairwise(ordered)), default=float("inf"))


def _days_of(said: Communication) -> set[date]:
    if not is_recurrence(said.when):
        return set()
    found = occurrences(said.when, _FIRST, _LAST)
    return {day - timedelta(days=ahead) for day in found for ahead in said.days_before or (0,)}


def _place(model: TouchModel, segment: str, stage: str) -> str:
    """The rule that comes nearest to it."""
    own = [
        (rule.period, index)
        for index, rule in enumerate(model.rules)
        if (rule.segment, rule.stage) == (segment, stage) and not rule.optional
    ]
    return f"$.rules[{min(own)[1]}]"
