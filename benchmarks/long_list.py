"""A list of as many rows as asked for, in the table of all lists: `python long_list.py 10000`."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding

from cadence_tui.tui.driver import LeanDriver
from cadence_tui.tui.themes import DEFAULT, load_theme
from cadence_tui.tui.widgets.table import Column, Table

COLUMNS = tuple(Column(id=str(place), title=f"Column {place}", width=12) for place in range(6))


class LongList(App[None]):
    """One table."""

    BINDINGS: ClassVar = [Binding("down", "down", priority=True)]

    def __init__(self, length: int) -> None:
        theme = load_theme(DEFAULT, Path("/nowhere"))
        self.palette = theme.palette
        super().__init__(driver_class=LeanDriver)
        self.register_theme(theme.textual)
        self.theme = theme.textual.name
        self._length = length

    def compose(self) -> ComposeResult:
        self._table: Table[int] = Table(COLUMNS, str, _cells)
        yield self._table

    def on_mount(self) -> None:
        self._table.show(range(self._length))
        self._table.focus()

    def action_down(self) -> None:
        """The next row."""
        self._table.move("list.down")


def _cells(row: int) -> list[tuple[str, str]]:
    return [
        (f"row {row}", "strong"),
        *((f"{row * place % 997}", ("", "good", "dim")[place % 3]) for place in range(1, 6)),
    ]


if __name__ == "__main__":
    LongList(int(sys.argv[1])).run(mouse=False)
