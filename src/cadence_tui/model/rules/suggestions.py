"""Shape of `suggestions.toml`: what an observation suggests for the next call (C1)."""

from msgspec import Struct

from cadence_tui.model.rules.health import ObservationCode
from cadence_tui.model.rules.pattern import check_pattern
from cadence_tui.model.rules.worded import Worded

_FIGURES: dict[ObservationCode, tuple[str, ...]] = {
    "survey_detractor": ("name",),
    "survey_promoter": ("name",),
    "champion_left": ("name",),
    "sponsor_left": ("name",),
    "team_silent": ("team",),
    "team_drop": ("team",),
    "team_rise": ("team",),
    "teams_apart": ("team", "other"),
    "feature_new": ("feature",),
    "promise_theirs_open": ("title", "owner"),
    "promise_ours_kept": ("title",),
}


class Suggestions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Suggestions by the code of their observation; an observation without one suggests nothing."""

    suggestions: dict[ObservationCode, Worded]

    def __post_init__(self) -> None:
        for code, text in self.suggestions.items():
            for pattern in (text.en, text.es, text.pt_br):
                check_pattern(code, pattern, _FIGURES.get(code, ()))
