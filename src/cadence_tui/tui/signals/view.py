"""The signals: what happened that wants a touch, the nearest deadline first (T7)."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.tui.beside import Beside
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.signals import asking
from cadence_tui.tui.spans import Cell, Line, wrap
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import names_of
from cadence_tui.views.portfolio_list import SCOPE_TITLES, SCOPES, Scope
from cadence_tui.views.signal_lines import watched_lines, why_lines
from cadence_tui.views.signals import (
    SignalRow,
    in_scope,
    left_text,
    matching,
    short_text,
    until_spans,
    until_text,
    when_text,
)
from cadence_tui.views.words import Words
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.signal_reading import read_signals

_MINUTE = 60.0
_ROOMY_FROM = 100
_WRITING = frozenset({"call", "settle", "snooze", "raise", "reopen"})
_OF_ONE = frozenset({"open", "call", "settle", "snooze", "why", "reopen", "copy"})


class _Read(Struct, frozen=True):
    rows: list[SignalRow]
    words: Words
    covered: frozenset[str]


class SignalsView(Beside):
    """A row for each signal."""

    contexts: ClassVar[tuple[str, ...]] = ("signals", "list", "app")
    detail_width = 46
    shown_kinds = frozenset({"cover", "signal", "account", "person", "touchpoint"})

    def __init__(self, scope: Scope = "mine", typed: str = "") -> None:
        table: Table[SignalRow] = Table((), lambda row: row.id, self._cells)
        super().__init__(table)
        self.scope: Scope = scope
        self.typed = typed
        self._tight = self._beside = False
        self._every = False
        self._found: _Read | None = None
        self._shown: list[SignalRow] = []

    def prepare(self) -> None:
        # As wide as the screen, so that the first picture is that of after the first layout.
        self._judge_room(self.app.size.width)
        self.table.columns = self._columns()

    def on_mount(self) -> None:
        self.set_interval(_MINUTE, self._pass_time)

    def on_resize(self) -> None:
        self._judge_room(self.size.width)
        self.table.set_columns(self._columns())
        self._arrange()

    def _judge_room(self, width: int) -> None:
        self._beside = width >= self.detail_from
        self._tight = width - self._beside * self.detail_width < _ROOMY_FROM

    @property
    def words(self) -> Words:
        """The reader, with the names of what the signals speak of."""
        found = self._found
        return found.words if found else Words(speech=self.cadence.speech)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.cadence.workspace.now()

    # -- rows --------------------------------------------------------------------------

    def _pass_time(self) -> None:
        if self.frame.view is self:
            self.table.redraw()

    def look(self) -> None:
        workspace, speech, closed = self.cadence.workspace, self.cadence.speech, self._every

        def found() -> _Read:
            names = names_of(workspace.rules.touch_model, workspace.records.people())
            words = Words(speech=speech, names=names, zone=workspace.actor.timezone)
            covered = frozenset(covered_by(workspace, workspace.actor.id))
            return _Read(read_signals(workspace, words, closed=closed), words, covered)

        self.read(found, self._show)

    def _show(self, found: _Read) -> None:
        self._found = found
        self._arrange()
        self.frame.show_bars()

    def _arrange(self) -> None:
        if self._found is None:
            return
        actor, late = self.cadence.workspace.actor, self.cadence.speech.say("filter word|late")
        scoped = in_scope(
            self._found.rows, self.scope, person=actor.id, pod=actor.pod, covered=self._found.covered
        )
        self._shown = matching(scoped, self.typed, late)
        self.table.empty = self._empty(bool(scoped))
        self.table.show(self._shown)
        self.show_detail()

    def rearrange(self, *, scope: Scope | None = None, typed: str | None = None) -> None:
        """Another scope or filter."""
        self.scope = self.scope if scope is None else scope
        self.typed = self.typed if typed is None else typed.strip()
        self.table.set_columns(self._columns())
        self._arrange()
        self.frame.show_bars()

    def _columns(self) -> tuple[Column, ...]:
        return _columns(
            self.cadence.speech, owner=self.scope != "mine", tight=self._tight, beside=self._beside
        )

    def _empty(self, filtered: bool) -> list[Line]:
        speech, keymap = self.cadence.speech, self.cadence.keymap
        if filtered:
            key = keymap.label(keymap.acts["signals.filter"], speech)
            return [[(speech.say("No signal fits. {key} changes the filter.", key=key), "dim")]]
        lines: list[Line] = []
        for each in watched_lines(self.cadence.workspace.rules.touch_model.signals, self.words):
            lines += wrap(each.spans, max(20, self.table.size.width - 4), indent=2)
        return lines

    def _cells(self, row: SignalRow) -> Sequence[Cell]:
        mark = ("! ", "bad") if row.risk and row.signal.status == "open" else ("  ", "")
        return (
            self._until(row),
            [mark, (plain(row.account), "")],
            (row.title, "" if row.signal.status == "open" else "dim"),
            (plain(row.why), "dim"),
            (plain(row.owner_name), "dim"),
        )

    def _until(self, row: SignalRow) -> Cell:
        signal, words, now = row.signal, self.words, self.now
        if self._tight:
            role = "dim" if signal.status != "open" else "bad" if row.late else ""
            return (short_text(signal, words, now), role)
        if signal.status != "open" or signal.deadline is None:
            return (until_text(signal, words, now), "dim")
        left = left_text(signal, words, now)
        if row.late:
            return (f"‹{left}›", "bad")
        return [(when_text(signal.deadline, words, now), ""), (f" · {left}", "dim")]

    # -- bars and detail -----------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if self._found is None:
            return [(speech.say("reading …"), "")], []
        count = speech.plural("{n} open signal", "{n} open signals", len(self._shown))
        if self._every:
            every = speech.plural("{n} signal", "{n} signals", len(self._shown))
            count = f"{every} · {speech.say('with those put off and settled')}"
        left: Line = [(speech.say("Signals"), "strong")]
        left.append((f" · {speech.word(SCOPE_TITLES[self.scope])} · {count}", ""))
        if self.typed:
            left += [(" · / ", "dim"), (self.typed, "accent")]
        late = sum(row.late for row in self._shown)
        return left, [(speech.say("{n} late", n=late), "bad")] if late else []

    def show_detail(self) -> None:
        row = self.table.current
        if self.has_class("wide"):
            self.detail.show(page_lines(self.reasons(row)) if row else [], top=True)

    def reasons(self, row: SignalRow) -> list[TextLine]:
        """Evidence, rule and state of a signal."""
        return why_lines(row, self.cadence.workspace.rules.touch_model.signals, self.words, self.now)

    # -- acts ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb = act.id.removeprefix("signals.")
        if act.context != "signals":
            return None
        if verb in _WRITING and self.cadence.workspace.actor.role == "reader":
            return message("Readers change nothing")
        row = self.table.current
        if verb in _OF_ONE and row is None:
            return message("Choose a signal first")
        if row is not None and verb in ("settle", "snooze", "call") and row.signal.status == "done":
            return message("This signal is settled already")
        if row is not None and verb == "reopen" and row.signal.status == "open":
            return message("This signal is open")
        return None

    def back(self) -> bool:
        if not self.typed:
            return False
        self.rearrange(typed="")
        return True

    def act_open(self) -> None:
        from cadence_tui.tui.account.view import AccountPage

        if (row := self.table.current) is not None:
            self.frame.open(AccountPage(row.signal.account))

    def act_call(self) -> None:
        if (row := self.table.current) is not None:
            self.frame.go(3)
            self.frame.root(3).start_about(row.id)  # type: ignore[attr-defined]

    def act_settle(self) -> None:
        asking.ask_settle(self)

    def act_snooze(self) -> None:
        asking.ask_snooze(self)

    def act_why(self) -> None:
        asking.show_why(self)

    def act_raise(self) -> None:
        asking.ask_raise(self)

    def act_reopen(self) -> None:
        asking.reopen(self)

    def act_filter(self) -> None:
        asking.ask_filter(self)

    def act_scope(self) -> None:
        self.rearrange(scope=SCOPES[(SCOPES.index(self.scope) + 1) % len(SCOPES)])

    def act_closed(self) -> None:
        self._every = not self._every
        self.look()

    def act_copy(self) -> None:
        if (row := self.table.current) is not None:
            until = "".join(text for text, _ in until_spans(row, self.words, self.now))
            copy(self.frame, f"{row.account}: {row.title} · {row.why} · {until}")


def _columns(speech: Speech, *, owner: bool, tight: bool, beside: bool) -> tuple[Column, ...]:
    """Where there is little room the evidence gets it, unless it stands beside the list anyway."""
    spared = tight and not beside
    say = speech.say
    shown = [
        Column(id="until", title=say("Until"), width=14 if tight else 23, most=14 if tight else 26),
        Column(id="account", title="  " + say("column|Account"), width=16, grow=0 if spared else 2, most=36),
        Column(id="cause", title=say("Signal"), width=16, grow=0 if spared else 1, most=24),
        Column(id="evidence", title=say("Evidence"), width=18, grow=4, drop=1),
    ]
    if owner:
        shown.append(Column(id="owner", title=say("column|Owner"), width=10, drop=2, most=20))
    return tuple(shown)
