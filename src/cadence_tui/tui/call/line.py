"""The line on which a call is written down, with what is understood of it above."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Entry, HalfLine
from cadence_tui.practice.capture import Captured
from cadence_tui.tui.spans import Line, width_of
from cadence_tui.tui.widgets.bar import Bar
from cadence_tui.tui.widgets.prompt import LineInput
from cadence_tui.views.captured import echo_spans
from cadence_tui.workspace.guides import GuideFacts

DRAFT_SECONDS = 0.6
"""From a key to its being kept; each time it is written to the journal, so not at every key."""


class CaptureLine(LineInput):
    """An input that is always ready; the space bar on the empty line says that the other side speaks."""

    class Spaced(Message):
        """The space bar was pressed on the empty line."""

    deaf = False
    """Keys mean nothing here for a moment: the call is on its way to its end."""

    def on_key(self, event: events.Key) -> None:
        if self.deaf:
            event.stop()
            event.prevent_default()
        elif event.key == "space" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Spaced())

    def put(self, text: str) -> None:
        """Other text, without telling that it changed."""
        with self.prevent(LineInput.Changed):
            self.value = text
        self.cursor_position = len(text)


class Capture(Vertical):
    """Two lines at the foot of the guide: how the typed line is understood, and the line itself."""

    DEFAULT_CSS = """
    Capture { height: 2; }
    Capture > Horizontal { height: 1; }
    Capture > Horizontal > Bar { width: 3; }
    """

    class Written(Message):
        """A line was handed in; `entry` is the one it corrects, `typed` what was typed."""

        def __init__(self, captured: Captured, entry: Entry | None, typed: str) -> None:
            super().__init__()
            self.captured, self.entry, self.typed = captured, entry, typed

    class Emptied(Message):
        """Enter was pressed on the empty line."""

    class Drafted(Message):
        """What stands on the line shall be kept; `entry` is the one it corrects."""

        def __init__(self, text: str, entry: Entry | None = None) -> None:
            super().__init__()
            self.text, self.entry = text, entry

    def __init__(self, half: HalfLine) -> None:
        super().__init__()
        self._facts: GuideFacts | None = None
        self._speech: Speech | None = None
        self._entry, self._aside = half.corrects, half.text
        self._keeping: Timer | None = None
        self._echo = Bar("")
        self._line = CaptureLine(half.corrected if half.corrects else half.text)

    def compose(self) -> ComposeResult:
        prompt = Bar("accent")
        prompt.show([(" > ", "")])
        yield self._echo
        with Horizontal():
            yield prompt
            yield self._line

    @property
    def has_keys(self) -> bool:
        """Whether letters go to the line."""
        return self._line.has_focus

    @property
    def typed(self) -> str:
        """What stands on the line."""
        return self._line.typed

    @property
    def correcting(self) -> bool:
        """Whether the line corrects an entry."""
        return self._entry is not None

    def listen(self, facts: GuideFacts, speech: Speech) -> None:
        """From now on lines are understood."""
        self._facts, self._speech = facts, speech
        self._show_echo()

    def take_keys(self) -> None:
        """Letters go to the line."""
        self._line.focus()

    def put(self, text: str) -> None:
        """Other text on the line."""
        self._line.put(text)
        self._show_echo()

    def correct(self, entry: Entry) -> None:
        """Brings an entry back to the line."""
        if self._facts is None:
            return
        if not self.correcting:
            self._aside = self._line.typed
            self.post_message(self.drafted())
        self._entry = entry
        self.put(self._facts.listener.line_of(entry))
        self.take_keys()

    def taken(self) -> Written | None:
        """What stands on the line, understood and taken off it; None when there is nothing to understand.

        After a correction the line that was begun before stands there again.
        """
        typed = self._line.typed
        if self._facts is None or not typed.strip():
            return None
        captured, entry, self._entry = self._facts.listener.understand(typed), self._entry, None
        self.put(self._aside if entry else "")
        return self.Written(captured, entry, typed)

    def taken_all(self) -> list[Written]:
        """What is half typed, taken off the line: a correction, and the line that was begun before it."""
        found = [self.taken(), self.taken()]
        return [written for written in found if written is not None]

    def close_ears(self, deaf: bool) -> None:
        """Takes no keys, or takes them again."""
        self._line.deaf = deaf

    def restore(self, written: Written) -> None:
        """Brings back a line that could not be kept."""
        self._entry = written.entry
        self.put(written.typed)

    def drop_correction(self) -> bool:
        """Leaves a correction and brings back the line that was begun before; false when there is none."""
        if not self.correcting:
            return False
        self._entry = None
        self.put(self._aside)
        self.post_message(self.drafted())
        return True

    def drafted(self) -> Drafted:
        """What stands on the line, to be kept."""
        return self.Drafted(self._line.typed, self._entry)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show_echo()
        if self._keeping is None:
            self._keeping = self.set_timer(DRAFT_SECONDS, self._keep)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._line.typed.strip():
            self.post_message(self.Emptied())
        elif (written := self.taken()) is not None:
            self.post_message(written)

    def _keep(self) -> None:
        self._keeping = None
        self.post_message(self.drafted())

    def _show_echo(self) -> None:
        facts, speech, text = self._facts, self._speech, self._line.typed.strip()
        if facts is None or speech is None:
            return
        line: Line = [(" ", "")]
        line += [(speech.say("editing") + ": ", "info")] if self._entry else []
        if text:
            captured = facts.listener.understand(text)
            today = facts.listener.today
            told = echo_spans(captured, facts.names, speech, today=today)
            said = told[:-1] if captured.side and captured.text else told
            if captured.flags and width_of([*line, *said]) > self.size.width:
                told = echo_spans(captured, facts.names, speech, today=today, brief=True)
            line += told
        self._echo.show(line)
