"""Messages to many, each with days of its own (T8)."""

from collections.abc import Iterator
from itertools import pairwise

from cadence_tui.content.model_faults.fault import Fault, repeated, unknown, written
from cadence_tui.content.model_faults.forms import conduct_faults
from cadence_tui.model.message import message
from cadence_tui.model.recurrence import is_recurrence
from cadence_tui.model.rules.touch_model import Communication, TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS


def communication_faults(model: TouchModel) -> Iterator[Fault]:
    """Of each message, what it contradicts."""
    stages = [stage.id for stage in model.stages]
    ruled = {rule.touch for rule in model.rules}
    seen: set[tuple[str, str, str]] = set()
    for index, said in enumerate(model.communications):
        path = f"$.communications[{index}]"
        yield from conduct_faults(model, path, said)
        yield from unknown(f"{path}.segments", said.segments, (segment.id for segment in model.segments))
        yield from repeated(f"{path}.segments", said.segments)
        yield from unknown(f"{path}.stages", said.stages, stages)
        yield from repeated(f"{path}.stages", said.stages)
        yield from _days(path, said)
        if said.channel in LIVE_CHANNELS:
            yield Fault(f"{path}.channel", said.channel, message("a written channel for a message to many"))
        if said.touch in ruled:
            yield Fault(f"{path}.touch", said.touch, message("a kind that has no rhythm in the rules"))
        reached = {
            (said.touch, segment, stage) for segment in said.segments for stage in said.stages or stages
        }
        if reached & seen:
            expected = message("one message of a kind for a segment and stage")
            yield Fault(path, said.touch, expected)
        seen |= reached


def _days(path: str, said: Communication) -> Iterator[Fault]:
    if not is_recurrence(said.when):
        expected = message("a rule of RFC 5545 that has days, such as {rule}", rule="FREQ=MONTHLY;BYDAY=1TU")
        yield Fault(f"{path}.when", said.when, expected)
    if any(later >= earlier for earlier, later in pairwise(said.days_before)):
        found = written(*said.days_before)
        yield Fault(f"{path}.days_before", found, message("days that fall, such as 14, 7, 1"))
