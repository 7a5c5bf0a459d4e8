"""Whatever bytes a file holds, an import either understands them or refuses them in words."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.archive import read_export
from cadence_tui.exchange.columns import read_map
from cadence_tui.exchange.faults import sentence
from cadence_tui.exchange.merge import plan_changes
from cadence_tui.exchange.words import kind_rule, kinds
from cadence_tui.locale import speech
from cadence_tui.model.errors import BadInput
from tests.exchange.book import NOW, batch_of, small_book

MODEST = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = (
    st.binary(max_size=12)
    | st.text("=,;\t\"'\r\n\0 aé√≥Ã{}[]:0123456789./-", max_size=12).map(str.encode)
    | st.sampled_from(
        [b"name", b'{"name":', b"arr\n", b"\xef\xbb\xbf", b"sep=;\n", b"Acme", b"\xc3", b"1.200"]
    )
)
ODD_BYTES = st.lists(PIECES, max_size=12).map(b"".join)
CELLS = st.sampled_from(
    [
        "",
        "Acme",
        "C-1",
        "ana",
        "2026-03-02",
        "02/03/2026",
        "1.200",
        "9",
        "nps",
        "smb",
        "check_in",
        "x",
        "yes",
        "open",
        "€",
    ]
)


@MODEST
@given(ODD_BYTES, st.sampled_from(kinds()), st.sampled_from(["f.csv", "f.json", "f.jsonl"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, kind: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with suppress(BadInput):
        batch_of(kind, path, small_book())
    with suppress(BadInput):
        read_export(path)
    with suppress(BadInput):
        read_map(path, kind)


@MODEST
@given(st.data(), st.sampled_from(kinds()))
def test_any_rows_are_planned_or_refused_in_three_languages(
    tmp_path: Path, data: st.DataObject, kind: str
) -> None:
    columns = list(kind_rule(kind).columns)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=5))
    path = tmp_path / "f.csv"
    path.write_text("\n".join(",".join(row) for row in [columns, *rows]), encoding="utf-8")
    book = small_book()
    try:
        plan_changes(batch_of(kind, path, book), book, now=NOW)
    except BadInput as error:
        for language in ("en", "es", "pt-BR"):
            said = [speech(language).word(text) for text in (error.message, *map(sentence, error.where))]
            if not all(said) or any("{" in text for text in said):
                pytest.fail(f"{language}: {said}")
