"""What another program did to a to-do, done to the promise: one act each, with its reason (A1, A4)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from msgspec.structs import replace

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES, ActionStatus, Priority
from cadence_tui.model.message import Message, message
from cadence_tui.views.wording_actions import PRIORITY_WORDS, STATUS_WORDS
from cadence_tui.workspace.actions import redated
from cadence_tui.workspace.ledger import change_actions, with_comment, with_status
from cadence_tui.workspace.session import Workspace

_LOST: Mapping[str, Message] = {
    "title": message("other calendar|title “{value}”"),
    "due": message("other calendar|due {value}"),
    "status": message("other calendar|{value}"),
    "priority": message("other calendar|priority {value}"),
    "notes": message("other calendar|{value}"),
}


def take_in(
    ws: Workspace, action_id: str, take: Mapping[str, str], clash: Mapping[str, str], speech: Speech
) -> Action:
    """The promise after what was changed there (`take`); what cannot be, and what both changed, is a remark.

    A date that was moved there is a slip. Raises NotFound, NotPermitted, Conflict, Refused.
    """

    def changed(action: Action) -> Action:
        new, left = _with_fields(ws, action, take, speech)
        remarks = [*_told({**clash, **left}, speech)]
        if notes := take.get("notes"):
            new = with_comment(ws, new, notes)
        if remarks:
            lost = speech.say("In the other calendar: {facts}", facts="; ".join(remarks))
            new = with_comment(ws, new, lost)
        return new

    (after,) = change_actions(
        ws, [action_id], lambda what: message("From another calendar: {what}", what=what), changed
    )
    return after


def _with_fields(
    ws: Workspace, action: Action, take: Mapping[str, str], speech: Speech
) -> tuple[Action, dict[str, str]]:
    """The promise with what can be taken, and what cannot."""
    new, left = action, dict[str, str]()
    if title := take.get("title"):
        new = replace(new, title=title)
    if (priority := take.get("priority")) in PRIORITY_WORDS:
        new = replace(new, priority=cast("Priority", priority))
    status = take.get("status", "")
    if "due" in take:
        if action.status in LIVE_STATUSES or status in LIVE_STATUSES:
            day = date.fromisoformat(take["due"]) if take["due"] else None
            new = redated(ws, new, day, speech.say("Moved in another calendar"))
        else:
            left["due"] = take["due"]
    if status in ("open", "in_progress", "done"):
        new = with_status(ws, new, cast("ActionStatus", status))
    elif status:
        left["status"] = status
    return new, left


def _told(lost: Mapping[str, str], speech: Speech) -> Iterator[str]:
    for name, value in lost.items():
        word = (
            STATUS_WORDS.get(cast("ActionStatus", value)) if name == "status" else PRIORITY_WORDS.get(value)
        )
        shown = speech.word(word) if word and name in ("status", "priority") else value or "–"
        yield speech.word(Message(_LOST[name].text, {"value": shown}))
