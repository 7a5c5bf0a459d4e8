"""Pages of titled parts: for the terminal, wrapped to its width, and as Markdown."""

import re
from collections.abc import Iterator, Sequence

from cadence_tui.cli.columns import cells
from cadence_tui.model.text import plain
from cadence_tui.views.model_page import PageGroup, PagePart

WIDTH = 80
_LABEL = 26
"""A label wider than this has its text on the next line."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")


def page_lines(title: str, parts: Sequence[PagePart], width: int = WIDTH) -> Iterator[str]:
    """The page for a terminal: what a row is about, then its other cells, wrapped under each other."""
    yield plain(title)
    for part in parts:
        yield ""
        yield plain(part.title).upper()
        labels = [label for label, _ in part.facts]
        for label, text in part.facts:
            yield from _labelled(label, text, "  ", _widest(labels), width)
        rows = [row for group in part.groups for row in group.rows]
        column = _widest([row[0] for row in rows])
        for group in part.groups:
            yield from _group(group, column, width)


def page_markdown(title: str, parts: Sequence[PagePart]) -> Iterator[str]:
    """The page as Markdown: a table for each group."""
    yield f"# {_escaped(title)}"
    for part in parts:
        yield from ("", f"## {_escaped(part.title)}")
        if part.facts:
            yield ""
            yield from (f"- **{_escaped(label)}**: {_escaped(text)}" for label, text in part.facts)
        for group in part.groups:
            if group.title:
                yield from ("", f"### {_escaped(group.title)}")
            yield ""
            yield _table_row(part.header)
            yield f"|{'---|' * len(part.header)}"
            yield from map(_table_row, group.rows)


def wrapped(text: str, width: int) -> Iterator[str]:
    """A text in lines of so many cells; a longer word stands alone."""
    line = ""
    for word in plain(text).split():
        if line and cells(line) + 1 + cells(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _group(group: PageGroup, column: int, width: int) -> Iterator[str]:
    if group.title:
        yield f"  {plain(group.title)}"
    indent = "    " if group.title else "  "
    for label, *others in group.rows:
        yield from _labelled(label, " · ".join(cell for cell in others if cell), indent, column, width)


def _labelled(label: str, text: str, indent: str, column: int, width: int) -> Iterator[str]:
    label, column = plain(label), column + 2
    lines = list(wrapped(text, max(width - len(indent) - column, 1)))
    if cells(label) + 2 > column:
        yield f"{indent}{label}"
        label = ""
    for line in lines:
        yield f"{indent}{label}{' ' * (column - cells(label))}{line}".rstrip()
        label = ""


def _widest(labels: Sequence[str]) -> int:
    """The width of the column of labels; 0 when most would not fit in one and stand above their text."""
    sizes = [cells(plain(label)) for label in labels]
    fitting = [size for size in sizes if size <= _LABEL]
    return max(fitting) if 2 * len(fitting) >= len(sizes) > 0 else 0


def _table_row(row: Sequence[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in row)} |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", plain(text))
