"""The lead's review: one item at a time with its evidence, one key for each verdict, a summary to sign."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from cadence_tui.model.documents import Action, Person
from cadence_tui.model.message import Message, message
from cadence_tui.practice.review import ReviewItem, Subject
from cadence_tui.tui.actions import judging
from cadence_tui.tui.actions.prompts import carry_out
from cadence_tui.tui.actions.sitting import Sitting
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page, PageLine
from cadence_tui.views.action_reasons import review_lines
from cadence_tui.views.lines import BLANK, TextLine, line
from cadence_tui.views.review import (
    Session,
    counts_line,
    empty_lines,
    progress_line,
    queue_lines,
    summary_lines,
)
from cadence_tui.views.review_page import subject_title
from cadence_tui.views.words import Words
from cadence_tui.workspace import review
from cadence_tui.workspace.review_page import read_item_page, read_room
from cadence_tui.workspace.review_session import Begun, Found, begin, look

_QUEUE_FROM = 110
_AHEAD = 3
_VERDICTS = frozenset({"approve", "return", "escalate", "reassign", "redate", "by-rule", "comment", "why"})
_SHOWN_KINDS = frozenset({"action", "risk", "account"})


class ReviewView(View):
    """A session: the queue stays as it was when the review began."""

    DEFAULT_CSS = """
    ReviewView > Horizontal { height: 1fr; }
    ReviewView #queue { display: none; width: 38%; border-left: solid $primary 40%; }
    ReviewView.wide #queue { display: block; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("review", "app")
    at_the_end: ClassVar[tuple[str, ...]] = ("summary", "app")

    def __init__(self) -> None:
        super().__init__()
        self.page, self.queue = Page(id="promise"), Page(id="queue")
        self.sitting = Sitting(Session())
        self.room: dict[str, int] = {}
        self.at_first: dict[str, Subject] = {}
        self.people: Mapping[str, Person] = {}
        self._actions: tuple[Action, ...] = ()
        self._pages: dict[str, list[PageLine]] = {}
        self._known = False
        self._everybody = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.page
            yield self.queue

    def on_mount(self) -> None:
        self.began = self.cadence.workspace.now()
        self._begin()

    def entered(self) -> None:
        self.take_keys()

    def take_keys(self) -> None:
        """Puts the focus back on the item."""
        self.page.focus()

    def listening(self) -> tuple[str, ...]:
        return self.at_the_end if self.sitting.signing else self.contexts

    def on_resize(self) -> None:
        self.set_class(self.size.width >= _QUEUE_FROM, "wide")

    def subject(self, item: ReviewItem) -> Subject:
        """What an item stands for, as it was read last."""
        return self.sitting.session.subjects[item.id]

    # -- the queue -------------------------------------------------------------------

    def _begin(self) -> None:
        ws, everybody = self.cadence.workspace, self._everybody
        self.read(lambda: begin(ws, everybody=everybody), self._begun, group="queue")

    def _begun(self, found: Begun) -> None:
        self.began, self._actions, self.at_first = found.began, found.actions, dict(found.session.subjects)
        self.people, self.sitting = found.people, Sitting(found.session)
        self._pages.clear()
        self._known = True
        self._show()
        ws = self.cadence.workspace
        self.read(lambda: read_room(ws), self._know_room, group="room")

    def _know_room(self, room: dict[str, int]) -> None:
        self.room = room

    def news(self, kinds: set[str]) -> None:
        if kinds & _SHOWN_KINDS and self._known:
            self._look_again()

    def _look_again(self) -> None:
        session, at_first, began = self.sitting.session, self.at_first, self.began

        def looked(found: Found) -> None:
            # The keys of other pods may have begun another session meanwhile.
            if self.at_first is at_first:
                self._looked(found)

        ws = self.cadence.workspace
        self.read(lambda: look(ws, session, at_first, began), looked, group="look")

    def _looked(self, found: Found) -> None:
        here, before = self.sitting.item, self.sitting.gone
        changed, moved = self.sitting.take_in(found)
        for name in changed:
            self._pages.pop(name, None)
        self._show(top=moved)
        if here is not None and here.id in found.gone and here.id not in before:
            self.frame.tell(found.gone[here.id], role="warn")

    # -- showing ---------------------------------------------------------------------

    def _show(self, *, top: bool = True) -> None:
        speech, sitting = self.cadence.speech, self.sitting
        if not sitting.session.items:
            self.page.show(page_lines(empty_lines(sitting.session, self._key("review.pods"), speech)))
        elif sitting.item is None:
            self.page.show(
                page_lines(summary_lines(sitting.session, self._key("summary.sign"), speech)), top=top
            )
        else:
            self._show_item(sitting.item, top=top)
        self.queue.show(page_lines(queue_lines(sitting.session, sitting.place, speech)))
        self.frame.show_bars()

    def _key(self, act_id: str) -> str:
        keymap = self.cadence.keymap
        return keymap.label(keymap.acts[act_id], self.cadence.speech)

    def _show_item(self, item: ReviewItem, *, top: bool) -> None:
        ready = self._pages.get(item.id)
        if ready is not None:
            self.page.show(ready, top=top)
        place = self.sitting.place
        for ahead in self.sitting.session.items[place : place + _AHEAD]:
            if ahead.id not in self._pages:
                self._fetch(ahead)

    def _fetch(self, item: ReviewItem) -> None:
        ws, speech, actions = self.cadence.workspace, self.cadence.speech, self._actions

        def page() -> list[PageLine]:
            return page_lines([*read_item_page(ws, item, actions, speech), *self._further(item)])

        def ready(lines: list[PageLine]) -> None:
            self._pages[item.id] = lines
            if self.sitting.item is item:
                self.page.show(lines)

        self.read(page, ready, group=f"page-{item.id}")

    def _further(self, item: ReviewItem) -> list[TextLine]:
        """The verdict that only some items take, for it stands in no footer."""
        if item.kind != "override" or self._unfit("by-rule", item) is not None:
            return []
        told = self.cadence.speech.say(
            "{key}: it ends, the rule decides again", key=self._key("review.by-rule")
        )
        return [BLANK, line((told, "accent"))]

    def context_line(self) -> tuple[Line, Line]:
        speech, sitting = self.cadence.speech, self.sitting
        if not sitting.session.items:
            return [(speech.say("Review"), "strong")], []
        return progress_line(sitting.session, sitting.place, speech), counts_line(sitting.session, speech)

    # -- moving ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        context, _, verb = act.id.partition(".")
        item = self.sitting.item
        if context not in ("review", "summary"):
            return None
        if verb in _VERDICTS and item is None:
            return message("Nothing is in front: go back to an item first")
        if verb == "sign" and not self.sitting.touched:
            return message("Nothing is decided yet")
        if verb == "undecided" and not self.sitting.session.undecided:
            return message("Every item is decided")
        if verb == "pods" and not self.cadence.workspace.actor.pod:
            return message("You lead no pod: all of them are here")
        return self._unfit(verb, item) if item is not None else None

    def _unfit(self, verb: str, item: ReviewItem) -> Message | None:
        return judging.unfit(verb, self.subject(item), self.cadence.workspace.today())

    def back(self) -> bool:
        if self.sitting.signing and self.sitting.session.items:
            self._go(len(self.sitting.session.items) - 1)
            return True
        if self.sitting.session.words:
            unsigned = message("Verdicts given but not signed: {n}", n=len(self.sitting.session.words))
            self.frame.close_view()
            self.call_after_refresh(self.frame.tell, unsigned)
            return True
        return False

    def leave(self) -> None:
        """Back to the board."""
        self.frame.close_view()

    def act_next(self) -> None:
        self._go(self.sitting.place + 1)

    def act_previous(self) -> None:
        self._go(self.sitting.place if self.sitting.signing else self.sitting.place - 1)

    def act_down(self) -> None:
        self.page.move("list.down")

    def act_up(self) -> None:
        self.page.move("list.up")

    def act_pods(self) -> None:
        self._everybody = not self._everybody
        self._begin()

    def _go(self, place: int) -> None:
        self.sitting.go(place)
        self._show()

    # -- verdicts ------------------------------------------------------------------------

    def judge(self, item: ReviewItem, word: str, act: Callable[[], object]) -> None:
        """Carries a verdict out; the next one is there at once, a refusal leaves this one undecided."""
        ws, since, sitting = self.cadence.workspace, self.began, self.sitting
        seen, was = self.at_first[item.id], sitting.judge(item.id, word)

        def work() -> None:
            review.refuse_overtaken(ws, item.id, seen, since)
            act()

        carry_out(
            self,
            work,
            lambda: sitting.written(item.id),
            refused=lambda _: self._unjudge(item.id, was),
        )
        sitting.advance()
        self._show()

    def _unjudge(self, item: str, was: str | None) -> None:
        self.sitting.unjudge(item, was)
        self._show(top=False)
        self._look_again()

    def _with_item(self, ask: Callable[["ReviewView", ReviewItem], None]) -> None:
        item = self.sitting.item
        if item is not None and item.id in self.sitting.gone:
            self.sitting.advance()
            self._show()
            self.frame.tell(self.sitting.gone[item.id], role="warn")
        elif item is not None:
            ask(self, item)

    def act_approve(self) -> None:
        self._with_item(judging.approve)

    def act_return(self) -> None:
        self._with_item(judging.ask_return)

    def act_escalate(self) -> None:
        self._with_item(judging.ask_escalation)

    def act_reassign(self) -> None:
        self._with_item(judging.ask_new_owner)

    def act_redate(self) -> None:
        self._with_item(judging.ask_new_date)

    def act_by_rule(self) -> None:
        self._with_item(judging.ask_rule)

    def act_comment(self) -> None:
        self._with_item(judging.ask_remark)

    def act_why(self) -> None:
        if item := self.sitting.item:
            speech, names = self.cadence.speech, self.sitting.session.names
            title = subject_title(self.subject(item), Words(speech=speech, names=names))
            lines = page_lines(review_lines(item, self.cadence.workspace.rules.review, names, speech))
            self.app.push_screen(Reading(title, lines, speech))

    def act_records(self) -> None:
        from cadence_tui.tui.actions.hearing import show_records

        show_records(self)

    def act_finish(self) -> None:
        self._go(len(self.sitting.session.items))

    def act_undecided(self) -> None:
        self._go(self.sitting.session.undecided[0])

    def act_sign(self) -> None:
        judging.ask_signature(self)
