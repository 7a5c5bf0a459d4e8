"""Before a call: what runs, what is late, what comes, and the brief of the chosen one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from cadence_tui.model.documents import Call
from cadence_tui.model.message import Message, message
from cadence_tui.tui.call.brief import BRIEF_CONTEXTS, BriefPanel
from cadence_tui.tui.call.opening import Opener
from cadence_tui.tui.call.pace import agenda_picker
from cadence_tui.tui.call.records import open_account
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import PageLine
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.brief import BriefFacts
from cadence_tui.views.call_list import CallRow, head_spans, when_spans
from cadence_tui.workspace import calls
from cadence_tui.workspace.agendas import take_agenda_of_touch
from cadence_tui.workspace.briefs import touch_brief
from cadence_tui.workspace.call_list import Scope, coming_calls

if TYPE_CHECKING:
    from cadence_tui.workspace.next_touch import Slot

_WIDE = 110
_SCOPES: tuple[tuple[Scope, Message], ...] = (
    ("mine", message("scope|mine")),
    ("pod", message("scope|pod")),
    ("all", message("scope|all")),
)


class CallView(View):
    """The list of calls with the brief beside it, or under it on a narrow screen."""

    DEFAULT_CSS = """
    CallView { layout: horizontal; }
    CallView Table { width: 48; }
    CallView Page { width: 1fr; border-left: solid $primary 40%; }
    CallView.narrow { layout: vertical; }
    CallView.narrow Table { width: 1fr; height: 30%; min-height: 5; }
    CallView.narrow.reading Table { height: 3; min-height: 3; }
    CallView.narrow Page { border-left: none; border-top: solid $primary 40%; height: 1fr; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("call", "list", "app")

    def __init__(self) -> None:
        super().__init__()
        self.table: Table[CallRow] = Table((), lambda row: row.touch, self._cells)
        self._page = BriefPanel()
        self._scope: Scope = "mine"
        self._wanted = ""
        self._resumed = False

    def compose(self) -> ComposeResult:
        say = self.cadence.speech.say
        self.table.set_columns(
            (
                Column(id="when", title=say("When"), width=18),
                Column(id="account", title=say("Account"), width=14, grow=1),
                Column(id="minutes", title=say("Min"), width=3, right=True, drop=1),
            )
        )
        self.table.empty = [
            [(say("No call is planned."), "dim")],
            [(say("The calendar proposes some: 2, then p."), "dim")],
        ]
        self.on_resize()
        yield self.table
        yield self._page

    # -- what the frame asks -------------------------------------------------------

    def entered(self) -> None:
        if not self._page.has_focus:
            self.table.focus()
        self._look()

    def news(self, kinds: set[str]) -> None:
        if self.is_attached and self.frame.view is self:
            self._look()

    def back(self) -> bool:
        if self._page.has_focus:
            self.table.focus()
            return True
        return False

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        scope = next(word for name, word in _SCOPES if name == self._scope)
        today = sum(row.state in ("today", "running") for row in self.table.rows)
        late = sum(row.state == "late" for row in self.table.rows)
        left: Line = [
            (speech.word(scope), ""),
            (" · " + speech.plural("{n} call today", "{n} calls today", today), "dim"),
        ]
        if late:
            left.append((" · " + speech.say("{n} not recorded", n=late), "bad"))
        return left, []

    def why_not(self, act: Act) -> Message | None:
        needs_row = act.context in ("call", "brief") and act.id not in ("call.scope", "brief.aside")
        if needs_row and self.table.current is None:
            return message("There is no call here")
        return self._page.why_not(act)

    def listening(self) -> tuple[str, ...]:
        return BRIEF_CONTEXTS if self._page.has_focus else self.contexts

    def on_resize(self) -> None:
        self.set_class(self.app.size.width < _WIDE, "narrow")

    def on_descendant_focus(self) -> None:
        # A narrow screen leaves the room to what is read.
        self.set_class(self._page.has_focus, "reading")
        self.frame.show_bars()

    # -- doors for other parts -------------------------------------------------------

    def start(self, account_id: str) -> None:
        """Starts a call with an account at once, or goes on with the one that runs."""
        workspace = self.cadence.workspace
        self._begin(lambda: calls.start_ad_hoc(workspace, account_id))

    def start_about(self, signal_id: str) -> None:
        """Starts a call about a signal at once, or goes on with the one that runs with the account."""
        from cadence_tui.workspace.signals import call_about

        workspace = self.cadence.workspace
        self._begin(lambda: call_about(workspace, signal_id))

    def open_touch(self, touch_id: str) -> None:
        """Shows the brief of a touchpoint's call; enter starts it."""
        self._wanted, self._scope = touch_id, "all"
        self.frame.go(3)
        self._look()

    # -- showing ---------------------------------------------------------------------

    def _look(self) -> None:
        workspace, scope = self.cadence.workspace, self._scope
        self.read(lambda: coming_calls(workspace, scope), self._show, group="list")

    def _show(self, rows: list[CallRow]) -> None:
        fresh = not self.table.rows
        self.table.show(rows)
        if self._wanted and self.table.select(self._wanted):
            self._wanted = ""
        elif fresh:
            first = next((row.touch for row in rows if row.state != "late"), None)
            if first:
                self.table.select(first)
        self._brief()
        self._resume_running(rows)

    def _resume_running(self, rows: list[CallRow]) -> None:
        """A call that was running when the program ended is on the screen again at once."""
        if self._resumed:
            return
        self._resumed = True
        mine = self.cadence.workspace.actor.id
        running = next((row for row in rows if row.state == "running" and row.owner == mine), None)
        if running is not None and not self._wanted:
            self._start(running.touch)

    def _brief(self) -> None:
        row, workspace = self.table.current, self.cadence.workspace
        if row is None:
            self._page.clear()
            return
        touch_id = row.touch
        self.read(lambda: touch_brief(workspace, touch_id), self._show_brief, group="brief")

    def _show_brief(self, facts: BriefFacts) -> None:
        row, shown = self.table.current, self._page.facts
        if row is None or facts.touch is None or facts.touch.id != row.touch:
            return
        head = [PageLine(head_spans(row, facts.names, self.cadence.speech))]
        if row.purpose:
            head.append(PageLine([(row.purpose, "dim")]))
        other = shown is None or shown.touch is None or shown.touch.id != row.touch
        self._page.show_brief(self, facts, head, top=other)

    def _cells(self, row: CallRow) -> tuple[Cell, ...]:
        return when_spans(row, self.cadence.speech), row.name, str(row.minutes)

    def on_table_moved(self, event: Table.Moved) -> None:
        event.stop()
        self._brief()

    # -- acts ---------------------------------------------------------------------------

    def act_list(self, act_id: str) -> None:
        (self._page if self._page.has_focus else self.table).move(act_id)

    def act_aside(self) -> None:
        (self.table if self._page.has_focus else self._page).focus()

    def act_start(self) -> None:
        row = self.table.current
        if row is not None:
            self._start(row.touch)

    def act_call(self) -> None:
        self.act_start()

    def act_open(self) -> None:
        self._page.open_line(self)

    def act_why(self) -> None:
        self._page.why(self)

    def act_check(self) -> None:
        self._page.check(self)

    def act_answered(self) -> None:
        self._page.answer(self)

    def act_agenda(self) -> None:
        row, facts, workspace = self.table.current, self._page.facts, self.cadence.workspace
        if row is None or facts is None:
            return
        touch_id = row.touch

        def chosen(name: str | None) -> None:
            if name:
                self.perform(lambda: take_agenda_of_touch(workspace, touch_id, name))

        self.app.push_screen(agenda_picker(workspace, facts.agenda.id, self.cadence.speech), chosen)

    def act_missed(self) -> None:
        from cadence_tui.workspace import short_ways

        row, workspace = self.table.current, self.cadence.workspace
        if row is not None:
            name, touch_id = row.name, row.touch
            self.perform(
                lambda: short_ways.no_show(workspace, touch_id),
                lambda _: self.frame.tell(message("No-show: {account}", account=name)),
            )

    def act_declined(self) -> None:
        row = self.table.current
        if row is not None:
            from cadence_tui.tui.call.ways_out import ask_declined

            ask_declined(self, row.touch, self._look, self.entered)

    def act_short(self) -> None:
        from cadence_tui.tui.call.recap import show_recap
        from cadence_tui.workspace import short_ways

        row, workspace = self.table.current, self.cadence.workspace
        if row is not None:
            touch_id = row.touch
            self.perform(
                lambda: short_ways.short_call_at(workspace, touch_id),
                lambda call: show_recap(self.frame, call.id),
            )

    def act_wrong(self) -> None:
        from cadence_tui.tui.call.ways_out import ask_wrong
        from cadence_tui.workspace import short_ways

        row, workspace = self.table.current, self.cadence.workspace
        if row is None:
            return
        touch_id, account = row.touch, row.name

        def reached(name: str, slot: "Slot | None") -> None:
            self.perform(
                lambda: short_ways.wrong_contact_at(workspace, touch_id, name, again=slot),
                lambda _: self.frame.tell(message("Wrong contact: {account}", account=account)),
            )

        ask_wrong(self, touch_id, reached, self.entered)

    def act_amend(self) -> None:
        """The record of the last call with the account."""
        facts = self._page.facts
        if facts is None:
            return
        if facts.brief.last_call:
            from cadence_tui.tui.call.amending import amend

            amend(self, facts.brief.last_call)
        else:
            self.frame.tell(message("There is no earlier call with this account"), role="warn")

    def act_copy(self) -> None:
        self._page.copy(self)

    def act_scope(self) -> None:
        names: list[Scope] = [name for name, _ in _SCOPES]
        self._scope = names[(names.index(self._scope) + 1) % len(names)]
        self._look()

    def act_account(self) -> None:
        row = self.table.current
        if row is not None:
            open_account(self.frame, row.account)

    def _start(self, touch_id: str) -> None:
        workspace = self.cadence.workspace
        self._begin(lambda: calls.start_call(workspace, touch_id))

    def _begin(self, work: Callable[[], Call]) -> None:
        self._resumed = True
        Opener(self.frame).begin(work)
