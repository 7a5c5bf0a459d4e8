"""The live guide of a call, whole: over its panels and questions the line on which all is written down."""

from collections.abc import Callable

from textual import events

from cadence_tui.model.documents import Call, Entry
from cadence_tui.model.message import message
from cadence_tui.practice.capture import MARKS
from cadence_tui.tui.call.hearing import LOST
from cadence_tui.tui.call.line import Capture
from cadence_tui.tui.call.pace import GuidePace
from cadence_tui.workspace import capturing, late_lines
from cadence_tui.workspace.half_lines import kept

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
        if not (self._ending or self._lost or self.over or self._is_kept(event)):
            self.act_on(lambda: capturing.keep_draft(self._ws, call_id, text, corrects=entry))

    def _is_kept(self, drafted: Capture.Drafted) -> bool:
        half = kept(self.call, self._ws.actor.id)
        return (drafted.text, drafted.entry) == (
            half.corrected if half.corrects else half.text,
            half.corrects,
        )

    def on_capture_written(self, event: Capture.Written) -> None:
        call_id, captured, entry = self.call.id, event.captured, event.entry
        if not self.over:
            self.act_on(
                lambda: capturing.write_line(self._ws, call_id, entry, captured),
                failed=lambda: self._line.restore(event),
            )
            return

        def added(call: Call) -> None:
            self.changed(call)
            self.frame.tell(message("Added to the record: {text}", text=captured.text))

        self.attempt(
            lambda: late_lines.add_late(self._ws, call_id, captured),
            added,
            lambda: self._line.restore(event),
        )

    def on_capture_emptied(self) -> None:
        # While the call is being closed, enter was meant for a dialog that is already gone.
        if not (self._tell_off() or self._ending):
            self.act_asked()

    def on_capture_line_spaced(self) -> None:
        if not self._tell_off():
            self.act_speaker()

    def _tell_off(self) -> bool:
        """Says why nothing but the line and the ways out is left of a call; false where all is."""
        if self._lost or self.over:
            self.frame.tell(LOST if self._lost else self.over_text, role="warn")
        return self._lost or self.over

    def on_key(self, event: events.Key) -> None:
        """After escape a mark goes back to the line and begins it."""
        if self.startled:
            event.stop()
            event.prevent_default()
            if event.key == "escape":
                self.startled = False
                self.frame.hush()
            return
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
        elif self.over:
            self.leave_over()
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
        if self._lost or self.over or self._is_kept(half):
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
