"""The list of calls: what runs, what is late, what comes, and the brief of the chosen one."""

from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult

from cadence_tui.model.message import Message, message
from cadence_tui.tui.call.brief import BRIEF_CONTEXTS, BriefPanel
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Cell, Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import PageLine
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.views.brief import BriefFacts
from cadence_tui.views.call_list import CallRow, due_row, head_spans, when_spans
from cadence_tui.workspace.briefs import touch_brief
from cadence_tui.workspace.call_list import Scope, coming_calls

_WIDE = 110
_MINUTE = 60.0
_REST_SECONDS = 0.5
SCOPES: tuple[tuple[Scope, Message], ...] = (
    ("mine", message("scope|mine")),
    ("pod", message("scope|pod")),
    ("all", message("scope|all")),
)


class CallList(View):
    """The list of calls with the brief beside it, or under it on a narrow screen."""

    DEFAULT_CSS = """
    CallList { layout: horizontal; }
    CallList Table { width: 48; }
    CallList Page { width: 1fr; border-left: solid $primary 40%; }
    CallList.narrow { layout: vertical; }
    CallList.narrow Table { width: 1fr; height: 30%; min-height: 5; }
    CallList.narrow.reading Table { height: 3; min-height: 3; }
    CallList.narrow Page { border-left: none; border-top: solid $primary 40%; height: 1fr; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("call", "list", "app")

    def __init__(self) -> None:
        super().__init__()
        self.table: Table[CallRow] = Table((), lambda row: row.touch, self._cells)
        self._page = BriefPanel()
        self._scope: Scope = "mine"
        self._wanted = ""
        self._placed: str | None = None
        self._placing = True
        self._left_at = -_REST_SECONDS
        self._resumed = self._reading = False

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

    def on_mount(self) -> None:
        self.set_interval(_MINUTE, self._turn_the_hour)

    def entered(self) -> None:
        self.take_side(reading=self._reading)
        self._placing = True
        self._look()

    def news(self, kinds: set[str]) -> None:
        if self.is_attached and self.frame.view is self:
            self._look()

    def back(self) -> bool:
        inside = self._reading
        self.take_side(reading=False)
        return inside

    def is_inside(self) -> bool:
        return self._reading

    def rest(self) -> None:
        """A call was left: a second enter on its last dialog does not begin the next one."""
        self._left_at = monotonic()

    @property
    def is_resting(self) -> bool:
        """Whether a call was left in this moment."""
        return monotonic() - self._left_at < _REST_SECONDS

    def take_side(self, *, reading: bool) -> None:
        """Gives the keys to the brief or to the list; who comes back finds them there."""
        self._reading = reading
        (self._page if reading else self.table).focus()

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        scope = next(word for name, word in SCOPES if name == self._scope)
        today = sum(row.state in ("today", "running", "past") for row in self.table.rows)
        late = sum(row.state in ("late", "past") for row in self.table.rows)
        left: Line = [
            (speech.word(scope), ""),
            (" · " + speech.plural("{n} call today", "{n} calls today", today), "dim"),
        ]
        if late:
            left.append((" · " + speech.say("{n} not recorded", n=late), "bad"))
        if self._reading:
            return left, [(speech.say("the keys are in the brief"), "accent")]
        return left, [(speech.say("the keys are in the list"), "dim")]

    def why_not(self, act: Act) -> Message | None:
        needs_row = act.context in ("call", "brief") and act.id not in ("call.scope", "brief.aside")
        if needs_row and self.table.current is None:
            return message("There is no call here")
        return self._page.why_not(act)

    def listening(self) -> tuple[str, ...]:
        return BRIEF_CONTEXTS if self._reading else self.contexts

    def on_resize(self) -> None:
        self.set_class(self.app.size.width < _WIDE, "narrow")

    def on_descendant_focus(self) -> None:
        # A narrow screen leaves the room to what is read.
        self.set_class(self._reading, "reading")
        self.frame.show_bars()

    # -- showing ---------------------------------------------------------------------

    def _look(self) -> None:
        workspace, scope = self.cadence.workspace, self._scope
        self.read(lambda: coming_calls(workspace, scope), self._show, group="list")

    def _turn_the_hour(self) -> None:
        """Another call may be due, another one past."""
        if self.frame.view is self:
            self._look()

    def _show(self, rows: list[CallRow]) -> None:
        if rows != self.table.rows:
            self.table.show(rows)
        self._place(rows)
        self._brief()

    def _place(self, rows: list[CallRow]) -> None:
        """Puts the cursor on the call that is wanted, else on the one due, unless it was moved since."""
        placing, self._placing = self._placing, False
        if self._wanted and self.table.select(self._wanted):
            self._wanted = self._placed = ""
            return
        row, due = self.table.current, due_row(rows)
        untouched = row is None or self._placed in (None, row.touch)
        if placing and untouched and not self._reading and due is not None and self.table.select(due.touch):
            self._placed = due.touch

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
