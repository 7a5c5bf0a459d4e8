"""The touch model: who gets which contact, how often, by whom (T1-T12), as the shape of a rule file."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, structs

from cadence_tui.model.rules.signals import SignalRules
from cadence_tui.model.rules.touch_types import (
    LIVE_CHANNELS,
    Channel,
    Count,
    Currency,
    DeliveredBy,
    Factor,
    Id,
    MonthDay,
    Period,
    Positive,
    Rrule,
    Shape,
    Share,
    Text,
    Weekday,
)
from cadence_tui.model.rules.worded import Worded

AT_RISK = "at_risk"
"""What stands in the place of the stage in the rhythm of an account at risk."""


class Coverage(Shape, frozen=True, kw_only=True):
    """Who looks after a tier: so many accounts, fewest and most, for so many CSMs together (T12)."""

    by: Literal["dedicated", "pod", "scaled", "automation"]
    accounts: tuple[Count, Count]
    csms: tuple[Positive, Positive] = (1, 1)


class Segment(Shape, frozen=True, kw_only=True):
    """A tier, top one first. `arr_from` is in the model's currency; contacts are capped over all channels.

    `hours_per_month` is what an account of this tier may take of a CSM, least and most.
    """

    id: Id
    title: Worded
    arr_from: Annotated[float, Meta(ge=0, le=1e12)]
    weight: Factor
    min_gap_days: Positive
    max_contacts_per_week: Positive
    coverage: Coverage | None = None
    hours_per_month: tuple[Factor, Factor] | None = None


class Raises(Shape, frozen=True, kw_only=True):
    """Tiers by which each flag raises an account; the largest of its flags applies."""

    strategic: Count
    complex: Count
    expansion: Count


class Stage(Shape, frozen=True, kw_only=True):
    """A part of the journey.

    It ends before the first day after `until_day`, `until_week` or `until_month` since the start, without
    any of them it is the last; or it lasts from `before_renewal_days` before the renewal to that day, and
    with `wins` stands over every other stage, without it only over the last. A gap and a cap of its own
    take the place of the segment's while it lasts.
    """

    id: Id
    title: Worded
    until_day: Positive | None = None
    until_week: Positive | None = None
    until_month: Positive | None = None
    before_renewal_days: Positive | None = None
    wins: bool = False
    min_gap_days: Positive | None = None
    max_contacts_per_week: Positive | None = None


class Touch(Shape, frozen=True, kw_only=True):
    """A kind of contact. `group` is the clock it runs by, `restarts` the clocks it restarts when held;
    a kind that restarts none does not qualify. Held by mail it restarts `restarts_by_mail`, if given.
    The order in the file is precedence: an earlier kind absorbs a near one of a later. `routine` kinds
    follow the customer's wish for frequency.
    """

    id: Id
    title: Worded
    group: Id
    restarts: tuple[Id, ...] = ()
    restarts_by_mail: tuple[Id, ...] | None = None
    routine: bool = False

    def restarted(self, channel: str) -> tuple[str, ...]:
        """The clocks that one held over this channel restarts."""
        if channel in LIVE_CHANNELS or self.restarts_by_mail is None:
            return self.restarts
        return self.restarts_by_mail


class Outcome(Shape, frozen=True, kw_only=True):
    """What a touch is for."""

    id: Id
    title: Worded


class Form(Shape, frozen=True, kw_only=True):
    """How a touch is done. `minutes` is the customer's time, `work_minutes` preparation and write-up.

    `least_minutes` says how short it may be made; without it, it has one length.
    """

    segment: Id
    touch: Id
    channel: Channel
    minutes: Count
    least_minutes: Positive | None = None
    work_minutes: Count
    delivered_by: DeliveredBy
    outcome: Id
    tolerance_days: Count
    value: Factor


class Rule(Form, frozen=True, kw_only=True):
    """A rhythm in one segment and stage: every so many days (3.5 is twice a week) or on fixed weekdays.

    `amber_days` and `red_days` are days since the last such contact; `guideline_days` the fastest and
    slowest rhythm that a customer's wish may ask for without a warning.
    """

    stage: Id
    every_days: Period | None = None
    weekdays: tuple[Weekday, ...] = ()
    amber_days: Positive
    red_days: Positive
    optional: bool = False
    guideline_days: tuple[Period, Period] | None = None

    @property
    def id(self) -> str:
        """`segment.stage.touch`."""
        return f"{self.segment}.{self.stage}.{self.touch}"

    @property
    def period(self) -> float:
        """Days between two touches."""
        return self.every_days if self.every_days is not None else 7 / max(1, len(self.weekdays))


class Step(Form, frozen=True, kw_only=True):
    """A touch on a fixed day: `day` after the start of a new account, or before its renewal."""

    day: Positive


class Communication(Shape, frozen=True, kw_only=True):
    """A message with a rhythm and weekday of its own, whatever else is said to the account (T8).

    `when` gives its days; with `days_before` those are the days of an event, and the message goes out so many
    days ahead of each. Empty `stages` means all. With `needs_consent` only who asked for it gets it, without
    it everybody who did not refuse.
    """

    touch: Id
    segments: Annotated[tuple[Id, ...], Meta(min_length=1)]
    stages: tuple[Id, ...] = ()
    when: Rrule
    days_before: tuple[Positive, ...] = ()
    channel: Channel
    work_minutes: Count = 0
    delivered_by: DeliveredBy
    outcome: Id
    value: Factor
    needs_consent: bool = False


class RiskRule(Form, frozen=True, kw_only=True):
    """The rhythm of a segment while an account is at risk, whatever its stage."""

    every_days: Period
    amber_days: Positive
    red_days: Positive


class AtRisk(Shape, frozen=True, kw_only=True):
    """An account in one of these health bands, or with an open signal of risk, gets these touches besides;
    for so many weeks at a time."""

    bands: tuple[Literal["red", "yellow"], ...]
    weeks: Positive
    rules: tuple[RiskRule, ...]


class Adaptive(Shape, frozen=True, kw_only=True):
    """When another rhythm is proposed (T11): figures of the calls offered in the window.

    Slower when the upper end of the interval of attendance lies below `lower_below`, faster when its lower
    end lies above `raise_above`; by mail when that much was declined.
    """

    window_days: Positive
    least_offered: Positive
    confidence: Annotated[float, Meta(ge=0.5, le=0.999)]
    lower_below: Share
    raise_above: Share
    mail_when_declined: Share
    slower_factor: Factor
    faster_factor: Factor


class Experiments(Shape, frozen=True, kw_only=True):
    """What a comparison of two rhythms needs before it concludes anything (T11)."""

    confidence: Annotated[float, Meta(ge=0.5, le=0.999)]
    least_accounts: Positive
    least_offered: Positive


class Economy(Shape, frozen=True, kw_only=True):
    """What an hour of a CSM costs, in the model's currency; the part of its revenue an account may cost."""

    hour_cost: Factor
    cost_share: Share


