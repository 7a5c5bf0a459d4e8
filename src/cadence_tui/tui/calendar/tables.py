"""The two lists of the calendar: all calls to come, and the changes that a plan proposes."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.practice.due.touches import Due
from cadence_tui.tui.spans import Cell
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.calendar import Card
from cadence_tui.views.calendar_lines import STATE_MARKS, hour_text, state_text
from cadence_tui.views.names import NO_NAMES, Names
from cadence_tui.views.proposal_lines import DiffRow, change_spans, first_reason, was_text, when_text
from cadence_tui.views.vocabulary import word_of

_BOTH_HOURS_FROM = 100
"""Columns from which a call's hour is shown in the customer's zone as well."""


class AgendaRow(Struct, frozen=True, kw_only=True):
    """A call to come, or a mail that is due."""

    id: str
    date: date
    name: str
    card: Card | None = None
    mail: Due | None = None


class AgendaTable(Table[AgendaRow]):
    """Everything to come in order of time."""

    def __init__(self, speech: Speech) -> None:
        say = speech.say
        self.names: Names = NO_NAMES
        self._speech = speech
        columns = (
            Column(id="day", title=say("Day"), width=10),
            Column(id="hour", title=say("Hour"), width=5, grow=1, most=24),
            Column(id="account", title=say("Account"), width=16, grow=3),
            Column(id="kind", title=say("Kind"), width=12, grow=2, drop=2),
            Column(id="minutes", title=say("Min"), width=3, right=True, drop=1),
            Column(id="state", title=say("State"), width=13),
        )
        empty = [[(say("No calls ahead. p proposes those that are due."), "dim")]]
        super().__init__(columns, lambda row: row.id, self._agenda_cells, empty=empty)

    def _agenda_cells(self, row: AgendaRow) -> Sequence[Cell]:
        speech, day = self._speech, self._speech.weekday_day(row.date)
        if row.card is None:
            assert row.mail is not None
            kind = self.names.title("touch", row.mail.touch, speech)
            mail = word_of("channel", row.mail.channel, speech)
            return (day, ("–", "dim"), row.name, (kind, "dim"), "", (f"◇ {mail}", "ghost"))
        card = row.card
        kind = self.names.title("touch", card.touch.touch, speech)
        theirs = card.theirs if self.size.width >= _BOTH_HOURS_FROM else None
        hour = hour_text(card.start, theirs, card.their_zone, speech)
        state = (state_text(card, speech), STATE_MARKS[card.state][1])
        return (day, hour, row.name, (kind, "dim"), str(card.touch.minutes), state)


class DiffTable(Table[DiffRow]):
    """The changes of a proposal."""

    def __init__(self, speech: Speech) -> None:
        say = speech.say
        self.names: Names = NO_NAMES
        self.zone = "UTC"
        self._speech = speech
        columns = (
            Column(id="change", title=say("Change"), width=12),
            Column(id="when", title=say("When"), width=17),
            Column(id="account", title=say("Account"), width=16, grow=3),
            Column(id="kind", title=say("Kind"), width=14, grow=1, drop=2),
            Column(id="was", title=say("Was"), width=17, drop=3),
            Column(id="why", title=say("Why"), width=24, grow=4, drop=4),
        )
        empty = [[(say("Nothing to change: all that is due is planned."), "dim")]]
        super().__init__(columns, lambda row: row.id, self._diff_cells, empty=empty)

    def _diff_cells(self, row: DiffRow) -> Sequence[Cell]:
        speech = self._speech
        part = row.call or row.shed
        assert part is not None
        was = row.call.was_start.astimezone(ZoneInfo(self.zone)) if row.call and row.call.was_start else None
        return (
            change_spans(row, speech),
            when_text(row, speech),
            row.name,
            (self.names.title("touch", part.touch, speech), "dim"),
            (was_text(row, was, speech), "dim"),
            (first_reason(row, self.names, speech), "dim"),
        )
