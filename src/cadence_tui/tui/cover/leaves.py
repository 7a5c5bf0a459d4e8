"""Leave of the team, by day: entered, changed, taken back, covered."""

from collections.abc import Sequence
from typing import ClassVar

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.actions.prompts import carry_out
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.cover.asking import ask_change, ask_leave
from cadence_tui.tui.cover.meanwhile import show_return
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line, spans
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.cover import LeaveRow
from cadence_tui.views.cover_lines import leave_lines
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace import cover as covers
from cadence_tui.workspace import leave as acts
from cadence_tui.workspace.session import Workspace

_OF_ONE = frozenset({"open", "edit", "drop", "news", "back"})
_CHANGING = frozenset({"new", "edit", "drop", "back"})


class LeaveView(Beside):
    """A row for each leave; `person` is whom a new one is for at first."""

    contexts: ClassVar[tuple[str, ...]] = ("leave", "list", "app")
    shown_kinds = frozenset({"person", "cover", "group_session"})

    def __init__(self, person: str = "") -> None:
        table: Table[LeaveRow] = Table((), _key, self._cells)
        super().__init__(table)
        self.person = person
        self._names: Names = NO_NAMES
        self._rows: list[LeaveRow] = []
        self._past = self._known = False

    def prepare(self) -> None:
        self.table.columns = _columns(self.cadence.speech)

    def look(self) -> None:
        workspace, past = self.cadence.workspace, self._past
        self.read(lambda: _read(workspace, past), self._show)

    def _show(self, found: tuple[list[LeaveRow], Names]) -> None:
        self._rows, self._names = found
        self._known = True
        key = self.cadence.keymap.label(self.cadence.keymap.acts["leave.new"], self.cadence.speech)
        self.table.empty = [
            [(self.cadence.speech.say("Nobody has leave. {key} enters one.", key=key), "dim")]
        ]
        self.table.show(self._rows)
        self.show_detail()
        self.frame.show_bars()

    @property
    def words(self) -> Words:
        """The reader."""
        zone = self.cadence.workspace.actor.timezone
        return Words(speech=self.cadence.speech, names=self._names, zone=zone)

    def _cells(self, row: LeaveRow) -> Sequence[Cell]:
        speech, here = self.cadence.speech, self.cadence.workspace.today()
        running = row.first <= here <= row.last
        covered = speech.plural("{n} account", "{n} accounts", row.covered) if row.covered else "–"
        return (
            (plain(row.person.name), "" if row.last >= here else "dim"),
            speech.weekday_day(row.first),
            speech.weekday_day(row.last),
            (speech.say("leave|now"), "warn") if running else "",
            (covered, "" if row.covered else "dim"),
            (plain(row.why), "dim"),
        )

    # -- bars and detail -----------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if not self._known:
            return [(speech.say("reading …"), "")], []
        told = speech.plural("{n} leave", "{n} leaves", len(self._rows))
        return [(speech.say("Leave"), "strong"), (f" · {told}", "")], []

    def show_detail(self) -> None:
        row = self.table.current
        if self.has_class("wide"):
            self.detail.show(page_lines(leave_lines(row, self.words) if row else []), top=True)

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb, row, actor = act.id.removeprefix("leave."), self.table.current, self.cadence.workspace.actor
        if act.context != "leave":
            return None
        if verb in _CHANGING and actor.role == "reader":
            return message("Readers change nothing")
        if verb in _OF_ONE and row is None:
            return message("No leave is chosen")
        if row is not None and verb in _CHANGING - {"new"}:
            if actor.role == "csm" and row.person.id != actor.id:
                return message("The leave of others is for a lead to enter")
            if verb == "back" and not row.first <= self.cadence.workspace.today() <= row.last:
                return message("Nobody is away in that leave now")
        return None

    def act_open(self) -> None:
        from cadence_tui.tui.cover.view import CoverView

        if row := self.table.current:
            if row.last < self.cadence.workspace.today():
                show_return(self, row.person.id, row.first)
            else:
                self.frame.open(CoverView(row.person.id, row.first))

    def act_new(self) -> None:
        ask_leave(self)

    def act_edit(self) -> None:
        if row := self.table.current:
            ask_change(self, row)

    def act_drop(self) -> None:
        if row := self.table.current:
            ws, person = self.cadence.workspace, row.person.id
            carry_out(self, lambda: acts.remove_leave(ws, person, row.first, row.last), self.look)

    def act_news(self) -> None:
        if row := self.table.current:
            show_return(self, row.person.id, row.first)

    def act_back(self) -> None:
        if row := self.table.current:
            ws, person = self.cadence.workspace, row.person.id
            carry_out(self, lambda: covers.come_back(ws, person), self.look)

    def act_past(self) -> None:
        self._past = not self._past
        self.look()

    def act_copy(self) -> None:
        titles = "\t".join(column.title for column in _columns(self.cadence.speech))
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self._cells(row))
            for row in self._rows
        ]
        copy(self.frame, "\n".join([titles, *rows]))


def _read(workspace: Workspace, past: bool) -> tuple[list[LeaveRow], Names]:
    names = names_of(workspace.rules.touch_model, workspace.records.people())
    return acts.leaves(workspace, past=past), names


def _key(row: LeaveRow) -> str:
    return f"{row.person.id} {row.first}"


def _columns(speech: Speech) -> tuple[Column, ...]:
    say = speech.say
    return (
        Column(id="name", title=say("Name"), width=16, grow=2, most=30),
        Column(id="first", title=say("From"), width=11),
        Column(id="last", title=say("To"), width=11),
        Column(id="now", title="", width=5),
        Column(id="covered", title=say("Covered"), width=11),
        Column(id="why", title=say("Reason"), width=12, grow=1, drop=1, most=40),
    )
