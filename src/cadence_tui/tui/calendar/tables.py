"""The two lists of the calendar: all calls to come, and the changes that a plan proposes."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Touchpoint
from cadence_tui.practice.due.touches import Due
from cadence_tui.tui.spans import Cell
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.calendar_entries import Entry, SessionCard
from cadence_tui.views.calendar_lines import STATE_MARKS, hour_text, state_text
from cadence_tui.views.names import NO_NAMES, Names
from cadence_tui.views.proposal_groups import DiffRow
from cadence_tui.views.proposal_lines import change_spans, first_reason, was_text, when_text
from cadence_tui.views.session_cards import guests_text, state_spans
from cadence_tui.views.vocabulary import word_of

_BOTH_HOURS_FROM = 100
"""Columns from which a call's hour is shown in the customer's zone as well."""


class AgendaRow(Struct, frozen=True, kw_only=True):
    """A call or group session to come, or a mail that is due or planned."""

    id: str
    date: date
    name: str
    entry: Entry | None = None
    mail: Due | Touchpoint | None = None


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
        if row.entry is None:
            assert row.mail is not None
            kind = self.names.title("touch", row.mail.touch, speech)
            mail = word_of("channel", row.mail.channel, speech)
            return (day, ("–", "dim"), row.name, (kind, "dim"), "", (f"◇ {mail}", "ghost"))
        if isinstance(row.entry, SessionCard):
            return self._session_cells(row.entry)
        card = row.entry
        kind = self.names.title("touch", card.touch.touch, speech)
        theirs = card.theirs if self.size.width >= _BOTH_HOURS_FROM else None
        hour = hour_text(card.start, theirs, card.their_zone, speech)
        state = (state_text(card, speech), STATE_MARKS[card.state][1])
        return (day, hour, row.name, (kind, "dim"), str(card.minutes), state)

    def _session_cells(self, card: SessionCard) -> Sequence[Cell]:
        speech = self._speech
        kind = word_of("session_form", card.session.form, speech)
        return (
            speech.weekday_day(card.date),
            speech.time(card.start),
            [(card.name, ""), (f" · {guests_text(card.session, speech)}", "dim")],
            (kind, "dim"),
            str(card.minutes),
            state_spans(card, speech),
        )


class DiffTable(Table[DiffRow]):
    """The changes of a proposal, by group."""

    def __init__(self, speech: Speech) -> None:
        say = speech.say
        self.names: Names = NO_NAMES
        self._speech = speech
        columns = (
            Column(id="change", title=say("Change"), width=12),
            Column(id="account", title=say("Account"), width=16, grow=3),
            Column(id="was", title=say("Was"), width=18, drop=2),
            Column(id="when", title=say("When"), width=16, grow=1, most=24),
            Column(id="kind", title=say("Kind"), width=14, grow=1, drop=3),
            Column(id="why", title=say("Why"), width=24, grow=4, drop=4),
        )
        empty = [[(say("Nothing to change: all that is due is planned."), "dim")]]
        super().__init__(columns, lambda row: row.id, self._diff_cells, empty=empty)

    def toggle_mark(self) -> None:
        """Marks the row, or on a head its whole group, and takes the marks away again."""
        row = self.current
        if row is None or not row.is_head:
            super().toggle_mark()
            return
        members = {each.id for each in self.rows if each.group == row.group and each.acceptable}
        self.marked = self.marked - members if members <= self.marked else self.marked | members
        self.redraw()

    def next_group(self) -> None:
        """Goes to the next head, after the last to the first."""
        heads = [place for place, row in enumerate(self.rows) if row.is_head]
        if heads:
            self.move_to(next((place for place in heads if place > self.cursor), heads[0]))

    def _diff_cells(self, row: DiffRow) -> Sequence[Cell]:
        speech = self._speech
        if row.is_head:
            return ((f"{row.count}", "dim"), (row.name, "title"), "", "", "", "")
        part = row.call or row.shed
        name = row.name or (self.names.person(row.short.owner) if row.short else "")
        kind = self.names.title("touch", part.touch, speech) if part else ""
        was = was_text(row, speech)
        return (
            change_spans(row, speech),
            name,
            (f"{was} →" if was else "", "dim"),
            when_text(row, speech),
            (kind, "dim"),
            (first_reason(row, self.names, speech), "dim"),
        )
