"""The promises: a board in columns by status, the promise under the cursor beside it where there is room."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, TypeVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal

from cadence_tui.model.message import Message, message
from cadence_tui.tui.actions import asking, showing
from cadence_tui.tui.actions.board import Board
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.action_filter import CardMatcher
from cadence_tui.views.actions import GROUPS, SORTS, BoardView, Card, cards, in_columns, in_scope, ordered
from cadence_tui.views.lines import TextLine
from cadence_tui.views.portfolio_list import SCOPES
from cadence_tui.workspace.ledger_reading import Ledger, LedgerBook, read_page

T = TypeVar("T")
_DETAIL_SHARE = 3
_DETAIL_WIDTHS = (38, 56)
_REST_SECONDS = 0.06
_SAID_KINDS = frozenset({"action", "risk", "account", "review"})
_SHOWN_KINDS = frozenset({"action", "account", "person", "cover"})
_WITHOUT_CARD = frozenset(
    {"new", "filter", "group", "sort", "scope", "review", "said", "left", "right", "down", "up", "first"}
    | {"last", "page-down", "page-up", "views"}
)
_CHANGING = frozenset(
    {"new", "edit", "done", "evidence", "block", "redate", "assign", "comment", "move"}
    | {"forward", "backward", "nudge"}
)


class ActionsView(View):
    """The board of promises."""

    DEFAULT_CSS = """
    ActionsView > Horizontal { height: 1fr; }
    ActionsView Page { display: none; border-left: solid $primary 40%; }
    ActionsView.wide Page { display: block; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("actions", "app")

    def __init__(self) -> None:
        super().__init__()
        self.board = Board(partial(showing.card_lines, self), partial(showing.head_line, self))
        self.detail = Page()
        self.ledger = Ledger(actions=[], accounts={}, people={})
        self.arrangement = BoardView()
        self.follow = ""
        self._matcher = CardMatcher()
        self._cards: list[Card] = []
        self._sorted = ""
        self._number = 0
        self._known = False
        self._unheard = 0

    def compose(self) -> ComposeResult:
        if self.cadence.workspace.actor.role != "csm":
            self.arrangement = BoardView(scope="all")
        self._book = LedgerBook(self.cadence.workspace)
        with Horizontal():
            yield self.board
            yield self.detail

    def entered(self) -> None:
        self.take_keys()
        self._read()
        self.count_said()

    def take_keys(self) -> None:
        """Puts the focus back on the board."""
        self.board.focus()

    def news(self, kinds: set[str]) -> None:
        # Behind another view nothing is read: coming back reads anyway.
        if self.frame.view is not self:
            return
        if kinds & _SHOWN_KINDS:
            self._read()
        if kinds & _SAID_KINDS:
            self.count_said()

    def on_resize(self) -> None:
        least, most = _DETAIL_WIDTHS
        self.set_class(self.size.width >= showing.DETAIL_FROM, "wide")
        self.detail.styles.width = max(least, min(most, self.size.width // _DETAIL_SHARE))
        self._show_detail()

    # -- cards ---------------------------------------------------------------------

    def _read(self) -> None:
        workspace, book = self.cadence.workspace, self._book

        def work() -> tuple[Ledger, list[Card]]:
            ledger = book.read()
            found = cards(
                ledger.actions,
                ledger.accounts,
                ledger.people,
                today=workspace.today(),
                zone=workspace.actor.timezone,
            )
            return ledger, found

        self.read(work, self._show_ledger)

    def _show_ledger(self, found: tuple[Ledger, list[Card]]) -> None:
        self.ledger, self._cards = found
        self._sorted = ""
        self._known = True
        self.rearrange()
        self._show_detail()

    def rearrange(self, **changes: Any) -> None:
        """Shows what scope and filter let through, in order and groups; takes others up first."""
        self.arrangement = chosen = replace(self.arrangement, **changes)
        if self._sorted != chosen.sort:
            # A filter keeps the order: a key typed there is not to sort thousands anew.
            self._cards, self._sorted = ordered(self._cards, chosen.sort), chosen.sort
        workspace, speech = self.cadence.workspace, self.cadence.speech
        actor, today, covered = workspace.actor, workspace.today(), self.ledger.covered
        scoped = in_scope(self._cards, chosen.scope, person=actor.id, pod=actor.pod, covered=covered)
        shown = self._matcher.matching(scoped, chosen.filter, today)
        self._number = len(shown)
        self.board.empty = showing.empty_lines(self, filtered=bool(scoped)) if self._known else []
        board = in_columns(shown, group=chosen.group, today=today, speech=speech)
        self.board.show(board, follow=self.follow)
        self.follow = ""
        self.frame.show_bars()

    # -- bars ----------------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        return showing.context_line(self, self._number, self._said_mark()), showing.hidden_line(self)

    def _said_mark(self) -> Line:
        """That the lead said something new, or waits for an answer."""
        if not self._unheard:
            return []
        keymap, speech = self.cadence.keymap, self.cadence.speech
        key = keymap.label(keymap.acts["actions.said"], speech)
        if self.size.width < showing.DETAIL_FROM:
            return [(" · " + speech.say("lead {n} {key}", n=self._unheard, key=key), "warn")]
        return [(" · " + speech.say("{n} from the lead: {key}", n=self._unheard, key=key), "warn")]

    # -- detail --------------------------------------------------------------------

    def on_board_moved(self, event: Board.Moved) -> None:
        event.stop()
        self.frame.show_bars()
        if self.has_class("wide"):
            self.set_timer(_REST_SECONDS, self._show_detail)

    def _show_detail(self) -> None:
        if not self.has_class("wide"):
            return
        card = self.board.current
        if card is None:
            self.detail.show([])
            return
        workspace, speech = self.cadence.workspace, self.cadence.speech
        self.read(lambda: read_page(workspace, card.id, speech), self._show_page, group="detail")

    def _show_page(self, lines: list[TextLine]) -> None:
        self.detail.show(page_lines(lines), top=True)

    # -- acts ----------------------------------------------------------------------

    def why_not(self, act: Act) -> Message | None:
        verb = act.id.removeprefix("actions.")
        if act.context != "actions":
            return None
        role = self.cadence.workspace.actor.role
        if verb == "review" and role not in ("lead", "admin"):
            return message("The review is for leads and admins")
        if verb in _CHANGING and role == "reader":
            return message("Readers change nothing")
        if verb not in _WITHOUT_CARD and not self.board.chosen():
            return message("Choose a promise first")
        return None

    def offers(self, act: Act) -> bool:
        return act.id != "actions.review" or self.cadence.workspace.actor.role in ("lead", "admin")

    def back(self) -> bool:
        if self.arrangement.filter:
            self.narrow("")
            return True
        if self.board.marked:
            self.board.marked.clear()
            self.board.redraw()
            self.frame.show_bars()
            return True
        return False

    def narrow(self, typed: str) -> None:
        """Shows what fits typed words."""
        self.rearrange(filter=typed.strip())

    def act_left(self) -> None:
        self.board.step_column(-1)

    def act_right(self) -> None:
        self.board.step_column(1)

    def act_down(self) -> None:
        self.board.step(1)

    def act_up(self) -> None:
        self.board.step(-1)

    def act_page_down(self) -> None:
        self.board.step_page(1)

    def act_page_up(self) -> None:
        self.board.step_page(-1)

    def act_first(self) -> None:
        self.board.step_end(-1)

    def act_last(self) -> None:
        self.board.step_end(1)

    def act_mark(self) -> None:
        self.board.toggle_mark()
        self.frame.show_bars()

    def act_scope(self) -> None:
        self.rearrange(scope=_next(SCOPES, self.arrangement.scope))

    def act_sort(self) -> None:
        self.rearrange(sort=_next(SORTS, self.arrangement.sort))

    def act_group(self) -> None:
        self.rearrange(group=_next(GROUPS, self.arrangement.group))

    def act_views(self) -> None:
        from cadence_tui.tui.dialogs.views import ask_view
        from cadence_tui.workspace.saved_views import BOARD_VIEWS

        def show(kept: BoardView) -> None:
            self.rearrange(scope=kept.scope, filter=kept.filter, sort=kept.sort, group=kept.group)

        ask_view(self, BOARD_VIEWS, self.arrangement, partial(showing.told, self), show)

    def act_filter(self) -> None:
        asking.ask_filter(self)

    def act_open(self) -> None:
        asking.show_promise(self)

    def act_why(self) -> None:
        asking.show_why(self)

    def act_copy(self) -> None:
        asking.copy_cards(self)

    def act_done(self) -> None:
        asking.finish(self)

    def act_evidence(self) -> None:
        asking.ask_evidence(self)

    def act_nudge(self) -> None:
        from cadence_tui.tui.actions.nudging import ask_nudge

        ask_nudge(self, [card.id for card in self.board.chosen()], then=self.board.marked.clear)

    def act_forward(self) -> None:
        asking.shift(self, 1)

    def act_backward(self) -> None:
        asking.shift(self, -1)

    def act_move(self) -> None:
        asking.ask_column(self)

    def act_block(self) -> None:
        asking.ask_block(self)

    def act_redate(self) -> None:
        asking.ask_date(self)

    def act_assign(self) -> None:
        asking.ask_owner(self)

    def act_call(self) -> None:
        if (card := self.board.current) is not None:
            self.frame.call(card.account)

    def act_comment(self) -> None:
        asking.ask_remark(self)

    def act_new(self) -> None:
        from cadence_tui.tui.actions.writing import ask_new

        ask_new(self)

    def act_edit(self) -> None:
        from cadence_tui.tui.actions.writing import ask_edit

        ask_edit(self)

    def act_export(self) -> None:
        from cadence_tui.tui.actions.exporting import ask_export

        ask_export(self)

    def act_said(self) -> None:
        from cadence_tui.tui.actions.hearing import show_said

        show_said(self, self.count_said)

    def count_said(self) -> None:
        """Counts what the lead said that is new to the reader or waits for them."""
        from cadence_tui.workspace.review_said import unheard

        workspace = self.cadence.workspace
        self.read(lambda: unheard(workspace), self._know_unheard, group="unheard")

    def _know_unheard(self, number: int) -> None:
        self._unheard = number

    def act_review(self) -> None:
        from cadence_tui.tui.actions.review import ReviewView

        self.frame.open(ReviewView())


def _next(choices: Sequence[T], current: T) -> T:
    return choices[(choices.index(current) + 1) % len(choices)]
