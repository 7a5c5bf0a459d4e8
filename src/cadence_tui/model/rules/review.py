"""Shape of `review.toml`: what a team lead should see (A3)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from cadence_tui.model.rules.touch_types import Currency

Days = Annotated[int, Meta(ge=0, le=3660)]
Amount = Annotated[float, Meta(ge=0)]
ReasonName = Literal[
    "escalation_over",
    "returned_answered",
    "returned_waits",
    "late",
    "slipped",
    "blocked",
    "no_owner",
    "renewal_near",
    "high_value",
    "no_evidence",
    "risk_unplanned",
    "plan_late",
    "override_new",
    "override_open",
    "override_expired",
]


class ReviewRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Thresholds and the weight of each reason; a weight of 0 switches a reason off.

    Days are calendar days. A verdict lets an item rest for `verdict_rests_days`, an escalation until its day;
    a returned item comes back after `returned_waits_days` without an answer, or at once when it was answered.
    `high_value` is revenue a year by currency. Fields with a default came later than the others: files of a
    store that were written before are still good.
    """

    late_days: Days
    slipped_times: Annotated[int, Meta(ge=1, le=1000)]
    blocked_days: Days
    renewal_days: Days
    renewal_due_days: Days = 2
    high_value_due_days: Days = 2
    evidence_days: Days = 7
    risk_plan_days: Days = 7
    override_new_days: Days = 14
    override_rests_days: Days = 90
    verdict_rests_days: Days
    returned_waits_days: Days
    escalation_days: Days
    redate_days: Days = 7
    high_value: dict[Currency, Amount] = {}
    weights: dict[ReasonName, Annotated[int, Meta(ge=0, le=1_000_000)]]

    def weight(self, code: str) -> int:
        """The weight of a reason; 0 of one that the file does not know."""
        return next((weight for name, weight in self.weights.items() if name == code), 0)

    def over(self, shipped: "ReviewRules") -> "ReviewRules":
        """These rules, with the shipped weights of reasons that they do not name."""
        return replace(self, weights={**shipped.weights, **self.weights})
