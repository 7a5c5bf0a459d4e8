"""The causes that start a touch of themselves, as the shape of a part of the touch model's file (T7)."""

from typing import Annotated, Literal

from msgspec import Meta

from cadence_tui.model.rules.touch_types import (
    Channel,
    Count,
    DeliveredBy,
    Factor,
    Id,
    Positive,
    Shape,
    Share,
)
from cadence_tui.model.rules.worded import Worded


class Deadline(Shape, frozen=True, kw_only=True):
    """Until when a signal is answered; one of the four.

    `hours` pass on the owner's working days alone, `working_hours` in their working hours alone;
    `working_days` and `same_week` end with the owner's work on that day, or on the week's last working day.
    """

    hours: Positive | None = None
    working_hours: Positive | None = None
    working_days: Positive | None = None
    same_week: bool = False


class SignalRule(Shape, frozen=True, kw_only=True):
    """What one cause of a signal starts (T7).

    Empty `segments` means all. `risk` puts the account among those at risk while the signal is open;
    `again_after_days` is how long a settled cause stays silent.
    """

    title: Worded
    segments: tuple[Id, ...] = ()
    deadline: Deadline
    touch: Id
    channel: Channel
    minutes: Count
    work_minutes: Count
    delivered_by: DeliveredBy
    outcome: Id
    value: Factor
    risk: bool = False
    again_after_days: Count = 0


class UsageDrop(SignalRule, frozen=True, kw_only=True):
    """Logins of the recent weeks this much below the median of the weeks before."""

    drop_share: Share
    recent_weeks: Positive
    baseline_weeks: Positive
    least_logins: Count


class BandDrop(SignalRule, frozen=True, kw_only=True):
    """A health band worse than it was at most so many days ago, and a score lower by so many points."""

    within_days: Positive
    least_points: Count = 0


class SupportSpike(SignalRule, frozen=True, kw_only=True):
    """So many tickets in the window and this many times the usual number; or so many severe ones."""

    window_days: Positive
    baseline_days: Positive
    least_tickets: Positive
    factor: Factor
    severe: tuple[Literal["low", "normal", "high", "critical"], ...] = ()
    least_severe: Positive = 1


class SilentTeam(SignalRule, frozen=True, kw_only=True):
    """A team that logged in so often in the weeks before has not logged in for some weeks."""

    silent_weeks: Positive
    baseline_weeks: Positive
    least_logins: Positive


class ChampionLeft(SignalRule, frozen=True, kw_only=True):
    """A champion left in the last days."""

    within_days: Positive


class Detractor(SignalRule, frozen=True, kw_only=True):
    """An NPS answer of the last days, at most so high."""

    score_to: Annotated[float, Meta(ge=0, le=10)]
    within_days: Positive


class Promoter(SignalRule, frozen=True, kw_only=True):
    """An NPS answer of the last days, at least so high."""

    score_from: Annotated[float, Meta(ge=0, le=10)]
    within_days: Positive


class Milestone(SignalRule, frozen=True, kw_only=True):
    """The part of the seats in use reached one of these for the first time, in the last weeks."""

    seat_shares: Annotated[tuple[Share, ...], Meta(min_length=1)]
    within_weeks: Positive


class NearLimit(SignalRule, frozen=True, kw_only=True):
    """So large a part of the seats in use for so many weeks on end."""

    seat_share: Share
    weeks: Positive


class SilentAccount(SignalRule, frozen=True, kw_only=True):
    """A paying account without any contact held for so many days."""

    days: Positive


class CallConcern(SignalRule, frozen=True, kw_only=True):
    """Said by whoever closed a call: the mood was concerning, or the relationship is at risk."""


class SignalRules(Shape, frozen=True, kw_only=True):
    """The causes that are watched; one that is not given is not."""

    usage_drop: UsageDrop | None = None
    band_drop: BandDrop | None = None
    support_spike: SupportSpike | None = None
    silent_team: SilentTeam | None = None
    champion_left: ChampionLeft | None = None
    detractor: Detractor | None = None
    promoter: Promoter | None = None
    milestone: Milestone | None = None
    near_limit: NearLimit | None = None
    silent_account: SilentAccount | None = None
    call_concern: CallConcern | None = None

    def of(self, cause: str) -> SignalRule | None:
        """The rule of a cause; None when it is not watched or not known."""
        rule: SignalRule | None = getattr(self, cause, None) if cause in self.__struct_fields__ else None
        return rule

    def watched(self) -> dict[str, SignalRule]:
        """The rules by cause."""
        return {cause: rule for cause in self.__struct_fields__ if (rule := self.of(cause)) is not None}
