"""Keeps the reminders at the end of the footer true: on news, and every minute without a byte of output."""

import asyncio
from typing import TYPE_CHECKING

from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import message
from cadence_tui.tui.spans import Line, width_of
from cadence_tui.views.reminders import ComingCall, Reminders, reminder_marks, reminder_words

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame

_REST_SECONDS = 0.5
"""The first screen comes first."""
_MINUTE = 60.0
_KINDS = frozenset({"action", "account", "touchpoint", "call", "cover"})
_WIDE = 110
"""From this width on the footer keeps room for the reminders, but never more than this share of it."""
_SHARE = 3
_APART = 2


class Reminding:
    """Reads the reminders on the store's thread; the frame shows them when they are others than before."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self._found = Reminders()
        self._announced = ""
        self._begun = False
        self.above: Line = []
        """What the footer has no room for: marks beside the clock."""

    def begin(self) -> None:
        """From now on."""
        self._frame.set_timer(_REST_SECONDS, self._look)
        self._frame.set_interval(_MINUTE, self._look)

    def news(self, kinds: set[str]) -> None:
        """Documents of these kinds have changed."""
        if self._begun and kinds & _KINDS:
            self._look()

    def reserved(self, width: int) -> int:
        """The cells at the right end of the footer that a screen of this width keeps for the reminders."""
        if width < _WIDE:
            return 0
        sizes = (width_of(form) + _APART for form in self._whole())
        return next((size for size in sizes if size <= width // _SHARE), 0)

    def beside(self, room: int, tabs_room: int) -> Line:
        """The fullest form that tells all in the room behind the keys; they lose none of theirs for it.

        Where there is no such room the marks stand beside the clock, the weightiest in as many cells.
        """
        self.above = []
        whole = self._whole()
        fitting = next((form for form in whole if width_of(form) + _APART <= room), None)
        if fitting is not None or not whole:
            return fitting or []
        marks = reminder_marks(self._found, self._frame.speech)
        found = next((form for form in marks if width_of(form) + _APART <= tabs_room), [])
        self.above = [*found, ("  ", "")] if found else []
        return []

    def _whole(self) -> list[Line]:
        """The forms that leave nothing out, the fullest first."""
        speech = self._frame.speech
        return [*reminder_words(self._found, speech), *reminder_marks(self._found, speech)[:1]]

    def _look(self) -> None:
        self._begun = True
        self._frame.run_worker(self._read, group="reminders", exclusive=True, exit_on_error=True)

    async def _read(self) -> None:
        from cadence_tui.workspace.reminders import reminders

        workspace = self._frame.cadence.workspace
        try:
            found = await asyncio.wrap_future(self._frame.on_store(lambda: reminders(workspace)))
        except CadenceError:
            # Nobody asked for it: whoever works with the faulty file is told by what they do.
            return
        if found == self._found or not self._frame.is_attached:
            return
        self._found = found
        self._frame.show_bars()
        if found.call is not None:
            self._announce(found.call)

    def _announce(self, call: ComingCall) -> None:
        """Says once with whom a call begins, unless something else is said or asked."""
        frame = self._frame
        if self._announced == call.touch or frame.is_telling or frame.prompt.is_open:
            return
        self._announced = call.touch
        key = frame.cadence.keymap.label(frame.cadence.keymap.acts["app.tab-3"], frame.speech)
        hour = frame.speech.time(call.start)
        frame.tell(
            message("{account} at {hour} · {key} leads to the call", account=call.name, hour=hour, key=key)
        )
