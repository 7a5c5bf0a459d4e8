"""Comma, semicolon and tab separated text, record by record."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import TextIO

from msgspec import Struct

from cadence_tui.exchange.faults import bad
from cadence_tui.model.message import message

_DELIMITERS = ",;\t"
_SNIFFED_RECORDS = 20
_NAMED = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)


class Record(Struct, frozen=True):
    """A row as it stands: its number in a spreadsheet (1 is the first), its cells."""

    number: int
    cells: list[str]


def sniff(sample: str) -> str:
    """The delimiter of a file: the one that cuts most of its first rows like the header, else the comma.

    A first line `sep=;`, as spreadsheets write it, decides.
    """
    named = _NAMED.match(sample)
    if named:
        return named[1]
    return max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def records(stream: TextIO, delimiter: str, file: str) -> Iterator[Record]:
    """The records of a stream opened with `newline=""`, blank ones left out; double quotes protect anything.

    Raises BadInput for a quote that is never closed or is followed by more text.
    """
    consumed: list[str] = []
    reader = csv.reader(_noting(stream, consumed), delimiter=delimiter, strict=True)
    number = 0
    header: list[str] = []
    while True:
        number += 1
        consumed.clear()
        try:
            cells = next(reader, None)
        except csv.Error:
            column, found = _open_quote(consumed, delimiter)
            field = header[column] if column < len(header) else ""
            raise bad(
                file, message("a closing quote after each opening one"), row=number, field=field, found=found
            ) from None
        if cells is None:
            return
        if number == 1 and _NAMED.fullmatch(consumed[0]):
            continue
        if any(cells):
            header = header or cells
            yield Record(number, cells)


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    found = _loose_records(sample, delimiter)
    width = len(found[0]) if found else 0
    if width < 2:
        return 0.0, 0
    return sum(len(cells) == width for cells in found) / len(found), width


def _loose_records(text: str, delimiter: str) -> list[list[str]]:
    found: list[list[str]] = []
    try:
        found.extend(
            islice(filter(any, csv.reader(StringIO(text, newline=""), delimiter=delimiter)), _SNIFFED_RECORDS)
        )
    except csv.Error:
        return found
    return found


def _noting(stream: TextIO, consumed: list[str]) -> Iterator[str]:
    for line in stream:
        consumed.append(line)
        yield line


def _open_quote(consumed: list[str], delimiter: str) -> tuple[int, str]:
    beginning = "".join(consumed[:100])[:10_000]
    cells = next(csv.reader(StringIO(beginning, newline=""), delimiter=delimiter), [""])
    return len(cells) - 1, cells[-1]
