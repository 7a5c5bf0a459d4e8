"""What somebody still says about a call that another has closed: it goes into the record (C6, C7)."""

from collections.abc import Mapping
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Call
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.practice.capture import Captured
from cadence_tui.workspace.aftermath import left_behind
from cadence_tui.workspace.at_once import beside_others
from cadence_tui.workspace.calls import call_to_go_on
from cadence_tui.workspace.capturing import entry_of_line, promise_of_line
from cadence_tui.workspace.closing import CallRecord, closed_call, promises_of, settled
from cadence_tui.workspace.session import Workspace


class Heard(Struct, frozen=True, kw_only=True):
    """A call as it is now, None when it can go on no longer; the name of whoever closed it."""

    call: Call | None
    closer: str = ""


_PART_OF = {
    "note": "key_points",
    "decision": "key_points",
    "concern": "concerns",
    "opportunity": "opportunities",
}


def closed_by(ws: Workspace, call: Call) -> str:
    """The id of whoever closed a call; empty while it is open."""
    if call.status != "closed":
        return ""
    commits = [
        commit.who
        for commit in ws.store.history("call", call.id)
        for applied in commit.changes
        if applied.id == call.id and applied.set.get("status") == "closed"
    ]
    return commits[-1] if commits else ""


def call_as_heard(ws: Workspace, call_id: str) -> Heard:
    """What there is to know of a call that somebody has before them."""
    call = call_to_go_on(ws, call_id)
    by = closed_by(ws, call) if call else ""
    names = {person.id: person.name for person in ws.records.people()} if by else {}
    return Heard(call=call, closer=names.get(by, by))


def add_late(ws: Workspace, call_id: str, captured: Captured) -> Call:
    """Writes a line into the record of a closed call, with all that follows from it.

    It takes the place of what its author had not finished when the call was closed. Raises what `amend_call`
    raises.
    """
    ws.require_writer()
    if not captured.text:
        raise Refused(message("There is nothing on the line"))
    return beside_others(ws, lambda: _add(ws, call_id, captured))


def _add(ws: Workspace, call_id: str, captured: Captured) -> Call:
    call = closed_call(ws, call_id)
    promise = promise_of_line(ws, call, captured)
    kept = [entry for entry in call.entries if entry.mark != "note" or entry.owner != ws.actor.id]
    part = _PART_OF.get(captured.mark, "")
    said = replace(
        call,
        entries=(*kept, entry_of_line(captured, ws.now(), call.section, promise)),
        actions=(*call.actions, promise.id) if promise else call.actions,
        **({part: (*getattr(call, part), captured.text)} if part else {}),
    )
    account = ws.records.editable(Account, call.account)
    actions = [*promises_of(ws, call), *([promise] if promise else [])]
    left = left_behind(ws, account, said, actions, before=call)
    new = settled(said, left.promised)
    why = message("Record of a call amended: {account}", account=account.name)
    ws.commit(why, edits=[(call, new), *left.edits], made=[*([promise] if promise else []), *left.made])
    return ws.records.get(Call, call_id)


def said_besides(call: Call, filled: Call, record: CallRecord) -> Mapping[str, Any]:
    """What a record says that a closed call does not: of fields that both wrote, what both say.

    `filled` is what the record began with.
    """
    said: dict[str, Any] = {}
    for name in record.__struct_fields__:
        mine, began, theirs = (getattr(each, name) for each in (record, filled, call))
        if mine not in (began, theirs):
            said[name] = _both(mine, began, theirs)
    return {name: value for name, value in said.items() if value != getattr(call, name)}


def _both(mine: object, began: object, theirs: object) -> object:
    if isinstance(mine, tuple):
        there = cast("tuple[str, ...]", theirs)
        known = {*there, *cast("tuple[str, ...]", began)}
        return (*there, *(each for each in cast("tuple[str, ...]", mine) if each not in known))
    if theirs == began or not (isinstance(mine, str) and isinstance(theirs, str)) or " " not in mine:
        return mine
    return f"{theirs} {mine}".strip()
