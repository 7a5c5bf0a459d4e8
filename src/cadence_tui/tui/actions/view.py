"""The promises: a board in columns by status, the promise under the cursor beside it where there is room."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from cadence_tui.model.message import Message, message
from cadence_tui.tui.actions import asking
from cadence_tui.tui.actions.board import Board
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.views.action_filter import CardMatcher
from cadence_tui.views.action_lines import card_foot, card_name
from cadence_tui.views.actions import (
    COLUMN_TITLES,
    COLUMNS,
    GROUP_TITLES,
    GROUPS,
    SCOPE_TITLES,
    SORT_TITLES,
    SORTS,
    Card,
    Column,
    Entry,
    Group,
    Sort,
    cards,
    columns,
    in_scope,
)
from cadence_tui.views.lines import TextLine
from cadence_tui.views.portfolio_list import SCOPES, Scope
from cadence_tui.views.wording_actions import STATUS_WORDS
from cadence_tui.workspace.ledger_reading import Ledger, read_ledger, read_page

_DETAIL_FROM = 110
_DETAIL_SHARE = 3
_DETAIL_WIDTHS = (38, 56)
_REST_SECONDS = 0.06
_SAID_KINDS = frozenset({"action", "risk", "account", "review"})
_SHOWN_KINDS = frozenset({"action", "account", "person", "cover"})
_WITHOUT_CARD = frozenset(
    {
        "new",
        "filter",
        "group",
        "sort",
        "scope",
        "review",
        "said",
        "left",
        "right",
        "down",
        "up",
        "first",
        "last",
    }
    | {"page-down", "page-up"}
)
_CHANGING = frozenset(
    {"new", "edit", "done", "block", "redate", "assign", "comment", "move", "forward", "backward"}
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
        self.board, self.detail = Board(self._card_lines, self._head_line), Page()
        self.ledger = Ledger(actions=[], accounts={}, people={})
        self.scope: Scope = "mine"
        self.sort: Sort = "urgency"
        self.group: Group = ""
        self.typed = ""
        self.follow = ""
        self._matcher = CardMatcher()
        self._cards: list[Card] = []
        self._number = 0
        self._known = False
        self._unheard = 0

    def compose(self) -> ComposeResult:
        if self.cadence.workspace.actor.role != "csm":
            self.scope = "all"
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
        self.set_class(self.size.width >= _DETAIL_FROM, "wide")
        self.detail.styles.width = max(least, min(most, self.size.width // _DETAIL_SHARE))
        self._show_detail()

    # -- cards ---------------------------------------------------------------------

    def _read(self) -> None:
        workspace = self.cadence.workspace

        def work() -> tuple[Ledger, list[Card]]:
            ledger = read_ledger(workspace)
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
        self._known = True
        self.rearrange()
        self._show_detail()

    def rearrange(self) -> None:
        """Shows what scope and filter let through, in order and groups."""
        workspace, speech = self.cadence.workspace, self.cadence.speech
        actor, covered = workspace.actor, self.ledger.covered
        scoped = in_scope(self._cards, self.scope, person=actor.id, pod=actor.pod, covered=covered)
        shown = self._matcher.matching(scoped, self.typed)
        self._number = len(shown)
        self.board.empty = self._empty(bool(scoped)) if self._known else []
        board = columns(shown, sort=self.sort, group=self.group, today=workspace.today(), speech=speech)
        self.board.show(board, follow=self.follow)
        self.follow = ""
        self.frame.show_bars()

    def _empty(self, filtered: bool) -> list[Line]:
        say, keymap = self.cadence.speech.say, self.cadence.keymap
        key = keymap.label(keymap.acts["actions.filter" if filtered else "actions.new"], self.cadence.speech)
        if filtered:
            return [[(say("No promise fits. {key} changes the filter.", key=key), "dim")]]
        return [[(say("No promise here. {key} writes one down.", key=key), "dim")]]

    def _card_lines(self, card: Card) -> tuple[Line, Line, Line]:
        speech = self.cadence.speech
        me = self.cadence.workspace.actor.id
        return card_name(card), [(card.title, "")], card_foot(card, me, speech)

    def _head_line(self, column: Column, entries: Sequence[Entry], here: bool) -> Line:
        speech = self.cadence.speech
        held = [entry for entry in entries if isinstance(entry, Card)]
        late = sum(card.late_days > 0 for card in held)
        line: Line = [(speech.word(COLUMN_TITLES[column]), "accent" if here else ""), (f" {len(held)}", "")]
        if late:
            line += [(" · ", "dim"), (speech.say("{n} late", n=late), "bad")]
        return line

    # -- bars ----------------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech = self.cadence.speech
        count = speech.plural("{n} promise", "{n} promises", self._number)
        left: Line = [(speech.word(SCOPE_TITLES[self.scope]), "strong"), (f" · {count}", "")]
        if not self.typed or self.size.width >= _DETAIL_FROM:
            left.append((" · " + speech.word(SORT_TITLES[self.sort]), ""))
        if self.group:
            left.append((" · " + speech.word(GROUP_TITLES[self.group]), ""))
        if self.typed:
            left += [(" · / ", "dim"), (self.typed, "accent")]
        if self.board.marked:
            marked = speech.plural("{n} marked", "{n} marked", len(self.board.marked))
            left.append((f" · {marked}", "mark"))
        return [*left, *self._said_mark()], self._hidden()

    def _said_mark(self) -> Line:
        """That the lead said something new, or waits for an answer."""
        if not self._unheard:
            return []
        keymap, speech = self.cadence.keymap, self.cadence.speech
        key = keymap.label(keymap.acts["actions.said"], speech)
        if self.size.width < _DETAIL_FROM:
            return [(f" · ↩ {self._unheard} {key}", "warn")]
        return [(" · ↩ " + speech.say("{n} from the lead: {key}", n=self._unheard, key=key), "warn")]

    def _hidden(self) -> Line:
        """Columns for which there is no room, with their counts, at the side where they are."""
        speech, hidden = self.cadence.speech, self.board.hidden()
        line: Line = []
        for column in hidden:
            count = sum(card.column == column for card in self.board.cards)
            before = COLUMNS.index(column) < COLUMNS.index(self.board.column)
            name = (
                f"{speech.word(STATUS_WORDS['done'] if column == 'done' else COLUMN_TITLES[column])} {count}"
            )
            line.append((f"‹ {name}  " if before else f"{name} ›  ", "dim"))
        return line

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

    def back(self) -> bool:
        if self.typed:
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
        self.typed = typed.strip()
        self.rearrange()

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
        self.scope = SCOPES[(SCOPES.index(self.scope) + 1) % len(SCOPES)]
        self.rearrange()

    def act_sort(self) -> None:
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.rearrange()

    def act_group(self) -> None:
        self.group = GROUPS[(GROUPS.index(self.group) + 1) % len(GROUPS)]
        self.rearrange()

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
