"""The touch model on one page: who gets what, how often, by whom, for what (T4)."""

from cadence_tui.locale import Speech
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.views.model_answers import segment_part
from cadence_tui.views.model_page import PagePart
from cadence_tui.views.model_sections import (
    budget_part,
    communications_part,
    experiments_part,
    legend_part,
    new_account_part,
    renewal_part,
    risk_part,
    seasons_part,
    signals_part,
)
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words

_SECTIONS = (
    new_account_part,
    renewal_part,
    communications_part,
    signals_part,
    risk_part,
    seasons_part,
    budget_part,
    experiments_part,
    legend_part,
)


def touch_model_parts(model: TouchModel, speech: Speech, segment: str = "") -> list[PagePart]:
    """Every segment with its five answers, then what holds beside the rhythms; with an id, of one segment."""
    words = Words(speech=speech, names=names_of(model))
    shown = [each for each in model.segments if segment in ("", each.id)]
    parts = [segment_part(model, each, words) for each in shown]
    parts += [make(model, shown, words) for make in _SECTIONS]
    return [part for part in parts if part.facts or part.groups]
