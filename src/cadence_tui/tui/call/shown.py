"""What a running call shows: clocks, agenda, questions and what was written, as others change it too."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container

from cadence_tui.model.documents import Call
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message, message
from cadence_tui.practice.questions import Prompt
from cadence_tui.tui.call.line import Capture
from cadence_tui.tui.call.panels import (
    agenda_lines,
    clock_line,
    entry_lines,
    question_lines,
    section_strip,
)
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.live import Live
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.call_list import call_row, hour_text
from cadence_tui.views.guide import clocks
from cadence_tui.views.wording_call import in_language
from cadence_tui.workspace import calls
from cadence_tui.workspace.attempt import is_of_removed
from cadence_tui.workspace.capturing import Listener, knowing_holidays
from cadence_tui.workspace.guides import GuideFacts, guide_facts
from cadence_tui.workspace.half_lines import kept
from cadence_tui.workspace.session import Workspace

if TYPE_CHECKING:
    from cadence_tui.tui.dialogs.form import Form

T = TypeVar("T")
_WIDE = 110
_TICK_SECONDS = 1.0
_AGENDA_WIDTH = 34
LOST = message("This call was removed meanwhile: esc leaves it, what you type is kept")
_WAYS_OUT = frozenset(
    {"guide.command", "guide.close", "guide.help", "guide.leave", "live.type", "live.close", "live.aside"}
)
"""What can be done in a call that is no longer there."""


class Questions(Page):
    """The questions; the chosen one is seen while the line has the keys."""

    idle_cursor: ClassVar[str] = "cursor_idle"


class GuideShown(View):
    """One running call. All its state is in the store: leaving and coming back changes nothing."""

    DEFAULT_CSS = """
    GuideShown #clock { height: 1; }
    GuideShown #strip { height: 1; display: none; }
    GuideShown #body { height: 1fr; layout: horizontal; }
    GuideShown #agenda { width: 34; height: 1fr; padding: 0 0 0 1; }
    GuideShown #questions { width: 1fr; border-left: solid $primary 40%; }
    GuideShown #written { width: 1fr; border-left: solid $primary 40%; }
    GuideShown.narrow #strip { display: block; }
    GuideShown.narrow #agenda { display: none; }
    GuideShown.narrow #body { layout: vertical; }
    GuideShown.narrow #questions { border-left: none; height: 1fr; }
    GuideShown.narrow #written { border-left: none; border-top: solid $primary 40%; height: 1fr; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("guide",)

    def __init__(self, workspace: Workspace, call: Call) -> None:
        super().__init__()
        # An act may come to its turn when the guide has been left: a view that is gone has no app to ask.
        self._ws = workspace
        self.call = call
        self._facts: GuideFacts | None = None
        self._prompts: list[Prompt] = []
        self._every_topic = False
        self._ending = self._lost = False
        self.closing: Form | None = None
        """The form that asks for the record, while it stands over the guide."""
        self._clock, self._strip, self._agenda = Live(id="clock"), Live(id="strip"), Live(id="agenda")
        self._questions, self._written = Questions(id="questions"), Page(id="written")
        self._line = Capture(kept(call, workspace.actor.id))

    def compose(self) -> ComposeResult:
        self._make_room()
        yield self._clock
        yield self._strip
        with Container(id="body"):
            yield self._agenda
            yield self._questions
            yield self._written
        yield self._line

    def on_mount(self) -> None:
        self.set_interval(_TICK_SECONDS, self._tick)
        speech, call_id = self.cadence.speech, self.call.id
        self.read(lambda: guide_facts(self._ws, call_id, speech.language), self._begin, group="facts")

    # -- what the frame asks -------------------------------------------------------

    def listening(self) -> tuple[str, ...]:
        return ("guide",) if self._line.has_keys else ("live", "list", "app")

    def entered(self) -> None:
        self._line.take_keys()
        self._tick()

    def context_line(self) -> tuple[Line, Line]:
        facts = self._facts
        if facts is None:
            return [], []
        speech = self.cadence.speech
        parts = [in_language(facts.agenda.title, speech), facts.contact]
        if facts.touch is not None:
            row = call_row(
                facts.touch,
                facts.account,
                self.call,
                today=self._ws.today(),
                zone=self._ws.actor.timezone,
            )
            parts.append(hour_text(row, speech))
        text = " · ".join(part for part in parts if part)
        return [(facts.account.name, "title"), (f" · {text}", "")], []

    def why_not(self, act: Act) -> Message | None:
        if self._lost and act.context in ("guide", "live") and act.id not in _WAYS_OUT:
            return LOST
        if act.id in ("live.edit", "live.strike", "guide.edit-last") and not self.call.entries:
            return message("Nothing is written down yet")
        return None

    def news(self, kinds: set[str]) -> None:
        if kinds & {"call", "account"}:
            call_id = self.call.id
            self.read(lambda: calls.call_to_go_on(self._ws, call_id), self._heard, group="call")

    def _heard(self, call: Call | None) -> None:
        """Takes in what others did to the call, and what was saved of it after all."""
        if call is None:
            self._lose()
            return
        self._lost = False
        if not self._ending:
            self.changed(call)
        elif call.status == "closed" and self.closing is not None:
            self.call = call
            self.closing.dismiss(None)

    def _lose(self) -> None:
        """The call is no longer there: what is typed can still be kept, and the guide be left."""
        if not self._lost and self.is_attached:
            self._lost, self._ending = True, False
            self.frame.tell(LOST, role="error")

    def on_descendant_focus(self) -> None:
        if self.frame.view is self:
            self.frame.show_bars()

    def on_resize(self) -> None:
        self._make_room()
        self._show_all()

    def _make_room(self) -> None:
        self.set_class(self.app.size.width < _WIDE, "narrow")

    # -- showing ---------------------------------------------------------------------

    def _begin(self, facts: GuideFacts) -> None:
        self._facts = facts
        self._line.listen(facts, self.cadence.speech)
        self._show_all()
        self.call_after_refresh(self._written.move, "list.last")
        language = self.cadence.speech.language
        self.compute(lambda: knowing_holidays(facts.listener, language), self._know_holidays)

    def _know_holidays(self, listener: Listener) -> None:
        """The holidays came later than the first line: their library takes its time."""
        if self._facts is not None:
            self._facts = replace(self._facts, listener=listener)
            self._line.listen(self._facts, self.cadence.speech)
            self._show_written()

    def changed(self, call: Call) -> None:
        """Shows the call as it is now; one that was closed elsewhere ends the guide."""
        if call.rev == self.call.rev or not self.is_attached:
            return
        section, entries = self.call.section, self.call.entries
        self.call = call
        if call.status == "closed":
            self.leave_guide()
            return
        self._tick()
        if call.section != section:
            self._show_questions(top=True)
        else:
            self._show_questions()
        if call.entries != entries:
            self._show_written()

    def _show_all(self) -> None:
        self._tick()
        self._show_questions()
        self._show_written()

    def _tick(self) -> None:
        facts = self._facts
        if facts is None or self.frame.view is not self:
            return
        speech, width = self.cadence.speech, self.size.width
        clock = clocks(self.call, facts.agenda, facts.guide, self._ws.now(), speech)
        self._clock.show([clock_line(clock, facts, self.call.booked_minutes, width, speech)])
        if self.has_class("narrow"):
            self._strip.show([section_strip(clock, width, speech)])
        else:
            self._agenda.show(agenda_lines(clock, _AGENDA_WIDTH - 1, speech))

    def _show_questions(self, *, top: bool = False) -> None:
        facts = self._facts
        if facts is None:
            return
        self._prompts = facts.prompts(self.call.section, every_topic=self._every_topic)
        names = [prompt.id for prompt in self._prompts]
        chosen = self._questions.current_key
        if top or chosen not in names:
            chosen = next((name for name in names if name not in self.call.asked), "")
        lines = question_lines(facts, self.call, self._prompts, chosen, self.cadence.speech)
        self._questions.show(lines, top=top)

    def _show_written(self) -> None:
        if self._facts is not None:
            zone = self._ws.actor.timezone
            self._written.show(entry_lines(self._facts, self.call, zone, self.cadence.speech))
            self._written.move("list.last")

    # -- for those who act -----------------------------------------------------------

    def attempt(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[], None] | None = None
    ) -> None:
        """Carries out an act; when it is refused `failed` brings back what was typed.

        Not for a call that was removed: there what was typed is kept, to be had with the call or copied.
        """

        def refused(error: CadenceError) -> None:
            if is_of_removed(error, "call"):
                self._lose()
            elif failed is not None:
                failed()

        self.perform(work, then, refused=refused)

    def act_on(self, work: Callable[[], Call], *, failed: Callable[[], None] | None = None) -> None:
        self.attempt(work, self.changed, failed)

    def leave_guide(self) -> None:
        """Back to the list of calls."""
        if self.frame.view is self:
            self.frame.close_view()
