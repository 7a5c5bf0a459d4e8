"""The line on which a call is written down."""

from textual import events
from textual.message import Message

from cadence_tui.tui.widgets.prompt import LineInput


class CaptureLine(LineInput):
    """An input that is always ready; the space bar on the empty line says that the other side speaks."""

    class Spaced(Message):
        """The space bar was pressed on the empty line."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "space" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Spaced())

    def put(self, text: str) -> None:
        """Other text, without telling that it changed."""
        with self.prevent(LineInput.Changed):
            self.value = text
        self.cursor_position = len(text)
