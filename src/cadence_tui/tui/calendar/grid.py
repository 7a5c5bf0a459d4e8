"""The week: a column for each day with its calls in order; one cursor walks them all."""

from datetime import date, timedelta

from rich.cells import cell_len
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.tui.spans import Line, fit_line
from cadence_tui.tui.widgets.paint import strip
from cadence_tui.views.calendar import Card, Day, Week
from cadence_tui.views.calendar_lines import STATE_MARKS, day_off_text, load_role, minutes_text
from cadence_tui.views.names import NO_NAMES, Names

_HEAD_ROWS = 3
_WIDE = 34
"""From this width on a call's hour and name stand on one line."""


class WeekGrid(Widget, can_focus=True):
    """Shows one week; the cursor stands on a call, or on a day that has none."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WeekGrid { height: 1fr; }
    """

    class Moved(Message):
        """The cursor stands elsewhere."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.names: Names = NO_NAMES
        self.moving = ""
        self._speech = speech
        self._week: Week | None = None
        self._today = date.min
        self._day = date.min
        self._place = 0
        self._top = 0
        self._rows: list[Line] = []

    # -- what the view asks for ------------------------------------------------------

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    @property
    def card(self) -> Card | None:
        """The call under the cursor."""
        day = self._column(self._day)
        return day.cards[self._place] if day and self._place < len(day.cards) else None

    def show(self, week: Week, today: date, *, day: date | None = None, call: str = "") -> None:
        """Shows a week, the cursor on a call, or on a day, or where it was."""
        was = self.card
        self._week, self._today = week, today
        found = self._find(call) or (self._find(was.id) if was and day is None and not call else None)
        if found is not None:
            self._day, self._place = found
        elif day is not None:
            self._day, self._place = day, 0
        if self._day not in [shown.date for shown in self.days]:
            self._day, self._place = self._nearest(self._day), 0
        self._clamp()
        self._paint()

    def step_day(self, by: int) -> bool:
        """One shown day on or back; false at the edge of the week."""
        days = [day.date for day in self.days]
        place = days.index(self._day) + by
        if not 0 <= place < len(days):
            return False
        self._day = days[place]
        self._clamp()
        self._paint()
        self.post_message(self.Moved())
        return True

    def step_call(self, by: int) -> None:
        """One call down or up within the day."""
        day = self._column(self._day)
        place = self._place + by
        if day is None or not 0 <= place < len(day.cards):
            return
        self._place = place
        self._paint()
        self.post_message(self.Moved())

    @property
    def days(self) -> list[Day]:
        """The days shown: working days, and others on which something is."""
        if self._week is None:
            return []
        return [
            day for day in self._week.days if day.date.weekday() < 5 or day.works or day.cards or day.away
        ]

    # -- painting --------------------------------------------------------------------

    def on_resize(self) -> None:
        self._paint(whole=True)

    def on_focus(self) -> None:
        self._paint(whole=True)

    def on_blur(self) -> None:
        self._paint(whole=True)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._paint(whole=True)

    def render_line(self, y: int) -> Strip:
        """One row through all days."""
        return strip(self, self._rows[y] if y < len(self._rows) else [], self.size.width)

    def _paint(self, *, whole: bool = False) -> None:
        if not self.is_mounted or not self.size.width:
            return
        rows = self._compose_rows()
        if whole or len(rows) != len(self._rows):
            self._rows = rows
            self.refresh()
            return
        changed = [number for number, row in enumerate(rows) if row != self._rows[number]]
        self._rows = rows
        for number in changed:
            self.refresh(Region(0, number, self.size.width, 1))

    def _compose_rows(self) -> list[Line]:
        days, height = self.days, self.size.height
        if not days:
            return [[] for _ in range(height)]
        cell = self.size.width // len(days)
        body = height - _HEAD_ROWS
        most = max(len(day.cards) for day in days)
        tall = 2 * most <= body
        self._scroll(2 if tall else 1, body)
        columns = [[*self._head(day, cell - 1), *self._body(day, cell - 1, tall, body)] for day in days]
        return [self._join([column[row] for column in columns], cell) for row in range(height)]

    def _scroll(self, rows: int, body: int) -> None:
        """Keeps the call under the cursor in sight."""
        first, last = self._place * rows, self._place * rows + rows
        if first < self._top:
            self._top = first
        elif last > self._top + body:
            self._top = last - body
        if rows == 2:
            self._top = 0

    @staticmethod
    def _join(cells: list[Line], width: int) -> Line:
        row: Line = []
        for number, cell in enumerate(cells):
            if number:
                row.append(("┼" if cell and cell[0][0].startswith("─") else "│", "border"))
            row += fit_line(cell, width - 1)
        return row

    def _head(self, day: Day, width: int) -> list[Line]:
        speech = self._speech
        here = day.date == self._day
        role = "title" if day.date == self._today else "strong"
        if here:
            role = ("cursor " if not self.card and self.has_focus else "cursor_idle ") + role
        name = speech.weekday_day(day.date)
        today = " " + speech.say("today") if day.date == self._today else ""
        off = day_off_text(day, speech)
        if off:
            load: Line = [(" " + off, "dim")]
            if day.load:
                load.append((" " + speech.say("{n} min", n=day.load), "warn"))
        else:
            load = [(" " + self._minutes(day, width - 1), load_role(day.load, day.capacity) or "dim")]
        return [
            [(" ", ""), (name, role), (today if cell_len(name + today) < width - 1 else "", "accent")],
            load,
            [("─" * width, "border")],
        ]

    def _minutes(self, day: Day, width: int) -> str:
        told = minutes_text(day.load, day.capacity, self._speech)
        return told if cell_len(told) <= width else f"{day.load}/{day.capacity}"

    def _body(self, day: Day, width: int, tall: bool, height: int) -> list[Line]:
        lines: list[Line] = []
        for place, card in enumerate(day.cards):
            over = self._over(day, place, card)
            rows = self._two_rows(card, width) if tall else [self._one_row(card, width)]
            lines += [_over_all(fit_line(row, width), over) for row in rows]
        shown = lines[self._top : self._top + height]
        hidden = len(lines) - self._top - height
        if hidden > 0 and shown:
            shown[-1] = [(f" ↓ {hidden + 1}", "dim")] if self._place < self._top + height - 1 else shown[-1]
        return shown + [[] for _ in range(height - len(shown))]

    def _over(self, day: Day, place: int, card: Card) -> str:
        if card.id == self.moving:
            return "cursor ghost"
        if day.date == self._day and place == self._place:
            return "cursor" if self.has_focus else "cursor_idle"
        return "dim" if card.state in ("held", "declined", "cancelled") else ""

    def _one_row(self, card: Card, width: int) -> Line:
        glyph, role = STATE_MARKS[card.state]
        hour = self._speech.time(card.start) if card.start else "  –  "
        blank = " " if width >= _WIDE else ""
        return [(f" {hour}{blank}", ""), (glyph, role), (blank + card.name, "")]

    def _two_rows(self, card: Card, width: int) -> list[Line]:
        speech = self._speech
        glyph, role = STATE_MARKS[card.state]
        hour = speech.time(card.start) if card.start else "–"
        minutes = speech.say("{n} min", n=card.touch.minutes)
        if width < _WIDE:
            return [
                [(f" {hour:<5} ", ""), (glyph, role), (f" {minutes}", "dim")],
                [(f" {card.name}", "strong" if card.state in ("planned", "confirmed", "pinned") else "")],
            ]
        kind = self.names.title("touch", card.touch.touch, speech)
        return [
            [(f" {hour:>5} ", ""), (glyph, role), (f" {card.name}", "")],
            [(" " * 9 + f"{card.touch.minutes} · {kind}", "dim")],
        ]

    # -- inside ----------------------------------------------------------------------

    def _column(self, day: date) -> Day | None:
        return next((column for column in self.days if column.date == day), None)

    def _find(self, call: str) -> tuple[date, int] | None:
        for day in self.days:
            for place, card in enumerate(day.cards):
                if card.id == call:
                    return day.date, place
        return None

    def _nearest(self, day: date) -> date:
        days = [shown.date for shown in self.days]
        wanted = self._week.monday + timedelta(days=day.weekday()) if self._week and day > date.min else day
        return min(days, key=lambda shown: abs((shown - wanted).days), default=day)

    def _clamp(self) -> None:
        day = self._column(self._day)
        self._place = max(0, min(self._place, len(day.cards) - 1)) if day else 0


def _over_all(row: Line, over: str) -> Line:
    return [(text, f"{over} {role}".strip()) for text, role in row]
