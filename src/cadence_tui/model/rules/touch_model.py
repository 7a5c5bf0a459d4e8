"""The touch model: who gets which contact, how often, by whom (T1-T6, T10), as the shape of a rule file."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from cadence_tui.model.rules.worded import Worded

Channel = Literal["call", "video", "email", "auto_email"]
DeliveredBy = Literal["csm", "pod", "automation"]
Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Count = Annotated[int, Meta(ge=0, le=3660)]
Positive = Annotated[int, Meta(gt=0, le=3660)]
Factor = Annotated[float, Meta(gt=0, le=1000)]
Period = Annotated[float, Meta(ge=1, le=3660)]
Share = Annotated[float, Meta(ge=0, le=1)]
MonthDay = Annotated[str, Meta(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
LIVE_CHANNELS: tuple[Channel, ...] = ("call", "video")


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every table of the file: unknown keys are faults."""


class Segment(Shape, frozen=True, kw_only=True):
    """A tier, top one first. `arr_from` is in the model's currency; contacts are capped over all channels."""

    id: Id
    title: Worded
    arr_from: Annotated[float, Meta(ge=0, le=1e12)]
    weight: Factor
    min_gap_days: Positive
    max_contacts_per_week: Positive


class Raises(Shape, frozen=True, kw_only=True):
    """Tiers by which each flag raises an account; the largest of its flags applies."""

    strategic: Count
    complex: Count
    expansion: Count


class Stage(Shape, frozen=True, kw_only=True):
    """A part of the journey.

    It ends before the first day after `until_day`, `until_week` or `until_month` since the start, without
    any of them it is the last; or it lasts from `before_renewal_days` before the renewal to that day, and
    with `wins` stands over every other stage, without it only over the last.
    """

    id: Id
    title: Worded
    until_day: Positive | None = None
    until_week: Positive | None = None
    until_month: Positive | None = None
    before_renewal_days: Positive | None = None
    wins: bool = False


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
    """How a touch is done. `minutes` is the customer's time, `work_minutes` preparation and write-up."""

    segment: Id
    touch: Id
    channel: Channel
    minutes: Count
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


class TouchModel(Shape, frozen=True, kw_only=True):
    """One touch model. `rates` give the worth of one unit of another currency in `currency`, roughly."""

    title: Worded
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
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
    blackouts: tuple[Blackout, ...]
    clock: ClockFigures
    contact: ContactFigures
    value: ValueFigures

    def segment(self, segment_id: str) -> Segment:
        """The segment of an id; KeyError when the model has none."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)
