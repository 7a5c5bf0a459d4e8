"""Edits the recap mail before it goes: its first line is the subject (C8)."""

from typing import ClassVar

from textual.widget import Widget
from textual.widgets import TextArea

from cadence_tui.locale import Speech
from cadence_tui.model.text import plain
from cadence_tui.practice.recap import Recap, as_text
from cadence_tui.tui.dialogs.layer import Layer
from cadence_tui.tui.spans import Line


class MailArea(TextArea):
    """Plain text without colours of its own, and without blinking."""

    DEFAULT_CSS = """
    MailArea { border: none; padding: 0; background: $background; color: $foreground; height: 1fr; }
    MailArea:focus { border: none; }
    MailArea .text-area--cursor-line { background: $background; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, theme="css", show_line_numbers=False, tab_behavior="focus", soft_wrap=True)
        self.cursor_blink = False


class RecapEditor(Layer[str]):
    """Answers with the text as it was left; `template` is what one key brings back."""

    DEFAULT_CSS = """
    RecapEditor > #box { height: 90%; }
    """
    keys: ClassVar[dict[str, str]] = {"escape": "done", "ctrl+s": "done", "ctrl+r": "template"}

    def __init__(self, mail: Recap, template: Recap, speech: Speech) -> None:
        super().__init__(speech.say("Recap: the first line is the subject"))
        self._template, self._speech = template, speech
        self._area = MailArea(plain(as_text(mail), lines=True))

    def body(self) -> list[Widget]:
        """The text."""
        return [self._area]

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return [
            ("esc", "key"),
            (" " + say("keep and go back"), ""),
            (" · ", "dim"),
            ("ctrl+r", "key"),
            (" " + say("as the template gives it"), ""),
        ]

    def on_mount(self) -> None:
        self._area.focus()

    def do_done(self) -> None:
        self.dismiss(self._area.text)

    def do_template(self) -> None:
        self._area.load_text(plain(as_text(self._template), lines=True))
