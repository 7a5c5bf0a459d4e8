"""The lead's review: one promise at a time with its evidence, one key for each verdict, a summary to sign."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from cadence_tui.model.documents import Action, Person
from cadence_tui.model.message import Message, message
from cadence_tui.practice.review import ReviewItem
from cadence_tui.tui.actions.prompts import ask_day, ask_owner, ask_words, carry_out
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page, PageLine
from cadence_tui.views.action_reasons import review_lines
from cadence_tui.views.names import names_of
from cadence_tui.views.review import (
    Session,
    counts_line,
    empty_lines,
    first_reason,
    progress_line,
    queue_lines,
    reason_lines,
    summary_lines,
)
from cadence_tui.workspace import review
from cadence_tui.workspace.ledger_reading import read_page

_QUEUE_FROM = 110
_AHEAD = 3
_VERDICTS = frozenset({"approve", "return", "escalate", "reassign", "redate", "comment", "why"})


class ReviewView(View):
    """A session: the queue stays as it was when the review began."""

    DEFAULT_CSS = """
    ReviewView > Horizontal { height: 1fr; }
    ReviewView #queue { display: none; width: 38%; border-left: solid $primary 40%; }
    ReviewView.wide #queue { display: block; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("review", "app")

    def __init__(self) -> None:
        super().__init__()
        self.page, self.queue = Page(id="promise"), Page(id="queue")
        self.session = Session()
        self.words: dict[str, str] = {}
        self.place = 0
        self._people: list[Person] = []
        self._pages: dict[str, list[PageLine]] = {}
        self._known = self._signing = False
        self._underway: set[str] = set()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield self.page
            yield self.queue

    def on_mount(self) -> None:
        self._began = self.cadence.workspace.now()
        self.read(self._begin, self._begun, group="queue")

    def entered(self) -> None:
        self.take_keys()

    def take_keys(self) -> None:
        """Puts the focus back on the promise."""
        self.page.focus()

    def on_resize(self) -> None:
        self.set_class(self.size.width >= _QUEUE_FROM, "wide")

    # -- the queue -------------------------------------------------------------------

    @property
    def item(self) -> ReviewItem | None:
        """The item in front; none on the summary."""
        items = self.session.items
        return items[self.place] if not self._signing and self.place < len(items) else None

    def _begin(self) -> tuple[Session, list[Person]]:
        ws = self.cadence.workspace
        items, people = review.review_queue(ws), ws.records.people()
        session = Session(
            items=tuple(items),
            actions={action.id: action for action in ws.records.live_actions()},
            accounts={account.id: account.name for account in ws.records.accounts()},
            names=names_of(ws.rules.touch_model, people),
        )
        return session, people

    def _begun(self, found: tuple[Session, list[Person]]) -> None:
        self.session, self._people = found
        self._known = True
        self._show()

    def news(self, kinds: set[str]) -> None:
        if "action" in kinds and self._known:
            self.read(self._look, self._looked, group="look")

    def _look(self) -> tuple[dict[str, Action], dict[str, str]]:
        """The promises as they are now, and the actor's words on them that are not signed."""
        ws = self.cadence.workspace
        actions = {item.action: ws.records.get(Action, item.action) for item in self.session.items}
        words = {
            name: word
            for name, action in actions.items()
            if (word := review.word_on(ws, action, self._began))
        }
        return actions, words

    def _looked(self, found: tuple[dict[str, Action], dict[str, str]]) -> None:
        actions, words = found
        before = self.session.actions
        changed = [name for name, action in actions.items() if before.get(name) != action]
        taken_back = [name for name in self.words if name not in words and name not in self._underway]
        self.words = {
            name: words.get(name, word) for name, word in self.words.items() if name not in taken_back
        }
        self.session = Session(
            items=self.session.items,
            actions={**before, **actions},
            accounts=self.session.accounts,
            names=self.session.names,
        )
        for name in changed:
            self._pages.pop(name, None)
        if taken_back:
            self._signing = False
            self.place = next(
                at for at, item in enumerate(self.session.items) if item.action == taken_back[0]
            )
        self._show(top=bool(taken_back))

    # -- showing ---------------------------------------------------------------------

    def _show(self, *, top: bool = True) -> None:
        speech = self.cadence.speech
        key = self.cadence.keymap.label(self.cadence.keymap.acts["review.finish"], self.cadence.speech)
        if not self.session.items:
            self.page.show(page_lines(empty_lines(speech)))
        elif self.item is None:
            self.page.show(page_lines(summary_lines(self.session, self.words, key, speech)), top=top)
        else:
            self._show_item(self.item, top=top)
        self.queue.show(page_lines(queue_lines(self.session, self.words, self.place, speech)))
        self.frame.show_bars()

    def _show_item(self, item: ReviewItem, *, top: bool) -> None:
        ready = self._pages.get(item.action)
        if ready is not None:
            self.page.show(ready, top=top)
        for ahead in self.session.items[self.place : self.place + _AHEAD]:
            if ahead.action not in self._pages:
                self._fetch(ahead)

    def _fetch(self, item: ReviewItem) -> None:
        ws, speech, names = self.cadence.workspace, self.cadence.speech, self.session.names

        def page() -> list[PageLine]:
            lines = [*reason_lines(item, names, speech), *read_page(ws, item.action, speech)]
            return page_lines(lines)

        def ready(lines: list[PageLine]) -> None:
            self._pages[item.action] = lines
            if self.item is item:
                self.page.show(lines)

        self.read(page, ready, group=f"page-{item.action}")

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        if not self.session.items:
            return [(speech.say("Review"), "strong")], []
        progress = progress_line(self.session, self.words, self.place, speech)
        return progress, counts_line(self.words, speech)

    # -- moving ------------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb = act.id.removeprefix("review.")
        if act.context != "review":
            return None
        if verb in _VERDICTS and self.item is None:
            return message("No promise is in front: go back to one first")
        if verb == "finish" and self._signing and not self.words:
            return message("Nothing is decided yet")
        return None

    def back(self) -> bool:
        if self._signing and self.session.items:
            self._go(len(self.session.items) - 1)
            return True
        if self.words:
            unsigned = message("Verdicts given but not signed: {n}", n=len(self.words))
            self.frame.close_view()
            self.call_after_refresh(self.frame.tell, unsigned)
            return True
        return False

    def act_next(self) -> None:
        self._go(self.place + 1)

    def act_previous(self) -> None:
        self._go(self.place if self._signing else self.place - 1)

    def act_down(self) -> None:
        self.page.move("list.down")

    def act_up(self) -> None:
        self.page.move("list.up")

    def _go(self, place: int) -> None:
        self._signing = place >= len(self.session.items)
        self.place = max(0, min(place, len(self.session.items) - 1))
        self._show()

    def _advance(self) -> None:
        """To the next undecided one, from the end to the first; to the summary when none is left."""
        order = [*range(self.place + 1, len(self.session.items)), *range(self.place)]
        undecided = (at for at in order if self.session.items[at].action not in self.words)
        self._go(next(undecided, len(self.session.items)))

    # -- verdicts ------------------------------------------------------------------------

    def _judge(self, item: ReviewItem, word: str, act: Callable[[], object]) -> None:
        """The next one is there at once; a refusal leaves this one undecided."""
        was = self.words.get(item.action)
        self.words[item.action] = word
        self._underway.add(item.action)
        carry_out(
            self,
            act,
            lambda: self._underway.discard(item.action),
            refused=lambda _: self._unjudge(item.action, was),
        )
        self._advance()

    def _unjudge(self, action_id: str, was: str | None) -> None:
        self._underway.discard(action_id)
        self.words.pop(action_id, None)
        if was:
            self.words[action_id] = was
        self._show(top=False)

    def act_approve(self) -> None:
        if item := self.item:
            self._judge(item, "approved", lambda: review.approve(self.cadence.workspace, item.action))

    def act_return(self) -> None:
        if item := self.item:
            speech, ws = self.cadence.speech, self.cadence.workspace
            fallback = first_reason(item, self.session.names, speech)

            def give_back(why: str) -> None:
                self._judge(item, "returned", lambda: review.return_action(ws, item.action, reason=why))

            ask_words(self, speech.say("returned, because:"), give_back, fallback=fallback)

    def act_escalate(self) -> None:
        if item := self.item:
            speech, ws = self.cadence.speech, self.cadence.workspace

            def escalate(day: date, why: str) -> None:
                self._judge(
                    item, "escalated", lambda: review.escalate(ws, item.action, deadline=day, why=why)
                )

            fallback = ws.today() + timedelta(days=ws.rules.review.escalation_days)
            ask_day(self, speech.say("settle it until:"), escalate, fallback=fallback)

    def act_reassign(self) -> None:
        if item := self.item:
            action, ws = self.session.actions[item.action], self.cadence.workspace

            def give(owner: str) -> None:
                self._judge(item, "reassigned", lambda: review.reassign(ws, item.action, to=owner))

            ask_owner(self, side=action.side, account=action.account, people=self._people, then=give)

    def act_redate(self) -> None:
        if item := self.item:
            speech, ws = self.cadence.speech, self.cadence.workspace

            def move(day: date, why: str) -> None:
                self._judge(item, "redated", lambda: review.redate(ws, item.action, due=day, why=why))

            ask_day(self, speech.say("new date:"), move, why=speech.say("why does it move?"))

    def act_comment(self) -> None:
        if item := self.item:
            ws = self.cadence.workspace

            def remark(text: str) -> None:
                carry_out(self, lambda: review.comment(ws, item.action, text=text))

            ask_words(self, self.cadence.speech.say("remark:"), remark)

    def act_why(self) -> None:
        if item := self.item:
            speech, weights = self.cadence.speech, self.cadence.workspace.rules.review.weights
            lines = page_lines(review_lines(item, weights, self.session.names, speech))
            self.app.push_screen(Reading(self.session.actions[item.action].title, lines, speech))

    def act_finish(self) -> None:
        if not self._signing:
            self._go(len(self.session.items))
            return
        ws, ids = self.cadence.workspace, list(self.words)

        def leave() -> None:
            self.words.clear()
            self.frame.close_view()

        carry_out(self, lambda: review.sign_off(ws, ids, since=self._began), leave)
