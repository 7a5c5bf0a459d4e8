"""The shell understands what the screens understand: days in words, filters, and says what there is."""

import pytest

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.views.vocabulary import VOCABULARY
from tests.cli.conftest import Cadence


@pytest.mark.parametrize(
    ("language", "said", "day"),
    [
        ("es", "en tres semanas", "2026-12-14"),
        ("pt-BR", "sexta", "2026-11-27"),
        ("en", "in two weeks", "2026-12-07"),
        ("en", "Friday, 4 December", "2026-12-04"),
        ("es", "4/12", "2026-12-04"),
        ("es", "2026-12-04", "2026-12-04"),
    ],
)
def test_a_day_ahead_may_be_said_in_the_readers_language(
    cadence: Cadence, language: str, said: str, day: str
) -> None:
    made = cadence("action", "add", "techstart", "Invoice", "--due", said, "--lang", language, "--json").data
    assert made["due"] == day
    moved = cadence("action", "edit", made["id"], "--due", said, "--priority", "high", "--lang", language)
    assert moved.status == 0, moved.err


def test_a_day_behind_may_be_said_too(cadence: Cadence) -> None:
    cadence("action", "add", "techstart", "Invoice")
    (made,) = cadence("log", "--since", "la semana pasada", "--lang", "es", "--json").data
    assert made["what"]
    as_of = cadence("health", "techstart", "--as-of", "há 3 dias", "--lang", "pt-BR", "--json").data
    written = cadence("health", "techstart", "--as-of", "2026-11-20", "--lang", "pt-BR", "--json").data
    assert as_of == written


def test_what_is_no_day_is_refused_with_forms_that_work(cadence: Cadence) -> None:
    told = cadence("action", "add", "techstart", "Invoice", "--due", "nunca", "--lang", "es")
    assert told.status == 2
    assert "una fecha como 2026-11-23, viernes, «en dos semanas»" in told.err
    told = cadence("search", "--since", "pronto", "api", "--lang", "es")
    assert told.status == 3
    for form in ("2026-10-01", "30d", "ayer", "hace 3 días"):
        assert form in told.err
        assert cadence("search", "--since", form, "api", "--lang", "es").status == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kinds_that_a_search_names_are_understood(cadence: Cadence, language: str) -> None:
    told = cadence("search", "--kind", "xyz", "--lang", language)
    assert told.status == 3
    _, _, listed = told.err.strip().rpartition(": ")
    kinds = listed.split(", ")
    assert speech(language).word(VOCABULARY["kind"]["call"]) in kinds
    for kind in kinds:
        assert cadence("search", "--kind", kind, "--lang", language).status == 0, kind


def test_what_a_search_finds_has_its_id(cadence: Cadence) -> None:
    hits = cadence("search", "api", "--json").data
    lines = cadence("search", "api").out.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [hit["id"] for hit in hits]


def test_a_reason_is_also_called_so(cadence: Cadence) -> None:
    made = cadence("action", "add", "techstart", "Invoice", "--json").data
    blocked = cadence("action", "block", made["id"], "--reason", "no order number", "--json").data
    assert blocked["blocked_reason"] == "no order number"


def test_of_an_unknown_option_those_of_the_command_are_named(cadence: Cadence) -> None:
    told = cadence("action", "block", "Invoice", "--because", "x")
    assert told.err == "There is no option --because; there is --why\n"
    assert "there is --account" in cadence("risk", "list", "--acount", "x").err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("theirs xyz:ana", ("owner:", "account:", "side:", "due:")),
        ("side:mine", ("ours", "theirs")),
        ("due:soon", ("today", "week", "2026-12")),
    ],
)
def test_a_filter_that_there_is_not_is_refused(cadence: Cadence, words: str, named: tuple[str, ...]) -> None:
    board = cadence("actions", *words.split())
    file = cadence("export", "actions", "--format", "csv", "--filter", words)
    assert (board.status, file.status) == (2, 2)
    assert board.err == file.err
    assert all(name in board.err for name in named)
    assert file.out == ""


def test_filters_in_every_language_and_hours_in_titles_are_let_through(cadence: Cadence) -> None:
    for words in ("lado:nuestro", "responsável:ana", "due:2026-12", "due:week", "10:30", "vence:hoy"):
        assert cadence("actions", words).status == 0, words
