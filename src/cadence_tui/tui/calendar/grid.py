"""The week: a column for each day, hours at the left; one cursor walks all calls and sessions."""

from datetime import date, timedelta

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.tui.calendar.blocks import block_rows, day_head, is_settled, pieces_of
from cadence_tui.tui.calendar.hours import Hours, Placed, lay_out
from cadence_tui.tui.spans import Line, fit_line
from cadence_tui.tui.widgets.paint import strip
from cadence_tui.views.calendar import Day, Week
from cadence_tui.views.calendar_entries import Entry
from cadence_tui.views.names import NO_NAMES, Names

_HEAD_ROWS = 3
_WIDE = 100
"""From this width on the hour of each call stands in full."""


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
        self._rows: list[list[Line]] = []
        self._edges: list[int] = []

    # -- what the view asks for ------------------------------------------------------

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    @property
    def entry(self) -> Entry | None:
        """The call or group session under the cursor."""
        day = self._column(self._day)
        return day.entries[self._place] if day and self._place < len(day.entries) else None

    def show(self, week: Week, today: date, *, day: date | None = None, call: str = "") -> None:
        """Shows a week, the cursor on a call, or on a day, or where it was."""
        was = self.entry
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

    def choose(self, call: str) -> None:
        """Puts the cursor on a call of the week, if it is there."""
        found = self._find(call)
        if found is not None:
            self._day, self._place = found
            self._paint()

    def step_day(self, by: int) -> bool:
        """One shown day on or back, to the call nearest in time; false at the edge of the week."""
        days = self.days
        place = [day.date for day in days].index(self._day) + by
        if not 0 <= place < len(days):
            return False
        was = self.entry
        self._day = days[place].date
        self._place = _nearest_in_time(days[place], was)
        self._clamp()
        self._paint()
        self.post_message(self.Moved())
        return True

    def step_call(self, by: int) -> None:
        """One call down or up within the day."""
        day = self._column(self._day)
        place = self._place + by
        if day is None or not 0 <= place < len(day.entries):
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
            day for day in self._week.days if day.date.weekday() < 5 or day.works or day.entries or day.away
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
        line: Line = []
        for number, part in enumerate(self._rows[y] if y < len(self._rows) else []):
            if number:
                line.append(("┼" if y == _HEAD_ROWS - 1 else "│", "border"))
            line += part
        return strip(self, line, self.size.width)

    def _paint(self, *, whole: bool = False) -> None:
        if not self.is_mounted or not self.size.width:
            return
        rows, edges = self._compose_rows()
        same = len(rows) == len(self._rows) and edges == self._edges
        was, self._rows, self._edges = self._rows, rows, edges
        if whole or not same:
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(was, rows, strict=True)):
            for place, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    # Of a row only the day that changed: a cursor key costs one block, not the screen.
                    width = edges[place + 1] - edges[place]
                    self.refresh(Region(edges[place], y, width, 1))

    def _compose_rows(self) -> tuple[list[list[Line]], list[int]]:
        days, height, width = self.days, self.size.height, self.size.width
        if not days:
            return [[] for _ in range(height)], []
        rail = 6 if width >= _WIDE else 3
        cell = (width - rail) // len(days) - 1
        edges = [0, *(rail + number * (cell + 1) for number in range(len(days))), width]
        body = height - _HEAD_ROWS
        hours = self._hours(days, body)
        self._scroll(hours, body)
        columns = [self._rail(hours, body, rail)]
        for number, day in enumerate(days):
            columns.append(self._column_rows(day, hours.days[number], len(hours.labels), cell, body))
        return [[column[row] for column in columns] for row in range(height)], edges

    def _hours(self, days: list[Day], body: int) -> Hours:
        pieces = [pieces_of(day) for day in days]
        starts = [a for day in days for a, _ in day.spans]
        starts += [piece.start for day in pieces for piece in day if piece.start is not None]
        ends = [b for day in days for _, b in day.spans]
        ends += [piece.end for day in pieces for piece in day if piece.start is not None]
        first, last = min(starts, default=9 * 60) // 60, -(-max(ends, default=17 * 60) // 60)
        tall = lay_out(pieces, first, last, body, depth=2)
        return tall if len(tall.labels) <= body else lay_out(pieces, first, last, body, depth=1)

    def _scroll(self, hours: Hours, body: int) -> None:
        """Keeps the call under the cursor in sight."""
        entry, rows = self.entry, len(hours.labels)
        number = next((n for n, day in enumerate(self.days) if day.date == self._day), None)
        if entry is not None and number is not None:
            found = next((part for part in hours.days[number] if part.key == entry.id), None)
            if found is not None:
                self._top = min(self._top, found.top)
                self._top = max(self._top, found.top + min(found.height, body) - body)
        self._top = max(0, min(self._top, rows - body))

    def _rail(self, hours: Hours, body: int, width: int) -> list[Line]:
        column: list[Line] = [fit_line([("", "")], width - 1) for _ in range(_HEAD_ROWS - 1)]
        column.append([("─" * (width - 1), "border")])
        for row in range(body):
            at = row + self._top
            hour = hours.labels[at] if at < len(hours.labels) else None
            told = "" if hour is None else f"{hour:02}:00"[: width - 1]
            if row == 0 and self._top:
                told = "↑"
            elif row == body - 1 and len(hours.labels) > self._top + body:
                told = "↓"
            column.append(fit_line([(told, "dim")], width - 1))
        return column

    def _column_rows(
        self, day: Day, placed: tuple[Placed, ...], total: int, width: int, body: int
    ) -> list[Line]:
        here = day.date == self._day
        idle = "cursor" if not self.entry and self.has_focus else "cursor_idle"
        head = day_head(day, width, self._speech, today=self._today, cursor=idle if here else "")
        rows: list[Line] = [[(" " * width, "")] for _ in range(max(total, body))]
        entries = {entry.id: entry for entry in day.entries}
        for part in placed:
            entry = entries.get(part.key)
            over = self._over(day, entry) if entry else "dim"
            block = block_rows(day, part.key, part.height, width, self.names, self._speech, wide=self._wide)
            for step, row in enumerate(block):
                rows[part.top + step] = _over_all(fit_line(row, width), over)
        return [*(fit_line(row, width) for row in head), *rows[self._top : self._top + body]]

    @property
    def _wide(self) -> bool:
        return self.size.width >= _WIDE

    def _over(self, day: Day, entry: Entry) -> str:
        if entry.id == self.moving:
            return "cursor ghost"
        if day.date == self._day and self.entry is entry:
            return "cursor" if self.has_focus else "cursor_idle"
        return "dim" if is_settled(entry) else ""

    # -- inside ----------------------------------------------------------------------

    def _column(self, day: date) -> Day | None:
        return next((column for column in self.days if column.date == day), None)

    def _find(self, call: str) -> tuple[date, int] | None:
        for day in self.days:
            for place, entry in enumerate(day.entries):
                if entry.id == call:
                    return day.date, place
        return None

    def _nearest(self, day: date) -> date:
        days = [shown.date for shown in self.days]
        wanted = self._week.monday + timedelta(days=day.weekday()) if self._week and day > date.min else day
        return min(days, key=lambda shown: abs((shown - wanted).days), default=day)

    def _clamp(self) -> None:
        day = self._column(self._day)
        self._place = max(0, min(self._place, len(day.entries) - 1)) if day else 0


def _nearest_in_time(day: Day, was: Entry | None) -> int:
    if was is None or was.start is None:
        return 0
    minute = was.start.hour * 60 + was.start.minute
    apart = [
        abs(entry.start.hour * 60 + entry.start.minute - minute) if entry.start else 24 * 60
        for entry in day.entries
    ]
    return apart.index(min(apart)) if apart else 0


def _over_all(row: Line, over: str) -> Line:
    return [(text, f"{over} {role}".strip()) for text, role in row]
