"""Days that lie behind, as people type them in their language (C9)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.rules.search import SearchWords
from cadence_tui.practice.past_day import past_day

TODAY = date(2026, 11, 23)
WORDS = load_rules(SearchWords, "search").past


def read(text: str, *, last: bool = False) -> date | None:
    return past_day(text, WORDS, TODAY, day_first=True, last=last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hoy", "2026-11-23"),
        ("Ayer", "2026-11-22"),
        ("ontem", "2026-11-22"),
        ("yesterday", "2026-11-22"),
        ("anteayer", "2026-11-21"),
        ("hace 3 días", "2026-11-20"),
        ("hace  tres DIAS", "2026-11-20"),
        ("há uma semana", "2026-11-16"),
        ("a month ago", "2026-10-23"),
        ("2 semanas atrás", "2026-11-09"),
        ("viernes", "2026-11-20"),
        ("monday", "2026-11-16"),
        ("terça", "2026-11-17"),
        ("la semana pasada", "2026-11-16"),
        ("mês passado", "2026-10-01"),
        ("30d", "2026-10-24"),
        ("2026-10", "2026-10-01"),
        ("1/10", "2026-10-01"),
        ("1/12", "2025-12-01"),
    ],
)
def test_days_are_read_in_three_languages(text: str, day: str) -> None:
    assert read(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "day"), [("2026-10", "2026-10-31"), ("semana passada", "2026-11-22"), ("ayer", "2026-11-22")]
)
def test_of_a_period_the_last_day_may_be_meant(text: str, day: str) -> None:
    assert read(text, last=True) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "soon", "hace días", "hace muchos días", "30/30", "2026-13", "ayer no"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read(text) is None


@given(st.integers(0, 900))
def test_so_many_days_ago_is_the_same_in_every_form(days: int) -> None:
    expected = TODAY - timedelta(days=days)
    for text in (f"{days}d", f"hace {days} días", f"há {days} dias", f"{days} days ago"):
        assert read(text) == expected


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert read(text) is None or isinstance(read(text), date)