class Blackout(Shape, frozen=True, kw_only=True):
    """A season without some touches. Empty `touches` means all but `spares`; empty `industries` means
    every industry, else those whose name contains one of them. Both ends are included.
    """

    id: Id
    title: Worded
    first: MonthDay
    last: MonthDay
    touches: tuple[Id, ...] = ()
    spares: tuple[Id, ...] = ()
    industries: tuple[Text, ...] = ()


class ClockFigures(Shape, frozen=True, kw_only=True):
    """Figures of the clock. Shares are parts of a period."""

    absorb_share: Share
    late_share: Share
    unrecorded_days: Count
    missed_days: Count
    lapsed_days: Count


class ContactFigures(Shape, frozen=True, kw_only=True):
    """Figures of contact: weekdays of work, the longest silence, wishes, minutes of a written mail."""

    weekdays: Annotated[tuple[Weekday, ...], Meta(min_length=1)]
    minimum_days: Positive
    wish_factors: tuple[Factor, Factor]
    email_work_minutes: Count


class Urgency(Shape, frozen=True, kw_only=True):
    """A factor while the renewal is at most so many days away."""

    within_days: Positive
    factor: Factor


class ValueFigures(Shape, frozen=True, kw_only=True):
    """What makes a touch worth more: revenue per tenfold of a base, band, open signals, renewal, silence."""

    arr_base: Annotated[float, Meta(gt=0, le=1e12)]
    arr_per_tenfold: Annotated[float, Meta(ge=0, le=1000)]
    band: dict[str, Factor]
    open_signal: Factor
    renewal: tuple[Urgency, ...]
    amber: Factor
    red: Factor


