"""The short ways out of a call: nobody came, they said no, they had no time, it was somebody else (C7)."""

import msgspec

from cadence_tui.model.documents import Account, Action, Call, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.practice import call_clock
from cadence_tui.workspace.calls import (
    account_name,
    call_of_touch,
    open_call,
    prepared_call,
    start_call,
    touch_of_call,
)
from cadence_tui.workspace.closing import TYPED, CallRecord, close_call, closing_draft
from cadence_tui.workspace.covering import made_for
from cadence_tui.workspace.half_lines import finished
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.next_touch import Slot, again_slots
from cadence_tui.workspace.session import Edit, Workspace


def no_show(ws: Workspace, touch_id: str) -> None:
    """Records that nobody came; a call opened for it goes too.

    Raises NotPermitted, Refused before the call's hour, or when something was captured in the call.
    """
    # Loads the planner, which no call needs otherwise.
    from cadence_tui.workspace import touches

    call = call_of_touch(ws, touch_id)
    if call is None:
        touches.no_show(ws, touch_id)
        return
    touch = _touch_of_reach(ws, touch_id)
    if not call.started:
        touches.refuse_early(ws, touch)
    _refuse_captured(call)
    missed = msgspec.structs.replace(touch, status="no_show", call="")
    why = message("No-show: call with {account}", account=account_name(ws, touch.account))
    ws.commit(why, edits=[(touch, missed)], dropped=[call])


def throw_away(ws: Workspace, call_id: str) -> None:
    """There was no call, its guide was opened by mistake: it lies ahead again as if it had not begun.

    What was ticked to prepare it stays; a touchpoint that came with it goes. Raises Refused when something
    was captured in it.
    """
    ws.require_writer()
    call = open_call(ws, call_id)
    _refuse_captured(call)
    why = message("Call thrown away: {account}", account=account_name(ws, call.account))
    touch = touch_of_call(ws, call)
    if touch is None or _came_with(ws, touch, call):
        ws.commit(why, dropped=[call, touch] if touch else [call])
    elif call.checklist:
        ahead = msgspec.structs.replace(prepared_call(ws, touch), id=call.id, rev=call.rev)
        ahead = msgspec.structs.replace(ahead, agenda=call.agenda, checklist=call.checklist)
        ws.commit(why, edits=[(call, ahead)])
    else:
        ws.commit(why, edits=[(touch, msgspec.structs.replace(touch, call=""))], dropped=[call])


def times_again(ws: Workspace, touch_id: str) -> list[Slot]:
    """The three best times to try again. Raises NotFound."""
    touch = ws.records.editable(Touchpoint, touch_id)
    return again_slots(ws, call_of_touch(ws, touch_id) or prepared_call(ws, touch))


def declined(ws: Workspace, touch_id: str, *, why: str = "", again: Slot | None = None) -> Touchpoint:
    """The customer says no to a call, before it or when it begins; `again` is when it is tried anew.

    It counts in their attendance. A call opened for it goes, unless something was captured in it: Refused.
    Raises NotPermitted.
    """
    touch = _touch_of_reach(ws, touch_id)
    if touch.status not in OPEN_STATUSES:
        raise Refused(message("This call is over; its record stays as it is"))
    call = call_of_touch(ws, touch_id)
    if call is not None:
        _refuse_captured(call)
    new = msgspec.structs.replace(touch, status="declined", why=plain(why).strip(), call="")
    told = message("Declined: call with {account}", account=account_name(ws, touch.account))
    ws.commit(told, edits=[(touch, new)], made=_again(ws, touch, again), dropped=[call] if call else [])
    return ws.records.get(Touchpoint, touch_id)


def wrong_contact(ws: Workspace, call_id: str, reached: str, *, again: Slot | None = None) -> Call:
    """Ends a call in which the wrong person was reached: it stays on record and restarts no rhythm.

    `again` is when the right one is tried. Raises Refused when promises were made in it.
    """
    ws.require_writer()
    call = open_call(ws, call_id)
    _refuse_promises(ws, call)
    touch = touch_of_call(ws, call)
    made = _again(ws, touch, again)
    ended = msgspec.structs.replace(
        finished(call_clock.stop(call, ws.now()), ws.now()),
        status="closed",
        outcome="wrong_contact",
        attendees=(reached,) if reached else (),
        next_touch=made[0].id if made else "",
    )
    edits: list[Edit] = [(call, ended)]
    if touch is not None:
        edits.append((touch, msgspec.structs.replace(touch, status="held", internal=True, call=call.id)))
    account = account_name(ws, call.account)
    ws.commit(
        message("Call ended, wrong contact: {account}", account=account),
        edits=edits,
        made=made,
        claimed=TYPED,
    )
    return ws.records.get(Call, call.id)


def wrong_contact_at(ws: Workspace, touch_id: str, reached: str, *, again: Slot | None = None) -> Call:
    """The same of a call that has not begun: it begins and ends. Raises Refused before its hour."""
    refuse_ahead(ws, touch_id)
    return wrong_contact(ws, start_call(ws, touch_id).id, reached, again=again)


def refuse_ahead(ws: Workspace, touch_id: str) -> None:
    """Raises Refused before the hour of a call that has not begun: nothing has come of it yet."""
    # Loads the planner, which no call needs otherwise.
    from cadence_tui.workspace import touches

    call = call_of_touch(ws, touch_id)
    if call is None or not call.started:
        touches.refuse_early(ws, ws.records.editable(Touchpoint, touch_id))


def short_call(ws: Workspace, call_id: str) -> Call:
    """They had no time: the call closes with what was captured, and is tried again as soon as it fits.

    Raises Refused where promises belong to nobody, or no time is free soon.
    """
    draft = closing_draft(ws, call_id)
    soon = next(iter(again_slots(ws, draft.call, 1)), None)
    if soon is None:
        raise Refused(message("No time is free soon: close the call and choose one"))
    names = CallRecord.__struct_fields__
    said = {name: getattr(draft.call, name) for name in names}
    record = msgspec.structs.replace(CallRecord(**said), outcome="short")
    return close_call(ws, call_id, record, next_touch=soon)


def short_call_at(ws: Workspace, touch_id: str) -> Call:
    """The same of a call that has not begun: it begins and ends. Raises Refused before its hour."""
    refuse_ahead(ws, touch_id)
    return short_call(ws, start_call(ws, touch_id).id)


def _again(ws: Workspace, touch: Touchpoint | None, slot: Slot | None) -> list[Touchpoint]:
    """The touch that follows instead, for whoever stands in for its owner then."""
    if slot is None or touch is None:
        return []
    return [made_for(ws, slot.touchpoint(ws.new_id(), touch.account, touch.owner or ws.actor.id), touch)]


def _touch_of_reach(ws: Workspace, touch_id: str) -> Touchpoint:
    touch = ws.records.editable(Touchpoint, touch_id)
    require_reach(ws, ws.records.editable(Account, touch.account), touch.owner)
    return touch


def _came_with(ws: Workspace, touch: Touchpoint, call: Call) -> bool:
    """Whether a touchpoint was made by starting its call."""
    history = ws.store.history("touchpoint", touch.id)
    made = ({each.id for each in commit.changes if each.made} for commit in history)
    return any({touch.id, call.id} <= ids for ids in made)


def _refuse_captured(call: Call) -> None:
    if call.entries:
        raise Refused(message("Something was captured in this call: close it instead"))


def _refuse_promises(ws: Workspace, call: Call) -> None:
    if any(action.origin == call.id for action in ws.records.of_account(Action, call.account)):
        raise Refused(message("Promises were made in this call: close it instead"))
