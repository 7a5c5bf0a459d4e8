"""A line to type on above what is found by it: the base of dialogs in which one of many is chosen."""

from typing import Any, ClassVar, TypeVar

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from cadence_tui.tui.dialogs.layer import Layer
from cadence_tui.tui.widgets.prompt import LineInput
from cadence_tui.tui.widgets.table import Table

R = TypeVar("R")


class Chooser(Layer[R]):
    """The line has the keys, the arrows move in the table below it."""

    DEFAULT_CSS = """
    Chooser > #box > Table { height: auto; max-height: 100%; min-height: 2; }
    Chooser > #box > LineInput { dock: top; margin: 0 0 1 0; }
    """
    keys: ClassVar[dict[str, str]] = {
        "escape": "leave",
        "down": "down",
        "up": "up",
        "ctrl+n": "down",
        "ctrl+p": "up",
        "pagedown": "page_down",
        "pageup": "page_up",
    }
    _input: LineInput
    _table: Table[Any]

    def body(self) -> list[Widget]:
        """The line to type on and what was found."""
        return [self._input, self._table]

    def on_mount(self) -> None:
        self.found_by(self._input.typed)
        self.begun()
        self.screen.set_focus(self._input)

    def begun(self) -> None:
        """What is chosen before anything is typed; the first line where this says nothing."""

    def on_key(self, event: events.Key) -> None:
        """Keys typed before the line could take them are not lost."""
        if event.character and event.is_printable and not self._input.has_focus:
            self._input.insert_text_at_cursor(event.character)
            return
        super().on_key(event)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.found_by(self._input.typed)

    def found_by(self, typed: str) -> None:
        """Shows what is found by what stands on the line."""
        raise NotImplementedError

    def do_down(self) -> None:
        self._table.move("list.down")

    def do_up(self) -> None:
        self._table.move("list.up")

    def do_page_down(self) -> None:
        self._table.move("list.page-down")

    def do_page_up(self) -> None:
        self._table.move("list.page-up")
