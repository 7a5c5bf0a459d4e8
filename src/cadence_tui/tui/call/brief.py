"""The brief on the screen: its page, what its lines open, and the page of any account."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from cadence_tui.model.message import Message, message
from cadence_tui.tui.account.reasons import show_reasons
from cadence_tui.tui.call.records import open_account, open_record
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page, PageLine
from cadence_tui.views.brief import (
    BriefFacts,
    BriefPart,
    PartLine,
    brief_page,
    brief_parts,
    brief_text,
    call_texts,
    line_of,
    next_question,
)
from cadence_tui.workspace import calls
from cadence_tui.workspace.briefs import account_brief, answer_question

BRIEF_CONTEXTS = ("brief", "list", "app")
_OF_HEALTH = "movers:"
NO_QUESTION = message("The line under the cursor is no open question")
NOT_PLANNED = message("No call is planned to prepare for")


class BriefPanel(Page):
    """The page of a brief; the line under its cursor knows its record."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: BriefFacts | None = None
        self._parts: list[BriefPart] = []
        self._then = ""

    @property
    def line(self) -> PartLine | None:
        """The line under the cursor, while the page has the keys."""
        return line_of(self._parts, self.current_key) if self.has_focus else None

    def show_brief(self, view: View, facts: BriefFacts, head: Sequence[PageLine], *, top: bool) -> None:
        """Shows a brief under the lines of its head; with another one at its top."""
        zone = view.cadence.workspace.actor.timezone
        self.facts, self._parts = facts, brief_parts(facts, view.cadence.speech, zone)
        self.show([*head, *page_lines(brief_page(self._parts))], top=top)
        if self._then:
            self.put_on(self._then)
            self._then = ""

    def clear(self) -> None:
        """Shows nothing."""
        self.facts, self._parts = None, []
        self.show([])

    def why_not(self, act: Act) -> Message | None:
        """Why an act on the brief cannot be done now."""
        if act.context != "brief" or act.id == "brief.aside":
            return None
        if self.facts is None:
            return message("Still reading")
        if act.id == "brief.check" and self.facts.touch is None:
            return NOT_PLANNED
        if act.id == "brief.answered" and (self.line is None or self.line.entry is None):
            return NO_QUESTION
        return None

    def open_line(self, view: View) -> None:
        """Opens the record of the line under the cursor; a point of the preparation is ticked."""
        if self.line is not None and self.line.item and self.facts and self.facts.touch:
            self.check(view)
        elif self.line is not None and self.line.key.startswith(_OF_HEALTH):
            self.why(view)
        elif self.line is not None and self.facts is not None:
            open_record(view.frame, self.facts.account.id, self.line.source, self.facts.names)

    def check(self, view: View) -> None:
        """Ticks the point under the cursor, else the next one that is not ticked."""
        facts, line = self.facts, self.line
        if facts is None or facts.touch is None:
            return
        ticked = facts.call.checklist if facts.call else ()
        left = next((item.id for item in facts.files.checklist.items if item.id not in ticked), "")
        item = line.item if line is not None and line.item else left
        if not item:
            view.frame.tell(message("Everything is ticked"))
            return
        workspace, touch_id = view.cadence.workspace, facts.touch.id
        point = next((each for part in self._parts for each in part.lines if each.item == item), None)
        text = point.text[2:] if point else item
        told = message("Not ticked any more: {point}", point=text) if item in ticked else _ticked(text, facts)
        view.perform(lambda: calls.tick_checklist(workspace, touch_id, item), lambda _: view.frame.tell(told))

    def answer(self, view: View) -> None:
        """Marks the question under the cursor as answered; the cursor goes on to the next one."""
        line = self.line
        if line is None or line.entry is None:
            return
        workspace, call_id, entry = view.cadence.workspace, line.source, line.entry
        self._then = next_question(self._parts, line.key)
        told = message("Question answered: {text}", text=entry.text)
        view.perform(
            lambda: answer_question(workspace, call_id, entry),
            lambda _: view.frame.tell(told),
            refused=lambda _: self._forget(),
        )

    def why(self, view: View) -> None:
        """Takes the health of the account apart."""
        if self.facts is not None:
            show_reasons(view, self.facts.account.id, self.facts.names)

    def copy(self, view: View) -> None:
        """Copies the brief as text."""
        if self.facts is not None:
            about = call_texts(self.facts, view.cadence.speech)
            copy(view.frame, brief_text(self.facts, self._parts, about=about))

    def _forget(self) -> None:
        self._then = ""


def _ticked(point: str, facts: BriefFacts) -> Message:
    """What was ticked, which may stand pages below, and how far the preparation has come."""
    done = len(facts.call.checklist if facts.call else ()) + 1
    return message(
        "✓ {point} · {done} of {all}", point=point, done=done, all=len(facts.files.checklist.items)
    )


class BriefPage(View):
    """The brief of an account, planned call or not, laid over what is in front."""

    contexts: ClassVar[tuple[str, ...]] = BRIEF_CONTEXTS

    def __init__(self, account_id: str) -> None:
        super().__init__()
        self._account = account_id
        self._panel = BriefPanel()

    def compose(self) -> ComposeResult:
        yield self._panel

    def entered(self) -> None:
        self._panel.focus()
        self._look()

    def news(self, kinds: set[str]) -> None:
        self._look()

    def context_line(self) -> tuple[Line, Line]:
        speech, facts = self.cadence.speech, self._panel.facts
        if facts is None:
            return [(speech.say("reading …"), "")], []
        when = (
            speech.say("next call {day}", day=speech.weekday_day(facts.touch.date))
            if facts.touch
            else speech.say("no call planned")
        )
        return [(facts.account.name, "strong"), (f" · {speech.say('brief')} · {when}", "dim")], []

    def why_not(self, act: Act) -> Message | None:
        return self._panel.why_not(act)

    def _look(self) -> None:
        workspace, account_id = self.cadence.workspace, self._account
        self.read(lambda: account_brief(workspace, account_id), self._show, group="brief")

    def _show(self, facts: BriefFacts) -> None:
        self._panel.show_brief(self, facts, [], top=self._panel.facts is None)
        self.frame.show_bars()

    # -- acts ---------------------------------------------------------------------------

    def act_list(self, act_id: str) -> None:
        self._panel.move(act_id)

    def act_open(self) -> None:
        self._panel.open_line(self)

    def act_check(self) -> None:
        self._panel.check(self)

    def act_answered(self) -> None:
        self._panel.answer(self)

    def act_call(self) -> None:
        self.frame.call(self._account)

    def act_why(self) -> None:
        self._panel.why(self)

    def act_aside(self) -> None:
        self.frame.close_view()

    def act_copy(self) -> None:
        self._panel.copy(self)

    def act_account(self) -> None:
        open_account(self.frame, self._account)


def open_brief(view: View, account_id: str) -> None:
    """Lays the brief of an account over what is in front."""
    view.frame.open(BriefPage(account_id))
