"""What the rules of touch look at: one account on one day, its past and its agreed touches sorted out."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from msgspec import Struct

from cadence_tui.model.documents import Account, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Rule, Segment, Step, Touch, TouchModel
from cadence_tui.practice.due.contact_days import ContactDays, contact_days
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import StageSpan, stage_spans

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Asked(Struct, kw_only=True):
    """A touch that the rules ask for, before its value is known. `floor` is the earliest day in question."""

    id: str
    touch: Touch
    form: Rule | Step
    rule: str
    ideal: date
    earliest: date
    latest: date
    overdue: int = 0
    silence: int = 0
    floating: bool = False
    optional: bool = False
    reasons: list[Reason]


class Situation(Struct, kw_only=True):
    """An account today.

    `spans` are its stages from its first day to `last_day`; `last_held` gives by clock the day of the last
    held touch that restarts it (P1); `agreed` are the open touches.
    """

    account: Account
    model: TouchModel
    kinds: dict[str, Touch]
    segment: Segment
    today: date
    last_day: date
    spans: list[StageSpan]
    held: list[Touchpoint]
    last_held: dict[str, date]
    agreed: list[Touchpoint]
    _days: dict[str, ContactDays] = {}

    def days(self, touch: Touch) -> ContactDays:
        """Open days for a kind of touch."""
        if touch.id not in self._days:
            found = contact_days(self.account, self.model, touch.id, self.today, self.last_day)
            self._days[touch.id] = found
        return self._days[touch.id]


def situation(record: AccountRecord, model: TouchModel, today: date, until: date) -> Situation:
    """Sorts a record out for the rules of touch; internal touches are left aside.

    An agreed touch whose day has passed without a record still counts for some days of grace.
    """
    grace = today - timedelta(days=model.clock.unrecorded_days)
    account = record.account
    segment = model.segment(segment_of(account, model, today).value)
    last_day = _last_day(account, model, segment, until)
    outward = [touch for touch in record.touchpoints if not touch.internal]
    held = [touch for touch in outward if touch.status == "held" and touch.date <= today]
    kinds = {kind.id: kind for kind in model.touches}
    last_held: dict[str, date] = {}
    for touch in held:
        for clock in restarted(touch, kinds):
            last_held[clock] = max(touch.date, last_held.get(clock, touch.date))
    first = min(today, account.start or today, *last_held.values())
    return Situation(
        account=account,
        model=model,
        kinds=kinds,
        segment=segment,
        today=today,
        last_day=last_day,
        spans=stage_spans(account, model, first, last_day),
        held=held,
        last_held=last_held,
        agreed=[touch for touch in outward if touch.status in OPEN_STATUSES and touch.date >= grace],
    )


def _last_day(account: Account, model: TouchModel, segment: Segment, until: date) -> date:
    """How far to look: a touch after the end may move back a weekend, or absorb one before it."""
    routine = {touch.id for touch in model.touches if touch.routine}
    periods = [rule.period for rule in model.rules if rule.segment == segment.id and rule.touch in routine]
    longest = max([*periods, account.preferences.every_days or 0], default=0)
    last = until + _WEEK + timedelta(days=ceil(model.clock.absorb_share * longest))
    return min(last, account.churned - _DAY) if account.churned else last


def restarted(touchpoint: Touchpoint, kinds: Mapping[str, Touch]) -> tuple[str, ...]:
    """The clocks that a touchpoint restarts once held; none for a kind that the model does not know."""
    kind = kinds.get(touchpoint.touch)
    return kind.restarted(touchpoint.channel) if kind else ()
