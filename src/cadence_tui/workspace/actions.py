"""What a person does with promises: make, move, discuss, close (A1, A2). Several at once are one act.

All acts raise NotFound, NotPermitted for readers and people of other pods, Conflict, and Refused when nothing
would change.
"""

from datetime import date

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from cadence_tui.model.documents import Action, Slip
from cadence_tui.model.documents.action import LIVE_STATUSES, ActionStatus, Priority, Side
from cadence_tui.model.errors import BadInput, Refused, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.workspace.covering import on_behalf
from cadence_tui.workspace.ledger import (
    change_actions,
    colleague,
    owner_of,
    require_reach,
    said,
    with_comment,
    with_status,
)
from cadence_tui.workspace.session import Workspace


def add_action(
    ws: Workspace,
    account: str,
    title: str,
    *,
    side: Side = "ours",
    owner: str | None = None,
    due: date | None = None,
    priority: Priority = "normal",
    origin: str = "",
    external_id: str = "",
) -> Action:
    """A new promise; without `owner` ours is the actor's own. Raises BadInput for an empty title."""
    found = ws.records.account(account)
    require_reach(ws, found)
    action = Action(
        id=ws.new_id(),
        account=found.id,
        title=_title(title),
        side=side,
        due=due,
        priority=priority,
        origin=origin,
        external_id=external_id,
        created=ws.now(),
    )
    mine = ws.actor.id if side == "ours" else ""
    action.owner = mine if owner is None else owner_of(ws, action, owner)
    action = on_behalf(ws, action)
    ws.commit(
        message("Promise for {account}: {title}", account=found.name, title=action.title), made=[action]
    )
    return ws.records.get(Action, action.id)


def start_action(ws: Workspace, *ids: str) -> list[Action]:
    """Somebody works on it."""
    return change_actions(
        ws,
        ids,
        lambda what: message("Started: {what}", what=what),
        lambda action: with_status(ws, _live(action), "in_progress"),
    )


def block_action(ws: Workspace, *ids: str, reason: str) -> list[Action]:
    """It cannot go on, because."""
    why = said(reason)
    return change_actions(
        ws,
        ids,
        lambda what: message("Blocked: {what} ({why})", what=what, why=why),
        lambda action: with_status(ws, _live(action), "blocked", why),
    )


def wait_on_customer(ws: Workspace, *ids: str) -> list[Action]:
    """The customer has to move first."""
    return change_actions(
        ws,
        ids,
        lambda what: message("Waiting on the customer: {what}", what=what),
        lambda action: with_status(ws, _live(action), "waiting"),
    )


def finish_action(ws: Workspace, *ids: str, evidence: str = "") -> list[Action]:
    """Kept; `evidence` says what shows it, and can be given later, too."""
    shown = plain(evidence).strip()

    def finished(action: Action) -> Action:
        done = action if action.status == "done" else with_status(ws, _live(action), "done")
        return replace(done, evidence=shown) if shown else done

    def told(what: Message) -> Message:
        if not shown:
            return message("Done: {what}", what=what)
        return message("Done: {what} ({evidence})", what=what, evidence=shown)

    return change_actions(ws, ids, told, finished)


def drop_action(ws: Workspace, *ids: str, reason: str) -> list[Action]:
    """It will not be done, because; the reason stays as a remark."""
    why = said(reason)
    return change_actions(
        ws,
        ids,
        lambda what: message("Dropped: {what} ({why})", what=what, why=why),
        lambda action: with_status(ws, with_comment(ws, _live(action), why), "dropped"),
    )


def reopen_action(ws: Workspace, *ids: str, status: ActionStatus = "open") -> list[Action]:
    """Closed ones live again; live ones go back to `status`."""
    return change_actions(
        ws,
        ids,
        lambda what: message("Open again: {what}", what=what),
        lambda action: with_status(ws, action, status),
    )


def redate_action(ws: Workspace, *ids: str, due: date | None, why: str) -> list[Action]:
    """Another due date; a date that was promised before stays known as a slip, so it asks for a reason."""
    return change_actions(
        ws,
        ids,
        lambda what: message("New date {due}: {what}", due=due or "–", what=what),
        lambda action: redated(ws, _live(action), due, why),
    )


def assign_action(ws: Workspace, *ids: str, owner: str) -> list[Action]:
    """Somebody else's from now on: a colleague for ours, a name at the customer for theirs."""
    return change_actions(
        ws,
        ids,
        lambda what: message("Assigned to {name}: {what}", name=_spoken(ws, owner), what=what),
        lambda action: replace(action, owner=owner_of(ws, action, owner), covers=""),
    )


def comment_action(ws: Workspace, *ids: str, text: str) -> list[Action]:
    """A remark."""
    remark = said(text)
    return change_actions(
        ws,
        ids,
        lambda what: message("Remark: {what}", what=what),
        lambda action: with_comment(ws, action, remark),
    )


def edit_action(
    ws: Workspace,
    action_id: str,
    *,
    title: str | None = None,
    owner: str | None = None,
    due: date | UnsetType | None = UNSET,
    why: str = "",
    priority: Priority | None = None,
    side: Side | None = None,
    seen: Action | None = None,
) -> Action:
    """Other particulars; what is not given stays. `why` is needed when a promised date moves.

    A change of side leaves it without an owner unless one is given. What was changed since its editor had
    `seen` it stays, unless they changed the same: a Conflict.
    """

    def edited(action: Action) -> Action:
        new = replace(
            action,
            title=action.title if title is None else _title(title),
            side=side or action.side,
            priority=priority or action.priority,
            owner=action.owner if side in (None, action.side) else "",
        )
        if owner is not None:
            new = replace(new, owner=owner_of(ws, new, owner), covers="")
        return new if due is UNSET else redated(ws, new, due, why)

    (changed,) = change_actions(
        ws, [action_id], lambda what: message("Edited: {what}", what=what), edited, seen=seen
    )
    return changed


def redated(ws: Workspace, action: Action, due: date | None, why: str) -> Action:
    """The promise with another due date and the slip this makes. Raises Refused when a reason is missing."""
    if due == action.due or action.due is None:
        return replace(action, due=due)
    slip = Slip(was=action.due, to=due, by=ws.actor.id, why=said(why), at=ws.now())
    return replace(action, due=due, slips=(*action.slips, slip))


def _live(action: Action) -> Action:
    if action.status not in LIVE_STATUSES:
        raise Refused(message("{title} is closed: open it again first", title=action.title))
    return action


def _spoken(ws: Workspace, owner: str) -> str:
    person = colleague(ws, owner)
    return person.name if person else plain(owner)


def _title(text: str) -> str:
    title = plain(text).strip()
    if not title:
        expected = message("what is promised, in a few words")
        raise BadInput(message("A promise needs a title"), [Where(field="title", expected=expected)])
    return title
