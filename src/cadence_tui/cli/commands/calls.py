"""`cadence call`: the record of a call, and the questions it left open."""

from pathlib import Path

from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.exchange.call_file import read_call
from cadence_tui.model.documents import Call
from cadence_tui.model.message import message
from cadence_tui.workspace.briefs import answer_question, open_question
from cadence_tui.workspace.call_log import log_call
from cadence_tui.workspace.recaps import crm_of


@group("call")
def call(request: Request) -> None:
    """Calls on record."""


@below(call, "show", message("The record of a call"))
@argument("id", says=message("Id of the call"))
def show(request: Request, id: str) -> None:
    """One call document."""
    ws = request.workspace
    found = ws.records.get(Call, id)
    request.answer(found, lambda: crm_of(ws, found.id, request.speech).splitlines())


@below(call, "log", message("Record a call that took place"), writes=True)
@argument("place", says=message("Id of a touchpoint, or id or name of an account"), metavar="ID|ACCOUNT")
@option(
    "--file", says=message("JSON: the fields of a call, promises, next"), required=True, metavar="CALL.json"
)
def log(request: Request, place: str, file: str) -> None:
    """The call, its promises and its next touch, in one act."""
    logged = log_call(request.workspace, place, read_call(Path(file)))
    request.done(logged, message("Call recorded: {id}", id=logged.id))


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
