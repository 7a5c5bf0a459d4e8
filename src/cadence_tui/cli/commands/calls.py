"""`cadence brief` and `cadence call`: before a call, and its record."""

from pathlib import Path

from cadence_tui.cli.command import argument, below, command, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.exchange.call_file import read_call
from cadence_tui.model.documents import Call
from cadence_tui.model.message import message
from cadence_tui.views.brief import BriefFacts, brief_markdown, brief_parts, brief_text
from cadence_tui.workspace.briefs import account_brief, touch_brief
from cadence_tui.workspace.call_log import log_call
from cadence_tui.workspace.recaps import crm_of


@command("brief")
@argument("name", says=message("Id of a touchpoint, or id or name of an account"), metavar="ID|NAME")
@option(
    "--format", "form", says=message("Form of the page"), type=OneOf(("text", "markdown")), default="text"
)
def brief(request: Request, name: str, form: str) -> None:
    """The preparation page."""
    facts = _facts(request, name)
    parts = brief_parts(facts, request.speech)
    sections = [
        {
            "id": part.id,
            "title": part.title,
            "lines": [
                {"text": "".join(text for text, _ in line.spans).strip(), "source": line.key}
                for line in part.lines
            ],
        }
        for part in parts
    ]
    data = {
        "account": facts.account.id,
        "touchpoint": facts.touch.id if facts.touch else None,
        "sections": sections,
    }
    worded = brief_markdown if form == "markdown" else brief_text
    request.answer(data, lambda: worded(facts, parts).splitlines())


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


def _facts(request: Request, name: str) -> BriefFacts:
    ws = request.workspace
    if ws.store.get("touchpoint", name) is not None:
        return touch_brief(ws, name)
    return account_brief(ws, ws.records.account(name).id)
