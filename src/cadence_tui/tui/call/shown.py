"""What a running call shows: clocks, agenda, questions and what was written."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container

from cadence_tui.model.documents import Call
from cadence_tui.model.message import Message, message
from cadence_tui.practice.questions import Prompt
from cadence_tui.tui.call.line import Capture
from cadence_tui.tui.call.panels import entry_lines, head_line, question_lines
from cadence_tui.tui.call.ticking import Ticking, seen_from_aside
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.workspace import calls
from cadence_tui.workspace.capturing import Listener, knowing_holidays
from cadence_tui.workspace.guides import GuideFacts, guide_facts
from cadence_tui.workspace.half_lines import kept
from cadence_tui.workspace.session import Workspace

if TYPE_CHECKING:
    from cadence_tui.tui.dialogs.form import Form

_WIDE = 110


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
    GuideShown.watching Capture { display: none; }
    GuideShown.narrow #strip { display: block; }
    GuideShown.narrow #agenda { display: none; }
    GuideShown.narrow #body { layout: vertical; }
    GuideShown.narrow #questions { border-left: none; height: 1fr; }
    GuideShown.narrow #written { border-left: none; border-top: solid $primary 40%; height: 1fr; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("guide",)

    def __init__(
        self,
        workspace: Workspace,
        call: Call,
        *,
        closing: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Begins with the closing if told so; `then` follows when the guide is left for good."""
        super().__init__()
        self._closes_at_once, self._then = closing, then
        # An act may come to its turn when the guide has been left: a view that is gone has no app to ask.
        self._ws = workspace
        self.call = call
        self.watching = call.owner not in ("", workspace.actor.id)
        """It is somebody else's call: it is looked at, not led."""
        self._seen = workspace.now()
        self._facts: GuideFacts | None = None
        self._prompts: list[Prompt] = []
        self._every_topic = False
        self._sought = ""
        self._ending = self._lost = self._taken_back = False
        self.startled = False
        """It was taken over from whoever typed here: until escape keys meant for the line go nowhere."""
        self._closer = ""
        """The name of whoever closed the call, once it is closed."""
        self.over = False
        """It was closed elsewhere: it stays here until it is left, with what stands on the line."""
        self.closing: Form | None = None
        """The form that asks for the record, while it stands over the guide."""
        self._ticking = Ticking()
        self._questions, self._written = Questions(id="questions"), Page(id="written")
        self._line = Capture(kept(call, workspace.actor.id))

    def compose(self) -> ComposeResult:
        self._make_room()
        self.set_class(self.watching, "watching")
        yield self._ticking.clock
        yield self._ticking.strip
        with Container(id="body"):
            yield self._ticking.agenda
            yield self._questions
            yield self._written
        yield self._line

    # -- what the frame asks -------------------------------------------------------

    def listening(self) -> tuple[str, ...]:
        if self._ending or self.startled:
            return ()
        if self.watching:
            return ("watch", "list", "app")
        return ("guide",) if self._line.has_keys else ("live", "list", "app")

    def context_line(self) -> tuple[Line, Line]:
        facts = self._facts
        if facts is None:
            return [], []
        speech, now, zone = self.cadence.speech, self._ws.now(), self._ws.actor.timezone
        left = head_line(facts, self.call, now, zone, speech)
        if self.over:
            return left, [(speech.say("{name} closed this call", name=self._closer), "warn")]
        if not self.watching:
            return left, []
        name = facts.names.person(self.call.owner)
        return left, [(speech.say("{name} is on the phone", name=name), "warn")]

    def why_not(self, act: Act) -> Message | None:
        if act.id in ("live.edit", "live.strike", "guide.edit-last") and not self.call.entries:
            return message("Nothing is written down yet")
        if act.id in ("guide.pin", "live.pin", "live.asked") and not self._questions.current_key:
            return message("No question is chosen")
        return None

    def on_descendant_focus(self) -> None:
        if self.frame.view is self:
            self.frame.show_bars()

    def on_resize(self) -> None:
        self._make_room()
        self._show_all()

    def _make_room(self) -> None:
        self.set_class(self.app.size.width < _WIDE, "narrow")

    # -- showing ---------------------------------------------------------------------

    def learn(self, then: Callable[[GuideFacts], None]) -> None:
        """Gathers anew what seldom changes in a call; of one that was removed nothing is to be had."""
        speech, call_id = self.cadence.speech, self.call.id

        def gathered() -> GuideFacts | None:
            known = calls.call_to_go_on(self._ws, call_id)
            return guide_facts(self._ws, call_id, speech.language) if known else None

        def show(facts: GuideFacts | None) -> None:
            if facts is not None:
                then(facts)

        self.read(gathered, show, group="facts")

    def _learnt(self, facts: GuideFacts) -> None:
        self._facts = facts
        self._line.listen(facts, self.cadence.speech)
        self._show_all()
        if any(prompt.id == self._sought for prompt in self._prompts):
            self._questions.put_on(self._sought)
            self._sought = ""
        language = self.cadence.speech.language
        self.compute(lambda: knowing_holidays(facts.listener, language), self._know_holidays)

    def _know_holidays(self, listener: Listener) -> None:
        """The holidays came later than the first line: their library takes its time."""
        if self._facts is not None:
            self._facts = replace(self._facts, listener=listener)
            self._line.listen(self._facts, self.cadence.speech)
            self._show_written()

    def _show_all(self) -> None:
        self._tick()
        self._show_questions()
        self._show_written()

    def _tick(self) -> None:
        facts = self._facts
        if facts is None or self.frame.view is not self:
            return
        now = self._ws.now()
        self._ticking.show(
            self.call,
            facts,
            seen_from_aside(self.call, facts, now) if self.watching else now,
            width=self.size.width,
            narrow=self.has_class("narrow"),
            speech=self.cadence.speech,
        )

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
