"""The recap mail after a call, to read, copy and send from anywhere; the CRM text beside it (C8)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from cadence_tui.locale import Speech
from cadence_tui.practice.recap import Recap
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.spans import Line
from cadence_tui.workspace.recaps import crm_of, recap_of

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


class RecapReading(Reading):
    """Shows the mail; answers with what to copy, or nothing."""

    keys: ClassVar[dict[str, str]] = {**Reading.keys, "y": "mail", "r": "record"}

    def __init__(self, mail: Recap, speech: Speech) -> None:
        lines: list[Line] = [[(mail.subject, "strong")], []]
        lines += [[(line, "")] for line in mail.body.splitlines()]
        super().__init__(speech.say("Recap"), lines, speech)

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        return [
            ("↵", "key"),
            (" " + say("reading|done"), ""),
            (" · ", "dim"),
            ("y", "key"),
            (" " + say("copy the mail"), ""),
            (" · ", "dim"),
            ("r", "key"),
            (" " + say("copy the record for a CRM"), ""),
        ]

    def do_mail(self) -> None:
        self.dismiss("mail")

    def do_record(self) -> None:
        self.dismiss("record")


def show_recap(frame: "Frame", call_id: str, then: Callable[[], None]) -> None:
    """Shows the recap of a call; `then` follows when it is left."""
    workspace, speech = frame.cadence.workspace, frame.speech

    def show(texts: tuple[Recap, str]) -> None:
        mail, record = texts

        def answered(what: str | None) -> None:
            then()
            if what == "mail":
                copy(frame, f"{mail.subject}\n\n{mail.body}")
            elif what == "record":
                copy(frame, record)

        frame.app.push_screen(RecapReading(mail, speech), answered)

    frame.perform(lambda: (recap_of(workspace, call_id), crm_of(workspace, call_id, speech)), show)
