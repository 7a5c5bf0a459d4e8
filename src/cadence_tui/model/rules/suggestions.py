"""Shape of `suggestions.toml`: what an observation, or a finding of the brief, suggests for the call (C1)."""

from collections.abc import Collection
from typing import Literal, TypeAlias

from msgspec import Struct

from cadence_tui.model.rules.health import ObservationCode
from cadence_tui.model.rules.pattern import check_pattern
from cadence_tui.model.rules.worded import Worded

FindingCode = Literal[
    "promise_ours_late",
    "ticket_severe",
    "risk_open",
    "renewal_near",
    "contact_silent",
    "question_open",
    "opportunity_open",
    "goal_known",
]
SuggestionCode: TypeAlias = ObservationCode | FindingCode

_FIGURES: dict[SuggestionCode, tuple[str, ...]] = {
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
    "promise_ours_late": ("title",),
    "ticket_severe": ("title",),
    "risk_open": ("title",),
    "contact_silent": ("name",),
    "question_open": ("text",),
    "opportunity_open": ("title",),
    "goal_known": ("goal",),
}


def figures_of(code: SuggestionCode) -> Collection[str]:
    """The figures that a text about an observation or finding may hold."""
    return _FIGURES.get(code, ())


class Suggestions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Suggestions by the code of what they follow from; what has none suggests nothing."""

    suggestions: dict[SuggestionCode, Worded]

    def __post_init__(self) -> None:
        for code, text in self.suggestions.items():
            for pattern in (text.en, text.es, text.pt_br):
                check_pattern(code, pattern, figures_of(code))
