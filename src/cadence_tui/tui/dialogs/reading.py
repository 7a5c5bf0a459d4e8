"""A page to read over the frame: reasons, the copied text, long messages."""

from collections.abc import Sequence
from typing import ClassVar

from textual.widget import Widget

from cadence_tui.locale import Speech
from cadence_tui.tui.dialogs.layer import Layer, key_line
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.page import Page, PageLine


class PageLayer(Layer[str]):
    """A dialog around a page that the arrows scroll; answers with a text."""

    DEFAULT_CSS = """
    PageLayer > #box > Page { height: auto; max-height: 100%; padding: 0; }
    """
    keys: ClassVar[dict[str, str]] = {
        "escape": "leave",
        "down": "down",
        "up": "up",
        "pagedown": "page_down",
        "pageup": "page_up",
    }

    def __init__(self, title: str, lines: Sequence[PageLine | Line], speech: Speech) -> None:
        super().__init__(title)
        self._lines, self._speech = list(lines), speech
        self._page = Page(self._lines)

    def body(self) -> list[Widget]:
        """The page."""
        return [self._page]

    def do_down(self) -> None:
        self._page.move("list.down")

    def do_up(self) -> None:
        self._page.move("list.up")

    def do_page_down(self) -> None:
        self._page.move("list.page-down")

    def do_page_up(self) -> None:
        self._page.move("list.page-up")


class Reading(PageLayer):
    """Shows lines; enter on a keyed line answers with its key."""

    keys: ClassVar[dict[str, str]] = {
        **PageLayer.keys,
        "q": "leave",
        "w": "leave",
        "enter": "choose",
        "j": "down",
        "k": "up",
        "home": "first",
        "end": "last",
    }

    def hints(self) -> Line:
        """How to leave."""
        say = self._speech.say
        opens = any(isinstance(line, PageLine) and line.key for line in self._lines)
        return key_line(*([("↵", say("open"))] if opens else []), ("esc", say("close")))

    def on_mount(self) -> None:
        self._page.focus()

    def do_choose(self) -> None:
        """Answers with the key of the line, or closes."""
        self.dismiss(self._page.current_key or None)

    def do_first(self) -> None:
        self._page.move("list.first")

    def do_last(self) -> None:
        self._page.move("list.last")
