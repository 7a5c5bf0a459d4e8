"""The line at the foot where a person types: filter, reason, date, name."""

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from cadence_tui.model.text import plain
from cadence_tui.tui.widgets.bar import Bar


class LineInput(Input):
    """A borderless input that does not blink and leaves control keys to the screen."""

    DEFAULT_CSS = """
    LineInput { height: 1; width: 1fr; border: none; padding: 0;
        background: $background; color: $foreground; }
    LineInput:focus { border: none; }
    LineInput:nocolor { text-style: none; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=plain(placeholder), compact=True, select_on_focus=False, id=id)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Makes what is typed or pasted harmless to the screen, character by character."""
        return value if value.isprintable() else "".join(_harmless(char) for char in value)

    def on_paste(self, event: events.Paste) -> None:
        """Several lines become one: the input itself would keep the first and drop the others."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text.split()), *sorted(self.selection))

    @property
    def typed(self) -> str:
        """The text, made inert."""
        return plain(self.value)


class Prompt(Horizontal):
    """Asks for one line; answers with `Prompt.Answered`, or `Prompt.Left` on escape."""

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; }
    Prompt.open { display: block; }
    Prompt > Bar { width: auto; max-width: 60%; }
    """

    class Changed(Message):
        """A key was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = Bar("strong")
        self._input = LineInput()
        self._when_changed: Callable[[str], None] | None = None
        self._when_answered: Callable[[str], None] | None = None
        self._when_left: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._input

    @property
    def is_open(self) -> bool:
        """A question stands on the line."""
        return self.has_class("open")

    def ask(
        self,
        label: str,
        answer: Callable[[str], None],
        *,
        value: str = "",
        hint: str = "",
        change: Callable[[str], None] | None = None,
        leave: Callable[[], None] | None = None,
    ) -> None:
        """Opens the line: `answer` on enter, `change` on every key, `leave` on escape."""
        self._when_answered, self._when_changed, self._when_left = answer, change, leave
        text = f" {plain(label)} "
        self._label.show([(text, "")])
        self._label.styles.width = cell_len(text)
        with self.prevent(Input.Changed):
            self._input.value = value
        self._input.cursor_position = len(value)
        self._input.placeholder = plain(hint)
        self.add_class("open")
        self.screen.set_focus(self._input)

    def resume(self) -> None:
        """Takes the keys again."""
        self._input.focus()

    def close(self) -> None:
        """Closes the line without an answer."""
        self.remove_class("open")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._when_changed:
            self._when_changed(plain(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.is_open:
            # A second enter, typed before the first had closed the line.
            return
        self.close()
        if self._when_answered:
            self._when_answered(plain(event.value).strip())

    def on_key(self, event: events.Key) -> None:
        if event.key != "escape":
            return
        event.stop()
        self.close()
        if self._when_left:
            self._when_left()


def _harmless(char: str) -> str:
    # Between two others, for a joiner may still wait for the character that it will join.
    return plain(f"漢{char}漢")[1:-1]
