"""Where only a day is asked for, short forms suffice, in three languages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.clock import in_reach
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.practice.typed_date import typed_date

MONDAY = date(2026, 11, 23)
WORDS = {name: load_rules(CaptureWords, f"{name}/capture").dates for name in ("en", "es", "pt-BR")}


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("en", "fri", "2026-11-27"),
        ("en", "tomorrow", "2026-11-24"),
        ("en", "in two weeks", "2026-12-07"),
        ("en", "2026-12-04", "2026-12-04"),
        ("en", "15", "2026-12-15"),
        ("en", "31", "2026-12-31"),
        ("en", "23", "2026-12-23"),
        ("en", "+3", "2026-11-26"),
        ("es", "viernes", "2026-11-27"),
        ("es", "mañana", "2026-11-24"),
        ("es", "4/12", "2026-12-04"),
        ("pt-BR", "sexta", "2026-11-27"),
        ("pt-BR", "sex", "2026-11-27"),
        ("pt-BR", "amanhã", "2026-11-24"),
    ],
)
def test_a_day_is_understood(language: str, typed: str, day: str) -> None:
    assert typed_date(typed, WORDS[language], MONDAY).day == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "0", "32", "some day", "+", "13/13"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert typed_date(typed, WORDS["en"], MONDAY).day is None


def test_a_reason_may_follow_a_comma() -> None:
    found = typed_date("fri, waiting for legal, sadly", WORDS["en"], MONDAY)
    assert (found.day, found.why) == (date(2026, 11, 27), "waiting for legal, sadly")


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "by end of December 9999"),
        ("es", "a fines de diciembre de 9999"),
        ("pt-BR", "no fim de dezembro de 9999"),
        ("en", "by 4 December 9999"),
        ("en", "by 2200-01-01"),
        ("en", "by 0001-01-01"),
        ("en", "by 1/1/1899"),
    ],
)
def test_a_day_out_of_all_reach_is_a_slip_of_the_pen(language: str, typed: str) -> None:
    assert typed_date(typed, WORDS[language], MONDAY).day is None


PHRASES = {
    "en": "in 999 months|in 999 weeks|by Friday|next week|by end of December 9999|end of month|by 12/31|+999"
    "|eoq|by 31|next month|the week of 31 December|tomorrow|by end of q4|in 999 business days|by christmas",
    "es": "en 999 meses|para el viernes|próxima semana|a fines de diciembre de 9999|fin de mes|+999|31|mañana"
    "|la semana del 31 de diciembre|en 999 días hábiles|el próximo mes|a fin de año",
    "pt-BR": "em 999 meses|até sexta|semana que vem|no fim de dezembro de 9999|fim do mês|+999|31|amanhã"
    "|na semana do dia 31 de dezembro|em 999 dias úteis|no próximo mês|fim de ano",
}


@settings(max_examples=150, deadline=None)
@given(
    language=st.sampled_from(sorted(WORDS)),
    today=st.one_of(st.dates(), st.dates(date(2198, 12, 1), date(2199, 12, 31)), st.just(date.max)),
    data=st.data(),
)
def test_no_text_and_no_day_is_too_much(language: str, today: date, data: st.DataObject) -> None:
    pieces = st.one_of(st.sampled_from(PHRASES[language].split("|")), st.text(max_size=12))
    typed = " ".join(data.draw(st.lists(pieces, max_size=4)))
    day = typed_date(typed, WORDS[language], today).day
    assert day is None or in_reach(day)
