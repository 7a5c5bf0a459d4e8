"""A difference of two models names no key of the file: they have labels and units, values are words."""

from typing import Any, get_args

import pytest

from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.locale import LANGUAGES
from cadence_tui.locale.speech import speech
from cadence_tui.practice.model_diff import Section, model_differences
from cadence_tui.views.model_diff_words import Sides, difference_parts
from cadence_tui.views.model_value_words import key_text, value_text
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words

MODEL = load_touch_model("check-in-guide")


def words_in(language: str) -> Words:
    return Words(speech=speech(language), names=names_of(MODEL))


@pytest.mark.parametrize(
    ("key", "value", "label", "text"),
    [
        ("tolerance_days", 4, "Tolerancia, días", "4"),
        (
            "spares",
            ("renewal_90", "kickoff"),
            "Exceptúa",
            "Resumen de valor previo a la renovación, Reunión de arranque",
        ),
        ("default_segment", "tech_touch", "Segmento, si no", "Digital"),
        ("rates.EUR", 1.1, "Tasa de EUR", "1,1"),
        ("optional", True, "Cede si no hay lugar", "sí"),
        ("coverage.by", "pod", "A cargo de", "un grupo"),
        ("first", "12-01", "Primer día", "1 dic"),
        ("weekdays", ("Tue", "Thu"), "Días de la semana", "mar, jue"),
    ],
)
def test_a_key_and_its_value_are_words(key: str, value: Any, label: str, text: str) -> None:
    words = words_in("es")
    assert (key_text(key, words), value_text(key, value, words)) == (label, text)


def test_a_small_table_says_its_figures_by_name() -> None:
    told = value_text("renewal", ({"within_days": 14, "factor": 2.0},), words_in("en"))
    assert told == "Within days 14 · Times the usual 2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_shipped_model_differs_from_another_in_a_raw_key(language: str) -> None:
    others = [load_touch_model(preset) for preset in presets()]
    for other in others:
        sides = Sides(words_in(language), Words(speech=speech(language), names=names_of(other)))
        parts = difference_parts(list(model_differences(MODEL, other)), sides)
        told = [cell for part in parts for group in part.groups for row in group.rows for cell in row]
        assert not [cell for cell in told if "_" in cell]
        assert len(parts) <= len(get_args(Section))
