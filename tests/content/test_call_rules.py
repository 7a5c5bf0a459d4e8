"""Faults in the rule files of the call name the file and what was expected."""

import pytest

from cadence_tui.content.load import load_rules, read_rules
from cadence_tui.locale.speech import LANGUAGES
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.call import Agendas
from cadence_tui.model.rules.capture import CaptureWords

AGENDAS = """
fallback = "short"
[guide]
warning_share = 0.8
last_seconds = 60
listen_low = 0.6
listen_high = 0.7
rest_calls = 2
suggestions = 3
summary_lines = 3
[[agendas]]
id = "short"
title = { en = "Short", es = "Corta", pt-BR = "Curta" }
minutes = 10
[[agendas.sections]]
id = "all"
title = { en = "All", es = "Todo", pt-BR = "Tudo" }
minutes = 10
floor = 2
"""


def test_own_agendas_can_be_written() -> None:
    assert read_rules(Agendas, AGENDAS.encode(), "agendas.toml").agendas[0].sections[0].floor == 2


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ('fallback = "short"', 'fallback = "long"', "fallback: one of short"),
        ("minutes = 10\nfloor = 2", "minutes = 10\nfloor = 11", "section all: minutes above 0 and a floor"),
        ("minutes = 10\nfloor", "minutes = 0\nfloor", "section all: minutes above 0"),
        ("minutes = 10\n[[", "minutes = 1\n[[", "agenda short: minutes above 0 that hold the floors"),
        ("warning_share = 0.8", "warning_share = 80", "warning_share between 0 and 1"),
        ("listen_low = 0.6", "listen_low = 0.9", "listen_low and listen_high ascending"),
        ('es = "Corta", ', "", "expected the key es"),
        ("floor = 2", "flor = 2", "found “flor”, expected another key, perhaps floor"),
    ],
)
def test_a_fault_in_an_agenda_says_what_was_expected(was: str, now: str, fault: str) -> None:
    source = AGENDAS.replace(was, now)
    assert source != AGENDAS
    with pytest.raises(BadInput) as refused:
        read_rules(Agendas, source.encode(), "own/agendas.toml")
    assert "own/agendas.toml" in str(refused.value)
    assert fault in str(refused.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_capture_words_of_a_language_are_complete(language: str) -> None:
    words = load_rules(CaptureWords, f"{language}/capture")
    assert all(words.dates.weekdays)
    assert all(words.dates.months)
    assert all(words.promises.noncommittal)
