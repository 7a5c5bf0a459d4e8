"""The board: promises in columns by status. Only the cards on the screen are worded and painted."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter

from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cadence_tui.tui.actions.drawing import TITLE_LINES, Tally, draw_card, tally_of
from cadence_tui.tui.spans import Line, fit_line
from cadence_tui.tui.widgets.paint import strip
from cadence_tui.views.actions import COLUMNS, Card, Column, Entry, Head

_LEAST_WIDTH = 25
_ROOMY_HEIGHT = 30

CardLines = Callable[[Card], Sequence[Line]]
"""The first line of a card, its title, then its last line or two; two leave a line less to the title."""
HeadLine = Callable[[Column, Sequence[Entry], bool], Line]
"""What stands over a column, and whether the cursor is in it."""


class Board(Widget, can_focus=True):
    """Columns of cards around a cursor; each column keeps its own place."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Board { height: 1fr; width: 1fr; }
    """

    class Moved(Message):
        """The cursor stands on another card, or other columns fit."""

        def can_replace(self, message: Message) -> bool:
            """Many moves at once need one detail."""
            return isinstance(message, Board.Moved)

    def __init__(self, card_lines: CardLines, head_line: HeadLine, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty: Sequence[Line] = ()
        self.marked: set[str] = set()
        self._card_lines, self._head_line = card_lines, head_line
        self._entries: dict[Column, Sequence[Entry]] = dict.fromkeys(COLUMNS, ())
        self._places: dict[str, tuple[int, Card]] = {}
        self._tallies: dict[Column, Tally] = dict.fromkeys(COLUMNS, Tally(0, 0))
        self._tops: dict[Column, list[int]] = {column: [0] for column in COLUMNS}
        self._at: dict[Column, int] = dict.fromkeys(COLUMNS, 0)
        self._scroll: dict[Column, int] = dict.fromkeys(COLUMNS, 0)
        self._place = 0
        self._first = 0
        self._drawn: LRUCache[tuple[str, int], tuple[Card, list[Line]]] = LRUCache(512)

    # -- what the view asks for --------------------------------------------------

    @property
    def column(self) -> Column:
        """The column of the cursor."""
        return COLUMNS[self._place]

    @property
    def current(self) -> Card | None:
        """The card under the cursor."""
        entries, at = self._entries[self.column], self._at[self.column]
        entry = entries[at] if at < len(entries) else None
        return entry if isinstance(entry, Card) else None

    @property
    def cards(self) -> list[Card]:
        """All cards, column by column."""
        return [card for _, card in self._places.values()]

    def tally(self, column: Column) -> Tally:
        """How many cards a column has, counted once and not with every key."""
        return self._tallies[column]

    def chosen(self) -> list[Card]:
        """The marked cards, or else the current one."""
        if self.marked:
            return [
                card for _, card in sorted((self._places[each] for each in self.marked), key=itemgetter(0))
            ]
        return [self.current] if self.current else []

    def hidden(self) -> list[Column]:
        """The columns for which there is no room."""
        shown = self._shown()
        return [column for column in COLUMNS if column not in shown]

    def show(self, board: Mapping[Column, Sequence[Entry]], *, follow: str = "") -> None:
        """Shows other cards; the cursor goes with the card `follow`, or else stays on its card or place."""
        current = self.current
        stay = {column: self._id_at(column) for column in COLUMNS}
        self._entries = {column: board.get(column, ()) for column in COLUMNS}
        shown = [entry for held in self._entries.values() for entry in held if isinstance(entry, Card)]
        self._places = {card.id: (place, card) for place, card in enumerate(shown)}
        self._tallies = {column: tally_of(held) for column, held in self._entries.items()}
        self.marked &= self._places.keys()
        self._measure()
        for column in COLUMNS:
            found = self._index(column, stay[column])
            self._at[column] = self._near(column, self._at[column] if found is None else found)
        if follow:
            self.select(follow)
        elif current is None and not self._entries[self.column]:
            self._place = next(
                (at for at, column in enumerate(COLUMNS) if self._entries[column]), self._place
            )
        self._keep_in_view()
        self.refresh()
        if self.current != current:
            self.post_message(self.Moved())

    def select(self, card_id: str) -> bool:
        """Puts the cursor on a card; false when it is not on the board."""
        for place, column in enumerate(COLUMNS):
            at = self._index(column, card_id)
            if at is not None:
                self._place, self._at[column] = place, at
                self._changed()
                return True
        return False

    def toggle_mark(self) -> None:
        """Marks the current card for a bulk act, or takes the mark away, and moves on."""
        if self.current is None:
            return
        self.marked ^= {self.current.id}
        self._refresh_entry(self.column, self._at[self.column])
        self.step(1)

    def step(self, by: int) -> None:
        """Moves by some cards within the column."""
        column, was = self.column, self._at[self.column]
        now = self._near(column, was + by, back=by < 0)
        if now == was:
            return
        self._at[column] = now
        if self._keep_in_view():
            self.refresh()
        else:
            self._refresh_entry(column, was)
            self._refresh_entry(column, now)
        self.post_message(self.Moved())

    def step_page(self, by: int) -> None:
        """Moves by what fits on the screen."""
        self.step(by * max(1, (self._body - 1) // self._card_height))

    def step_end(self, by: int) -> None:
        """Moves to the first or last card of the column."""
        self.step(by * len(self._entries[self.column]))

    def step_column(self, by: int) -> None:
        """Moves to a neighbouring column, to the card at the same height."""
        place = self._place + by
        if not 0 <= place < len(COLUMNS):
            return
        height = self._tops[self.column][self._at[self.column]] - self._scroll[self.column]
        self._place = place
        at = bisect_right(self._tops[self.column], max(0, height) + self._scroll[self.column]) - 1
        self._at[self.column] = self._near(self.column, at)
        self._changed()

    def redraw(self) -> None:
        """Words and paints everything anew."""
        self._drawn.clear()
        self.refresh()

    # -- painting ------------------------------------------------------------------

    def on_resize(self) -> None:
        self._drawn.clear()
        self._measure()
        self._keep_in_view()
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        self._refresh_entry(self.column, self._at[self.column])

    def on_blur(self) -> None:
        self._refresh_entry(self.column, self._at[self.column])

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        """One line through all columns on the screen."""
        width = self.size.width
        if self.empty and not any(self._entries.values()):
            line = self.empty[y - 2] if 2 <= y < len(self.empty) + 2 else []
            return strip(self, [("  ", ""), *line], width)
        line: Line = []
        for number, (column, size) in enumerate(self._shown().items()):
            if number:
                line.append(("│", "border"))
            line += self._title(column, size) if y == 0 else self._body_line(column, size, y - 1)
        return strip(self, line, width)

    def _title(self, column: Column, size: int) -> Line:
        here = column == self.column
        words = fit_line([(" ", ""), *self._head_line(column, self._entries[column], here)], size)
        return [(text, f"{role} head".strip()) for text, role in words]

    def _body_line(self, column: Column, size: int, y: int) -> Line:
        entries, tops = self._entries[column], self._tops[column]
        at = bisect_right(tops, y + self._scroll[column]) - 1
        if at >= len(entries):
            return [(" " * size, "")]
        lines = self._entry_lines(entries[at], size)
        row = y + self._scroll[column] - tops[at]
        line = lines[row] if row < len(lines) else [(" " * size, "")]
        over = self._over(column, at, last=row == self._card_height - 1)
        return [(text, f"{over} {role}".strip()) for text, role in line] if over else line

    def _over(self, column: Column, at: int, *, last: bool) -> str:
        entry = self._entries[column][at]
        if not isinstance(entry, Card) or (last and self._roomy):
            return ""
        if column == self.column and at == self._at[column]:
            return "cursor" if self.has_focus else "cursor_idle"
        return "mark" if entry.id in self.marked else ""

    def _entry_lines(self, entry: Entry, size: int) -> list[Line]:
        if isinstance(entry, Head):
            return [fit_line([(f" {entry.title} ", "accent"), (str(entry.count), "dim")], size)]
        marked = entry.id in self.marked
        known = self._drawn.get((entry.id, size + marked * 1000))
        if known is None or known[0] is not entry:
            known = (entry, draw_card(self._card_lines(entry), size, marked=marked))
            self._drawn[(entry.id, size + marked * 1000)] = known
        return known[1]

    # -- geometry ------------------------------------------------------------------

    @property
    def _roomy(self) -> bool:
        return self.size.height >= _ROOMY_HEIGHT

    @property
    def _card_height(self) -> int:
        return TITLE_LINES + 2 + self._roomy

    @property
    def _body(self) -> int:
        return max(1, self.size.height - 1)

    def _shown(self) -> dict[Column, int]:
        """The columns on the screen with their widths."""
        width = self.size.width
        number = max(1, min(len(COLUMNS), (width + 1) // (_LEAST_WIDTH + 1)))
        self._first = max(0, min(self._first, self._place, len(COLUMNS) - number))
        self._first = max(self._first, self._place - number + 1)
        size, spare = divmod(width - number + 1, number)
        shown = COLUMNS[self._first : self._first + number]
        return {column: size + (place < spare) for place, column in enumerate(shown)}

    def _measure(self) -> None:
        # Asked of the layout once: it is dear for thousands of cards.
        high = self._card_height
        for column, entries in self._entries.items():
            heights = (high if isinstance(entry, Card) else 1 for entry in entries)
            self._tops[column] = list(accumulate(heights, initial=0))

    def _changed(self) -> None:
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def _keep_in_view(self) -> bool:
        """Scrolls the columns as little as needed; whether the cursor's own had to move."""
        own = self._scroll[self.column]
        for column in COLUMNS:
            tops, at = self._tops[column], self._at[column]
            top, end = (tops[at], tops[at + 1]) if at + 1 < len(tops) else (0, 0)
            if at and isinstance(self._entries[column][at - 1], Head):
                top = tops[at - 1]
            most = max(0, tops[-1] - self._body)
            scroll = min(self._scroll[column], most)
            if column == self.column:
                scroll = min(max(scroll, end - self._body), top)
            self._scroll[column] = max(0, scroll)
        return own != self._scroll[self.column]

    def _near(self, column: Column, at: int, *, back: bool = False) -> int:
        """The card at a place, or the one next to it where a head stands."""
        entries = self._entries[column]
        at = max(0, min(at, len(entries) - 1))
        if not entries or isinstance(entries[at], Card):
            return at
        other = at - 1 if back and at > 0 else at + 1
        return min(other, len(entries) - 1)

    def _index(self, column: Column, card_id: str) -> int | None:
        if not card_id:
            return None
        found = (
            at
            for at, entry in enumerate(self._entries[column])
            if isinstance(entry, Card) and entry.id == card_id
        )
        return next(found, None)

    def _id_at(self, column: Column) -> str:
        entries, at = self._entries[column], self._at[column]
        entry = entries[at] if at < len(entries) else None
        return entry.id if isinstance(entry, Card) else ""

    def _refresh_entry(self, column: Column, at: int) -> None:
        shown = self._shown()
        tops = self._tops[column]
        if column not in shown or at + 1 >= len(tops):
            return
        names = list(shown)
        x = sum(shown[name] + 1 for name in names[: names.index(column)])
        y = 1 + tops[at] - self._scroll[column]
        self.refresh(Region(x, y, shown[column], tops[at + 1] - tops[at]))
