"""Schema of `health.toml`: weights, bands, scales and thresholds of health, attention and observations."""

from collections.abc import Collection
from itertools import pairwise
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from cadence_tui.model.documents.action import Priority
from cadence_tui.model.documents.call import Relationship, Sentiment
from cadence_tui.model.documents.evidence import Severity

ComponentName = Literal[
    "usage", "adoption", "attendance", "support", "sentiment", "surveys", "promises", "relationship"
]
ObservationCode = Literal[
    "survey_detractor",
    "champion_left",
    "sponsor_left",
    "team_silent",
    "team_drop",
    "teams_apart",
    "logins_drop",
    "promise_theirs_open",
    "feature_new",
    "seats_nearly_full",
    "team_rise",
    "logins_rise",
    "promise_ours_kept",
    "survey_promoter",
]
COMPONENTS: tuple[ComponentName, ...] = get_args(ComponentName)

Share = Annotated[float, Meta(ge=0, le=1)]
Positive = Annotated[float, Meta(gt=0)]
NotNegative = Annotated[float, Meta(ge=0)]
Days = Annotated[int, Meta(ge=1, le=3660)]
Weeks = Annotated[int, Meta(ge=1, le=53)]
Scale = Annotated[tuple[tuple[float, Share], ...], Meta(min_length=1)]
FactorScale = Annotated[tuple[tuple[float, NotNegative], ...], Meta(min_length=1)]
Weights = dict[ComponentName, NotNegative]


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every section: unknown keys are refused."""


class Bands(Rule, frozen=True):
    """The least score of green and of yellow; anything lower is red."""

    green: Annotated[int, Meta(ge=1, le=100)]
    yellow: Annotated[int, Meta(ge=1, le=100)]

    def __post_init__(self) -> None:
        if self.yellow >= self.green:
            raise ValueError("`yellow` below `green`")


class UsageRules(Rule, frozen=True):
    """Windows in complete weeks, and the scale from recent over usual to a share."""

    recent_weeks: Weeks
    baseline_weeks: Weeks
    least_baseline_weeks: Weeks
    logins_weight: Positive
    active_weight: Positive
    trend: Scale

    def __post_init__(self) -> None:
        _marks(self.trend, "trend")
        if self.least_baseline_weeks > self.baseline_weeks:
            raise ValueError("`least_baseline_weeks` up to `baseline_weeks`")


class AdoptionRules(Rule, frozen=True):
    """Breadth: `seats` scales active users per seat, `features` the share of the set-up's features in use."""

    seats_weight: Positive
    teams_weight: Positive
    features_weight: Positive
    seats: Scale
    features: Scale

    def __post_init__(self) -> None:
        _marks(self.seats, "seats")
        _marks(self.features, "features")


class AttendanceRules(Rule, frozen=True):
    """`held` scales the held share of calls, `recency` the days since the last contact over the usual gap."""

    window_days: Days
    least_calls: Annotated[int, Meta(ge=1)]
    call_channels: tuple[str, ...]
    contact_channels: tuple[str, ...]
    usual_gap_days: dict[str, Days]
    otherwise_gap_days: Days
    held_weight: Positive
    recency_weight: Positive
    held: Scale
    recency: Scale

    def __post_init__(self) -> None:
        _marks(self.held, "held")
        _marks(self.recency, "recency")


class SupportRules(Rule, frozen=True):
    """What an open ticket costs, of one, by severity; `old_factor` times that once older than `old_days`."""

    memory_days: Days
    costs: dict[Severity, Share]
    old_days: Days
    old_factor: Annotated[float, Meta(ge=1)]

    def __post_init__(self) -> None:
        _complete(self.costs, get_args(Severity), "costs")


class SentimentRules(Rule, frozen=True):
    """The last calls count by `call_weights`, newest first; older ones than `max_age_days` do not."""

    max_age_days: Days
    call_weights: Annotated[tuple[Positive, ...], Meta(min_length=1)]
    sentiment_weight: Positive
    relationship_weight: Positive
    sentiment: dict[Sentiment, Share]
    relationship: dict[Relationship, Share]

    def __post_init__(self) -> None:
        _complete(self.sentiment, get_args(Sentiment), "sentiment")
        _complete(self.relationship, get_args(Relationship), "relationship")
        if max(self.sentiment.values()) != 1 or max(self.relationship.values()) != 1:
            raise ValueError("a share of 1 in `sentiment` and in `relationship`")


