"""The one table of all lists: a line-API widget that costs what is visible, whatever it holds."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import Struct
from rich.cells import cell_len
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cadence_tui.tui.spans import Cell, Line, fit_line, spans
from cadence_tui.tui.widgets.paint import strip

T = TypeVar("T")
_GAP = "  "


class Column(Struct, frozen=True, kw_only=True):
    """A column. `width` cells at least, `grow` shares what is left; columns leave in the order of `drop`,
    highest first, when the screen is too narrow (0 stays for ever)."""

    id: str
    title: str
    width: int
    grow: int = 0
    right: bool = False
    drop: int = 0
    most: int = 0


class Table(ScrollView, Generic[T], can_focus=True):
    """Rows of any value; `key` identifies one, `cells` makes its cells when it becomes visible."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Table { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size: 0 0; }
    """

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, table: "Table[Any]", key: str | None) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> "Table[Any]":
            """The table it happened in."""
            return self.table

        def can_replace(self, message: Message) -> bool:
            """Many moves at once need one detail."""
            return isinstance(message, Table.Moved) and message.table is self.table

    page_acts: ClassVar[frozenset[str]] = frozenset(
        {"list.down", "list.up", "list.page-down", "list.page-up", "list.first", "list.last"}
    )

    def __init__(
        self,
        columns: Sequence[Column],
        key: Callable[[T], str],
        cells: Callable[[T], Sequence[Cell]],
        *,
        empty: Sequence[Line] = (),
        header: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.rows: Sequence[T] = ()
        self.marked: set[str] = set()
        self.empty = list(empty)
        self.header = header
        self._key, self._cells = key, cells
        self._cursor = 0
        self._shown_columns: list[tuple[int, Column, int]] = []
        self._row_strips: LRUCache[tuple[str, str, str, int], Strip] = LRUCache(512)

    # -- what a screen asks for ------------------------------------------------

    @property
    def current(self) -> T | None:
        """The row under the cursor."""
        return self.rows[self._cursor] if 0 <= self._cursor < len(self.rows) else None

    @property
    def current_key(self) -> str | None:
        """The key of the row under the cursor."""
        row = self.current
        return None if row is None else self._key(row)

    @property
    def cursor(self) -> int:
        """The index of the row under the cursor."""
        return self._cursor

    def show(self, rows: Sequence[T], *, keep: bool = True) -> None:
        """Shows other rows; the cursor stays on its row, or near where that was."""
        was, place, offset = self.current_key, self._cursor, self._cursor - self.scroll_offset.y
        self.rows = rows
        self._row_strips.clear()
        found = self.index_of(was) if keep and was is not None else None
        self._cursor = max(0, min(found if found is not None else (place if keep else 0), len(rows) - 1))
        self._measure()
        if self.is_mounted:
            self._keep_in_view(self._cursor - offset if keep else None)
            self.refresh()
            if self.current_key != was:
                self.post_message(self.Moved(self, self.current_key))

    def redraw(self, key: str | None = None) -> None:
        """Paints one row anew, or all of them, after what its cells come from has changed."""
        self._row_strips.clear()
        index = None if key is None else self.index_of(key)
        if index is None:
            self.refresh()
        else:
            self._refresh_row(index)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns, for the same rows."""
        self.columns = tuple(columns)
        self._row_strips.clear()
        self._measure()
        self.refresh()

    def index_of(self, key: str) -> int | None:
        """Where a row stands."""
        return next((index for index, row in enumerate(self.rows) if self._key(row) == key), None)

    def select(self, key: str) -> bool:
        """Puts the cursor on a row; false when it is not there."""
        index = self.index_of(key)
        if index is None:
            return False
        self.move_to(index)
        return True

    def toggle_mark(self) -> None:
        """Marks the current row for a bulk act, or takes the mark away, and moves on."""
        key = self.current_key
        if key is None:
            return
        self.marked ^= {key}
        self._refresh_row(self._cursor)
        self.move_to(self._cursor + 1)

    def chosen(self) -> list[T]:
        """The marked rows, or else the current one."""
        marked = [row for row in self.rows if self._key(row) in self.marked]
        if marked or self.current is None:
            return marked
        return [self.current]

    def move_to(self, index: int) -> None:
        """Moves the cursor, scrolling no more than needed."""
        index = max(0, min(index, len(self.rows) - 1))
        if index == self._cursor or not self.rows:
            return
        old, self._cursor = self._cursor, index
        if not self._keep_in_view():
            self._refresh_row(old)
            self._refresh_row(index)
        self.post_message(self.Moved(self, self.current_key))

    def move(self, act_id: str) -> bool:
        """Carries out one of the list acts; false when it is none."""
        page = max(1, self.page_size - 1)
        steps = {
            "list.down": self._cursor + 1,
            "list.up": self._cursor - 1,
            "list.page-down": self._cursor + page,
            "list.page-up": self._cursor - page,
            "list.first": 0,
            "list.last": len(self.rows) - 1,
        }
        if act_id not in steps:
            return False
        self.move_to(steps[act_id])
        return True

    @property
    def page_size(self) -> int:
        """Rows that fit."""
        return max(1, self.size.height - self.header)

    # -- painting ---------------------------------------------------------------

    def on_mount(self) -> None:
        self._measure()

    def on_resize(self) -> None:
        self._row_strips.clear()
        self._measure()
        self._keep_in_view()

    def on_focus(self) -> None:
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        self._refresh_row(self._cursor)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._row_strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line: the header, a row, or what to do when there is none."""
        width = self.size.width
        if self.header and y == 0:
            return strip(self, self._header_line(), width, over="head")
        index = y - self.header + self.scroll_offset.y
        if not self.rows:
            line = self.empty[index - 1] if 1 <= index <= len(self.empty) else []
            return strip(self, [("  ", ""), *line], width)
        if index >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        return self._row_strip(index, width)

    def width_of(self, column_id: str) -> int:
        """Cells of a column as it stands on the screen; 0 while it does not."""
        return next((width for _, column, width in self._shown_columns if column.id == column_id), 0)

    def _row_strip(self, index: int, width: int) -> Strip:
        row = self.rows[index]
        key, over = self._key(row), self._row_role(index)
        mark = "+" if key in self.marked else " "
        cached = self._row_strips.get((key, mark, over, index))
        if cached is None:
            cached = strip(self, [(mark, "mark"), *self._row_line(self._cells(row))], width, over=over)
            self._row_strips[(key, mark, over, index)] = cached
        return cached

    def _row_role(self, index: int) -> str:
        if index == self._cursor:
            return "cursor" if self.has_focus else "cursor_idle"
        return "mark" if self._key(self.rows[index]) in self.marked else ""

    def _row_line(self, cells: Sequence[Cell]) -> Line:
        line: Line = []
        for place, column, width in self._shown_columns:
            if line:
                line.append((_GAP, ""))
            line.extend(fit_line(spans(cells[place]), width, right=column.right))
        return line

    def _header_line(self) -> Line:
        line: Line = [(" ", "")]
        for _, column, width in self._shown_columns:
            if len(line) > 1:
                line.append((_GAP, ""))
            line.extend(fit_line([(column.title, "")], width, right=column.right))
        return line

    def _measure(self) -> None:
        """Chooses the columns that fit and their widths."""
        self.virtual_size = Size(self.size.width, max(1, len(self.rows)) + self.header)
        room = self.size.width - 1
        shown = list(enumerate(self.columns))
        while sum(_least(column) for _, column in shown) + len(_GAP) * (len(shown) - 1) > room:
            leaving = max(shown, key=lambda item: item[1].drop)
            if leaving[1].drop == 0:
                break
            shown.remove(leaving)
        spare = max(0, room - sum(_least(c) for _, c in shown) - len(_GAP) * (len(shown) - 1))
        shares = sum(column.grow for _, column in shown)
        self._shown_columns = [(place, column, _width(column, spare, shares)) for place, column in shown]

    def _keep_in_view(self, wanted_top: int | None = None) -> bool:
        top, page = self.scroll_offset.y, self.page_size
        target = top if wanted_top is None else max(0, min(wanted_top, len(self.rows) - page))
        if self._cursor < target:
            target = self._cursor
        elif self._cursor >= target + page:
            target = self._cursor - page + 1
        if target == top:
            return False
        self.scroll_to(y=target, animate=False, immediate=True)
        return True

    def _refresh_row(self, index: int) -> None:
        self.refresh(Region(0, index - self.scroll_offset.y + self.header, self.size.width, 1))


def _least(column: Column) -> int:
    return max(column.width, cell_len(column.title) if not column.grow else 0)


def _width(column: Column, spare: int, shares: int) -> int:
    wide = _least(column) + (spare * column.grow // shares if shares else 0)
    return min(wide, column.most) if column.most else wide
