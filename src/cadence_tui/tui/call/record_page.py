"""The record of a call over whatever is in front: read, amended, its recap taken up again (C7, C8)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from cadence_tui.model.documents import Call
from cadence_tui.tui.dialogs.layer import key_line
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.spans import Line
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import Names

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


class CallReading(Reading):
    """Shows a closed call; answers with what to do with it, the id of a record to read, or nothing."""

    keys: ClassVar[dict[str, str]] = {**Reading.keys, "e": "amend", "m": "mail"}

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return key_line(
            ("↵", say("open")), ("e", say("call|amend")), ("m", say("recap mail")), ("esc", say("close"))
        )

    def do_amend(self) -> None:
        self.dismiss("amend")

    def do_mail(self) -> None:
        self.dismiss("mail")


def show_call(frame: "Frame", title: str, call: Call, lines: Sequence[TextLine], names: Names) -> None:
    """Lays the record of a call over the frame; one that still runs is only read."""

    def answered(what: str | None) -> None:
        if what == "amend":
            from cadence_tui.tui.call.amending import amend

            amend(frame.view, call.id)
        elif what == "mail":
            from cadence_tui.tui.call.recap import show_recap

            show_recap(frame, call.id)
        elif what:
            from cadence_tui.tui.call.records import open_record

            open_record(frame, call.account, what, names)

    if call.status == "closed":
        frame.app.push_screen(CallReading(title, page_lines(lines), frame.speech), answered)
    else:
        frame.app.push_screen(Reading(title, page_lines(lines), frame.speech))
