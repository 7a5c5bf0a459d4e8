"""The guests of one session: chosen, invited, their answers, who came; several at once by marks (P9)."""

from collections.abc import Sequence
from typing import ClassVar, cast

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.sessions import Letter
from cadence_tui.model.text import plain
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.sessions.base import Mailing
from cadence_tui.tui.sessions.choosing import ask_account, ask_filter
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.group_sessions import (
    WAITS,
    GuestRow,
    SessionRow,
    guest_lines,
    guest_spans,
    when_line,
)
from cadence_tui.views.names import Names, names_of
from cadence_tui.views.portfolio_list import SCOPE_TITLES, SCOPES, Scope
from cadence_tui.views.session_cards import guests_text
from cadence_tui.workspace import session_attendance, session_guests, session_letters
from cadence_tui.workspace.group_sessions import session_called
from cadence_tui.workspace.session_reading import rows_of

_OPEN_ONLY = frozenset({"choose", "add", "drop", "invite", "remind", "accepted", "declined"})
_OF_GUESTS = frozenset({"mark", "drop", "accepted", "declined", "came", "no-show", "draft", "account"})
_READING = frozenset({"mark", "draft", "account", "scope"})


class _Read(Struct, frozen=True):
    row: SessionRow
    names: Names


class GuestsView(Mailing):
    """A row for each guest."""

    contexts: ClassVar[tuple[str, ...]] = ("guests", "list", "app")

    def __init__(self, session_id: str) -> None:
        table: Table[GuestRow] = Table((), lambda row: row.key, self._cells)
        super().__init__(table)
        self.session_id = session_id
        self.row: SessionRow | None = None
        self.scope: Scope = "mine"

    def prepare(self) -> None:
        self.table.columns = _columns(self.cadence.speech)

    # -- rows --------------------------------------------------------------------------

    def look(self) -> None:
        ws = self.cadence.workspace

        def found() -> _Read:
            row = rows_of(ws, [session_called(ws, self.session_id)])[0]
            return _Read(row, names_of(ws.rules.touch_model, ws.records.people()))

        self.read(found, self._show)

    def _show(self, found: _Read) -> None:
        self.row, self.names = found.row, found.names
        self.table.empty = self._empty()
        self.table.show(list(found.row.guests))
        self.table.marked &= {row.key for row in found.row.guests}
        self.show_detail()
        self.frame.show_bars()

    def _empty(self) -> list[Line]:
        speech, keymap = self.cadence.speech, self.cadence.keymap
        key = keymap.label(keymap.acts["guests.choose"], speech)
        return [[(speech.say("Nobody is on the list yet. {key} chooses guests.", key=key), "dim")]]

    def _cells(self, row: GuestRow) -> Sequence[Cell]:
        speech = self.cadence.speech
        return (
            guest_spans(row, self.words),
            (plain(row.account), ""),
            (plain(row.contact or "–"), ""),
            (row.language, "dim"),
            (plain(row.owner), "dim"),
            (speech.word(WAITS[row.waits]) if row.waits else "", "accent"),
        )

    # -- bars and detail -----------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if self.row is None:
            return [(speech.say("reading …"), "")], []
        row, words = self.row, self.words
        left: Line = [(plain(row.session.title), "strong"), (f" · {when_line(row, words)}", "")]
        left.append((f" · {guests_text(row.session, speech)}", ""))
        chosen = speech.say("choosing: {scope}", scope=speech.word(SCOPE_TITLES[self.scope]))
        if marked := len(self.table.marked):
            return left, [(speech.plural("{n} marked", "{n} marked", marked), "mark")]
        return left, [(chosen, "dim")]

    def show_detail(self) -> None:
        row: GuestRow | None = self.table.current
        if self.has_class("wide"):
            self.detail.show(page_lines(guest_lines(row, self.words)) if row else [], top=True)

    # -- acts ----------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb = act.id.removeprefix("guests.")
        if act.context != "guests":
            return None
        if self.row is None:
            return message("This is still being read")
        if verb in _OF_GUESTS and self.table.current is None:
            return message("Choose a guest first")
        if verb not in _READING and (why := self.why_not_host(self.row.session)):
            return why
        if verb in _OPEN_ONLY and self.row.session.status != "planned":
            return message("This group session is over; its record stays as it is")
        return None

    def act_mark(self) -> None:
        self.table.toggle_mark()
        self.frame.show_bars()

    def act_choose(self) -> None:
        ask_filter(self)

    def act_add(self) -> None:
        ask_account(self)

    def act_drop(self) -> None:
        ws, keys = self.cadence.workspace, self._keys
        self.act_and_tell(lambda: session_guests.drop_guests(ws, self.session_id, keys))

    def act_invite(self) -> None:
        if self.row is not None:
            self.ask_invite(self.row.session, list(self.table.marked))

    def act_remind(self) -> None:
        ws, keys = self.cadence.workspace, list(self.table.marked)
        self.carry_out_mails(lambda: session_letters.remind(ws, self.session_id, keys))

    def act_accepted(self) -> None:
        self._answer("accepted")

    def act_declined(self) -> None:
        self._answer("declined")

    def act_came(self) -> None:
        ws, keys = self.cadence.workspace, self._keys
        self.act_and_tell(lambda: session_attendance.came(ws, self.session_id, keys))

    def act_no_show(self) -> None:
        ws, keys = self.cadence.workspace, self._keys
        self.act_and_tell(lambda: session_attendance.missed(ws, self.session_id, keys))

    def act_close(self) -> None:
        if self.row is not None:
            self.close_attendance(self.row.session)

    def act_follow_up(self) -> None:
        ws, keys = self.cadence.workspace, list(self.table.marked)
        self.carry_out_mails(lambda: session_letters.follow_up(ws, self.session_id, keys))

    def act_draft(self) -> None:
        ws, row = self.cadence.workspace, self._current
        letter: Letter = "invitation"
        if self.row is not None and self.row.session.status == "cancelled":
            letter = "cancellation"
        elif row.guest.status in ("no_show", "invited", "accepted"):
            letter = "missed" if row.guest.status == "no_show" else "reminder"
        self.read(
            lambda: session_letters.letters(ws, self.session_id, letter, [row.key]),
            self.show_drafts,
            group="mails",
        )

    def act_scope(self) -> None:
        self.scope = SCOPES[(SCOPES.index(self.scope) + 1) % len(SCOPES)]
        self.frame.show_bars()

    def act_files(self) -> None:
        ws, keys = self.cadence.workspace, list(self.table.marked)
        self.read(
            lambda: session_letters.letters(ws, self.session_id, "invitation", keys),
            self.ask_folder,
            group="mails",
        )

    def act_account(self) -> None:
        from cadence_tui.tui.account.view import AccountPage

        self.frame.open(AccountPage(self._current.guest.account))

    def _answer(self, given: session_guests.Answer) -> None:
        ws, keys = self.cadence.workspace, self._keys
        rows = cast("list[GuestRow]", self.table.chosen())
        said = "invited" if all(row.guest.status == given for row in rows) else given
        self.act_and_tell(lambda: session_guests.answer(ws, self.session_id, keys, said))

    @property
    def _keys(self) -> list[str]:
        """The marked guests, or else the current one."""
        return [row.key for row in self.table.chosen()]

    @property
    def _current(self) -> GuestRow:
        row: GuestRow | None = self.table.current
        assert row is not None
        return row


def _columns(speech: Speech) -> tuple[Column, ...]:
    say = speech.say
    return (
        Column(id="state", title=say("State"), width=17),
        Column(id="account", title=say("Account"), width=18, grow=3),
        Column(id="contact", title=say("Contact"), width=14, grow=2, most=30),
        Column(id="language", title=say("Lang."), width=5, drop=2),
        Column(id="owner", title=say("Owner"), width=10, drop=3, most=20),
        Column(id="todo", title=say("To do"), width=10, drop=1, most=16),
    )
