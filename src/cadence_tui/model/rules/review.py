"""Shape of `review.toml`: which promises a team lead should see (A3)."""

from msgspec import Struct


class ReviewRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Thresholds and the weight of each reason; a weight of 0 switches a reason off.

    Days are calendar days. A verdict lets an item rest for `verdict_rests_days`; a returned one comes back
    after `returned_waits_days` without an answer, or at once when it was answered. An escalation is proposed
    to be settled within `escalation_days`.
    """

    late_days: int
    slipped_times: int
    blocked_days: int
    renewal_days: int
    verdict_rests_days: int
    returned_waits_days: int
    escalation_days: int
    weights: dict[str, int]
