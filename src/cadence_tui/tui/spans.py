"""Lines of styled text, measured in terminal cells: what every widget here paints.

A span is a text and the palette role it wears; a line is a list of spans. Text from outside becomes
inert here once more (design law 5), so no widget has to think of it.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len, chop_cells, set_cell_size

from cadence_tui.model.text import plain

Span: TypeAlias = tuple[str, str]
Line: TypeAlias = list[Span]
Cell: TypeAlias = str | Span | Sequence[Span]


@lru_cache(maxsize=8192)
def fit(text: str, width: int, *, right: bool = False) -> str:
    """Text in exactly `width` cells: padded, or cut with an ellipsis."""
    text = plain(text)
    size = cell_len(text)
    if size == width:
        return text
    if size < width:
        padding = " " * (width - size)
        return padding + text if right else text + padding
    if width < 1:
        return ""
    return set_cell_size(set_cell_size(text, width - 1).rstrip(" ") + "…", width)


def spans(cell: Cell) -> Line:
    """A cell as a line of spans."""
    if isinstance(cell, str):
        return [(cell, "")]
    if isinstance(cell, tuple) and len(cell) == 2 and isinstance(cell[0], str) and isinstance(cell[1], str):
        return [(cell[0], cell[1])]
    return [(text, role) for text, role in cell]  # type: ignore[misc]


def width_of(line: Iterable[Span]) -> int:
    """Cells that a line takes."""
    return sum(_cells(text) for text, _ in line)


@lru_cache(maxsize=8192)
def _cells(text: str) -> int:
    return cell_len(plain(text))


def fit_line(line: Line, width: int, *, right: bool = False, fill: str = "") -> Line:
    """A line in exactly `width` cells; `fill` is the role of the padding."""
    used = width_of(line)
    if used <= width:
        padding = [(" " * (width - used), fill)] if used < width else []
        return [*padding, *line] if right else [*line, *padding]
    fitted: Line = []
    left = width
    for text, role in line:
        size = _cells(text)
        if size <= left - 1:
            fitted.append((text, role))
            left -= size
            continue
        fitted.append((fit(plain(text) + " …", left), role))
        return fitted
    return fitted


def wrap(line: Line, width: int, *, indent: int = 0) -> list[Line]:
    """A line broken at blanks into lines of at most `width` cells, later ones indented."""
    rows: list[Line] = []
    row: Line = []
    used = 0
    for text, role in line:
        for word in _words(plain(text)):
            size = cell_len(word)
            if row and used + cell_len(word.rstrip(" ")) > width:
                rows.append(row)
                row, used = ([(" " * indent, "")], indent) if indent else ([], 0)
                word = word.lstrip(" ")
                size = cell_len(word)
            for piece in chop_cells(word, max(1, width - indent)) if size > width - indent else (word,):
                if row and used + cell_len(piece.rstrip(" ")) > width:
                    rows.append(row)
                    row, used = ([(" " * indent, "")], indent) if indent else ([], 0)
                if used + cell_len(piece) > width:
                    piece = piece.rstrip(" ")
                row.append((piece, role))
                used += cell_len(piece)
    return [*rows, row] if row or not rows else rows


def join(lines: Sequence[Line], separator: Span) -> Line:
    """Lines strung together on one."""
    joined: Line = []
    for number, line in enumerate(lines):
        if number:
            joined.append(separator)
        joined.extend(line)
    return joined


def _words(text: str) -> Iterable[str]:
    start = 0
    for at, char in enumerate(text):
        if char == " " and at + 1 < len(text) and text[at + 1] != " ":
            yield text[start : at + 1]
            start = at + 1
    if start < len(text):
        yield text[start:]
