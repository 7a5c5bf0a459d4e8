"""Group sessions: what is planned, who comes, what is to be done about each (P9)."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.actions.prompts import ask_line
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.sessions.asking import ask_cancel, ask_edit, ask_new
from cadence_tui.tui.sessions.base import Mailing
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.group_sessions import (
    STATUS_MARKS,
    SessionRow,
    matching,
    row_text,
    session_lines,
    wait_text,
    when_line,
)
from cadence_tui.views.lines import line
from cadence_tui.views.names import Names, names_of
from cadence_tui.views.session_cards import places_text
from cadence_tui.workspace import session_letters
from cadence_tui.workspace.group_sessions import extend_series, missing_sessions
from cadence_tui.workspace.session_reading import read_sessions

_WRITING = frozenset({"edit", "invite", "remind", "close", "follow-up", "cancel", "files"})


class _Read(Struct, frozen=True):
    rows: list[SessionRow]
    names: Names
    missing: int


class SessionsView(Mailing):
    """A row for each session."""

    contexts: ClassVar[tuple[str, ...]] = ("sessions", "list", "app")

    def __init__(self) -> None:
        table: Table[SessionRow] = Table((), lambda row: row.id, self._cells)
        super().__init__(table)
        self._past = False
        self._typed = self._wanted = ""
        self._rows: list[SessionRow] | None = None

    def prepare(self) -> None:
        self.table.columns = _columns(self.cadence.speech)

    # -- rows --------------------------------------------------------------------------

    def look(self) -> None:
        ws, past = self.cadence.workspace, self._past

        def found() -> _Read:
            names = names_of(ws.rules.touch_model, ws.records.people())
            missing = 0 if ws.actor.role == "reader" else len(missing_sessions(ws))
            return _Read(read_sessions(ws, past=past), names, missing)

        self.read(found, self._show)

    def _show(self, found: _Read) -> None:
        self._rows, self.names = found.rows, found.names
        self._arrange()
        if found.missing:
            ws = self.cadence.workspace
            self.act_and_tell(lambda: extend_series(ws))

    def _arrange(self) -> None:
        rows = self._rows or []
        shown = matching(rows, self._typed, self.words)
        self.table.empty = self._empty(bool(rows))
        self.table.show(shown)
        if self._wanted and self.table.select(self._wanted):
            self._wanted = ""
        self.show_detail()
        self.frame.show_bars()

    def _empty(self, filtered: bool) -> list[Line]:
        speech, keymap = self.cadence.speech, self.cadence.keymap
        if filtered:
            key = keymap.label(keymap.acts["sessions.filter"], speech)
            return [[(speech.say("No group session fits. {key} changes the filter.", key=key), "dim")]]
        key = keymap.label(keymap.acts["sessions.new"], speech)
        return [
            [(speech.say("No group sessions are planned: office hours, user groups, webinars."), "dim")],
            [(speech.say("{key} plans one.", key=key), "dim")],
        ]

    def _cells(self, row: SessionRow) -> Sequence[Cell]:
        words = self.words
        mark, role = STATUS_MARKS[row.session.status]
        over = "dim" if row.session.status != "planned" else ""
        return (
            [(mark, role), (f" {when_line(row, words)}", over)],
            (plain(row.session.title), over),
            (words.word("session_form", row.session.form), "dim"),
            (plain(row.host), "dim"),
            places_text(row.session, words.speech),
            (str(row.count("accepted", "attended") or ""), "good"),
            (wait_text(row, words), "accent"),
        )

    def follow(self, session_id: str) -> None:
        """Goes to a session as soon as it is read."""
        self._wanted = session_id

    # -- bars and detail -----------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if self._rows is None:
            return [(speech.say("reading …"), "")], []
        count = speech.plural("{n} session", "{n} sessions", len(self.table.rows))
        left: Line = [(speech.say("Group sessions"), "strong"), (f" · {count}", "")]
        if self._past:
            left.append((f" · {speech.say('with those that are over')}", ""))
        if self._typed:
            left += [(" · / ", "dim"), (self._typed, "accent")]
        waiting = sum(row.waiting("remind") for row in self._rows)
        return left, [(speech.say("{n} to remind today", n=waiting), "warn")] if waiting else []

    def show_detail(self) -> None:
        row: SessionRow | None = self.table.current
        if self.has_class("wide"):
            self.detail.show(page_lines(session_lines(row, self.words)) if row else [], top=True)

    # -- acts ----------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb, row = act.id.removeprefix("sessions."), self.table.current
        if act.context != "sessions":
            return None
        if verb == "new" and self.cadence.workspace.actor.role == "reader":
            return message("Readers change nothing")
        if verb in ("new", "past", "filter"):
            return None
        if row is None:
            return message("Choose a group session first")
        if verb in _WRITING:
            return self.why_not_host(row.session) or _why_not_now(verb, row)
        return None

    def back(self) -> bool:
        if not self._typed:
            return False
        self._filter("")
        return True

    def act_open(self) -> None:
        from cadence_tui.tui.sessions.guests import GuestsView

        self.frame.open(GuestsView(self._row.id))

    def act_new(self) -> None:
        ask_new(self)

    def act_edit(self) -> None:
        ask_edit(self, self._row)

    def act_invite(self) -> None:
        self.ask_invite(self._row.session)

    def act_remind(self) -> None:
        ws, session = self.cadence.workspace, self._row.id
        self.carry_out_mails(lambda: session_letters.remind(ws, session))

    def act_follow_up(self) -> None:
        ws, session = self.cadence.workspace, self._row.id
        self.carry_out_mails(lambda: session_letters.follow_up(ws, session))

    def act_close(self) -> None:
        self.close_attendance(self._row.session)

    def act_cancel(self) -> None:
        ask_cancel(self, self._row)

    def tell_cancelled(self, what: Message, letters: Sequence[session_letters.Written]) -> None:
        """What was called off and how it comes back; who had an invitation is to be told, by these mails."""
        speech, keymap = self.cadence.speech, self.cadence.keymap
        undo, past, files = (
            keymap.label(keymap.acts[act], speech) for act in ("app.undo", "sessions.past", "sessions.files")
        )
        done = speech.word(what)
        self.frame.tell(speech.say("{done} · {key} undoes it", done=done, key=undo))
        to_tell = [each for each in letters if each.drafts]
        if not to_tell:
            return
        head = [
            line((done, "strong"), (" · " + speech.say("esc, then {key} undoes it", key=undo), "dim")),
            line((speech.say("The mails below tell those who were invited; nothing is sent from here."), "")),
        ]
        if later := len(to_tell) - 1:
            more = speech.plural(
                "Guests of {n} later session were invited, too: {all} shows it, {files} drafts the mails",
                "Guests of {n} later sessions were invited, too: {all} shows them, {files} drafts the mails",
                later,
                all=past,
                files=files,
            )
            head.append(line((more, "warn")))
        self.show_drafts(to_tell[0], head)

    def act_past(self) -> None:
        self._past = not self._past
        self.look()

    def act_filter(self) -> None:
        say, was = self.cadence.speech.say, self._typed
        ask_line(
            self,
            say("filter:"),
            self._filter,
            value=was,
            hint=say("words"),
            change=self._filter,
            leave=lambda: self._filter(was),
        )

    def act_files(self) -> None:
        ws, session = self.cadence.workspace, self._row.session
        letter = "cancellation" if session.status == "cancelled" else "invitation"
        self.read(lambda: session_letters.letters(ws, session.id, letter), self.ask_folder, group="mails")

    def act_copy(self) -> None:
        copy(self.frame, row_text(self._row, self.words))

    def _filter(self, typed: str) -> None:
        self._typed = typed.strip()
        self._arrange()

    @property
    def _row(self) -> SessionRow:
        row: SessionRow | None = self.table.current
        assert row is not None
        return row


def _why_not_now(verb: str, row: SessionRow) -> Message | None:
    if verb in ("edit", "invite", "remind", "cancel") and row.session.status != "planned":
        return message("This group session is over; its record stays as it is")
    if verb == "follow-up" and not row.waiting("follow_up"):
        return message("No no-show waits for a mail")
    if verb == "remind" and not row.waiting("remind"):
        return message("Nobody is to be reminded today")
    return None


def _columns(speech: Speech) -> tuple[Column, ...]:
    say = speech.say
    return (
        Column(id="when", title="  " + say("When"), width=18),
        Column(id="title", title=say("Group session"), width=16, grow=3),
        Column(id="form", title=say("Kind"), width=12, grow=1, most=20, drop=3),
        Column(id="host", title=say("Host"), width=10, drop=2, most=20),
        Column(id="guests", title=say("Guests"), width=7, right=True),
        Column(id="accepted", title=say("Yes"), width=3, right=True, drop=1),
        Column(id="todo", title=say("To do"), width=14, grow=1, most=24),
    )
