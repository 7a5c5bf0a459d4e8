"""The files behind a brief: complete, and faults in a store's own name file, place and expectation (C1)."""

from typing import get_args

import pytest

from cadence_tui.content.load import load_rules, read_rules
from cadence_tui.locale.speech import LANGUAGES
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.call import Agendas, Checklist
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.materials import Materials
from cadence_tui.model.rules.suggestions import FindingCode, Suggestions

MATERIAL = """
[[materials]]
id = "guide"
opens = "observation"
observations = ["feature_new"]
text = { en = "About {feature}", es = "Sobre {feature}", pt-BR = "Sobre {feature}" }
"""


def test_every_observation_and_finding_suggests_something_in_every_language() -> None:
    suggestions = load_rules(Suggestions, "suggestions").suggestions
    observed = load_rules(HealthRules, "health").observations.order
    assert set(suggestions) == {*observed, *get_args(FindingCode)}
    for text in suggestions.values():
        assert len({text.to(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_suggestion_that_no_figure_fills_is_refused() -> None:
    source = '[suggestions]\nteam_silent = { en = "Call {boss}", es = "x", pt-BR = "y" }\n'
    with pytest.raises(BadInput, match=r"team_silent: \{team\}"):
        read_rules(Suggestions, source.encode(), "suggestions.toml")


def test_the_checklist_has_its_five_points() -> None:
    items = load_rules(Checklist, "checklist").items
    assert len(items) == len({item.id for item in items}) == 5


def test_the_shipped_materials_are_worded_and_name_agendas_that_there_are() -> None:
    agendas = {agenda.id for agenda in load_rules(Agendas, "agendas").agendas}
    for material in load_rules(Materials, "materials").materials:
        assert set(material.agendas) <= agendas
        assert len({material.text.to(language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('es = "Sobre {feature}", ', "", "expected the key es"),
        ('"feature_new"', '"feature_old"', "found “feature_old”, expected one of"),
        ('opens = "observation"', 'opens = "door"', "found “door”, expected one of"),
        ('observations = ["feature_new"]\n', "", "material guide: observations, as it opens one"),
        ("About {feature}", "About {team}", r"material guide: {feature}"),
        ('["feature_new"]', '["feature_new", "team_drop"]', "material guide: no braces"),
        ('id = "guide"', 'id = "guide"\nlnk = "x"', "found “lnk”, expected another key, perhaps link"),
    ],
)
def test_a_fault_in_own_materials_says_what_was_expected(was: str, now: str, fault: str) -> None:
    source = MATERIAL.replace(was, now)
    assert source != MATERIAL
    with pytest.raises(BadInput) as refused:
        read_rules(Materials, source.encode(), "own/materials.toml")
    assert "own/materials.toml" in str(refused.value)
    assert fault in str(refused.value)


def test_two_materials_of_one_id_are_refused() -> None:
    with pytest.raises(BadInput, match="an id of its own"):
        read_rules(Materials, (MATERIAL * 2).encode(), "materials.toml")


@pytest.mark.parametrize(("key", "value"), [("silent_days", 0), ("question_calls", 0), ("most_features", -1)])
def test_figures_out_of_bounds_are_refused(key: str, value: int) -> None:
    shipped = load_rules(BriefRules, "brief")
    lines = [f"{name} = {getattr(shipped, name)}" for name in shipped.__struct_fields__ if name != key]
    with pytest.raises(BadInput, match=key):
        read_rules(BriefRules, "\n".join([*lines, f"{key} = {value}"]).encode(), "brief.toml")
