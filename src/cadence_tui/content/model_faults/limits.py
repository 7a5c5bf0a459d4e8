"""Caps of contacts a week that the least gap between two contacts never lets anybody reach (T10)."""

from collections.abc import Iterator

from cadence_tui.content.model_faults.fault import Fault
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_model import TouchModel

_WEEK = 7


def limit_faults(model: TouchModel) -> Iterator[Fault]:
    """Of the segments, and of the stages that have a cap of their own.

    A stage without a gap of its own has those of the segments: one of them must let its cap be reached. One
    with a gap alone says on purpose less than the caps of the segments.
    """
    for index, segment in enumerate(model.segments):
        yield from _beyond(f"$.segments[{index}]", segment.max_contacts_per_week, segment.min_gap_days)
    nearest = min(segment.min_gap_days for segment in model.segments)
    for index, stage in enumerate(model.stages):
        if stage.max_contacts_per_week is not None:
            gap = stage.min_gap_days or nearest
            yield from _beyond(f"$.stages[{index}]", stage.max_contacts_per_week, gap)


def _beyond(path: str, cap: int, gap: int) -> Iterator[Fault]:
    most = 1 + (_WEEK - 1) // gap
    if cap > most:
        yield Fault(f"{path}.max_contacts_per_week", str(cap), _expected(most, gap))


def _expected(most: int, gap: int) -> Message:
    if gap == 1:
        return message("at most {most}, one a day", most=most)
    return message("at most {most}: no more fit in a week, {gap} days apart", most=most, gap=gap)
