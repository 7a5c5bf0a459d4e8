"""The load picture: a bar for each week against its capacity, and in words the peak and the bound."""

from datetime import date

from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.tui.spans import Line, fit
from cadence_tui.tui.widgets.paint import strip
from cadence_tui.views.calendar_lines import load_role
from cadence_tui.views.proposal import WeekFigures

_STEPS = " ▁▂▃▄▅▆▇█"
_LABEL = 7
"""Cells that the day of a week needs."""
TALL, FLAT = 5, 3


class LoadPicture(Widget):
    """Weeks side by side; flat one row of bars, tall two rows of bars and a row of minutes."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LoadPicture { height: 3; }
    LoadPicture.tall { height: 5; }
    """

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._head: Line = []
        self._weeks: tuple[WeekFigures, ...] = ()
        self._chosen: date | None = None

    def show(self, head: Line, weeks: tuple[WeekFigures, ...], chosen: date) -> None:
        """Shows other figures, if they are other figures."""
        if (head, weeks, chosen) == (self._head, self._weeks, self._chosen):
            return
        self._head, self._weeks, self._chosen = head, weeks, chosen
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The words, the bars, the weeks."""
        width = self.size.width
        rows = [self._head, *self._bars(), self._labels()]
        return strip(self, [(" ", ""), *rows[y]] if y < len(rows) else [], width)

    def _bars(self) -> list[Line]:
        if self.size.height < TALL:
            return [self._bar_row(8, 0)]
        return [self._bar_row(16, 8), self._bar_row(16, 0), self._minutes()]

    def _bar_row(self, steps: int, below: int) -> Line:
        cell = self._cell
        row: Line = []
        for week in self._weeks:
            level = _level(week, steps) - below
            glyph = _STEPS[max(0, min(8, level))]
            if not week.capacity and not below:
                glyph = "·"
            row += [(glyph * (cell - 1), _role(week)), (" ", "")]
        return row

    def _minutes(self) -> Line:
        row: Line = []
        for week in self._weeks:
            told = f"{week.load}/{week.capacity}"
            if len(told) >= self._cell:
                told = str(week.load)
            row.append((fit(told, self._cell - 1) + " ", load_role(week.load, week.capacity) or "dim"))
        return row

    def _labels(self) -> Line:
        cell = self._cell
        every = 1 if cell > _LABEL else 2
        chosen = next((n for n, week in enumerate(self._weeks) if week.monday == self._chosen), 0)
        row: Line = []
        skip = 0
        for number, week in enumerate(self._weeks):
            if skip:
                skip -= 1
                continue
            if (number - chosen) % every:
                row.append((" " * cell, ""))
                continue
            room = min(cell * every, self.size.width - 1 - cell * number)
            role = "cursor_idle strong" if number == chosen else "dim"
            label = fit(self._speech.day(week.monday), room).rstrip()
            row += [(label, role), (" " * (room - len(label)), "")]
            skip = every - 1
        return row

    @property
    def _cell(self) -> int:
        return max(3, (self.size.width - 2) // max(1, len(self._weeks)))


def _level(week: WeekFigures, steps: int) -> int:
    if not week.capacity or not week.load:
        return steps if week.load else 0
    return max(1, min(steps, round(steps * week.load / week.capacity)))


def _role(week: WeekFigures) -> str:
    if week.load > week.agreed:
        return "ghost"
    return load_role(week.load, week.capacity) or "trend"
