"""The load picture: a bar for each week, as wide as its capacity; in words the peak and the bound."""

from datetime import date

from msgspec import Struct
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.tui.spans import Line, fit
from cadence_tui.tui.widgets.paint import strip
from cadence_tui.views.calendar import TimeOff
from cadence_tui.views.calendar_lines import load_role, time_off_text
from cadence_tui.views.proposal import WeekFigures

_STEPS = " ▁▂▃▄▅▆▇█"
_GROUND = "░"
_LABEL = 7
"""Cells that the day of a week needs."""
TALL, FLAT = 6, 4


class LoadWeek(Struct, frozen=True):
    """A week of the picture."""

    figures: WeekFigures
    off: TimeOff


class LoadPicture(Widget):
    """Weeks side by side: two rows of words, the bars (two rows and the minutes where it is tall), the days.

    A bar is as high as its part of the week's own capacity and as wide as that capacity, so that its area is
    minutes; what is still free is the ground that shows.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LoadPicture { height: 4; }
    LoadPicture.tall { height: 6; }
    """

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._head: tuple[Line, Line] = ([], [])
        self._weeks: tuple[LoadWeek, ...] = ()
        self._chosen: date | None = None

    def show(self, head: tuple[Line, Line], weeks: tuple[LoadWeek, ...], chosen: date) -> None:
        """Shows other figures, if they are other figures; `chosen` is the week that is looked at."""
        if (head, weeks, chosen) == (self._head, self._weeks, self._chosen):
            return
        self._head, self._weeks, self._chosen = head, weeks, chosen
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The words, the bars, the weeks."""
        width = self.size.width
        rows = [*self._head, *self._bars(), self._labels()]
        return strip(self, [(" ", ""), *rows[y]] if y < len(rows) else [], width)

    def _bars(self) -> list[Line]:
        if self.size.height < TALL:
            return [self._bar_row(8, 0)]
        return [self._bar_row(16, 8), self._bar_row(16, 0), self._minutes()]

    def _bar_row(self, steps: int, below: int) -> Line:
        cell, most = self._cell, max((week.figures.capacity for week in self._weeks), default=0)
        row: Line = []
        for week in self._weeks:
            figures = week.figures
            width = round((cell - 1) * figures.capacity / most) if most else 0
            level = max(0, min(8, _level(figures, steps) - below))
            if not width:
                bar: Line = [("·" if not below else " ", "dim"), (" " * (cell - 1), "")]
            elif level:
                bar = [(_STEPS[level] * width, _role(figures)), (" " * (cell - width), "")]
            else:
                bar = [(_GROUND * width, "dim"), (" " * (cell - width), "")]
            row += bar
        return row

    def _minutes(self) -> Line:
        row: Line = []
        for week in self._weeks:
            figures, off = week.figures, time_off_text(week.off, self._speech)
            told = f"{figures.load}/{figures.capacity}"
            if not figures.capacity and not figures.load:
                told = off or "–"
            elif off and self._cell > len(told) + len(off) + 2:
                told = f"{told} {off}"
            elif len(told) >= self._cell:
                told = str(figures.load)
            row.append((fit(told, self._cell - 1) + " ", load_role(figures.load, figures.capacity) or "dim"))
        return row

    def _labels(self) -> Line:
        cell = self._cell
        every = 1 if cell > _LABEL else 2
        chosen = next((n for n, week in enumerate(self._weeks) if week.figures.monday == self._chosen), 0)
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
            told = self._speech.day(week.figures.monday)
            # The week that is looked at is seen without colour, too.
            role, told = ("cursor_idle strong", f"›{told}‹") if number == chosen else ("dim", told)
            label = fit(told, room).rstrip()
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
