"""The part of a text around the words that found it."""

from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.views.excerpts import excerpt


def marked(text: str, *words: str, length: int = 100) -> str:
    return "".join(f"<{part}>" if role == "key" else part for part, role in excerpt(text, words, length))


def test_words_are_marked_without_regard_to_accents_and_case() -> None:
    assert marked("Envió la Guía del API", "gui", "api") == "Envió la <Guía> del <API>"


def test_only_beginnings_of_words_are_marked() -> None:
    assert marked("capital api", "api") == "capital <api>"


def test_a_long_text_begins_shortly_before_the_first_word() -> None:
    text = "one two " * 40 + "needle " + "three four " * 40
    shown = marked(text, "needle", length=60)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "<needle>" in shown


def test_lines_of_a_text_become_one() -> None:
    assert marked("one\n  two", "two") == "one <two>"


@given(st.text(max_size=200), st.text(max_size=5), st.integers(1, 60))
def test_no_excerpt_is_longer_than_was_asked_for(text: str, word: str, length: int) -> None:
    shown = "".join(part for part, _ in excerpt(text, (word,) if word else (), length))
    assert len(shown) <= length + 2
