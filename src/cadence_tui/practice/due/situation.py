"""What the rules of touch look at: one account on one day, its past and its agreed touches sorted out."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

from msgspec import Struct

from cadence_tui.model.documents import Account, Preferences, Signal, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Form, Segment, Touch, TouchModel
from cadence_tui.practice.due.contact_days import ContactDays, contact_days
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import StageSpan, stage_spans
from cadence_tui.practice.wishes import wishes_in_force

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MOST_QUIET = 120
"""Days of quiet that the look beyond the end goes round: no touch comes back over more of them."""


class Asked(Struct, kw_only=True):
    """A touch that the rules ask for, before its value is known; days are ordinals.

    An `urgent` one keeps no gap to other contacts. A `message` goes to many on a weekday of its own and is
    left out rather than moved beyond `latest`.
    """

    id: str
    touch: Touch
    form: Form
    rule: str
    ideal: int
    earliest: int
    latest: int
    overdue: int = 0
    silence: int = 0
    floating: bool = False
    optional: bool = False
    urgent: bool = False
    message: bool = False
    signals: tuple[str, ...] = ()
    reasons: list[Reason]


class Situation(Struct, kw_only=True):
    """An account today.

    `spans` are its stages from its first day to `last_day`; `last_held` gives by clock the day of the last
    held touch that restarts it (P1); `agreed` are the open touches, `signals` those that call for one.
    `now` and `end` are `today` and `last_day` as ordinals, `holidays` those of the customer's country;
    `widest_gap` is the largest least gap of any stage, in days.
    """

    account: Account
    wishes: Preferences
    model: TouchModel
    segment: Segment
    today: date
    last_day: date
    now: int
    end: int
    spans: list[StageSpan]
    held: list[Touchpoint]
    last_held: dict[str, date]
    agreed: list[Touchpoint]
    signals: list[Signal]
    surveyed: list[date]
    band: str
    holidays: frozenset[int]
    widest_gap: int
    _days: dict[tuple[str, bool], ContactDays] = {}

    @property
    def risk_causes(self) -> tuple[str, ...]:
        """The causes of the open signals that mean risk, each once."""
        signals = self.model.signals
        causes = (signal.cause for signal in self.signals)
        return tuple(dict.fromkeys(each for each in causes if (rule := signals.of(each)) and rule.risk))

    @property
    def kinds(self) -> Mapping[str, Touch]:
        """The kinds of contact by id."""
        return self.model.kinds

    def days(self, touch: Touch, *, any_weekday: bool = False) -> ContactDays:
        """Open days for a kind of touch."""
        key = (touch.id, any_weekday)
        if key not in self._days:
            self._days[key] = contact_days(
                self.account,
                self.wishes,
                self.model,
                touch.id,
                self.now,
                self.end,
                self.holidays,
                any_weekday=any_weekday,
            )
        return self._days[key]

    def stage_on(self, day: int) -> str:
        """The stage on a day within the spans; empty outside of them."""
        at = date.fromordinal(day)
        return next((span.stage for span in self.spans if span.first <= at <= span.last), "")

    def limits_on(self, day: int) -> tuple[int, int]:
        """The least gap in days and the most contacts of a week that hold on a day (T10)."""
        gap, cap = self.segment.min_gap_days, self.segment.max_contacts_per_week
        own = self.model.limits_by_stage
        if own and (stage := own.get(self.stage_on(day))) is not None:
            return stage.min_gap_days or gap, stage.max_contacts_per_week or cap
        return gap, cap


def situation(
    record: AccountRecord,
    model: TouchModel,
    today: date,
    until: date,
    *,
    band: str = "",
    holidays: frozenset[int] = frozenset(),
) -> Situation:
    """Sorts a record out for the rules of touch; internal touches are left aside.

    An agreed touch whose day has passed without a record still counts for some days of grace.
    """
    grace = today - timedelta(days=model.clock.unrecorded_days)
    account = record.account
    wishes = wishes_in_force(record, today).preferences
    segment = model.segment(segment_of(account, model, today).value)
    last_day = _last_day(account, wishes, model, segment, until)
    outward = [touch for touch in record.touchpoints if not touch.internal]
    held = [touch for touch in outward if touch.status == "held" and touch.date <= today]
    last_held: dict[str, date] = {}
    for touch in held:
        for clock in restarted(touch, model.kinds):
            last_held[clock] = max(touch.date, last_held.get(clock, touch.date))
    first = min(today, account.start or today, *last_held.values())
    own_gaps = [stage.min_gap_days or 0 for stage in model.limits_by_stage.values()]
    return Situation(
        account=account,
        wishes=wishes,
        model=model,
        segment=segment,
        today=today,
        last_day=last_day,
        now=today.toordinal(),
        end=last_day.toordinal(),
        spans=stage_spans(account, model, first, last_day),
        held=held,
        last_held=last_held,
        agreed=[touch for touch in outward if touch.status in OPEN_STATUSES and touch.date >= grace],
        signals=[signal for signal in record.signals if _calls_for_touch(signal, today)],
        surveyed=[survey.date for survey in record.surveys if survey.date <= today],
        band=band,
        holidays=holidays,
        widest_gap=max([segment.min_gap_days, *own_gaps]),
    )


def _calls_for_touch(signal: Signal, today: date) -> bool:
    if signal.status == "snoozed":
        return signal.snoozed_until is not None and signal.snoozed_until <= today
    return signal.status == "open"


def _last_day(
    account: Account, wishes: Preferences, model: TouchModel, segment: Segment, until: date
) -> date:
    """How far to look: a touch after the end may move back over closed days, or absorb one before it."""
    decided = account.rhythm.every_days if account.rhythm else None
    longest = max(model.slowest_routine.get(segment.id, 0.0), wishes.every_days or 0, decided or 0)
    quiet = sum((end - start).days + 1 for start, end in wishes.quiet if end >= until)
    last = until + _WEEK + timedelta(days=ceil(model.clock.absorb_share * longest) + min(quiet, _MOST_QUIET))
    return min(last, account.churned - _DAY) if account.churned else last


def restarted(touchpoint: Touchpoint, kinds: Mapping[str, Touch]) -> tuple[str, ...]:
    """The clocks that a touchpoint restarts once held; none for a kind that the model does not know."""
    kind = kinds.get(touchpoint.touch)
    return kind.restarted(touchpoint.channel) if kind else ()
