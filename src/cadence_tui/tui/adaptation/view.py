"""Proposed rhythms to decide on, and what came of those that were accepted."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.actions.prompts import about, ask_words, carry_out
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line, spans
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.adaptation import (
    Adaptations,
    Followed,
    Offer,
    change_text,
    in_experiments_text,
    row_lines,
    saved_minutes,
    share_text,
    since_text,
    state_spans,
    together_lines,
)
from cadence_tui.views.lines import BLANK, TextLine
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.portfolio_list import SCOPE_TITLES, SCOPES, Scope
from cadence_tui.views.words import Words
from cadence_tui.workspace import adaptation as acts
from cadence_tui.workspace.session import Workspace

_NOTHING = Adaptations(offers=(), followed=(), together=None)
Row = Offer | Followed


class _Read(Struct, frozen=True):
    found: Adaptations
    names: Names


class AdaptationsView(Beside):
    """The list of proposals."""

    contexts: ClassVar[tuple[str, ...]] = ("adapt", "list", "app")
    shown_kinds = frozenset({"account", "touchpoint", "adaptation", "person"})

    def __init__(self) -> None:
        table: Table[Row] = Table((), _key, self._cells)
        super().__init__(table)
        self._read_last = _Read(_NOTHING, NO_NAMES)
        self._scope: Scope = "mine"
        self._known = False

    def prepare(self) -> None:
        self._scope = "mine" if self.cadence.workspace.actor.role == "csm" else "all"
        self.table.columns = _columns(self.cadence.speech)

    # -- rows ------------------------------------------------------------------------

    def look(self) -> None:
        workspace, scope = self.cadence.workspace, self._scope
        self.read(lambda: _read(workspace, scope), self._show)

    def _show(self, found: _Read) -> None:
        self._read_last, self._known = found, True
        self.table.empty = self._empty()
        self.table.show(found.found.rows)
        self.show_detail()
        self.frame.show_bars()

    def _empty(self) -> list[Line]:
        say, keymap = self.cadence.speech.say, self.cadence.keymap
        if self.cadence.workspace.rules.touch_model.adaptive is None:
            return [[(say("The touch model does not say when to propose another rhythm"), "dim")]]
        lines: list[Line] = [[(say("Attendance speaks for no other rhythm."), "dim")]]
        if drawn := self._read_last.found.in_experiments:
            lines.append([(in_experiments_text(drawn, self._words), "dim")])
        if self._scope != "all":
            key = keymap.label(keymap.acts["adapt.scope"], self.cadence.speech)
            lines.append([(say("{key} widens the scope.", key=key), "dim")])
        return lines

    @property
    def _words(self) -> Words:
        zone = self.cadence.workspace.actor.timezone
        return Words(speech=self.cadence.speech, names=self._read_last.names, zone=zone)

    def _cells(self, row: Row) -> Sequence[Cell]:
        words = self._words
        change = row.proposal if isinstance(row, Offer) else row.adaptation
        evidence = row.proposal.evidence if isinstance(row, Offer) else row.effect.before
        return (
            plain(row.account.name),
            state_spans(row, words),
            change_text(change, words),
            share_text(evidence, words),
            str(evidence.offered),
            since_text(row, words),
            words.speech.say("{n} min", n=saved_minutes(row.proposal)) if isinstance(row, Offer) else "",
            plain(words.names.person(row.account.owner)),
        )

    # -- bars and detail -----------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech, found = self.cadence.speech, self._read_last.found
        if not self._known:
            return [(speech.say("reading …"), "")], []
        offers = speech.plural("{n} proposal", "{n} proposals", len(found.offers))
        followed = speech.plural("{n} accepted change", "{n} accepted changes", len(found.followed))
        told = [speech.word(SCOPE_TITLES[self._scope]), offers, followed]
        told += [speech.say("{n} in experiments", n=found.in_experiments)] if found.in_experiments else []
        return [(speech.say("Rhythms"), "strong"), *((f" · {each}", "") for each in told)], []

    def show_detail(self) -> None:
        if self.has_class("wide"):
            self.detail.show(page_lines(self._lines()), top=True)

    def _lines(self) -> list[TextLine]:
        row = self.table.current
        if row is None:
            return []
        lines = row_lines(row, self._words)
        together = (
            [] if isinstance(row, Offer) else together_lines(self._read_last.found.together, self._words)
        )
        return [*lines, BLANK, *together] if together else lines

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        row, verb = self.table.current, act.id.removeprefix("adapt.")
        if act.context != "adapt" or verb == "scope":
            return None
        if row is None:
            return message("Choose an account first")
        if verb in ("accept", "dismiss", "end") and self.cadence.workspace.actor.role == "reader":
            return message("Readers change nothing")
        if verb in ("accept", "dismiss") and not isinstance(row, Offer):
            return message("This is decided already")
        if verb == "end" and (isinstance(row, Offer) or not row.in_force):
            return message("No accepted rhythm is in force here")
        return None

    def act_call(self) -> None:
        if (row := self.table.current) is not None:
            self.frame.call(row.account.id)

    def act_open(self) -> None:
        from cadence_tui.tui.account.view import AccountPage

        if (row := self.table.current) is not None:
            self.frame.open(AccountPage(row.account.id))

    def act_why(self) -> None:
        if (row := self.table.current) is not None:
            self.app.push_screen(
                Reading(row.account.name, page_lines(self._lines()[1:]), self.cadence.speech)
            )

    def act_accept(self) -> None:
        ws, row = self.cadence.workspace, self.table.current
        if isinstance(row, Offer):
            carry_out(self, lambda: acts.accept(ws, row.account.id, seen=row.proposal))

    def act_dismiss(self) -> None:
        ws, row = self.cadence.workspace, self.table.current
        if isinstance(row, Offer):
            label = about(row.account.name, self.cadence.speech.say("not taken up, because:"))
            ask_words(
                self,
                label,
                lambda why: carry_out(
                    self, lambda: acts.dismiss(ws, row.account.id, why=why, seen=row.proposal)
                ),
            )

    def act_end(self) -> None:
        ws, row = self.cadence.workspace, self.table.current
        if isinstance(row, Followed):
            carry_out(self, lambda: acts.end(ws, row.account.id))

    def act_scope(self) -> None:
        self._scope = SCOPES[(SCOPES.index(self._scope) + 1) % len(SCOPES)]
        self.look()

    def act_copy(self) -> None:
        titles = "\t".join(column.title for column in _columns(self.cadence.speech))
        rows = [
            "\t".join("".join(text for text, _ in spans(cell)) for cell in self._cells(row))
            for row in self._read_last.found.rows
        ]
        copy(self.frame, "\n".join([titles, *rows]))


def _read(workspace: Workspace, scope: Scope) -> _Read:
    names = names_of(workspace.rules.touch_model, workspace.records.people())
    return _Read(acts.read_adaptations(workspace, scope), names)


def _key(row: Row) -> str:
    return row.proposal.account if isinstance(row, Offer) else row.adaptation.id


def _columns(speech: Speech) -> tuple[Column, ...]:
    say = speech.say
    return (
        Column(id="account", title=say("Account"), width=18, grow=3, most=40),
        Column(id="state", title=say("State"), width=15),
        Column(id="change", title=say("Days"), width=12),
        Column(id="attended", title=say("Attended"), width=13),
        Column(id="calls", title=say("Calls"), width=4, right=True, drop=2),
        Column(id="since", title=say("Since"), width=13, drop=4),
        Column(id="saved", title=say("Saved/4 wk."), width=8, right=True, drop=1),
        Column(id="owner", title=say("Owner"), width=10, grow=1, drop=3, most=20),
    )
