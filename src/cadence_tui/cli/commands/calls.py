"""`cadence call`: the record of a call, and the questions it left open."""

from pathlib import Path

from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.exchange.call_file import read_call
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.documents import Call
from cadence_tui.model.documents.account import Language
from cadence_tui.model.message import message
from cadence_tui.practice.recap import as_text
from cadence_tui.workspace.briefs import answer_question, open_question
from cadence_tui.workspace.call_log import amend_from_file, log_call


@group("call")
def call(request: Request) -> None:
    """Calls on record."""


@below(call, "show", message("The record of a call"))
@argument("id", says=message("Id of the call"))
@option(
    "--format",
    "form",
    says=message("As text for a CRM, or as a page with what came of it and who amended it"),
    type=OneOf(("crm", "text")),
    default="crm",
)
def show(request: Request, id: str, form: str) -> None:
    """One call document."""
    from cadence_tui.workspace.call_page import call_page
    from cadence_tui.workspace.recaps import crm_of

    ws = request.workspace
    found = ws.records.get(Call, id)

    def lines() -> list[str]:
        if form == "crm":
            return crm_of(ws, found.id, request.speech).splitlines()
        return list(text_lines(call_page(ws, found.id, request.words)))

    request.answer(found, lines)


@below(call, "log", message("Record a call that took place"), writes=True)
@argument("place", says=message("Id of a touchpoint, or id or name of an account"), metavar="ID|ACCOUNT")
@option(
    "--file", says=message("JSON: the fields of a call, promises, next"), required=True, metavar="CALL.json"
)
def log(request: Request, place: str, file: str) -> None:
    """The call, its promises and its next touch, in one act."""
    logged = log_call(request.workspace, place, read_call(Path(file)))
    request.done(logged, message("Call recorded: {id}", id=logged.id))


@below(call, "amend", message("Put the record of a closed call right"), writes=True)
@argument("id", says=message("Id of the call"))
@option(
    "--file", says=message("JSON: the fields that shall be different"), required=True, metavar="CALL.json"
)
def amend(request: Request, id: str, file: str) -> None:
    """The record as it shall be; what the file does not name stays."""
    amended = amend_from_file(request.workspace, id, read_call(Path(file)))
    request.done(amended, message("Record amended: {id}", id=amended.id))


@below(call, "recap", message("The recap mail of a call, as text or as a file to send"))
@argument("id", says=message("Id of the call"))
@option("--eml", says=message("Write it into this mail file"), metavar="FILE")
@option("--force", says=message("Write over a file that is there"), is_flag=True)
@option("--language", says=message("In this language; else in that of the customer"), type=OneOf(LANGUAGES))
def recap(request: Request, id: str, eml: str | None, force: bool, language: Language | None) -> None:
    """As it was edited, else as the template gives it."""
    from cadence_tui.workspace.recaps import recap_of, recap_readers, write_recap

    ws = request.workspace
    mail, readers = recap_of(ws, id, language), recap_readers(ws, id)
    data = {"subject": mail.subject, "body": mail.body, "to": [each.email for each in readers]}
    if eml is None:
        request.answer(data, lambda: as_text(mail).splitlines())
        return
    write_recap(ws, id, Path(eml), language=language, replace_file=force)
    request.done({**data, "file": eml}, message("Mail written into {path}", path=eml))


@below(call, "answer", message("Mark a question that was taken along as answered"), writes=True)
@argument("id", says=message("Id of the call"))
@argument(
    "question",
    says=message("Words of the question; needless when the call left one"),
    metavar="[QUESTION]",
    required=False,
)
def answer(request: Request, id: str, question: str | None) -> None:
    """It stands in no brief any more."""
    ws = request.workspace
    entry = open_question(ws.records.get(Call, id), question or "")
    answered = answer_question(ws, id, entry)
    request.done(answered, message("Question answered: {text}", text=entry.text))
