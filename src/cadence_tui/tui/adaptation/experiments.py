"""Experiments: which run, what they show; leads start and end them."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.actions.prompts import ask_line, carry_out
from cadence_tui.tui.adaptation.starting import ask_experiment
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.experiments import Result, rate_text, result_lines, status_spans
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from cadence_tui.workspace import experiments as acts
from cadence_tui.workspace.session import Workspace


class _Read(Struct, frozen=True):
    results: list[Result]
    names: Names


class ExperimentsView(Beside):
    """The list of experiments."""

    contexts: ClassVar[tuple[str, ...]] = ("experiments", "list", "app")
    detail_width = 56
    shown_kinds = frozenset({"account", "touchpoint", "experiment", "survey", "person"})

    def __init__(self) -> None:
        table: Table[Result] = Table((), lambda row: row.experiment.id, self._cells)
        super().__init__(table)
        self._read_last = _Read([], NO_NAMES)
        self._known = False

    def prepare(self) -> None:
        self.table.columns = _columns(self.cadence.speech)

    # -- rows ------------------------------------------------------------------------

    def look(self) -> None:
        """Reads them anew."""
        workspace = self.cadence.workspace
        self.read(lambda: _read(workspace), self._show)

    def _show(self, found: _Read) -> None:
        self._read_last, self._known = found, True
        self.table.empty = self._empty()
        self.table.show(found.results)
        self.show_detail()
        self.frame.show_bars()

    def _empty(self) -> list[Line]:
        say, keymap = self.cadence.speech.say, self.cadence.keymap
        lines: list[Line] = [[(say("No two rhythms have been compared yet."), "dim")]]
        if self._leads:
            key = keymap.label(keymap.acts["experiments.new"], self.cadence.speech)
            lines.append([(say("{key} starts an experiment.", key=key), "dim")])
        return lines

    @property
    def _leads(self) -> bool:
        return self.cadence.workspace.actor.role in ("lead", "admin")

    @property
    def words(self) -> Words:
        """The reader."""
        zone = self.cadence.workspace.actor.timezone
        return Words(speech=self.cadence.speech, names=self._read_last.names, zone=zone)

    def _cells(self, row: Result) -> Sequence[Cell]:
        words, found = self.words, row.comparison
        return (
            plain(row.experiment.name),
            status_spans(row, words),
            str(len(row.experiment.assigned)),
            rate_text(found.a, words),
            rate_text(found.b, words),
            worded(found.verdict, words),
        )

    # -- bars and detail -----------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if not self._known:
            return [(speech.say("reading …"), "")], []
        count = speech.plural("{n} experiment", "{n} experiments", len(self._read_last.results))
        return [(speech.say("Experiments"), "strong"), (f" · {count}", "")], []

    def show_detail(self) -> None:
        if self.has_class("wide"):
            self.detail.show(page_lines(self._lines()), top=True)

    def _lines(self) -> list[TextLine]:
        row = self.table.current
        return result_lines(row, self.words, self.cadence.workspace.today()) if row is not None else []

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        row, verb = self.table.current, act.id.removeprefix("experiments.")
        if act.context != "experiments":
            return None
        if verb in ("new", "stop") and not self._leads:
            return message("Only leads start and end experiments")
        if verb != "new" and row is None:
            return message("Choose an experiment first")
        if verb == "stop" and row is not None and row.experiment.status != "running":
            return message("This experiment is over already")
        return None

    def act_read(self) -> None:
        if (row := self.table.current) is None:
            return
        reading = Reading(row.experiment.name, page_lines(self._lines()[1:]), self.cadence.speech)
        self.app.push_screen(reading, self._open_account)

    def _open_account(self, account_id: str | None) -> None:
        from cadence_tui.tui.account.view import AccountPage

        row = self.table.current
        if account_id and row is not None and account_id in row.names:
            self.frame.open(AccountPage(account_id))

    def act_new(self) -> None:
        ask_experiment(self)

    def act_stop(self) -> None:
        ws, row = self.cadence.workspace, self.table.current
        if row is None:
            return

        def ended(conclusion: str) -> None:
            carry_out(self, lambda: acts.stop_experiment(ws, row.experiment.id, conclusion=conclusion))

        say = self.cadence.speech.say
        ask_line(self, say("concluded:"), ended, hint=say("may be left empty; esc: it goes on"))

    def act_copy(self) -> None:
        lines = self._lines()
        copy(self.frame, "\n".join("".join(text for text, _ in line.spans) for line in lines))


def _read(workspace: Workspace) -> _Read:
    names = names_of(workspace.rules.touch_model, workspace.records.people())
    return _Read(acts.read_experiments(workspace), names)


def _columns(speech: Speech) -> tuple[Column, ...]:
    say = speech.say
    return (
        Column(id="name", title=say("Name"), width=14, grow=2, most=40),
        Column(id="state", title=say("State"), width=15),
        Column(id="accounts", title=say("Accts"), width=4, right=True, drop=2),
        Column(id="a", title="A", width=13),
        Column(id="b", title="B", width=13),
        Column(id="verdict", title=say("What it shows"), width=24, grow=3, drop=1),
    )
