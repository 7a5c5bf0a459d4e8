"""Work that another part of the house is asked to do for an account: asked, taken up, answered (C8).

All acts raise NotFound, NotPermitted for readers and people of other pods, Conflict, and Refused when nothing
would change. Whoever a hand-off is for may take it up and answer it.
"""

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Handoff
from cadence_tui.model.documents.outlook import HandoffStatus, HandoffTo
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.workspace.ledger import require_reach, said
from cadence_tui.workspace.outlook import keep, person_called, titled
from cadence_tui.workspace.session import Workspace


class HandoffEdit(Struct, frozen=True, kw_only=True):
    """What a hand-off shall be; a field that is not given stays. `person` is a login, name or id."""

    to: HandoffTo | UnsetType = UNSET
    what: str | UnsetType = UNSET
    why: str | UnsetType = UNSET
    person: str | UnsetType = UNSET
    status: HandoffStatus | UnsetType = UNSET
    answer: str | UnsetType = UNSET


def hand_off(
    ws: Workspace, account: str, to: HandoffTo, what: str, why: str, *, person: str = "", origin: str = ""
) -> Handoff:
    """Asks another part of the house. Raises BadInput when it is not said what, Refused when not why."""
    found = ws.records.account(account)
    require_reach(ws, found)
    made = Handoff(
        id=ws.new_id(),
        account=found.id,
        to=to,
        what=titled(what),
        why=said(why),
        by=ws.actor.id,
        at=ws.now(),
        origin=origin,
        person=person_called(ws, person),
    )
    ws.commit(message("Handed off for {account}: {what}", account=found.name, what=made.what), made=[made])
    return ws.records.get(Handoff, made.id)


def edit_handoff(
    ws: Workspace, handoff_id: str, edit: HandoffEdit, *, seen: Handoff | None = None
) -> Handoff:
    """Other particulars, taken up, answered; an answer is what ends it."""
    now = ws.records.editable(Handoff, handoff_id)
    account = ws.records.editable(Account, now.account)
    require_reach(ws, account, now.person)
    ws.expect([now])
    was = seen or now
    new = replace(
        was,
        to=was.to if edit.to is UNSET else edit.to,
        what=was.what if edit.what is UNSET else titled(edit.what),
        why=was.why if edit.why is UNSET else said(edit.why),
        person=was.person if edit.person is UNSET else person_called(ws, edit.person),
        answer=was.answer if edit.answer is UNSET else plain(edit.answer).strip(),
    )
    status = edit.status if edit.status is not UNSET else was.status
    if new.answer and not was.answer and status == was.status:
        status = "done"
    if status != was.status:
        if status == "done":
            said(new.answer)
        new = replace(new, status=status, ended=ws.now() if status == "done" else None)
    return keep(ws, _told(was, new, account.name), was, new)


def take_up(ws: Workspace, handoff_id: str) -> Handoff:
    """The actor sees to it, unless somebody else is named already."""
    found = ws.records.editable(Handoff, handoff_id)
    return edit_handoff(ws, handoff_id, HandoffEdit(status="taken", person=found.person or ws.actor.id))


def answer_handoff(ws: Workspace, handoff_id: str, answer: str) -> Handoff:
    """What came of it."""
    return edit_handoff(ws, handoff_id, HandoffEdit(status="done", answer=said(answer)))


def _told(was: Handoff, new: Handoff, account: str) -> Message:
    figures = {"account": account, "what": new.what}
    if new.status == was.status:
        return message("Hand-off for {account} changed: {what}", **figures)
    if new.status == "taken":
        return message("Hand-off for {account} taken up: {what}", **figures)
    if new.status == "open":
        return message("Hand-off for {account} waits again: {what}", **figures)
    return message("Hand-off for {account} answered: {what}", **figures)
