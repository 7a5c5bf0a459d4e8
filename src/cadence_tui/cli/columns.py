"""Rows of text in aligned columns, measured in terminal cells."""

import unicodedata
from collections.abc import Iterator, Sequence

from cadence_tui.model.text import plain

_GAP = "  "
_WIDE = "WF"


def columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> Iterator[str]:
    """A line for the header and one per row; the columns `right` are set flush right."""
    shown = [[plain(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(cells, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        padded = [
            _blank(width - cells(cell)) + cell if place in right else cell + _blank(width - cells(cell))
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield _GAP.join(padded).rstrip()


def clipped(text: str, room: int) -> str:
    """The text, or its beginning and a mark that more was there, in at most so many cells."""
    text = plain(text)
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def cells(text: str) -> int:
    """How many cells of a terminal a text fills."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def _blank(count: int) -> str:
    return " " * count
