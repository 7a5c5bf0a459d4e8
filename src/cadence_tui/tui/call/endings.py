"""The ends of a call: hanging up with its record, and the short ways out of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from cadence_tui.model.documents import Call
from cadence_tui.model.message import Message, message
from cadence_tui.tui.call.hearing import GuideHearing
from cadence_tui.workspace import calls, capturing, late_lines

if TYPE_CHECKING:
    from cadence_tui.workspace.next_touch import Slot

T = TypeVar("T")


class GuideEnding(GuideHearing):
    """Ends the call; while it is being closed, what changes in the store does not end the guide."""

    def act_close(self) -> None:
        if self._lost:
            self.leave_lost()
            return
        if self.over:
            self.leave_over()
            return
        from cadence_tui.tui.call.close import close

        close(self)

    def act_ways_out(self) -> None:
        """All the short ways, for whoever is typing."""
        from cadence_tui.tui.dialogs.picker import Choice, Picker

        speech = self.cadence.speech
        ways: dict[str, tuple[Message, Message, Callable[[], None]]] = {
            "short": (message("way out|cut short"), message("closes with what was captured"), self.act_short),
            "no_show": (message("way out|nobody came"), message("counts as a no-show"), self.act_no_show),
            "declined": (message("way out|they said no"), message("offers other times"), self.act_declined),
            "wrong": (message("way out|wrong contact"), message("restarts no rhythm"), self.act_wrong),
            "none": (message("way out|there was none"), message("throws it away"), self.act_throw_away),
        }

        def chosen(key: str | None) -> None:
            if key is None:
                self._line.take_keys()
            else:
                ways[key][2]()

        choices = [Choice(key, speech.word(name), speech.word(hint)) for key, (name, hint, _) in ways.items()]
        self.app.push_screen(Picker(speech.say("How did it end?"), choices, speech), chosen)

    def act_short(self) -> None:
        from cadence_tui.workspace import short_ways

        call_id = self.call.id

        def done(call: Call) -> None:
            from cadence_tui.tui.call.recap import show_recap

            self.frame.tell(message("Call closed, cut short"))
            show_recap(self.frame, call.id, self.leave_guide)

        self.end(lambda: short_ways.short_call(self._ws, call_id), done)

    def act_no_show(self) -> None:
        from cadence_tui.workspace import short_ways

        touch_id, name = self.call.touchpoint, self._account_name

        def done(_: None) -> None:
            self.leave_guide()
            self.frame.tell(message("No-show: {account}", account=name))

        self.perform(lambda: short_ways.no_show(self._ws, touch_id), done)

    def act_throw_away(self) -> None:
        """There was no call."""
        from cadence_tui.workspace import short_ways

        call_id, name = self.call.id, self._account_name

        def done(_: None) -> None:
            self.leave_guide()
            self.frame.tell(message("Call thrown away: {account}", account=name))

        self.attempt(lambda: short_ways.throw_away(self._ws, call_id), done)

    def act_declined(self) -> None:
        from cadence_tui.tui.call.ways_out import ask_declined

        ask_declined(self, self.call.touchpoint, self.leave_guide, self._line.take_keys)

    def act_wrong(self) -> None:
        from cadence_tui.tui.call.ways_out import ask_wrong
        from cadence_tui.workspace import short_ways

        call_id = self.call.id

        def reached(name: str, slot: "Slot | None") -> None:
            self._line.take_keys()
            self.end(
                lambda: short_ways.wrong_contact(self._ws, call_id, name, again=slot),
                lambda _: self.leave_guide(),
            )

        ask_wrong(self, self.call.touchpoint, reached, self._line.take_keys)

    def resume(self) -> None:
        """Lets the clocks run again; what was to follow the end does not follow."""
        self._then, call_id = None, self.call.id
        self._line.take_keys()
        self.act_on(lambda: calls.resume_call(self._ws, call_id))

    def end(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Carries out an act that leads out of the call; what stands on the line is written down before."""
        lines, call_id = self._line.taken_all(), self.call.id
        self.hold(True)

        def ended() -> T:
            while lines:
                capturing.write_line(self._ws, call_id, lines[0].entry, lines[0].captured)
                del lines[0]
            return work()

        def refused() -> None:
            if lines:
                self._line.restore(lines[0])
            self.hold(False)

        self.attempt(ended, then, refused)

    def hold(self, closing: bool) -> None:
        """While the call is being closed its keys mean nothing, and what others do does not end the guide."""
        self._ending = closing
        self._line.close_ears(closing)
        if not closing and self.call.status == "closed":
            self.overtake(self.call)

    def leave_over(self) -> None:
        """Leaves a call that was closed elsewhere; what still stands on the line goes into its record."""
        written, call_id = self._line.taken(), self.call.id
        if written is None:
            self.leave_guide()
            return
        captured = written.captured

        def added(_: Call) -> None:
            self.leave_guide()
            self.frame.tell(message("Added to the record: {text}", text=captured.text))

        self.attempt(
            lambda: late_lines.add_late(self._ws, call_id, captured),
            added,
            lambda: self._line.restore(written),
        )

    def leave_lost(self) -> None:
        """Leaves a call that is no longer there; what still stands on the line is kept."""
        self.back()
        self.leave_guide()
