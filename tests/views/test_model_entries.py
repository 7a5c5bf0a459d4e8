"""Every figure of a touch model can be changed, has a name in each language, and is read as it is typed."""

from typing import Any

import msgspec
import pytest

from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.rules.signals import SignalRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.views.model_entries import (
    ModelEntry,
    ModelField,
    entry_summary,
    entry_title,
    field_text,
    field_words,
    model_entries,
)
from cadence_tui.views.model_labels import label_of
from cadence_tui.views.model_typed import NotTyped, typed, typed_values
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words

MODELS = {name: load_touch_model(name) for name in presets()}
MODEL = MODELS["check-in-guide"]
LABEL_CELLS = 20


def entry(rule: str) -> ModelEntry:
    return next(each for each in model_entries(MODEL) if each.part == "rules" and each.shape.id == rule)


def field(name: str, of: ModelEntry) -> ModelField:
    return next(each for each in of.fields(MODEL) if each.id == name)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_entry_of_the_file_is_there(model: TouchModel) -> None:
    entries = model_entries(model)
    paths = [each.path for each in entries]
    assert len(set(paths)) == len(paths)
    rules = [each.shape for each in entries if each.path[0] == "rules"]
    assert rules == list(model.rules)
    signals = {each.path[1] for each in entries if each.path[0] == "signals"}
    assert signals == {name for name in SignalRules.__struct_fields__ if model.signals.of(name)}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_what_stands_in_a_field_is_what_is_typed_for_it(model: TouchModel) -> None:
    for each in model_entries(model):
        for found in each.fields(model):
            if text := field_text(found):
                value = typed(found, text)
                assert msgspec.convert(value, type(found.value) if found.value != [] else list) == found.value


def test_ids_and_titles_stay() -> None:
    for each in model_entries(MODEL):
        names = {found.path[0] for found in each.fields(MODEL)}
        assert not names & {"id", "title", "segment", "stage", "touch", "group"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_that_fits(language: str) -> None:
    reader = speech(language)
    for model in MODELS.values():
        for each in model_entries(model):
            for found in each.fields(model):
                label = label_of(found.id)
                assert not isinstance(label, str), found.id
                assert len(reader.word(label)) <= LABEL_CELLS, reader.word(label)


def test_an_entry_says_what_it_is_about_in_the_readers_words() -> None:
    words = Words(speech=speech("es"), names=names_of(MODEL))
    rule = entry("mid_market.maturity.check_in")
    assert entry_title(rule, words) == "Check-in · Empresa mediana · Madurez"
    assert "cada 28 días" in entry_summary(rule, words)
    assert field_words(field("delivered_by", rule), words) == "CSM"
    assert rule.id == f"$.rules[{rule.path[1]}]"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("every_days", "3,5", 3.5),
        ("every_days", "14", 14),
        ("every_days", "", None),
        ("weekdays", "Mon, Thu", ["Mon", "Thu"]),
        ("optional", "true", True),
        ("guideline_days", "7, 31", [7, 31]),
        ("least_minutes", "", None),
        ("channel", "email", "email"),
    ],
)
def test_what_is_typed_is_what_the_file_gets(name: str, text: str, value: Any) -> None:
    assert typed(field(name, entry("mid_market.maturity.check_in")), text) == value


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("minutes", "half", "A whole number is expected, not half"),
        ("minutes", "", "This may not be empty"),
        ("minutes", "1.5", "A whole number is expected, not 1.5"),
        ("every_days", "often", "A figure is expected, not often"),
        ("every_days", "nan", "A figure is expected, not nan"),
        ("weekdays", "Mon, Funday", "one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
    ],
)
def test_a_wrong_figure_is_told_in_words(name: str, text: str, told: str) -> None:
    with pytest.raises(NotTyped) as fault:
        typed(field(name, entry("mid_market.maturity.check_in")), text)
    assert str(fault.value.expected) == told


def test_only_what_differs_is_written() -> None:
    fields = entry("mid_market.maturity.check_in").fields(MODEL)
    answers = {each.id: field_text(each) for each in fields} | {"minutes": "45", "red_days": "soon"}
    values, faults = typed_values(fields, answers)
    assert values == {("minutes",): 45}
    assert list(faults) == ["red_days"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_told_in_words_and_not_in_keys_of_the_file(language: str) -> None:
    words = Words(speech=speech(language), names=names_of(MODEL))
    for each in model_entries(MODEL):
        told = entry_summary(each, words)
        assert "_" not in told, told
        assert "true" not in told


def test_a_day_of_the_year_and_ids_are_read_and_typed_in_words() -> None:
    words = Words(speech=speech("pt-BR"), names=names_of(MODEL))
    season = next(each for each in model_entries(MODEL) if each.part == "blackouts")
    first = next(each for each in season.fields(MODEL) if each.id == "first")
    month, day = (int(part) for part in first.value.split("-"))
    assert field_words(first, words).startswith(f"{day} ")
    answers = {each.id: field_text(each) for each in season.fields(MODEL)}
    for text in ("7 out", "7 de outubro", "10-07"):
        values, faults = typed_values(season.fields(MODEL), answers | {"first": text}, words)
        assert (values, faults) == ({("first",): "10-07"}, {})
    same, _ = typed_values(season.fields(MODEL), answers | {"first": field_words(first, words)}, words)
    assert same == {}
    assert month
    _, faults = typed_values(season.fields(MODEL), answers | {"first": "logo"}, words)
    assert list(faults) == ["first"]


def test_weekdays_are_read_in_the_readers_language() -> None:
    words = Words(speech=speech("es"), names=names_of(MODEL))
    contact = next(each for each in model_entries(MODEL) if each.part == "contact")
    days = next(each for each in contact.fields(MODEL) if each.id == "weekdays")
    assert field_words(days, words).startswith("lun")
