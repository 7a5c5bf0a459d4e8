"""Lines of which a few cells change now and then: clocks and meters. Only those cells are painted."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.model.text import plain
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.paint import strip


class Live(Widget):
    """Shows lines as they are, without wrapping."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Live { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Shows other lines; cells that stay the same are not painted again."""
        was, self._lines = self._lines, list(lines)
        if len(was) != len(self._lines):
            self.refresh()
            return
        for row, (old, new) in enumerate(zip(was, self._lines, strict=True)):
            changed = changed_cells(old, new)
            if changed is not None:
                first, last = changed
                self.refresh(Region(first, row, last - first, 1))

    @property
    def text(self) -> str:
        """What is shown, without styles."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """One line."""
        line = self._lines[y] if y < len(self._lines) else []
        return strip(self, line, self.size.width)


def changed_cells(old: Line, new: Line) -> tuple[int, int] | None:
    """The first changed cell and the one after the last; None when nothing changed."""
    before, after = _cells(old), _cells(new)
    if before == after:
        return None
    length = max(len(before), len(after))
    before += [(" ", "")] * (length - len(before))
    after += [(" ", "")] * (length - len(after))
    changed = [place for place in range(length) if before[place] != after[place]]
    return (changed[0], changed[-1] + 1) if changed else None


def _cells(line: Line) -> list[tuple[str, str]]:
    """A line cell by cell; a wide character fills its second cell with itself."""
    return [(char, role) for text, role in line for char in plain(text) for _ in range(cell_len(char))]