class SurveyKind(Rule, frozen=True):
    """One kind of survey: its scale, and the scores of detractors (at most) and promoters (at least)."""

    weight: Positive
    scale: Scale
    detractor: float
    promoter: float

    def __post_init__(self) -> None:
        _marks(self.scale, "scale")
        if self.detractor >= self.promoter:
            raise ValueError("`detractor` below `promoter`")


class SurveyRules(Rule, frozen=True):
    """An answer fades by half towards `neutral` every `half_life_days`, and is gone after `max_age_days`."""

    max_age_days: Days
    half_life_days: Days
    neutral: Share
    kinds: Annotated[dict[str, SurveyKind], Meta(min_length=1)]


class PromiseRules(Rule, frozen=True):
    """What our open promises cost, of one, and how those of the last `window_days` were kept."""

    window_days: Days
    late_cost: Share
    late_day_cost: Share
    slip_cost: Share
    priority_factor: dict[Priority, NotNegative]
    overdue_weight: Positive
    kept_weight: Positive

    def __post_init__(self) -> None:
        _complete(self.priority_factor, get_args(Priority), "priority_factor")


class RelationshipRules(Rule, frozen=True):
    """A role is worth `settling` for `settling_days` after a holder was replaced, `lost` when none was."""

    champion_weight: Positive
    sponsor_weight: Positive
    settling_days: Days
    settling: Share
    lost: Share


class AttentionRules(Rule, frozen=True):
    """Attention = `scale` x risk x value x time, plus points for overdue touches and late promises.

    `value` scales yearly revenue in the touch model's currency, `time` the days to renewal.
    """

    scale: Positive
    least_risk: Share
    unknown_risk: Share
    override_risk: dict[Literal["green", "yellow", "red"], Share]
    value: FactorScale
    unknown_value: NotNegative
    time: FactorScale
    unknown_time: NotNegative
    overdue_day_points: NotNegative
    overdue_most: NotNegative
    late_promise_points: NotNegative
    late_promises_most: NotNegative

    def __post_init__(self) -> None:
        _complete(self.override_risk, ("green", "yellow", "red"), "override_risk")
        _ascending(self.value, "value")
        _ascending(self.time, "time")


class ObservationRules(Rule, frozen=True):
    """When a figure is worth saying, and the order of what is said."""

    order: tuple[ObservationCode, ...]
    apart_ratio: Share
    apart_least_logins: Positive
    silent_weeks: Weeks
    new_feature_weeks: Weeks
    drop: Share
    rise: Positive
    change_least_logins: Positive
    seats_full: Share
    left_days: Days
    their_promise_days: Days
    kept_days: Days
    survey_days: Days


class HealthRules(Rule, frozen=True):
    """The whole file. With less than `least_coverage` known the band is unknown.

    An override without a last day holds `override_days`.
    """

    bands: Bands
    least_coverage: Share
    override_days: Days
    weights: dict[str, dict[str, Weights]]
    otherwise: Weights
    usage: UsageRules
    adoption: AdoptionRules
    attendance: AttendanceRules
    support: SupportRules
    sentiment: SentimentRules
    surveys: SurveyRules
    promises: PromiseRules
    relationship: RelationshipRules
    attention: AttentionRules
    observations: ObservationRules

    def __post_init__(self) -> None:
        named = {
            f"weights.{segment}.{stage}": w for segment, by in self.weights.items() for stage, w in by.items()
        }
        for path, weights in [("otherwise", self.otherwise), *named.items()]:
            if sum(weights.values()) <= 0:
                raise ValueError(f"at least one weight above 0 at `{path}`")

    def weights_for(self, segment: str, stage: str) -> Weights:
        """The weights of a segment in a stage; `otherwise` where the file names no such pair."""
        return self.weights.get(segment, {}).get(stage, self.otherwise)


def _marks(scale: tuple[tuple[float, float], ...], name: str) -> None:
    _ascending(scale, name)
    if max(share for _, share in scale) != 1:
        raise ValueError(f"a share of 1 somewhere in `{name}`")


def _ascending(scale: tuple[tuple[float, float], ...], name: str) -> None:
    if any(later[0] <= earlier[0] for earlier, later in pairwise(scale)):
        raise ValueError(f"ascending figures in `{name}`")


def _complete(found: Collection[str], expected: tuple[str, ...], name: str) -> None:
    missing = [key for key in expected if key not in found]
    if missing:
        raise ValueError(f"{', '.join(missing)} in `{name}`")