class TouchModel(Shape, frozen=True, kw_only=True, dict=True):
    """One touch model. `rates` give the worth of one unit of another currency in `currency`, roughly.

    What a file leaves out of the parts with a default is not done.
    """

    title: Worded
    currency: Currency
    rates: dict[str, Factor]
    default_segment: Id
    segments: Annotated[tuple[Segment, ...], Meta(min_length=1)]
    raises: Raises
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1)]
    touches: Annotated[tuple[Touch, ...], Meta(min_length=1)]
    outcomes: tuple[Outcome, ...]
    rules: tuple[Rule, ...]
    new_account: tuple[Step, ...]
    renewal: tuple[Step, ...]
    communications: tuple[Communication, ...] = ()
    signals: SignalRules = SignalRules()
    at_risk: AtRisk | None = None
    blackouts: tuple[Blackout, ...]
    adaptive: Adaptive | None = None
    experiments: Experiments | None = None
    economy: Economy | None = None
    clock: ClockFigures
    contact: ContactFigures
    value: ValueFigures

    def segment(self, segment_id: str) -> Segment:
        """The segment of an id; KeyError when the model has none."""
        return self._segments[segment_id]

    @cached_property
    def kinds(self) -> Mapping[str, Touch]:
        """The kinds of contact by id, in their order of precedence."""
        return {touch.id: touch for touch in self.touches}

    @cached_property
    def recurring(self) -> tuple[str, ...]:
        """The kinds that come again, by a rhythm or as a communication: those that wishes can be about.

        A step of the journey comes once, on a day of its own.
        """
        asked = {rule.touch for rule in self.rules} | {each.touch for each in self.communications}
        return tuple(touch.id for touch in self.touches if touch.id in asked)

    @cached_property
    def consented(self) -> tuple[str, ...]:
        """The kinds that come only to who agreed to them."""
        asked = {each.touch for each in self.communications if each.needs_consent}
        return tuple(touch.id for touch in self.touches if touch.id in asked)

    def rules_of(self, segment: str, touch: str) -> Mapping[str, Rule]:
        """The rules of a segment for a kind of contact, by stage."""
        return self._rules.get((segment, touch), {})

    @cached_property
    def risk_rules(self) -> Mapping[str, Rule]:
        """The rhythm of each segment while at risk, as a rule of the stage `AT_RISK`."""
        given = self.at_risk.rules if self.at_risk else ()
        return {rule.segment: Rule(**structs.asdict(rule), stage=AT_RISK) for rule in given}

    @cached_property
    def slowest_routine(self) -> Mapping[str, float]:
        """By segment the longest period, in days, of its routine rhythms."""
        routine = [rule for rule in self.rules if (kind := self.kinds.get(rule.touch)) and kind.routine]
        found = {segment.id: 0.0 for segment in self.segments}
        for rule in routine:
            found[rule.segment] = max(found.get(rule.segment, 0.0), rule.period)
        return found

    @cached_property
    def limits_by_stage(self) -> Mapping[str, Stage]:
        """The stages that have a gap or a cap of contacts of their own."""
        return {
            stage.id: stage
            for stage in self.stages
            if stage.min_gap_days is not None or stage.max_contacts_per_week is not None
        }

    @cached_property
    def _segments(self) -> dict[str, Segment]:
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def _rules(self) -> dict[tuple[str, str], dict[str, Rule]]:
        found: dict[tuple[str, str], dict[str, Rule]] = {}
        for rule in self.rules:
            found.setdefault((rule.segment, rule.touch), {})[rule.stage] = rule
        return found
