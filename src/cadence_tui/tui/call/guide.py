"""The live guide of a call, whole: over its panels and questions the line on which all is written down."""

from collections.abc import Callable

from textual import events

from cadence_tui.model.documents import Call, Entry
from cadence_tui.practice.capture import MARKS, Captured
from cadence_tui.tui.call.hearing import LOST
from cadence_tui.tui.call.line import Capture
from cadence_tui.tui.call.pace import GuidePace
from cadence_tui.workspace import capturing
from cadence_tui.workspace.half_lines import kept
from cadence_tui.workspace.session import Workspace

_HELP_MARK = "?"


class GuideView(GuidePace):
    """One running call. All its state is in the store: leaving and coming back changes nothing."""

    def back(self) -> bool:
        written = self._line.taken() if self._lost else None
        if written is not None:
            self.on_capture_written(written)
        return False

    # -- the line ---------------------------------------------------------------------

    def on_capture_drafted(self, event: Capture.Drafted) -> None:
        call_id, text, entry = self.call.id, event.text, event.entry
        if not (self._closing or self._lost or self._is_kept(event)):
            self.act_on(lambda: capturing.keep_draft(self._ws, call_id, text, corrects=entry))

    def _is_kept(self, drafted: Capture.Drafted) -> bool:
        half = kept(self.call, self._ws.actor.id)
        return (drafted.text, drafted.entry) == (
            half.corrected if half.corrects else half.text,
            half.corrects,
        )

    def on_capture_written(self, event: Capture.Written) -> None:
        call_id = self.call.id
        self.act_on(
            lambda: _write(self._ws, call_id, event.entry, event.captured),
            failed=lambda: self._line.restore(event),
        )

    def on_capture_emptied(self) -> None:
        if self._lost:
            self.frame.tell(LOST, role="warn")
        elif not self._ending:
            # While the call is being closed, enter was meant for a dialog that is already gone.
            self.act_asked()

    def on_capture_line_spaced(self) -> None:
        if self._lost:
            self.frame.tell(LOST, role="warn")
        else:
            self.act_speaker()

    def on_key(self, event: events.Key) -> None:
        """After escape a mark goes back to the line and begins it."""
        if self._line.has_keys or event.character is None:
            return
        if event.character in MARKS and event.character != _HELP_MARK:
            event.stop()
            event.prevent_default()
            self.act_type()
            if not self._line.typed:
                self._line.put(f"{event.character} ")

    # -- acts ---------------------------------------------------------------------------

    def act_edit_last(self) -> None:
        self._line.correct(self.call.entries[-1])

    def act_edit(self) -> None:
        entry = self._current_entry()
        if entry is not None:
            self._line.correct(entry)

    def act_strike(self) -> None:
        entry, call_id = self._current_entry(), self.call.id
        if entry is not None:
            self.act_on(lambda: capturing.remove_entry(self._ws, call_id, entry))

    def act_undo(self) -> None:
        self.frame.act_undo()

    def act_command(self) -> None:
        """Leaves the line; an edit that was begun is dropped."""
        if self._lost:
            self.leave_lost()
        elif not self._line.drop_correction():
            self._written.focus()

    def act_type(self) -> None:
        self._line.take_keys()

    def act_aside(self) -> None:
        (self._questions if self._written.has_focus else self._written).focus()

    def act_list(self, act_id: str) -> None:
        (self._questions if self._questions.has_focus else self._written).move(act_id)

    def act_help(self) -> None:
        self.frame.act_help()

    def unfinished(self) -> Callable[[], Call] | None:
        half, call_id = self._line.drafted(), self.call.id
        if self.watching or self._is_over or self._lost or self._is_kept(half):
            return None
        return lambda: capturing.keep_draft(self._ws, call_id, half.text, corrects=half.entry)

    def act_leave(self) -> None:
        self.frame.act_quit()

    def act_suspend(self) -> None:
        """Stops the program once the line is kept: who knows when it will go on."""
        stop, call_id, half = self.frame.act_suspend, self.call.id, self._line.drafted()
        if self._lost or self._is_kept(half):
            stop()
            return

        def stopped(call: Call) -> None:
            self.changed(call)
            stop()

        text, entry = half.text, half.entry
        self.attempt(lambda: capturing.keep_draft(self._ws, call_id, text, corrects=entry), stopped, stop)

    def act_redraw(self) -> None:
        self.frame.act_redraw()

    def _current_entry(self) -> Entry | None:
        place = self._written.current_key
        return self.call.entries[int(place)] if place.isdigit() else None


def _write(ws: Workspace, call_id: str, was: Entry | None, captured: Captured) -> Call:
    if was is None:
        return capturing.add_entry(ws, call_id, captured)
    return capturing.edit_entry(ws, call_id, was, captured)
