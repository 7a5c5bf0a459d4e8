"""A call in the hand: where it is held, what speaks against that place, what the load would be."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from cadence_tui.locale import Speech
from cadence_tui.tui.spans import Line
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Card
from cadence_tui.views.calendar_lines import hour_text, load_role, minutes_text, place_lines
from cadence_tui.workspace.placing import Placing

_DAY = timedelta(days=1)
_FARTHEST = 14
"""Days in a row that are skipped at most to find one that is worked."""


class Hand:
    """Holds one call over the calendar; nothing is changed before it is put.

    `asked_for` says that the customer wants another time.
    """

    def __init__(self, placing: Placing, calendar: Calendar, card: Card, *, asked_for: bool = False) -> None:
        self.placing, self.card, self.asked_for = placing, card, asked_for
        self._calendar = calendar
        self._grid = placing.problem.grid
        self.day = card.date
        self.minute = None if card.start is None else card.start.hour * 60 + card.start.minute

    def step_day(self, by: int) -> None:
        """To the next day that is worked, or off for leave or a holiday: those are said, not skipped."""
        day = self.day
        for _ in range(_FARTHEST):
            day += by * _DAY
            if self.placing.works(day) or day.weekday() < 5:
                break
        self._go(day)

    def step_week(self, by: int) -> None:
        """To the same day of another week."""
        self._go(self.day + by * 7 * _DAY)

    def step_minute(self, by: int) -> None:
        """One step of the clock; a call without an hour gets the first free one."""
        if self.minute is None:
            self.next_free()
            return
        minute = self.minute // self._grid * self._grid
        minute += by * self._grid if by > 0 or minute == self.minute else 0
        self.minute = max(0, min(24 * 60 - self._grid, minute))

    def next_free(self) -> None:
        """The next free hour of the day that suits both, the first one again after the last."""
        starts = self.placing.starts(self.day)
        if starts:
            now = -1 if self.minute is None else self.minute
            self.minute = next((minute for minute in starts if minute > now), starts[0])

    def is_possible(self) -> bool:
        """Whether the call may be put here."""
        return not self.placing.forbids(self.day, self.minute)

    def preview(self) -> Calendar:
        """The calendar as it would be."""
        book = self._calendar.book
        moved = msgspec.structs.replace(
            self.card.touch, date=self.day, start=self.placing.at(self.day, self.minute)
        )
        calls = tuple(moved if touch.id == moved.id else touch for touch in book.calls)
        return Calendar(msgspec.structs.replace(book, calls=calls))

    def lines(self, preview: Calendar, speech: Speech) -> Iterable[Line]:
        """Where the call is held, what it does to day and week, what speaks against it."""
        card = preview.card(self.card.id)
        if card is not None:
            hour = hour_text(card.start, card.theirs, card.their_zone, speech)
            yield [(card.name, "title"), (f" · {speech.weekday_day(self.day)} {hour}", "strong")]
        load = self.placing.load_on(self.day)
        yield [
            (speech.say("day") + " ", "dim"),
            (minutes_text(load.day, load.day_capacity, speech), load_role(load.day, load.day_capacity)),
            (" · " + speech.say("week") + " ", "dim"),
            (minutes_text(load.week, load.week_capacity, speech), load_role(load.week, load.week_capacity)),
        ]
        against = self.placing.against(self.day, self.minute)
        yield place_lines(against, self.placing.forbids(self.day, self.minute), speech)

    def _go(self, day: date) -> None:
        if self._calendar.book.first <= day <= self._calendar.last:
            self.day = day
