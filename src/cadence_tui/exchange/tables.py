"""Tables from files: CSV or JSON on disk becomes a header and rows of text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from cadence_tui.exchange.delimited import Record, records, sniff
from cadence_tui.exchange.encoding import LIMIT_BYTES, inspect
from cadence_tui.exchange.faults import LISTED, Faults, bad
from cadence_tui.exchange.json_rows import Cells, is_json, json_rows
from cadence_tui.exchange.mojibake import repair
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import excerpt, fold, plain


class Row(Struct, frozen=True):
    """One row: its number in the file, a cell per header name; None where a JSON row names no such field."""

    number: int
    cells: list[str | None]


class Table(Struct, frozen=True):
    """A file as rows of text under a header; `warnings` say what was repaired on the way."""

    file: str
    header: list[str]
    rows: list[Row]
    warnings: list[Message]


def read_table(path: Path, *, limit: int = LIMIT_BYTES) -> Table:
    """The table in a CSV, JSON Lines or JSON array file of fewer than `limit` bytes (X7).

    Comma, semicolon or tab; UTF-8 or Windows-1252; double-encoded text is repaired with a warning.
    Rows keep their numbers, blank ones are left out. Raises BadInput with file, row, field, found, expected.
    """
    source = inspect(path, limit)
    build = _Builder(source.file, list(source.warnings))
    try:
        with path.open(encoding=source.encoding, newline="") as stream:
            if is_json(path.suffix, source.sample):
                build.from_objects(json_rows(stream, source.file))
            else:
                build.from_records(records(stream, sniff(source.sample), source.file))
    except (OSError, UnicodeError) as error:
        raise bad(source.file, message("a readable file"), found=str(error)) from None
    return build.finished()


def table_of(file: str, rows: Iterator[tuple[int, Cells]], warnings: Sequence[Message] = ()) -> Table:
    """The table of numbered rows from another format, repaired as those of `read_table`. Raises BadInput."""
    build = _Builder(file, list(warnings))
    build.from_objects(rows)
    return build.finished()


class _Builder:
    """Gathers rows, repairs and faults of one file while it is read."""

    def __init__(self, file: str, warnings: list[Message]) -> None:
        self._file = file
        self._warnings = warnings
        self._faults = Faults(file)
        self._repairs_untold = 0
        self._header: list[str] = []
        self._rows: list[Row] = []

    def from_records(self, found: Iterator[Record]) -> None:
        first = next(found, None)
        if first is None:
            return
        self._header = self._checked_header(first)
        width = len(self._header)
        for record in found:
            cells = _fitted(record.cells, width)
            if len(cells) != width:
                self._ragged(record, width)
                continue
            self._add(record.number, cells)

    def from_objects(self, found: Iterator[tuple[int, Cells]]) -> None:
        places: dict[str, int] = {}
        for number, named in found:
            for name in named:
                if name not in places:
                    places[name] = len(places)
                    self._header.append(self._sound(name, number, name))
            cells: list[str | None] = [None] * len(places)
            for name, cell in named.items():
                cells[places[name]] = cell
            self._add(number, cells)
        for row in self._rows:
            row.cells.extend([None] * (len(places) - len(row.cells)))
        self._check_names(None)

    def finished(self) -> Table:
        if self._repairs_untold:
            self._warnings.append(
                message("Texts encoded twice, repaired likewise: {n} more", n=self._repairs_untold)
            )
        self._faults.raise_any()
        if not self._rows:
            raise bad(self._file, message("rows under the header; there is none"))
        return Table(self._file, [plain(name).strip() for name in self._header], self._rows, self._warnings)

    def _checked_header(self, record: Record) -> list[str]:
        header = [self._sound(name, record.number, name) for name in record.cells]
        while header and not header[-1].strip():
            header.pop()
        self._header = header
        self._check_names(record.number)
        return header

    def _check_names(self, row: int | None) -> None:
        seen: set[str] = set()
        for name in self._header:
            key = fold(name)
            if key and key in seen:
                raise bad(self._file, message("each column once"), row=row, field=name, found=name)
            seen.add(key)

    def _add(self, number: int, cells: list[str | None]) -> None:
        for place, cell in enumerate(cells):
            if cell is None or (cell.isascii() and "\0" not in cell):
                continue
            if "\0" in cell:
                expected = message("text without NUL characters")
                self._faults.add(expected, row=number, field=self._header[place], found=cell)
                continue
            cells[place] = self._sound(cell, number, self._header[place])
        self._rows.append(Row(number, cells))

    def _sound(self, cell: str, row: int, field: str) -> str:
        sound = repair(cell)
        if sound is None:
            return cell
        if len(self._warnings) >= LISTED:
            self._repairs_untold += 1
            return sound
        self._warnings.append(
            message(
                "Row {row}, {field}: “{before}” was encoded twice and is read as “{after}”",
                row=row,
                field=excerpt(field),
                before=excerpt(cell),
                after=excerpt(sound),
            )
        )
        return sound

    def _ragged(self, record: Record, width: int) -> None:
        cells = record.cells
        field = self._header[len(cells)] if len(cells) < width else ""
        expected = message("{width} cells as in the header, not {n}", width=width, n=len(cells))
        self._faults.add(expected, row=record.number, field=field, found=" | ".join(cells[:10]))


def _fitted(cells: list[str], width: int) -> list[str | None]:
    """Cells without the blank ones that spreadsheets add behind the last column."""
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    return [*cells]
