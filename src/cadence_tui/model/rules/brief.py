"""Shape of `brief.toml`: how far a brief looks back, and what is worth a line in it (C1)."""

from typing import Annotated

from msgspec import Meta, Struct

Days = Annotated[int, Meta(ge=1, le=3660)]
Most = Annotated[int, Meta(ge=0, le=100)]


class BriefRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Figures of the brief; days are calendar days.

    Questions are looked for in the last `question_calls` calls. A contact counts as silent from `silent_days`
    without a conversation. A feature's change counts when it was used `feature_least_uses` times last week or
    usually; how great a change must be says `health.toml`. A renewal suggests something from `renewal_days`
    before. The others are the most lines of a kind.
    """

    question_calls: Annotated[int, Meta(ge=1, le=100)]
    silent_days: Days
    renewal_days: Days
    feature_least_uses: Annotated[int, Meta(ge=1, le=1_000_000)]
    most_features: Most
    most_changes: Most
    most_movers: Most
    most_silent: Most
    most_materials: Most
