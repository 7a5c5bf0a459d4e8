"""Lines of which a few cells change now and then: clocks and meters. Only those cells are painted."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.model.text import plain
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.paint import strip

_NEAR = 8
"""Cells between two changes that cost no more than moving the cursor over them."""


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
            for first, last in changed_runs(old, new):
                self.refresh(Region(first, row, last - first, 1))

    @property
    def text(self) -> str:
        """What is shown, without styles."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """One line."""
        line = self._lines[y] if y < len(self._lines) else []
        return strip(self, line, self.size.width)


def changed_runs(old: Line, new: Line) -> list[tuple[int, int]]:
    """Stretches of changed cells: the first of each and the one after its last; near ones are one."""
    before, after = _cells(old), _cells(new)
    length = max(len(before), len(after))
    before += [(" ", "")] * (length - len(before))
    after += [(" ", "")] * (length - len(after))
    runs: list[tuple[int, int]] = []
    for place in (place for place in range(length) if before[place] != after[place]):
        if runs and place - runs[-1][1] < _NEAR:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _cells(line: Line) -> list[tuple[str, str]]:
    """A line cell by cell; a wide character fills its second cell with itself."""
    return [(char, role) for text, role in line for char in plain(text) for _ in range(cell_len(char))]
