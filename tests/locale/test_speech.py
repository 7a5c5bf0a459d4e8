"""Each language words messages, dates, numbers and money as its readers expect."""

import gettext
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hatch_build
from cadence_tui.locale import LANGUAGES, Speech, speech
from cadence_tui.model.message import message
from cadence_tui.model.money import Money

DAY = date(2026, 12, 4)
CATALOGUE = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "status|Open"
msgstr "Abierta"

msgid "{who} moved {what}"
msgstr "{who} cambió {what}"

msgid "{n} day for {who}"
msgid_plural "{n} days for {who}"
msgstr[0] "{n} día para {who}"
msgstr[1] "{n} días para {who}"

msgid "the call"
msgstr "la llamada"
"""


@pytest.fixture
def spanish(tmp_path: Path) -> Speech:
    folder = tmp_path / "catalogues" / "es"
    folder.mkdir(parents=True)
    (folder / "one.po").write_text(CATALOGUE, encoding="utf-8")
    hatch_build.compile_catalogues(tmp_path)
    with (tmp_path / "compiled" / "es.mo").open("rb") as stream:
        return Speech("es", gettext.GNUTranslations(stream), speech("es").formats)


def test_a_sentence_is_translated_and_filled(spanish: Speech) -> None:
    assert spanish.say("{who} moved {what}", who="Ana", what="x") == "Ana cambió x"
    assert spanish.say("Not translated {x}", x=1) == "Not translated 1"


def test_a_context_is_never_shown(spanish: Speech) -> None:
    assert spanish.say("status|Open") == "Abierta"
    assert spanish.say("status|Unknown") == "Unknown"
    assert spanish.plural("unit|{n} day", "unit|{n} days", 2) == "2 days"
    assert speech("en").word(message("status|Open")) == "Open"


def test_a_bar_inside_a_sentence_stays(spanish: Speech) -> None:
    assert spanish.say("Usage: A|B") == "Usage: A|B"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 días"), (1, "1 día"), (2, "2 días"), (1200, "1.200 días")]
)
def test_a_count_takes_its_form(spanish: Speech, number: int, said: str) -> None:
    assert spanish.plural("{n} day for {who}", "{n} days for {who}", number, who="Ana") == f"{said} para Ana"


def test_english_counts_without_a_catalogue() -> None:
    said = [speech("en").plural("{n} day", "{n} days", number) for number in (0, 1, 2)]
    assert said == ["0 days", "1 day", "2 days"]


def test_a_message_words_its_figures(spanish: Speech) -> None:
    assert (
        spanish.word(message("{who} moved {what}", who="Ana", what=message("the call")))
        == "Ana cambió la llamada"
    )
    assert spanish.word(message("{who} moved {what}", who=1500, what=DAY)) == "1.500 cambió 4 dic"
    assert spanish.word("already text") == "already text"


def test_braces_in_figures_stay_what_they_are(spanish: Speech) -> None:
    assert spanish.word(message("{who} moved {what}", who="{what}", what="{0}")) == "{what} cambió {0}"


@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_the_shipped_catalogues_speak(language: str) -> None:
    sentence = message("{file} cannot be read: {fault}", file="a.toml", fault="x")
    assert speech(language).word(sentence) != str(sentence)
    assert "a.toml" in speech(language).word(sentence)


@pytest.mark.parametrize(
    ("language", "short", "with_year", "with_weekday", "long"),
    [
        ("en", "4 Dec", "4 Dec 2026", "Fri 4 Dec", "Friday 4 December 2026"),
        ("es", "4 dic", "4 dic 2026", "vie 4 dic", "viernes, 4 de diciembre de 2026"),
        ("pt-BR", "4 dez", "4 dez 2026", "sex 4 dez", "sexta-feira, 4 de dezembro de 2026"),
    ],
)
def test_dates(language: str, short: str, with_year: str, with_weekday: str, long: str) -> None:
    reader = speech(language)
    assert reader.day(DAY) == short
    assert reader.day(DAY, year=True) == with_year
    assert reader.weekday_day(DAY) == with_weekday
    assert reader.long_date(DAY) == long
    assert with_weekday.startswith(reader.weekday(DAY))


def test_a_time_is_that_of_its_zone() -> None:
    instant = datetime(2026, 12, 4, 9, 5, tzinfo=timezone(timedelta(hours=-5)))
    assert [speech(language).time(instant) for language in LANGUAGES] == ["09:05"] * 3
    assert speech("en").figure(instant) == "4 Dec 09:05"


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("en", ["1,234", "-1,234.5", "0.5", "1,234.50", "72 %"]),
        ("es", ["1.234", "-1.234,5", "0,5", "1.234,50", "72 %"]),
        ("pt-BR", ["1.234", "-1.234,5", "0,5", "1.234,50", "72 %"]),
    ],
)
def test_numbers(language: str, figures: list[str]) -> None:
    reader = speech(language)
    said = [
        reader.number(1234),
        reader.number(-1234.5),
        reader.number(Decimal("0.5")),
        reader.number(1234.5, 2),
    ]
    assert [*said, reader.percent(0.72)] == figures


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("en", ["US$ 120,000", "R$ 0.10", "CHF 5", "€ 4.1M"]),
        ("es", ["US$ 120.000", "R$ 0,10", "CHF 5", "€ 4,1M"]),
        ("pt-BR", ["US$ 120.000", "R$ 0,10", "CHF 5", "€ 4,1M"]),
    ],
)
def test_money(language: str, figures: list[str]) -> None:
    reader = speech(language)
    assert [
        reader.money(Money(Decimal("120000.00"), "USD")),
        reader.money(Money(Decimal("0.1"), "BRL")),
        reader.figure(Money(Decimal(5), "CHF")),
        reader.money(Money(Decimal("4123456.78"), "EUR"), short=True),
    ] == figures


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (0, "0"),
        (950, "950"),
        (999.5, "1k"),
        (1000, "1k"),
        (120_400, "120k"),
        (999_499, "999k"),
        (999_500, "1.0M"),
        (4_149_999, "4.1M"),
        (-4_150_000, "-4.2M"),
        (-9_950_000, "-10M"),
        (12_600_000, "13M"),
    ],
)
def test_short_numbers(value: float, short: str) -> None:
    assert speech("en").short_number(value) == short


@given(st.integers(-(10**9) + 10**6, 10**9 - 10**6), st.sampled_from(LANGUAGES))
def test_a_short_number_is_short_and_near(value: int, language: str) -> None:
    reader = speech(language)
    said = reader.short_number(value)
    scale = {reader.formats.thousand: 1000, reader.formats.million: 10**6}.get(said[-1], 1)
    digits = said.rstrip("kM").replace(reader.formats.decimal, ".")
    last_place = scale / 10 if "." in digits else scale
    assert len(said) <= 5
    assert abs(float(digits) * scale - value) <= last_place / 2


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(LANGUAGES))
def test_a_number_reads_back(value: Decimal, language: str) -> None:
    reader = speech(language)
    said = reader.number(value, 2).replace(reader.formats.group, "").replace(reader.formats.decimal, ".")
    assert Decimal(said) == value


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 compromissos"), (1, "1 compromisso"), (2, "2 compromissos")]
)
def test_nothing_is_counted_in_the_plural_in_brazil(number: int, told: str) -> None:
    assert speech("pt-BR").plural("{n} promise", "{n} promises", number) == told
