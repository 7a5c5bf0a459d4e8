"""A dialog over the frame: bordered, keyboard-only, closed by escape or q."""

from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from cadence_tui.model.text import plain
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.too_small import TooSmall

R = TypeVar("R")


class Layer(ModalScreen[R | None], Generic[R]):
    """Base of dialogs: a title, a body, and a line of keys; keys are looked up in `keys`."""

    DEFAULT_CSS = """
    Layer { layers: default above; }
    Layer > #box { width: 76; max-width: 96%; height: auto; max-height: 90%; background: $background;
        border: round $primary; padding: 0 1; }
    Layer:ansi > #box { border: round ansi_default; }
    Layer > #box > #foot { dock: bottom; height: auto; }
    Layer > #box > #foot > #keys { height: 1; }
    """
    AUTO_FOCUS = ""
    keys: ClassVar[dict[str, str]] = {"escape": "leave"}

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = plain(title)

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = Content(self._title)  # type: ignore[assignment]
            yield from self.body()
            with Vertical(id="foot"):
                yield from self.foot()
                bar = Bar("dim", id="keys")
                bar.show(self.hints())
                yield bar
        yield TooSmall()

    def body(self) -> "list[Widget]":
        """The widgets between title and foot; the one that may grow is `height: auto; max-height: 100%`."""
        raise NotImplementedError

    def foot(self) -> "list[Widget]":
        """What stands above the line of keys whatever the body holds."""
        return []

    def hints(self) -> Line:
        """The line of keys."""
        return []

    def on_key(self, event: events.Key) -> None:
        key = (
            event.character
            if event.character and event.character.isprintable() and event.key != "space"
            else event.key
        )
        method = self.keys.get(key)
        if method is None:
            return
        event.stop()
        event.prevent_default()
        getattr(self, f"do_{method}")()

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Answers once: a second key may have been typed before the dialog was gone."""
        if not self.is_active:
            return AwaitComplete.nothing()
        return super().dismiss(result)

    def do_leave(self) -> None:
        """Closes without an answer."""
        self.dismiss(None)


def key_line(*pairs: tuple[str, str]) -> Line:
    """Keys with what they do, for the foot of a dialog."""
    line: Line = []
    for key, text in pairs:
        line += [(" · ", "dim"), (key, "key"), (f" {text}" if text else "", "")]
    return line[1:]
