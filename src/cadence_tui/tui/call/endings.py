"""The ends of a call: hanging up with its record, and the short ways out of one."""

from cadence_tui.model.message import message
from cadence_tui.tui.call.shown import GuideShown
from cadence_tui.workspace import calls


class GuideEnding(GuideShown):
    """Ends the call; while it is being closed, what changes in the store does not end the guide."""

    def act_close(self) -> None:
        if self._lost:
            self.leave_lost()
            return
        from cadence_tui.tui.call.close import close

        close(self)

    def act_wrong(self) -> None:
        asked = self.cadence.speech.say("Who was reached?")
        self.frame.prompt.ask(asked, self._reached, leave=self._line.take_keys)

    def _reached(self, name: str) -> None:
        if not name:
            # What is typed next belongs to the answer, not to the notes of the call.
            self.frame.tell(message("A few words are needed; esc leaves it as it is"), role="error")
            self.act_wrong()
            return
        call_id = self.call.id
        self._line.take_keys()
        self.act_on(lambda: calls.wrong_contact(self._ws, call_id, name))

    def resume(self) -> None:
        """Lets the clocks run again."""
        call_id = self.call.id
        self._line.take_keys()
        self.act_on(lambda: calls.resume_call(self._ws, call_id))

    def hold(self, closing: bool) -> None:
        """While the call is being closed, what changes in the store does not end the guide."""
        self._ending = closing

    def leave_lost(self) -> None:
        """Leaves a call that is no longer there; what still stands on the line is kept."""
        self.back()
        self.leave_guide()
