"""The foot of the screen: a line of keys, or what there is to say, on as many lines as that takes."""

from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.tui.spans import Line, width_of, wrap
from cadence_tui.tui.widgets.paint import strip

_MOST_LINES = 4


class Foot(Widget):
    """One line as a rule; a sentence that needs more gets them from the work above."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Foot { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._line: Line = []
        self._aside: Line = []
        self._rows: list[Line] = []

    def show(self, line: Line, aside: Line | None = None) -> None:
        """Shows another line, if it is another; `aside` stands at its right end where there is room."""
        aside = aside or []
        if line != self._line or aside != self._aside:
            self._line, self._aside = line, aside
            self._fold()
            self.refresh()

    @property
    def text(self) -> str:
        """What stands there, without styles."""
        return "".join(text for text, _ in self._line)

    def on_resize(self) -> None:
        self._fold()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        return strip(self, self._rows[y] if y < len(self._rows) else [], self.size.width, under="bar")

    def _fold(self) -> None:
        width = max(1, self.app.size.width - 1)
        self._rows = wrap(self._line, width, indent=1)[:_MOST_LINES]
        spare = width - width_of(self._line) - width_of(self._aside)
        if self._aside and len(self._rows) == 1 and spare > 0:
            self._rows[0] = [*self._rows[0], (" " * spare, ""), *self._aside]
        self.styles.height = max(1, len(self._rows))
