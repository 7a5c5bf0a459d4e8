"""How CSMs speak in Boston, Bogotá and São Paulo, and what is understood of it (C6)."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.model.text import plain
from cadence_tui.practice.capture import Captured, parse_line
from tests.practice.capture_phrases import ANA, CONTACTS, PEOPLE, PHRASES

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(("language", "typed", "owner", "due", "title"), PHRASES)
def test_a_promise_gets_its_owner_its_day_and_its_words(
    language: str, typed: str, owner: str, due: str, title: str
) -> None:
    result = understood(typed, language)
    theirs = owner == "them" or owner in CONTACTS
    day = date.fromisoformat(due) if due else None
    expected = ("theirs" if theirs else "ours", "" if owner in ("them", "?") else owner, day, title)
    assert (result.side, result.owner, result.due, result.text) == expected


@pytest.mark.parametrize(
    ("language", "typed", "title"),
    [
        ("en", "we'll see by Friday", "we'll see"),
        ("en", "we'll look into it by Friday", "look into it"),
        ("es", "vamos a ver el viernes", "vamos a ver"),
        ("pt-BR", "vamos ver na sexta", "vamos ver"),
    ],
)
def test_a_vague_line_keeps_the_words_that_make_it_vague(language: str, typed: str, title: str) -> None:
    result = understood(typed, language)
    assert (result.text, [flag.code for flag in result.flags]) == (title, ["noncommittal"])


WORDS = sorted({word for _, typed, *_ in PHRASES for word in typed.split()})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([*"0123456789/.-:,@!()", "\u0301", "º", "ª", "’", "２", "٣", "31/02", "99/99/9999", "0"]),
)


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(PIECES, max_size=25),
    glue=st.sampled_from(("", " ", "  ")),
    language=st.sampled_from(("en", "es", "pt-BR")),
    today=st.one_of(st.dates(), st.dates(date(1990, 1, 1), date(2090, 12, 31))),
)
def test_no_heap_of_such_words_is_too_much(pieces: list[str], glue: str, language: str, today: date) -> None:
    typed = glue.join(pieces)
    result = understood(typed, language, today)
    assert result.text.strip() == result.text
    assert set(result.text) <= set(plain(f"! {typed}")) | {" "}


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
@pytest.mark.parametrize(
    "repeated", ["1", "1,", "2-", "1/2/", "2 a 2 de ", "by the ", "en 2 o 3 ", "A.", "a'", "A b c ", ". "]
)
def test_what_is_pasted_does_not_keep_the_typist_waiting(repeated: str, language: str) -> None:
    long = 200_000 // len(repeated) * repeated
    began = time.process_time()
    understood(f"{long} by Friday", language)
    # A pattern that tries again and again would take hours here; half a second is for a busy machine.
    assert time.process_time() - began < 0.5


def test_the_day_at_the_end_of_a_long_line_is_understood() -> None:
    result = understood("write down " + "what they told us, " * 200 + "by Friday", "en")
    assert result.due == date(2026, 11, 27)
    assert result.text.endswith("told us")


def understood(typed: str, language: str, today: date = MONDAY) -> Captured:
    words = load_rules(CaptureWords, f"{language}/capture")
    return parse_line(f"! {typed}", words=words, today=today, people=PEOPLE, contacts=CONTACTS, me=ANA)
