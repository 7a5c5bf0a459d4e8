"""How a touch is done: ids, minutes and channel, who delivers it; for every section that says so."""

from collections.abc import Iterator
from typing import Protocol

from cadence_tui.content.model_faults.fault import Fault, unknown, unknown_kinds
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import Form, TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS, Channel, DeliveredBy

_AUTOMATED: tuple[Channel, ...] = ("auto_email",)


class Conducted(Protocol):
    """What a touch of any section has."""

    @property
    def touch(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def delivered_by(self) -> DeliveredBy: ...


def form_faults(model: TouchModel, path: str, form: Form) -> Iterator[Fault]:
    """Of a touch of one segment."""
    yield from unknown(f"{path}.segment", [form.segment], (segment.id for segment in model.segments))
    yield from conduct_faults(model, path, form)
    yield from minute_faults(path, form.channel, form.minutes)
    least = form.least_minutes
    if least is not None and least > form.minutes:
        expected = message("no more than minutes ({minutes})", minutes=form.minutes)
        yield Fault(f"{path}.least_minutes", str(least), expected)


def conduct_faults(model: TouchModel, path: str, form: Conducted) -> Iterator[Fault]:
    """Of touch, outcome, and whoever cannot deliver it over its channel."""
    yield from unknown_kinds(f"{path}.touch", [form.touch], model)
    yield from unknown(f"{path}.outcome", [form.outcome], (outcome.id for outcome in model.outcomes))
    if form.channel in LIVE_CHANNELS and form.delivered_by == "automation":
        yield Fault(f"{path}.delivered_by", form.delivered_by, message("csm or pod for a call"))
    if form.channel in _AUTOMATED and form.delivered_by != "automation":
        expected = message("automation for an automated email")
        yield Fault(f"{path}.delivered_by", form.delivered_by, expected)


def minute_faults(path: str, channel: Channel, minutes: int) -> Iterator[Fault]:
    """A call without minutes, or a mail with some."""
    if (channel in LIVE_CHANNELS) != (minutes > 0):
        yield Fault(f"{path}.minutes", str(minutes), message("minutes for a call, 0 for an email"))
