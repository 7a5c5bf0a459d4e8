"""Names, addresses and numbers are found however they are spelt, and nothing else is cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.workspace.spellings import ERASED, Spellings, is_long_enough, numbers_in

ROSA = "Rosa Díaz"
NUMBER = "+34 600 111 222"


def cut(text: str, *words: str) -> str:
    return Spellings(words).cut(text)


@pytest.mark.parametrize(
    "spelt",
    [
        "Rosa Díaz",
        "ROSA DIAZ",
        "rosa diaz",
        unicodedata.normalize("NFD", "Rosa Díaz"),
        "Rosa  Díaz",
        "Rosa\nDíaz",
        "Rosa\r\n\tDíaz",
        "Rosa\u00a0Díaz",
        "Díaz, Rosa",
        "Díaz,Rosa",
        "Díaz Rosa",
        "DIAZ,\nROSA",
        "Ｒｏｓａ Díaz",
        "Ro\u00adsa Díaz",
    ],
)
def test_a_name_is_cut_in_every_spelling(spelt: str) -> None:
    assert cut(f"Ask {spelt}, today", ROSA) == f"Ask {ERASED}, today"
    assert cut(spelt, ROSA) == ERASED
    assert cut(f"_{spelt}_", ROSA) == f"_{ERASED}_"


@pytest.mark.parametrize(
    "other",
    ["Rosa Díazo", "Rosalía Díaz", "Rosa, Luis Díaz", "RosaDíaz", "Rosa-Díaz", "Rosa Díaz2", "Rosa", "Díaz"],
)
def test_other_names_stay(other: str) -> None:
    assert cut(f"Ask {other} today", ROSA) == f"Ask {other} today"


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Díaz, Rosa", "Rosa Díaz"),
        ("Rosa Díaz Gil", "Díaz Gil, Rosa"),
        ("Rosa Díaz Gil", "Gil, Rosa Díaz"),
        ("İpek Yıldız", "ipek yıldız"),
        ("Strauß", "STRAUSS"),
        ("Steﬀen", "Steffen"),
        ("Steffen", "Steﬀen"),
        ("José Peña", "JOSE\u0301 PENA"),
        ("Rosa.Diaz@Acme.example", "rosa.díaz@ACME.example"),
        ("Nguyễn Văn An", "nguyen van an"),
        ("김민수", unicodedata.normalize("NFD", "김민수")),
    ],
)
def test_letters_that_fold_to_others(name: str, spelt: str) -> None:
    assert cut(f"é ß İ {spelt} ﬁ é", name) == f"é ß İ {ERASED} ﬁ é"


def test_a_mark_goes_with_its_letter() -> None:
    assert cut("Rosa\u0301\u0323 asked", "Rosa") == f"{ERASED} asked"
    assert cut("re\u0301 Rosa", "Rosa") == f"re\u0301 {ERASED}"


def test_a_character_of_several_letters_goes_whole() -> None:
    assert cut("anna ℀ x", "anna a") == f"{ERASED} x"
    assert cut("anna a℀", "anna aa", "c") == ERASED


@pytest.mark.parametrize(
    "spelt",
    [
        "+34 600 111 222",
        "+34600111222",
        "0034600111222",
        "00 34 600 111 222",
        "34600111222",
        "(34) 600-111-222",
        "(+34) 600.111.222",
        "+34\u00a0600\u2011111\u2011222",
        "600111222",
        "600 11 12 22",
        "600-111-222",
        "600/111222",
        "+３４ 600 111 222",
    ],
)
def test_a_number_is_cut_with_any_separators(spelt: str) -> None:
    assert cut(f"Call {spelt}, at 9", NUMBER) == f"Call {ERASED}, at 9"
    assert cut(f"({spelt})", NUMBER) == f"({ERASED})"


@pytest.mark.parametrize(
    "other",
    ["99600111222", "6001112223", "600-111-222-333", "1-600-111-222", "60011122", "A600111222", "600111222x",
     "4111 6001 1122 2233", "600 111 223", "346 001 112 229", "2026-11-23 60:01"],
)  # fmt: skip
def test_digits_within_longer_ones_stay(other: str) -> None:
    assert cut(f"Order {other} today", NUMBER) == f"Order {other} today"


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        ("600 111 222", "+34 600 111 222"),
        ("34600111222", "600 111 222"),
        ("+44 20 7946 0123", "020 7946 0123"),
        ("+44 20 7946 0123", "+44 (0)20 7946 0123"),
        ("+44 (0)20 7946 0123", "+44 20 79460123"),
        ("020 7946 0123", "+44 20 7946 0123"),
        ("+1 (512) 555-0196", "512.555.0196"),
        ("555 0196", "555-0196"),
    ],
)
def test_numbers_with_and_without_code_and_trunk(number: str, spelt: str) -> None:
    assert cut(f"at {spelt}; thanks", number) == f"at {ERASED}; thanks"


def test_eight_digits_need_the_code() -> None:
    assert cut("+47 2211 3344, 2211 3344", "+4722113344") == f"{ERASED}, 2211 3344"


def test_numbers_beside_each_other() -> None:
    assert cut("600111222/600333444 600 111 222 at 9", NUMBER) == f"{ERASED}/600333444 {ERASED} at 9"
    assert list(numbers_in("mobile 600 111 222 / +34 (91) 333-4444 ext. 5")) == [
        "600 111 222",
        "+34 (91) 333-4444",
    ]


def test_the_longest_word_goes_first() -> None:
    assert cut("Rosa Díaz and Rosa", "Rosa", ROSA) == f"{ERASED} and {ERASED}"
    assert Spellings(["Rosa", ROSA, "Luis"]).words_in("rosa diaz") == {"Rosa", ROSA}


def test_words_of_few_letters_are_known() -> None:
    assert [is_long_enough(word) for word in ("Al", "...", "a-b", "Ana", "A. B. C", "é\u0301e")] == [
        False, False, False, True, True, False,
    ]  # fmt: skip


def test_passages_tell_what_is_around() -> None:
    text = f"{'x' * 60} Rosa Díaz {'y' * 60}"
    [passage] = Spellings([ROSA]).passages(text)
    assert passage == f"…{'x' * 39} Rosa Díaz {'y' * 39}…"
    assert list(Spellings([ROSA]).passages("Ask Rosa Díaz")) == ["Ask Rosa Díaz"]


PIECES = st.sampled_from(
    ["Rosa", "Díaz", "rosa", "DI\u0301AZ", " ", "\u00a0", "\n", ",", ".", "-", "+34", "600", "111", "222",
     "(", ")", "İ", "ß", "ﬁ", "℀", "½", "\u0301", "\u200d", "***", "x", "9", "_", "𝐑osa", "ŉ", "ǅ", "ΐ"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join)
WORDS = st.lists(
    st.one_of(st.sampled_from([ROSA, NUMBER, "Rosa", "Díaz, Rosa", "fix"]), TEXTS).filter(is_long_enough),
    min_size=1,
    max_size=4,
)


@given(TEXTS, WORDS)
def test_after_cutting_no_spelling_is_left(text: str, words: list[str]) -> None:
    spellings = Spellings(words)
    left = spellings.cut(text)
    assert spellings.spans(left) == []
    assert spellings.words_in(left) == set()
    if not spellings.words_in(text):
        assert left == text


@given(TEXTS, WORDS)
def test_only_what_is_found_is_cut(text: str, words: list[str]) -> None:
    end = 0
    for start, after in Spellings(words).spans(text):
        assert end <= start < after <= len(text)
        end = after


@given(TEXTS, TEXTS, st.sampled_from([ROSA, "ROSA  DIAZ", "Díaz, Rosa", "di\u0301az\u00a0rosa"]))
def test_a_name_is_found_in_any_surroundings(before: str, after: str, spelt: str) -> None:
    left = Spellings([ROSA]).cut(f"{before};{spelt};{after}")
    assert ";***;" in left
