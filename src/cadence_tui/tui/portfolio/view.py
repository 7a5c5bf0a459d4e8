"""The portfolio: every account of a scope by attention, with its detail beside it where there is room."""

from decimal import Decimal
from typing import Any, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer

from cadence_tui.model.message import Message, message
from cadence_tui.model.money import Money
from cadence_tui.tui.portfolio.columns import Listed, cell_maker, columns, key_of
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page, PageLine
from cadence_tui.tui.widgets.table import Table
from cadence_tui.views.portfolio_cells import BAND_MARKS
from cadence_tui.views.portfolio_list import (
    GROUP_TITLES,
    SCOPE_TITLES,
    SCOPES,
    SORT_TITLES,
    Arrangement,
    GroupHead,
    Matcher,
    grouped,
    in_scope,
    ordered,
)
from cadence_tui.views.portfolio_row import BANDS, PortfolioRow, counted, former, sums
from cadence_tui.workspace.portfolio import PortfolioBook

_DETAIL_FROM = 110
_DETAIL_SHARE = 4
_DETAIL_WIDTHS = (38, 56)
_REST_SECONDS = 0.06
_MINUTE = 60.0
_OF_ONE_ACCOUNT = frozenset({"open", "call", "brief", "why", "edit", "wishes", "judge", "copy", "mark"})


