"""One day in full, to be read and walked from call to call."""

from cadence_tui.locale import Speech
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.calendar import Calendar, Day
from cadence_tui.views.calendar_day import day_lines
from cadence_tui.views.calendar_entries import Entry
from cadence_tui.views.names import Names


class DayPage(Page):
    """The page of a day; the cursor stands on a call."""

    DEFAULT_CSS = """
    CalendarShown > #body > DayPage { height: 1fr; width: 1fr; border: none; }
    """
    _day: Day | None = None

    @property
    def entry(self) -> Entry | None:
        """The call or group session under the cursor."""
        key, entries = self.current_key, self._day.entries if self._day else ()
        return next((entry for entry in entries if entry.id == key), None)

    def show_day(self, day: Day, calendar: Calendar, names: Names, speech: Speech, *, call: str = "") -> None:
        """Shows a day; the cursor stays on its call, or goes to the one named."""
        other = self._day is None or self._day.date != day.date
        self._day = day
        self.show(page_lines(day_lines(day, calendar.book.wishes, names, speech)), top=other)
        if call and call in [entry.id for entry in day.entries]:
            self.put_on(call)
