"""A page of lines to read: detail, brief, reasons, help. Lines that carry a key can be walked and opened."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec import Struct
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cadence_tui.tui.spans import Line, width_of, wrap
from cadence_tui.tui.widgets.paint import strip


class PageLine(Struct):
    """A line of a page; `key` names the record it speaks of, `indent` the blanks of its continuation."""

    spans: Line
    key: str = ""
    indent: int = 0


class Page(ScrollView, can_focus=True):
    """Shows lines, wrapped to its width."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Page { height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size: 0 0; padding: 0 1; }
    """

    idle_cursor: ClassVar[str] = ""
    """The role of the line under the cursor while other widgets have the focus."""

    class Moved(Message):
        """The cursor stands on another keyed line."""

        def __init__(self, page: "Page", key: str) -> None:
            super().__init__()
            self.page = page
            self.key = key

    def __init__(self, lines: Sequence[PageLine | Line] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = [_page_line(line) for line in lines]
        self._rows: list[tuple[Line, int]] = []
        self._height = 0
        self._cursor: int | None = None

    def show(self, lines: Sequence[PageLine | Line], *, top: bool = False) -> None:
        """Shows other lines; the place stays unless `top`."""
        key, offset = self.current_key, self._offset()
        was, scrolled, cursor = self._rows, self.scroll_offset.y, self._cursor
        self._lines = [_page_line(line) for line in lines]
        keyed = [index for index, line in enumerate(self._lines) if line.key]
        same = [index for index in keyed if self._lines[index].key == key]
        self._cursor = same[0] if same and not top else (keyed[0] if keyed else None)
        self._wrap_lines()
        if top:
            self.scroll_to(y=0, animate=False, immediate=True)
        elif key and key == self.current_key:
            self._return_to(offset)
        if scrolled == self.scroll_offset.y and cursor is None and self._cursor is None:
            self._refresh_changed(was)
        else:
            self.refresh()

    def _refresh_changed(self, was: list[tuple[Line, int]]) -> None:
        """Paints what is another text than before, no farther than either of the two reaches."""
        for y in range(self._height):
            index = y + self.scroll_offset.y
            old, new = _row(was, index), _row(self._rows, index)
            if old != new:
                width = min(self.size.width, max(width_of(old), width_of(new)))
                self.refresh(Region(0, y, max(1, width), 1))

    @property
    def current_key(self) -> str:
        """The key of the line under the cursor, or nothing."""
        return self._lines[self._cursor].key if self._cursor is not None else ""

    def put_on(self, key: str) -> None:
        """Puts the cursor on the first line of a key, if there is one."""
        for source, each in enumerate(self._lines):
            if each.key == key:
                self._put_cursor(source)
                return

    def move(self, act_id: str) -> bool:
        """Carries out one of the list acts: from keyed line to keyed line, or scrolling with the cursor."""
        moves: dict[str, Callable[[], None]] = {
            "list.down": lambda: self._step(1),
            "list.up": lambda: self._step(-1),
            "list.page-down": lambda: self._page(self.size.height - 1),
            "list.page-up": lambda: self._page(1 - self.size.height),
            "list.first": lambda: self._page(-len(self._rows), to_end=True),
            "list.last": lambda: self._page(len(self._rows), to_end=True),
        }
        if act_id not in moves:
            return False
        moves[act_id]()
        return True

    def on_mount(self) -> None:
        self.show(self._lines)

    def on_resize(self) -> None:
        offset = self._offset()
        self._wrap_lines()
        if self.scroll_offset.y:
            self._return_to(offset)
        elif offset is not None:
            # What begins at its top goes on doing so, as far as the cursor that was in sight stays there.
            self._show_cursor()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One wrapped row."""
        width, index = self.size.width, y + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        line, source = self._rows[index]
        if source != self._cursor or not self._lines[source].key:
            return strip(self, line, width)
        return strip(self, line, width, over="cursor" if self.has_focus else self.idle_cursor)

    def _wrap_lines(self) -> None:
        width, self._height = max(10, self.size.width), self.size.height
        self._rows = [
            (row, index)
            for index, line in enumerate(self._lines)
            for row in wrap(line.spans, width, indent=line.indent)
        ]
        self.virtual_size = Size(self.size.width, max(1, len(self._rows)))

    def _step(self, by: int) -> None:
        keyed = [index for index, line in enumerate(self._lines) if line.key]
        if self._cursor is None or not keyed:
            self._scroll_rows(by)
            return
        place = keyed.index(self._cursor) + by
        if not 0 <= place < len(keyed):
            self._scroll_rows(by)
            return
        self._put_cursor(keyed[place])

    def _page(self, by: int, *, to_end: bool = False) -> None:
        """Scrolls; the cursor comes along, for what it stands on is what a person opens."""
        self._scroll_rows(by)
        top = self.scroll_offset.y
        sources = dict.fromkeys(source for _, source in self._rows[top : top + self.size.height])
        keyed = [source for source in sources if self._lines[source].key]
        lowest = by > 0 if to_end else by < 0
        if keyed and (to_end or self._cursor not in keyed):
            self._put_cursor(keyed[-1 if lowest else 0])

    def _put_cursor(self, source: int) -> None:
        if source == self._cursor:
            return
        old, self._cursor = self._cursor, source
        if not self._show_cursor():
            for line in (old, source):
                self._refresh_lines(line)
        self.post_message(self.Moved(self, self.current_key))

    def _cursor_rows(self) -> list[int]:
        return [row for row, (_, source) in enumerate(self._rows) if source == self._cursor]

    def _offset(self) -> int | None:
        """How far below the upper edge the cursor is seen; None when it is out of sight."""
        rows, top = self._cursor_rows(), self.scroll_offset.y
        seen = rows and self.current_key and top <= rows[0] < top + self._height
        return rows[0] - top if seen else None

    def _return_to(self, offset: int | None) -> None:
        rows = self._cursor_rows()
        if offset is not None and rows:
            self._scroll_rows(rows[0] - offset - self.scroll_offset.y)
            self._show_cursor()

    def _show_cursor(self) -> bool:
        rows = self._cursor_rows()
        top, height = self.scroll_offset.y, self.size.height
        if rows and rows[0] < top:
            self._scroll_rows(rows[0] - top)
            return True
        if rows and rows[-1] >= top + height:
            self._scroll_rows(rows[-1] - top - height + 1)
            return True
        return False

    def _scroll_rows(self, by: int) -> None:
        self.scroll_to(y=max(0, self.scroll_offset.y + by), animate=False, immediate=True)

    def _refresh_lines(self, source: int | None) -> None:
        for row, (_, owner) in enumerate(self._rows):
            if owner == source:
                self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))


def _row(rows: list[tuple[Line, int]], index: int) -> Line:
    return rows[index][0] if index < len(rows) else []


def _page_line(line: PageLine | Line) -> PageLine:
    return line if isinstance(line, PageLine) else PageLine(line)
