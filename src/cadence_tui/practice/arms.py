"""The rhythms of an experiment's arms in days, and whether its weeks are enough for them (T11)."""

from collections.abc import Iterator
from math import ceil

from cadence_tui.model.documents import Arm
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS

_WEEK = 7
# A rhythm is the time between two calls: in less than two of its periods it hardly shows.
_PERIODS = 2


def ruled_days(
    model: TouchModel, touch: str, segment: str = "", stage: str = ""
) -> tuple[float, float] | None:
    """Days between two calls of a kind by the rules of a segment and stage, the least and the most."""
    periods = [
        rule.period
        for rule in model.rules
        if rule.touch == touch
        and rule.channel in LIVE_CHANNELS
        and segment in ("", rule.segment)
        and stage in ("", rule.stage)
    ]
    return (min(periods), max(periods)) if periods else None


def short_arms(a: Arm, b: Arm, ruled: tuple[float, float] | None, weeks: int) -> Iterator[Reason]:
    """A caution for each arm whose rhythm is too slow for so many weeks; by rule, even the fastest one."""
    for name, arm in (("a", a), ("b", b)):
        days = arm.every_days or (ruled[0] if ruled else 0)
        if weeks * _WEEK < _PERIODS * days:
            least = ceil(_PERIODS * days / _WEEK)
            yield reason("experiment_short", arm=name, every_days=days, weeks=weeks, least=least)
