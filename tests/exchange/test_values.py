"""Cells are read as what they say, or refused with what would have been understood."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange import formulas, words
from cadence_tui.exchange.amounts import amount_reader
from cadence_tui.exchange.dates import date_reader
from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.exchange.values import Column, cell_text, reader
from cadence_tui.model.rules.exchange import ColumnRule, ColumnType
from cadence_tui.model.text import fold, plain
from tests.exchange.book import small_book


def read(kind: ColumnType, cell: str, *others: str, choices: str = "") -> object:
    rule = ColumnRule(type=kind, choices=choices)
    return reader(Column(rule, [cell, *others], small_book()))(cell)


def refusal(kind: ColumnType, cell: str, *others: str, choices: str = "") -> str:
    with pytest.raises(Unreadable) as caught:
        read(kind, cell, *others, choices=choices)
    return str(caught.value)


@pytest.mark.parametrize(
    ("cell", "others", "amount", "currency"),
    [
        ("1200", (), "1200.00", ""),
        ("0", (), "0.00", ""),
        ("120.000,50", (), "120000.50", ""),
        ("120,000.50", (), "120000.50", ""),
        ("1.234.567", (), "1234567.00", ""),
        ("1,234,567.8", (), "1234567.80", ""),
        ("1200,5", (), "1200.50", ""),
        ("1200.125", (), "1200.125", ""),
        ("0.125", (), "0.125", ""),
        ("1 200,50", (), "1200.50", ""),
        ("1'200.50", (), "1200.50", ""),
        ("1\u00a0200", (), "1200.00", ""),
        ("1.200", ("3,50",), "1200.00", ""),
        ("1.200", ("3.50",), "1.200", ""),
        ("1,200", ("1.000,00",), "1.200", ""),
        ("1,200", ("1,000,000",), "1200.00", ""),
        ("US$ 120,000.00", (), "120000.00", "USD"),
        ("R$ 1.200,00", (), "1200.00", "BRL"),
        ("€1200", (), "1200.00", "EUR"),
        ("1200 EUR", (), "1200.00", "EUR"),
        ("cop 5000000", (), "5000000.00", "COP"),
        ("$ 1200", (), "1200.00", ""),
    ],
)
def test_amounts(cell: str, others: tuple[str, ...], amount: str, currency: str) -> None:
    found = amount_reader([cell, *others])(cell)
    assert (found.amount, found.currency) == (amount, currency)


@pytest.mark.parametrize(
    "cell",
    ["12,x", "-5", "1.2.3", "12.34.567", "1,23,456", "1e5", "NaN", "٣٤", "1" * 16, "EUR", "1.234,567,890"],
)
def test_amounts_that_are_none(cell: str) -> None:
    assert refusal("amount", cell) == "an amount such as 120000.00"


@pytest.mark.parametrize("others", [(), ("5.000",), ("3,50", "3.50")])
def test_an_amount_with_two_readings_is_refused(others: tuple[str, ...]) -> None:
    assert "1200.00; this may be 1.2 or 1200" in refusal("amount", "1.200", *others)


@pytest.mark.parametrize(
    ("cell", "others", "iso"),
    [
        ("2026-12-31", (), "2026-12-31"),
        ("2026/1/5", (), "2026-01-05"),
        ("2026-12-31T23:30:00-03:00", (), "2026-12-31"),
        ("2026-12-31 00:00:00", (), "2026-12-31"),
        ("31/12/2026", (), "2026-12-31"),
        ("12/31/2026", (), "2026-12-31"),
        ("04/05/2026", ("31/12/2026",), "2026-05-04"),
        ("04/05/2026", ("12-31-2026",), "2026-04-05"),
        ("05/05/2026", (), "2026-05-05"),
        ("04.05.2026", (), "2026-05-04"),
        ("04.05.2026", ("12/31/2026",), "2026-05-04"),
    ],
)
def test_dates(cell: str, others: tuple[str, ...], iso: str) -> None:
    assert date_reader([cell, *others])(cell) == iso


@pytest.mark.parametrize(
    ("cell", "others", "said"),
    [
        ("04/05/2026", (), "nothing in this column tells the day from the month"),
        ("04/05/2026", ("31/12/2026", "12/31/2026"), "some dates begin with the day, some not"),
        ("12/31/2026", ("31/12/2026",), "some dates begin with the day, some not"),
        ("31/12/26", (), "a year of four digits"),
        ("46022", (), "this one would be 2025-12-31"),
        ("2026-02-30", (), "a day that the calendar has"),
        ("30/02/2026", (), "a day that the calendar has"),
        ("0206-02-03", (), "a year between 1900 and 2199"),
        ("next week", (), "a date such as 2026-12-31"),
        ("", (), "a date such as 2026-12-31"),
    ],
)
def test_dates_that_are_none(cell: str, others: tuple[str, ...], said: str) -> None:
    assert said in refusal("date", cell, *others)


def test_a_week_begins_on_a_monday() -> None:
    assert read("monday", "2026-03-02") == "2026-03-02"
    assert "begins on 2026-03-02" in refusal("monday", "2026-03-04")


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("instant", "2026-03-02T09:00:00-03:00", "2026-03-02T12:00:00+00:00"),
        ("instant", "2026-03-02T09:00:00Z", "2026-03-02T09:00:00+00:00"),
        ("instant", "2026-03-02", "2026-03-02T00:00:00+00:00"),
        ("count", "1.200", 1200),
        ("count", "1,234,567", 1234567),
        ("count", "12.0", 12),
        ("score", "9", 9.0),
        ("score", "8,5", 8.5),
        ("share", "50 %", 0.5),
        ("share", "0,35", 0.35),
        ("currency", "eur", "EUR"),
        ("currency", "r$", "BRL"),
        ("boolean", "SÍ", True),
        ("boolean", "Não", False),
        ("boolean", "x", True),
        ("boolean", "0", False),
        ("language", "Português", "pt-BR"),
        ("language", "ES", "es"),
        ("country", "méxico", "MX"),
        ("country", "Reino Unido", "GB"),
        ("country", "se", "SE"),
        ("timezone", "america/bogota", "America/Bogota"),
        ("hours", "Lun-Vie 9:00-13:00, sáb 10:00-12:00", "Mon-Fri 09:00-13:00, Sat 10:00-12:00"),
        ("hours", "segunda-feira-Sexta-feira 09:00-18:00", "Mon-Fri 09:00-18:00"),
        ("email", "ana@example.com", "ana@example.com"),
        ("tags", "a; b,a , c", ["a", "b", "c"]),
        ("segment", "Pequeña empresa", "smb"),
        ("touch", "business review", "business_review"),
        ("account", "C-1", "a1"),
        ("account", "Gestión Ágil", "a2"),
        ("person", "ana", "p1"),
        ("person", "Marta Oliveira", "p2"),
    ],
)
def test_values(kind: ColumnType, cell: str, value: object) -> None:
    assert read(kind, cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        ("instant", "2026-03-02T09:00", "with its offset"),
        ("instant", "soon", "2026-12-31T09:00:00+00:00"),
        ("count", "12.5", "a whole number"),
        ("count", "-1", "a whole number"),
        ("count", "9" * 12, "a whole number"),
        ("score", "nine", "a number such as"),
        ("share", "150 %", "a share"),
        ("share", "0", "a share"),
        ("currency", "dollars", "a currency code"),
        ("currency", "XXX", "a currency code"),
        ("boolean", "maybe", "yes or no"),
        ("language", "Klingon", "a language"),
        ("country", "Atlantis", "a country"),
        ("timezone", "../../etc/passwd", "a time zone"),
        ("timezone", "GMT+3", "a time zone"),
        ("hours", "always", "working hours"),
        ("email", "ana@", "an e-mail address"),
        ("email", "a b@example.com", "an e-mail address"),
        ("segment", "Gold", "one of: enterprise, smb"),
        ("account", "Acme ", "the exact name"),
        ("account", "acme", "the exact name"),
        ("person", "nobody", "the login"),
    ],
)
def test_values_that_are_none(kind: ColumnType, cell: str, said: str) -> None:
    assert said in refusal(kind, cell)


@pytest.mark.parametrize(
    ("vocabulary", "cell", "value"),
    [
        ("action_status", "En curso", "in_progress"),
        ("action_status", "concluída", "done"),
        ("action_status", "Waiting on customer", "waiting"),
        ("touch_status", "no-show".replace("-", " "), "no_show"),
        ("side", "Del cliente", "theirs"),
        ("priority", "Média", "normal"),
        ("severity", "CRÍTICO", "critical"),
        ("channel", "reunião", "video"),
        ("survey", "NPS", "nps"),
        ("role", "líder", "lead"),
    ],
)
def test_vocabularies_speak_three_languages(vocabulary: str, cell: str, value: str) -> None:
    assert read("choice", cell, choices=vocabulary) == value


def test_a_whole_number_stays_below_the_bound_of_its_column() -> None:
    minutes = reader(Column(ColumnRule(type="count", most=1440), ["1440", "1441"], small_book()))
    assert minutes("1440") == 1440
    with pytest.raises(Unreadable, match="from 0 to 1440"):
        minutes("1441")


def test_a_word_outside_the_vocabulary_is_answered_with_it() -> None:
    assert refusal("choice", "someday", choices="priority") == "one of: high, normal, low"


def test_no_word_of_a_vocabulary_means_two_things() -> None:
    for rule in (words.words().languages, words.words().weekdays, *words.words().choices.values()):
        meanings = {(fold(name), own) for own, names in rule.items() for name in (own, *names)}
        assert len({name for name, _ in meanings}) == len(meanings)


def test_no_header_means_two_columns() -> None:
    for kind in words.kinds():
        columns = words.kind_rule(kind).columns
        taken = {(words.key(name), own) for own, rule in columns.items() for name in (own, *rule.headers)}
        assert len({name for name, _ in taken}) == len(taken), kind


@given(st.text())
def test_a_guarded_text_never_starts_a_formula_and_comes_back(text: str) -> None:
    assert formulas.guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert formulas.unguarded(formulas.guarded(text)) == text


def test_text_of_a_cell_is_inert() -> None:
    assert cell_text(" [red]\x1b]0;x\x07\u202e ") == "[red]␛]0;x␇\ufffd"
    assert cell_text("two\r\nlines", lines=True) == "two\nlines"
    assert cell_text("'=1+1") == "=1+1"
    assert cell_text("'quoted'") == "'quoted'"


_FIGURES = ("amount", "count", "score", "share", "date", "monday", "instant", "hours", "currency")


@given(st.text("0123456789.,-/: TZ+%R$€MonFri", max_size=14), st.sampled_from(_FIGURES))
def test_any_text_is_read_or_refused(text: str, kind: ColumnType) -> None:
    with suppress(Unreadable):
        assert read(kind, plain(text).strip()) is not None
