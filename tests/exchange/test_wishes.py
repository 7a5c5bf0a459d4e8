"""Wishes in files of accounts and contacts: read in three languages, field by field, refused by row."""

import json
from typing import Any

import pytest

from cadence_tui.model.errors import BadInput
from tests.exchange.book import Book, run_import
from tests.exchange.conftest import Write

HEADERS = {
    "en": "name;wish_every_days;wish_channel;wish_weekdays;wish_hours;quiet;refused;wanted;pinned",
    "es": "nombre;frecuencia deseada;canal preferido;días preferidos;horario preferido;sin contacto;"
    "no quiere recibir;acepta recibir;días acordados",
    "pt-BR": "nome;frequência desejada;canal preferido;dias preferidos;horário preferido;sem contato;"
    "não quer receber;aceita receber;dias combinados",
}
ROWS = {
    "en": ["14", "call", "Mon, Thu", "Mon-Thu 09:00-12:00", "2026-07-01..2026-07-15", "business_review"],
    "es": [
        "14",
        "llamada",
        "lun, jue",
        "lun-jue 09:00-12:00",
        "01/07/2026 a 15/07/2026",
        "Revisión de negocio",
    ],
    "pt-BR": [
        "14",
        "chamada",
        "seg, qui",
        "seg-qui 9:00-12:00",
        "01/07/2026 até 15/07/2026",
        "business review",
    ],
}
AGREED = {
    "en": "check_in: first Tuesday; business_review: FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH",
    "es": "Seguimiento: primer martes de cada mes; Revisión de negocio: trimestral, el primer jueves",
    "pt-BR": "Acompanhamento: primeira terça; Revisão de negócio: trimestral, na primeira quinta",
}


def wishes(write: Write, text: str, kind: str = "accounts", book: Book | None = None) -> dict[str, Any]:
    book = book or Book()
    run_import(kind, write(text), book)
    return book.all(kind.removesuffix("s"))[-1].get("preferences", {})


@pytest.mark.parametrize("language", list(ROWS))
@pytest.mark.parametrize("header", list(HEADERS.values()))
def test_wishes_are_read_in_every_language(write: Write, header: str, language: str) -> None:
    cells = ["Alfa", *ROWS[language], "check in", AGREED[language]]
    row = ";".join(f'"{cell}"' for cell in cells)
    assert wishes(write, f"{header}\n{row}\n") == {
        "every_days": 14,
        "channel": "call",
        "weekdays": [0, 3],
        "hours": "Mon-Thu 09:00-12:00",
        "quiet": [["2026-07-01", "2026-07-15"]],
        "refused": ["business_review"],
        "wanted": ["check_in"],
        "pinned": [
            {"touch": "check_in", "when": "FREQ=MONTHLY;BYDAY=1TU"},
            {"touch": "business_review", "when": "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH"},
        ],
    }


def test_a_file_of_json_says_them_too(write: Write) -> None:
    book = Book()
    wished = {"wish_every_days": 14, "wish_weekdays": ["Mon", "Tue"], "pinned": ["check_in: dia 15"]}
    run_import("accounts", write(json.dumps({"name": "Alfa", **wished}), "file.jsonl"), book)
    assert book.all("account")[0]["preferences"] == {
        "every_days": 14,
        "weekdays": [0, 1],
        "pinned": [{"touch": "check_in", "when": "FREQ=MONTHLY;BYMONTHDAY=15"}],
    }


def test_only_the_wishes_that_a_file_names_are_touched(write: Write) -> None:
    book = Book()
    book.add(
        "account", name="Alfa", preferences={"channel": "email", "every_days": 7, "hours": "Mon 09:00-10:00"}
    )

    assert wishes(write, "name;wish_every_days\nAlfa;28\n", book=book) == {
        "channel": "email",
        "every_days": 28,
        "hours": "Mon 09:00-10:00",
    }
    assert wishes(write, "name;wish_channel;wish_hours\nAlfa;;\n", book=book) == {"every_days": 28}
    assert wishes(write, "name;wish_every_days\nAlfa;\n", book=book) == {}
    assert "preferences" not in book.all("account")[0]


def test_contacts_have_wishes_of_their_own(write: Write) -> None:
    book = Book()
    book.add("account", name="Alfa")
    found = wishes(write, "account;name;quiet;wish_channel\nAlfa;Eva;2026-07-01;video\n", "contacts", book)
    assert found == {"channel": "video", "quiet": [["2026-07-01", "2026-07-01"]]}


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("wish_every_days", "often", "a whole number from 1"),
        ("wish_every_days", "0", "a whole number from 1"),
        ("wish_channel", "fax", "one of: call, video, email, message"),
        ("wish_channel", "auto_email", "one of: call, video, email, message"),
        ("wish_weekdays", "Funday", "weekdays"),
        ("wish_hours", "mornings", "working hours"),
        ("quiet", "2026-07-15..2026-07-01", "a last day that does not lie before the first"),
        ("refused", "kickoff", "one of: check_in, business_review"),
        ("pinned", "Arranque: lunes", "one of: check_in, business_review"),
        ("quiet", "July", "a date"),
        ("refused", "spam", "one of: check_in, business_review"),
        ("wanted", "spam", "one of: check_in, business_review"),
        ("pinned", "check_in: whenever", "a day that comes again"),
        ("pinned", "check_in: every 2 weeks", "a day besides the rhythm"),
        ("pinned", "spam: Mondays", "one of: check_in, business_review"),
    ],
)
def test_a_wish_that_cannot_be_read_is_a_fault_of_its_row(
    write: Write, column: str, cell: str, expected: str
) -> None:
    with pytest.raises(BadInput) as refused:
        wishes(write, f'name;{column}\nAlfa;\nBeta;"{cell}"\n')

    (where,) = refused.value.where
    assert (where.row, where.field, where.found) == (3, column, cell)
    assert str(where.expected).startswith(expected)


def test_what_is_refused_and_wanted_at_once_is_a_fault(write: Write) -> None:
    with pytest.raises(BadInput) as refused:
        wishes(write, "name;refused;wanted\nAlfa;check_in;check_in\n")
    assert (refused.value.where[0].row, refused.value.where[0].field) == (2, "wanted")
