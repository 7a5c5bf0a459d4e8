"""The recap mail after a call: to read, edit, copy, write into a file; what else leaves the house (C8)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from cadence_tui.exchange.mail_file import MailPerson
from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.model.message import Message, message
from cadence_tui.practice.recap import Recap, as_text
from cadence_tui.tui.dialogs.copied import copy
from cadence_tui.tui.dialogs.form import Answers, Field, Form
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.spans import Line
from cadence_tui.workspace.recaps import (
    crm_of,
    keep_recap,
    recap_file_name,
    recap_of,
    recap_readers,
    recap_template,
    write_recap,
)

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


class _Papers(Struct, frozen=True):
    call: Call
    mail: Recap
    template: Recap
    readers: list[MailPerson]
    record: str
    file: str


class RecapReading(Reading):
    """Shows the mail; answers with what to do with it, or nothing. Copies are shown over it by `copied`."""

    keys: ClassVar[dict[str, str]] = {
        **Reading.keys,
        "y": "mail",
        "r": "record",
        "e": "edit",
        "f": "file",
        "h": "hand_off",
    }

    def __init__(
        self, mail: Recap, readers: list[MailPerson], speech: Speech, copied: Callable[[str], None]
    ) -> None:
        self._copied = copied
        to = ", ".join(f"{each.name} <{each.email}>" if each.email else each.name for each in readers)
        lines: list[Line] = [[(speech.say("To: {who}", who=to), "dim")]] if to else []
        lines += [[(mail.subject, "strong")], []]
        lines += [[(line, "")] for line in mail.body.splitlines()]
        super().__init__(speech.say("Recap"), lines, speech)

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        line: Line = []
        for key, text in (
            ("↵", say("reading|done")),
            ("e", say("edit")),
            ("y", say("recap|copy")),
            ("f", say("recap|file")),
            ("r", say("recap|CRM text")),
            ("h", say("recap|hand off")),
        ):
            line += [(" · ", "dim"), (key, "key"), (f" {text}", "")]
        return line[1:]

    def do_mail(self) -> None:
        self._copied("mail")

    def do_record(self) -> None:
        self._copied("record")

    def do_edit(self) -> None:
        self.dismiss("edit")

    def do_file(self) -> None:
        self.dismiss("file")

    def do_hand_off(self) -> None:
        self.dismiss("hand_off")


def show_recap(frame: "Frame", call_id: str, then: Callable[[], None] | None = None) -> None:
    """Shows the recap of a call; `then` follows when it is left."""
    workspace, speech = frame.cadence.workspace, frame.speech

    def read() -> _Papers:
        return _Papers(
            call=workspace.records.get(Call, call_id),
            mail=recap_of(workspace, call_id),
            template=recap_template(workspace, call_id),
            readers=recap_readers(workspace, call_id),
            record=crm_of(workspace, call_id, speech),
            file=recap_file_name(workspace, call_id),
        )

    def leave() -> None:
        if then is not None:
            then()

    def again() -> None:
        show_recap(frame, call_id, then)

    def show(papers: _Papers) -> None:
        def answered(what: str | None) -> None:
            if what == "edit":
                _edit(frame, papers, again)
            elif what == "file":
                _write(frame, papers, again)
            elif what == "hand_off":
                _hand_off(frame, papers.call, again)
            else:
                leave()

        def copied(what: str) -> None:
            copy(frame, as_text(papers.mail) if what == "mail" else papers.record)

        frame.app.push_screen(RecapReading(papers.mail, papers.readers, speech, copied), answered)

    frame.perform(read, show)


def _edit(frame: "Frame", papers: _Papers, then: Callable[[], None]) -> None:
    from cadence_tui.tui.call.recap_editor import RecapEditor

    workspace, call_id = frame.cadence.workspace, papers.call.id

    def answered(text: str | None) -> None:
        if text is None:
            then()
            return
        frame.perform(
            lambda: keep_recap(workspace, call_id, text), lambda _: then(), refused=lambda _: then()
        )

    frame.app.push_screen(RecapEditor(papers.mail, papers.template, frame.speech), answered)


def _write(
    frame: "Frame", papers: _Papers, then: Callable[[], None], *, typed: str = "", fault: str = ""
) -> None:
    """Asks for the file, and writes it; refused, the question comes back."""
    workspace, speech = frame.cadence.workspace, frame.speech
    field = Field(id="file", label=speech.say("File"), value=typed or papers.file)

    def answered(answers: Answers | None) -> None:
        if answers is None or not answers["file"]:
            then()
            return
        path = Path(answers["file"]).expanduser()

        def done(_: None) -> None:
            frame.tell(message("Mail written into {path}", path=str(path)))
            then()

        frame.perform(
            lambda: write_recap(workspace, papers.call.id, path),
            done,
            refused=lambda error: _write(
                frame, papers, then, typed=answers["file"], fault=_worded(speech, error.message)
            ),
        )

    title = speech.say("Write the mail into a file")
    frame.app.push_screen(Form(title, [field], speech, fault=fault), answered)


def _hand_off(frame: "Frame", call: Call, then: Callable[[], None]) -> None:
    from cadence_tui.tui.account.handoff_form import new_handoff

    what = next(iter((*call.concerns, *call.opportunities)), "")
    new_handoff(frame.view, call.account, what=what, why=call.summary, origin=call.id, then=then)


def _worded(speech: Speech, text: Message) -> str:
    return speech.word(text)
