"""Text from outside can do nothing but be read (X8)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.text import fold, plain

JOINERS = "\u200c\u200d"
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2064\u2066\u2067\u2068\u2069\u206f\u3164\ufeff\uffa0\U0001d173\U000e0001\U000e0041"
)
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(INVISIBLE + JOINERS + "\ufe0f\u20e3\u212a\x1b\r\n\t\x85\u2028" + "aé👩🔥"),
    )
)


def is_inert(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} and char not in INVISIBLE


@given(HOSTILE, st.booleans())
def test_a_second_pass_changes_nothing(text: str, lines: bool) -> None:
    once = plain(text, lines=lines)
    assert plain(once, lines=lines) == once


@given(HOSTILE)
def test_nothing_that_acts_or_hides_survives(text: str) -> None:
    assert all(is_inert(char) for char in plain(text))


@given(HOSTILE)
def test_line_feeds_survive_only_where_lines_are_asked_for(text: str) -> None:
    assert all(is_inert(char) for char in plain(text, lines=True) if char != "\n")


@given(HOSTILE)
def test_the_result_can_be_stored_and_compared(text: str) -> None:
    result = plain(text)
    assert result.encode("utf-8").decode("utf-8") == result
    assert unicodedata.is_normalized("NFC", result)


@given(HOSTILE)
def test_a_joiner_shapes_visible_neighbours_or_is_shown(text: str) -> None:
    result = plain(text)
    for at, char in enumerate(result):
        if char in JOINERS:
            assert not result[at - 1 : at].isascii()
            assert not result[at + 1 : at + 2].isascii()
            assert result[at + 1] not in JOINERS


@pytest.mark.parametrize(
    "text",
    [
        "[bold red]ACME[/]",
        "[@click=app.quit]Logística[/]",
        "[link=file:///etc/passwd]x[/link]",
        "{account.name} %s $HOME `id` \\n",
        "=HYPERLINK(1)",
        "<b>&amp;</b>",
        "Ñandú & Söhne · São João",
        "株式会社ミライ",
        "شركة النور",
    ],
)
def test_characters_that_only_mean_something_elsewhere_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👧\u200d👦",
        "❤\ufe0f\u200d🔥",
        "🏳\ufe0f\u200d🌈",
        "🇧🇷",
        "👍🏽",
        "1\ufe0f\u20e3",
        "क्\u200dष",
        "می\u200cخواهم",
        "葛\U000e0100",
    ],
)
def test_names_that_need_joiners_keep_them(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\a null\0", "bell␇ null␀"),
        ("delete\x7f", "delete␡"),
        ("\x9b2J", "\ufffd2J"),
        ("invoice\u202efdp.exe", "invoice\ufffdfdp.exe"),
        ("Ana\u200bRuiz", "Ana\ufffdRuiz"),
        ("a\u200db", "a\ufffdb"),
        ("a\ufe0f", "a\ufffd"),
        ("é\u200d\u200dé", "é\ufffd\ufffdé"),
        ("\ud83d", "\ufffd"),
        ("one\ttwo\r\nthree\rfour\nfive\u2028six", "one two three four five six"),
        ("Jose\u0301", "José"),
    ],
)
def test_what_would_act_or_hide_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_every_line_ending_becomes_a_line_feed() -> None:
    assert plain("a\r\nb\rc\nd\u2029e\tf", lines=True) == "a\nb\nc\nd\ne f"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("São Paulo", "sao  PAULO"),
        ("Ñandú", "nandu"),
        ("STRASSE", "straße"),
        ("José", "Jose\u0301"),
        (" a b ", "A\u00a0B"),
    ],
)
def test_search_sees_through_accents_case_and_blanks(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_different_words_apart() -> None:
    assert fold("Norte") != fold("Norma")
