"""`cadence brief`: the page to read before a call."""

from typing import Any

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.model.message import message
from cadence_tui.views.brief import (
    BriefFacts,
    brief_data,
    brief_markdown,
    brief_parts,
    brief_text,
    call_texts,
)
from cadence_tui.workspace.briefs import brief_of


@command("brief")
@argument("name", says=message("Id of a touchpoint or call, or id or name of an account"), metavar="ID|NAME")
@option(
    "--format", "form", says=message("Form of the page"), type=OneOf(("text", "markdown")), default="text"
)
@option("--ids", says=message("With the id of the record behind each line"), is_flag=True)
def brief(request: Request, name: str, form: str, ids: bool) -> None:
    """The preparation page."""
    facts = brief_of(request.workspace, name)
    parts = brief_parts(facts, request.speech, request.workspace.actor.timezone)
    data = {
        "account": facts.account.id,
        "touchpoint": facts.touch.id if facts.touch else None,
        "call": _call(facts),
        "sections": brief_data(parts),
    }
    worded, about = brief_markdown if form == "markdown" else brief_text, call_texts(facts, request.speech)
    request.answer(data, lambda: worded(facts, parts, ids=ids, about=about).splitlines())


def _call(facts: BriefFacts) -> dict[str, Any] | None:
    """The call that is prepared; its hours by the clock of who reads."""
    row = facts.row
    if row is None:
        return None
    return {
        "id": row.call or None,
        "touch": row.kind,
        "date": row.date,
        "start": row.start,
        "minutes": row.minutes,
        "state": row.state,
        "purpose": row.purpose,
        "owner": row.owner,
    }
