"""Shape of `review.toml`: which promises a team lead should see (A3)."""

from typing import Annotated

from msgspec import Meta, Struct

Days = Annotated[int, Meta(ge=0, le=3660)]


class ReviewRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Thresholds and the weight of each reason; a weight of 0 switches a reason off.

    Days are calendar days. A verdict lets an item rest for `verdict_rests_days`; a returned one comes back
    after `returned_waits_days` without an answer, or at once when it was answered. An escalation is proposed
    to be settled within `escalation_days`.
    """

    late_days: Days
    slipped_times: Annotated[int, Meta(ge=1, le=1000)]
    blocked_days: Days
    renewal_days: Days
    verdict_rests_days: Days
    returned_waits_days: Days
    escalation_days: Days
    weights: dict[str, Annotated[int, Meta(ge=0, le=1_000_000)]]
