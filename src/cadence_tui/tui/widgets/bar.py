"""One-line bars: the tabs, the context line, the footer. Each paints only when it has changed."""

from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.tui.spans import Line, fit_line, width_of
from cadence_tui.tui.widgets.paint import strip


class Bar(Widget):
    """A line with a left and a right part; the right one gives way where it would leave less than half."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Bar { height: 1; }
    """

    def __init__(self, role: str = "bar", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._role = role
        self._left: Line = []
        self._right: Line = []

    def show(self, left: Line, right: Line | None = None) -> None:
        """Shows other text, if it is other text."""
        right = right or []
        if (left, right) == (self._left, self._right):
            return
        self._left, self._right = left, right
        self.refresh()

    @property
    def text(self) -> str:
        """What stands in the bar, without styles."""
        return "".join(text for text, _ in [*self._left, *self._right])

    def render_line(self, y: int) -> Strip:
        """The bar."""
        width = self.size.width
        room = width - width_of(self._right) - 1
        if self._right and room >= min(width_of(self._left), width // 2):
            return strip(
                self, [*fit_line(self._left, room), (" ", ""), *self._right], width, under=self._role
            )
        return strip(self, self._left, width, under=self._role)