class PortfolioView(View):
    """The list of accounts."""

    DEFAULT_CSS = """
    PortfolioView > Horizontal { height: 1fr; }
    PortfolioView Table { width: 1fr; }
    PortfolioView Page { display: none; border-left: solid $primary 40%; }
    PortfolioView.wide Page { display: block; }
    """
    contexts: ClassVar[tuple[str, ...]] = ("portfolio", "list", "app")

    def __init__(self) -> None:
        super().__init__()
        self.arrangement = Arrangement()
        self._shown: list[PortfolioRow] = []
        self._reckoning = False
        self._resting: Timer | None = None
        self._detailed = ""
        self._settled = False
        self._marked: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        workspace, speech = self.cadence.workspace, self.cadence.speech
        self.book = PortfolioBook(workspace)
        # Until rows are ranked for the first time, the cursor waits at the top.
        self._settled = self.book.open()
        if workspace.actor.role != "csm" and not any(r.owner == workspace.actor.id for r in self.book.rows):
            # Who has no accounts of their own has come to see those of others.
            self.arrangement = replace(self.arrangement, scope="all")
        self._matcher = Matcher(self.book.names)
        make = cell_maker(
            speech,
            lambda: self.book.names,
            workspace.today,
            workspace.actor.timezone,
            lambda: self.book.covered,
        )
        self.table: Table[Listed] = Table(
            columns(speech, owner=self.arrangement.scope != "mine"), key_of, make
        )
        self._detail = Page()
        # Known before the first layout, so that the first paint is the right one.
        self._make_room(self.app.size.width)
        self._arrange(keep=False)
        with Horizontal():
            yield self.table
            yield self._detail

    def on_mount(self) -> None:
        self.set_interval(_MINUTE, self._turn_the_day)

    def entered(self) -> None:
        self.table.focus()
        self._look()

    def news(self, kinds: set[str]) -> None:
        self._look()

    def on_resize(self) -> None:
        self._make_room(self.size.width)
        self._show_detail()

    def _make_room(self, width: int) -> None:
        """Gives the detail its place beside the list, where there is room for both."""
        least, most = _DETAIL_WIDTHS
        self.set_class(width >= _DETAIL_FROM, "wide")
        self._detail.styles.width = max(least, min(most, width // _DETAIL_SHARE))

    # -- rows ------------------------------------------------------------------------

    def _turn_the_day(self) -> None:
        if self.book.day != self.cadence.workspace.today():
            self._look()

    def _look(self) -> None:
        self.read(self.book.look, self._looked, group="look")

    def _looked(self, pending: int) -> None:
        self._arrange()
        self._show_detail()
        if pending and not self._reckoning:
            self._reckoning = True
            self._reckon()

    def _reckon(self) -> None:
        self.read(self.book.reckon, self._reckoned, group="reckon")

    def _reckoned(self, pending: int) -> None:
        self._arrange()
        if pending:
            self.call_later(self._reckon)
            return
        self._reckoning = False
        self._settled = True
        self._show_detail()

    def _arrange(self, *, keep: bool = True) -> None:
        """Shows what scope and filter let through, in order and groups."""
        chosen, book, actor = self.arrangement, self.book, self.cadence.workspace.actor
        if self._matcher.names is not book.names:
            self._matcher = Matcher(book.names)
        scoped = in_scope(book.rows, chosen.scope, person=actor.id, pods=book.pods, covered=book.covered)
        self._shown = ordered(self._matcher.matching(scoped, chosen.filter), chosen.sort)
        self.table.empty = self._empty(bool(scoped))
        listed = grouped(self._shown, chosen.group, book.names, self.cadence.speech)
        marked, self._marked = self._marked, frozenset(book.covered)
        if listed and listed == self.table.rows and marked == self._marked:
            return
        at_top = self.table.scroll_offset.y == 0
        self.table.show(listed, keep=keep and self._settled)
        self._step_off_head(1)
        if at_top and self.table.cursor < self.table.page_size:
            # What has come to stand above must be seen by whoever looks at the top.
            self.table.scroll_to(y=0, animate=False, immediate=True)

    def _step_off_head(self, step: int) -> None:
        """The cursor stands on accounts only; above the first head there is none, so it goes down."""
        if isinstance(self.table.current, GroupHead):
            self.table.move_to(self.table.cursor + (step if self.table.cursor else 1))
        above = self.table.cursor - 1
        if 0 <= above == self.table.scroll_offset.y - 1 and isinstance(self.table.rows[above], GroupHead):
            self.table.scroll_to(y=above, animate=False, immediate=True)

    def rearrange(self, **changes: Any) -> None:
        """Another scope, filter, order or group."""
        owner_was = self.arrangement.scope != "mine"
        self.arrangement = replace(self.arrangement, **changes)
        owner = self.arrangement.scope != "mine"
        if owner != owner_was:
            self.table.set_columns(columns(self.cadence.speech, owner=owner))
        self._arrange()
        self.frame.show_bars()

    def _empty(self, filtered: bool) -> list[Line]:
        say, keymap = self.cadence.speech.say, self.cadence.keymap
        if filtered:
            key = keymap.label(keymap.acts["portfolio.filter"], self.cadence.speech)
            return [[(say("No account fits. {key} changes the filter.", key=key), "dim")]]
        if self.book.rows and self.arrangement.scope != "all":
            key = keymap.label(keymap.acts["portfolio.scope"], self.cadence.speech)
            return [[(say("No account here. {key} widens the scope.", key=key), "dim")]]
        return [[(say("No accounts yet. They come with: cadence import accounts FILE"), "dim")]]

    # -- bars --------------------------------------------------------------------------

    def context_line(self) -> tuple[Line, Line]:
        speech, chosen = self.cadence.speech, self.arrangement
        count = counted(len(self._shown), former(self._shown), speech)
        order = speech.say("by {order}", order=speech.word(SORT_TITLES[chosen.sort]))
        left: Line = [(speech.word(SCOPE_TITLES[chosen.scope]), "strong"), (f" · {count}", "")]
        if chosen.filter:
            left += [(" · / ", "dim"), (chosen.filter, "accent")]
        left.append((f" · {order}", ""))
        if chosen.group:
            group = speech.word(GROUP_TITLES[chosen.group])
            left.append((" · " + speech.say("groups: {group}", group=group), ""))
        if self.table.marked:
            marked = speech.plural("{n} marked", "{n} marked", len(self.table.marked))
            left.append((f" · {marked}", "mark"))
        if self.book.pending:
            waiting = speech.say("reckoning {n}", n=speech.number(self.book.pending))
            left.append((f" · … {waiting}", "info"))
        return left, self._sums()

    def _sums(self) -> Line:
        speech, found = self.cadence.speech, sums(self._shown)
        line: Line = []
        for band in BANDS:
            if found.bands[band]:
                glyph, role = BAND_MARKS[band]
                line.append((f"{glyph} {found.bands[band]}  ", role))
        if not found.yearly or self.size.width < _DETAIL_FROM:
            return line
        together = Money(Decimal(round(found.yearly)), self.book.names.currency)
        rough = "≈ " if len(found.revenue) > 1 else ""
        return [*line, (f"ARR {rough}{speech.money(together, short=True)}", "")]

    # -- detail ------------------------------------------------------------------------

    @property
    def current(self) -> PortfolioRow | None:
        """The account under the cursor; none on the head of a group."""
        row = self.table.current
        return row if isinstance(row, PortfolioRow) else None

    def on_table_moved(self, event: Table.Moved) -> None:
        event.stop()
        if not self.has_class("wide"):
            return
        # Whoever runs down the list wants no detail before they rest.
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST_SECONDS, self._show_detail)

    def _show_detail(self) -> None:
        row = self.current
        if not self.has_class("wide") or not self.is_mounted:
            return
        if row is None:
            self._detail.show([])
            return
        self.read(lambda: self._read_detail(row.id), self._detail_read, group="detail")

    def _read_detail(self, account_id: str) -> tuple[str, list[PageLine]]:
        from cadence_tui.tui.pages import page_lines
        from cadence_tui.views.account_lines import detail_lines
        from cadence_tui.views.words import Words
        from cadence_tui.workspace.accounts import view_account

        workspace = self.cadence.workspace
        words = Words(speech=self.cadence.speech, names=self.book.names, zone=workspace.actor.timezone)
        return account_id, page_lines(detail_lines(view_account(workspace, account_id), words))

    def _detail_read(self, found: tuple[str, list[PageLine]]) -> None:
        account_id, lines = found
        self._detail.show(lines, top=account_id != self._detailed)
        self._detailed = account_id

    # -- acts --------------------------------------------------------------------------

    def act_list(self, act_id: str) -> None:
        self._settled = True
        was = self.table.cursor
        self.table.move(act_id)
        self._step_off_head(-1 if self.table.cursor < was else 1)

    def why_not(self, act: Act) -> Message | None:
        verb = act.id.removeprefix("portfolio.")
        if act.context == "portfolio" and verb in _OF_ONE_ACCOUNT and self.current is None:
            return message("Choose an account first")
        if verb in ("edit", "judge", "wishes", "call") and self.cadence.workspace.actor.role == "reader":
            return message("Readers change nothing")
        return None

    def back(self) -> bool:
        if self.arrangement.filter:
            self.rearrange(filter="")
            return True
        if self.table.marked:
            self.table.marked.clear()
            self.table.redraw()
            self.frame.show_bars()
            return True
        return False

    def act_open(self) -> None:
        from cadence_tui.tui.account.view import AccountPage

        if (row := self.current) is not None:
            self.frame.open(AccountPage(row.id))

    def act_signals(self) -> None:
        from cadence_tui.tui.signals.view import SignalsView

        self.frame.open(SignalsView(self.arrangement.scope))

    def act_call(self) -> None:
        if (row := self.current) is not None:
            self.frame.call(row.id)

    def act_brief(self) -> None:
        from cadence_tui.tui.call.brief import open_brief

        if (row := self.current) is not None:
            open_brief(self, row.id)

    def act_filter(self) -> None:
        was = self.arrangement.filter
        self._matcher.prepare(self.book.rows)
        self.frame.prompt.ask(
            self.cadence.speech.say("filter:"),
            lambda text: self._filtered(text),
            value=was,
            hint=self.cadence.speech.say("words of the name, health:red, owner:ana, risk, late, untouched"),
            change=lambda text: self.rearrange(filter=text.strip()),
            leave=lambda: self._filtered(was),
        )

    def _filtered(self, text: str) -> None:
        self.rearrange(filter=text)
        self.table.focus()

    def act_scope(self) -> None:
        place = SCOPES.index(self.arrangement.scope)
        self.rearrange(scope=SCOPES[(place + 1) % len(SCOPES)])

    def act_sort(self) -> None:
        from cadence_tui.tui.portfolio.asking import ask_sort

        ask_sort(self)

    def act_group(self) -> None:
        from cadence_tui.tui.portfolio.asking import ask_group

        ask_group(self)

    def act_views(self) -> None:
        from cadence_tui.tui.portfolio.asking import ask_kept_view

        ask_kept_view(self)

    def act_mark(self) -> None:
        self.table.toggle_mark()
        self.frame.show_bars()

    def act_export(self) -> None:
        from cadence_tui.tui.portfolio.asking import ask_export

        marked = [row for row in self._shown if row.id in self.table.marked]
        ask_export(self, marked or self._shown)

    def act_copy(self) -> None:
        from cadence_tui.tui.portfolio.asking import copy_row

        if (row := self.current) is not None:
            copy_row(self, row)

    def act_why(self) -> None:
        from cadence_tui.tui.account.reasons import show_reasons

        if (row := self.current) is not None:
            show_reasons(self, row.id, self.book.names)

    def act_adapt(self) -> None:
        from cadence_tui.tui.adaptation.view import AdaptationsView

        self.frame.open(AdaptationsView())

    def act_edit(self) -> None:
        from cadence_tui.tui.account.editing import edit

        if (row := self.current) is not None:
            edit(self, row.id, self.book.names)

    def act_wishes(self) -> None:
        from cadence_tui.tui.account.wishes import edit_wishes
        from cadence_tui.views.words import Words

        if (row := self.current) is not None:
            zone = self.cadence.workspace.actor.timezone
            words = Words(speech=self.cadence.speech, names=self.book.names, zone=zone)
            edit_wishes(self, row.id, "", words)

    def act_judge(self) -> None:
        from cadence_tui.tui.account.editing import judge

        if (row := self.current) is not None:
            judge(self, row.id)
