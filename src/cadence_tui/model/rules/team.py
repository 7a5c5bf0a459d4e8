"""Shape of `team.toml`: what the figures of the team look back on and ahead to (A3, M2, M3)."""

from typing import Annotated

from msgspec import Meta, Struct

Days = Annotated[int, Meta(gt=0, le=3660)]


class TeamRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An account counts as touched when a contact was held in the last `touched_days`.

    A promise counts for the kept-promise rate when it was closed, or came due and is still open, in the last
    `kept_days`. Load is shown for `load_weeks` from this one; from `full_share` of the capacity a week is
    called full.
    """

    touched_days: Days
    kept_days: Days
    load_weeks: Annotated[int, Meta(gt=0, le=52)]
    full_share: Annotated[float, Meta(gt=0, le=2)]
