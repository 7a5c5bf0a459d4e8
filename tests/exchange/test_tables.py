"""Files become tables, or refusals that say where and why."""

import json
import os
import time
from pathlib import Path

import pytest

from cadence_tui.exchange.tables import Table, read_table
from cadence_tui.locale import speech
from cadence_tui.model.errors import BadInput, Where
from tests.exchange.conftest import Write


def cells(table: Table) -> list[list[str | None]]:
    return [row.cells for row in table.rows]


def refused(path: Path, **options: int) -> tuple[BadInput, Where]:
    with pytest.raises(BadInput) as caught:
        read_table(path, **options)
    return caught.value, caught.value.where[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_delimiters_line_ends_and_marks(write: Write, delimiter: str, ending: str, mark: bytes) -> None:
    text = ending.join([f"name{delimiter}arr", f"Ação{delimiter}1", f'"a{delimiter}""b"""{delimiter}2', ""])
    table = read_table(write(mark + text.encode()))
    assert table.header == ["name", "arr"]
    assert cells(table) == [["Ação", "1"], [f'a{delimiter}"b"', "2"]]
    assert not table.warnings


def test_commas_in_amounts_do_not_hide_the_semicolon(write: Write) -> None:
    table = read_table(write("name;arr;note\nAcme, Inc;120.000,50;a, b\nBeta, SA;1,5;c\n"))
    assert cells(table)[0] == ["Acme, Inc", "120.000,50", "a, b"]


def test_a_spreadsheets_separator_line_decides(write: Write) -> None:
    table = read_table(write("sep=;\r\nname;arr\r\nAcme;1\r\n"))
    assert (table.header, table.rows[0].number) == (["name", "arr"], 3)


def test_one_column_needs_no_delimiter(write: Write) -> None:
    assert cells(read_table(write("name\nAcme\nBeta\n"))) == [["Acme"], ["Beta"]]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(write: Write) -> None:
    table = read_table(write('name,note\n\nAcme,"two\nlines"\n,,\nBeta,x\n'))
    assert [(row.number, row.cells) for row in table.rows if any(row.cells)] == [
        (3, ["Acme", "two\nlines"]),
        (5, ["Beta", "x"]),
    ]


def test_windows_1252_is_read_with_a_warning(write: Write) -> None:
    table = read_table(write("name,city\nAção – “x”,São Paulo\n".encode("cp1252")))
    assert cells(table) == [["Ação – “x”", "São Paulo"]]
    assert "was read as Windows-1252" in str(table.warnings[0])


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman"])
def test_double_encoded_text_is_repaired_with_a_warning(write: Write, wrong: str) -> None:
    table = read_table(write("name,descripción\nGestión,ok\n".encode().decode(wrong)))
    assert (table.header, cells(table)) == (["name", "descripción"], [["Gestión", "ok"]])
    figures = table.warnings[1].figures
    before = "Gestión".encode().decode(wrong)
    assert figures == {"row": 2, "field": "name", "before": before, "after": "Gestión"}


def test_one_windows_row_among_utf8_rows_spoils_none(write: Write) -> None:
    content = "name\nGestión\n".encode() + "Ação\n".encode("cp1252")
    assert cells(read_table(write(content))) == [["Gestión"], ["Ação"]]


def test_many_repairs_are_summed_up(write: Write) -> None:
    table = read_table(write("name\n" + "Gesti√≥n\n" * 250))
    assert len(table.warnings) == 201
    assert table.warnings[-1].figures["n"] == 50


def test_json_lines_and_arrays_say_what_csv_says(write: Write) -> None:
    rows = [
        {"name": "Acme", "arr": 1234.567, "strategic": True, "tags": ["a", 1], "goal": None},
        {"name": "Beta\nSA", "seats": 12},
    ]
    expected = [["Acme", "1234.5670", "true", "a, 1", "", None], ["Beta\nSA", None, None, None, None, "12"]]
    lines = "\n".join(json.dumps(row) for row in rows)
    for content, name in ((lines, "f.jsonl"), (lines, "f.csv"), (json.dumps(rows, indent=1), "f.json")):
        table = read_table(write(content, name))
        assert table.header == ["name", "arr", "strategic", "tags", "goal", "seats"]
        assert cells(table) == expected


def test_a_folder_pipe_missing_or_forbidden_file_is_named(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, said in (
        (tmp_path, "not a folder"),
        (pipe, "not a pipe"),
        (tmp_path / "none.csv", "an existing file"),
        (tmp_path / ("x" * 300), "a readable file"),
        (Path("a\0b"), "a readable file"),
    ):
        error, where = refused(path)
        assert said in str(where.expected)
        assert where.file in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(write: Write) -> None:
    path = write("name\nAcme\n")
    path.chmod(0)
    assert "may be read" in str(refused(path)[1].expected)


def test_a_file_of_100_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    began = time.perf_counter()
    _, where = refused(path)
    assert time.perf_counter() - began < 0.1
    assert (where.found, str(where.expected)) == ("100 MB", "less than 100 MB; split the file")


def test_the_limit_is_the_callers(write: Write) -> None:
    assert len(read_table(write("name\nAcme\n"), limit=11).rows) == 1
    assert refused(write("name\nAcme\n"), limit=10)[1].found == "0 MB"


@pytest.mark.parametrize(
    ("content", "row", "field", "found", "expected"),
    [
        (b"", None, "", "", "a header row and data; the file is empty"),
        (b"\xef\xbb\xbf\r\n \n", None, "", "", "a header row and data; the file is empty"),
        (b"name,arr\n", None, "", "", "rows under the header; there is none"),
        (b"[]", None, "", "", "rows under the header; there is none"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, None, "", "", "text; this is a binary file"),
        ("name\nAcme\n".encode("utf-16"), None, "", "", "this is UTF-16"),
        (b"PK\x03\x04" + b"sheet" * 50, None, "", "", "a workbook or an archive"),
        (b"name\nAcm\xc3\x81 \x81\n", None, "", "", "text in UTF-8 or Windows-1252"),
        (b"name,arr\nAcme,1\nBe\0ta,2\n" + b"x,1\n" * 40, 3, "name", "Be␀ta", "text without NUL characters"),
        (b"name,Arr,arr\nAcme,1,2\n", 1, "arr", "arr", "each column once"),
        (b"name,arr,owner\nAcme,1\n", 2, "owner", "Acme | 1", "3 cells as in the header, not 2"),
        (b"name,arr\nAcme,1\nBeta,2,x\n", 3, "", "Beta | 2 | x", "2 cells as in the header, not 3"),
        (b'name,arr\nAcme,1\nBeta,"2\nGamma,3\n', 3, "arr", "2 Gamma,3", "a closing quote"),
        (b'name,arr\n"Acme" x,1\n', 2, "", "", "a closing quote"),
        (b'{"name": "Acme"}\n{"name": \n', 2, "", '{"name":', "one JSON object per line"),
        (b'{"name": "Acme"}\n["Beta"]\n', 2, "", "['Beta']", "a JSON object"),
        (b'{"name": {"first": "A"}}\n', 1, "name", "{'first': 'A'}", "text, a number, or a list of them"),
        (b'{"name": 1e999999}\n', 1, "name", "1E+999999", "a number of usual size"),
        (b'[{"name": "Acme"}', None, "", "", "a JSON array of objects"),
        (b"[{" + b'"a":[' * 100_000, None, "", "", "a JSON array of objects"),
        (b'[{"a":' + b"9" * 6000 + b"}]", None, "", "", "a JSON array of objects"),
    ],
)
def test_a_fault_says_where_what_and_what_instead(
    write: Write, content: bytes, row: int | None, field: str, found: str, expected: str
) -> None:
    path = write(content)
    error, where = refused(path)
    assert (where.file, where.row) == (str(path), row)
    assert expected in str(where.expected)
    if field:
        assert where.field == field
    if found:
        assert where.found == found
    assert str(path) in str(error)
    assert error.exit_status == 3


def test_a_quote_that_swallows_the_file_is_found_in_its_row(write: Write) -> None:
    _, where = refused(write('name,note\nAcme,x\nBeta,"open\n' + "row,row\n" * 40_000))
    assert (where.row, where.field) == (3, "note")


def test_every_ragged_row_is_listed(write: Write) -> None:
    error, _ = refused(write("name,arr\n" + "Acme\n" * 300))
    assert (len(error.where), error.message.figures["n"]) == (200, 300)


def test_a_refusal_is_worded_in_three_languages(write: Write) -> None:
    error, _ = refused(write("name,arr,owner\nAcme,1\n", "c.csv"))
    said = {language: speech(language).word(error.message) for language in ("en", "es", "pt-BR")}
    assert "Row 2, owner: found “Acme | 1”, expected 3 cells" in said["en"]
    assert "Fila 2, owner: hay «Acme | 1», se esperaba 3 celdas" in said["es"]
    assert "Linha 2, owner: há “Acme | 1”, esperava-se 3 células" in said["pt-BR"]
