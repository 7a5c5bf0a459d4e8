"""A list with the detail of its chosen row beside it, where there is room for both."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.page import Page
from cadence_tui.tui.widgets.table import Table


class Beside(View):
    """Table and page. A view of this kind says what its rows are (`look`) and what stands beside one
    (`show_detail`); it is `wide` from `detail_from` columns on."""

    DEFAULT_CSS = """
    Beside > Horizontal { height: 1fr; }
    Beside Table { width: 1fr; }
    Beside Page { display: none; border-left: solid $primary 40%; }
    Beside.wide Page { display: block; }
    """
    detail_from: ClassVar[int] = 110
    detail_width: ClassVar[int] = 48
    shown_kinds: ClassVar[frozenset[str]] = frozenset()
    """Kinds of documents that the rows are made from."""

    def __init__(self, table: Table[Any]) -> None:
        super().__init__()
        self.table = table
        self.detail = Page()

    def compose(self) -> ComposeResult:
        self.prepare()
        self.detail.styles.width = self.detail_width
        with Horizontal():
            yield self.table
            yield self.detail

    def prepare(self) -> None:
        """Gives the table its columns, once it is known in which language."""

    def entered(self) -> None:
        self.take_keys()
        self.look()

    def take_keys(self) -> None:
        """Puts the focus back on the list."""
        self.table.focus()

    def news(self, kinds: set[str]) -> None:
        # Behind another view nothing is read: coming back reads anyway.
        if kinds & self.shown_kinds and self.frame.view is self:
            self.look()

    def look(self) -> None:
        """Reads the rows anew."""

    def on_resize(self) -> None:
        self.set_class(self.size.width >= self.detail_from, "wide")
        self.show_detail()

    def on_table_moved(self, event: Table.Moved) -> None:
        event.stop()
        self.show_detail()

    def show_detail(self) -> None:
        """Shows what stands beside the chosen row."""

    def act_list(self, act_id: str) -> None:
        self.table.move(act_id)
