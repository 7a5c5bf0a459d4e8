"""What speaks against something before it is saved all the same: read it, say why, or go back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from cadence_tui.locale import Speech
from cadence_tui.tui.dialogs.layer import key_line
from cadence_tui.tui.dialogs.reading import PageLayer
from cadence_tui.tui.spans import Line
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.page import PageLine
from cadence_tui.tui.widgets.prompt import LineInput


class Doubt(PageLayer):
    """Shows lines of warning; answers with the reason typed, which may be empty, or not at all.

    One that does not ask for a reason answers with an empty one.
    """

    DEFAULT_CSS = """
    Doubt > #box > #foot { padding: 1 0 0 0; }
    Doubt > #box > #foot > Horizontal { height: 1; margin: 0 0 1 0; }
    Doubt > #box > #foot > Horizontal > Bar { width: 20; }
    """
    keys: ClassVar[dict[str, str]] = {**PageLayer.keys, "enter": "save", "ctrl+s": "save"}

    def __init__(
        self, title: str, lines: Sequence[PageLine], speech: Speech, *, asks_reason: bool = True
    ) -> None:
        super().__init__(title, lines, speech)
        self._asks = asks_reason
        self._reason = LineInput(placeholder=speech.say("why it was agreed so"))

    def foot(self) -> list[Widget]:
        """The line for the reason, if one is asked for."""
        if not self._asks:
            return []
        label = Bar("dim")
        label.show([(self._speech.say("Reason"), "")])
        return [Horizontal(label, self._reason)]

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return key_line(("↵", say("save all the same")), ("esc", say("back to the form")))

    def on_mount(self) -> None:
        self.set_focus(self._reason if self._asks else self._page)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.do_save()

    def do_save(self) -> None:
        """Answers with the reason."""
        self.dismiss(self._reason.typed.strip())
