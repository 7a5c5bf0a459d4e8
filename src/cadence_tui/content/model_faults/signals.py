"""What starts a touch (T7): deadlines, and thresholds that contradict each other."""

from collections.abc import Iterator
from itertools import pairwise

from cadence_tui.content.model_faults.fault import Fault, repeated, unknown, written
from cadence_tui.content.model_faults.forms import conduct_faults, minute_faults
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.signals import Deadline
from cadence_tui.model.rules.touch_model import TouchModel


def signal_faults(model: TouchModel) -> Iterator[Fault]:
    """Of each cause, what it contradicts."""
    segments = [segment.id for segment in model.segments]
    for cause, rule in model.signals.watched().items():
        path = f"$.signals.{cause}"
        yield from unknown(f"{path}.segments", rule.segments, segments)
        yield from repeated(f"{path}.segments", rule.segments)
        yield from conduct_faults(model, path, rule)
        yield from minute_faults(path, rule.channel, rule.minutes)
        yield from _deadline(f"{path}.deadline", rule.deadline)
    yield from _usage(model)
    yield from _support(model)
    yield from _surveys(model)
    yield from _seats(model)
    yield from _silence(model)


def _deadline(path: str, deadline: Deadline) -> Iterator[Fault]:
    figures = (deadline.hours, deadline.working_hours, deadline.working_days)
    given = [
        name
        for name, figure in zip(("hours", "working_hours", "working_days"), figures, strict=True)
        if figure is not None
    ]
    if deadline.same_week:
        given.append("same_week")
    if len(given) != 1:
        expected = message("one of hours, working_hours, working_days and same_week")
        yield Fault(path, ", ".join(given), expected)


def _usage(model: TouchModel) -> Iterator[Fault]:
    drop, team = model.signals.usage_drop, model.signals.silent_team
    if drop is not None:
        path = "$.signals.usage_drop"
        yield from _above(f"{path}.drop_share", drop.drop_share, 0, message("more than 0"))
        shorter = message("less than baseline_weeks ({weeks})", weeks=drop.baseline_weeks)
        yield from _below(f"{path}.recent_weeks", drop.recent_weeks, drop.baseline_weeks, shorter)
    if team is not None:
        shorter = message("less than baseline_weeks ({weeks})", weeks=team.baseline_weeks)
        path = "$.signals.silent_team.silent_weeks"
        yield from _below(path, team.silent_weeks, team.baseline_weeks, shorter)


def _support(model: TouchModel) -> Iterator[Fault]:
    spike = model.signals.support_spike
    if spike is None:
        return
    path = "$.signals.support_spike"
    shorter = message("less than baseline_days ({days})", days=spike.baseline_days)
    yield from _below(f"{path}.window_days", spike.window_days, spike.baseline_days, shorter)
    yield from _above(f"{path}.factor", spike.factor, 1, message("more than 1"))
    yield from repeated(f"{path}.severe", spike.severe)


def _surveys(model: TouchModel) -> Iterator[Fault]:
    low, high = model.signals.detractor, model.signals.promoter
    if low is not None and high is not None:
        higher = message("more than score_to of the detractor ({score})", score=written(low.score_to))
        yield from _above("$.signals.promoter.score_from", high.score_from, low.score_to, higher)


def _seats(model: TouchModel) -> Iterator[Fault]:
    milestone, limit = model.signals.milestone, model.signals.near_limit
    if milestone is not None:
        shares, path = milestone.seat_shares, "$.signals.milestone.seat_shares"
        if any(later <= earlier for earlier, later in pairwise((0.0, *shares))):
            expected = message("shares above 0 that rise, such as 0.5, 0.8")
            yield Fault(path, written(*shares), expected)
    if limit is not None:
        yield from _above("$.signals.near_limit.seat_share", limit.seat_share, 0, message("more than 0"))


def _silence(model: TouchModel) -> Iterator[Fault]:
    silent, minimum = model.signals.silent_account, model.contact.minimum_days
    if silent is not None:
        longer = message("more than contact.minimum_days ({days})", days=minimum)
        yield from _above("$.signals.silent_account.days", silent.days, minimum, longer)


def _above(path: str, figure: float, bound: float, expected: Message) -> Iterator[Fault]:
    if figure <= bound:
        yield Fault(path, written(figure), expected)


def _below(path: str, figure: float, bound: float, expected: Message) -> Iterator[Fault]:
    if figure >= bound:
        yield Fault(path, written(figure), expected)
