"""Calls documented elsewhere come into the store in one act, with promises and next touch (C7)."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.exchange.call_file import CallFile, Promised
from cadence_tui.model.documents import Account, Action, Call, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import BadInput, NotFound, Refused, Where
from cadence_tui.model.message import message
from cadence_tui.practice import closing
from cadence_tui.workspace.aftermath import left_behind
from cadence_tui.workspace.call_checks import refuse_backwards, refuse_beyond, refuse_strange
from cadence_tui.workspace.calls import call_of_touch, prepared_call
from cadence_tui.workspace.closing import (
    CallRecord,
    amend_call,
    carried,
    promises_of,
    refuse_faults,
    settled,
    together,
)
from cadence_tui.workspace.covering import made_for, on_behalf
from cadence_tui.workspace.half_lines import finished
from cadence_tui.workspace.ledger import owner_of, require_reach
from cadence_tui.workspace.session import Edit, Workspace
from cadence_tui.workspace.signal_answers import answered

# What the store decides: a file from elsewhere cannot know it.
_NOT_FROM_FILES = frozenset(
    {
        "id",
        "rev",
        "kind",
        "account",
        "owner",
        "touchpoint",
        "status",
        "next_touch",
        "running_since",
        "draft",
        "actions",
    }
)


class _Place(Struct, frozen=True):
    """Where a call goes: its touchpoint (made for it when `new`), and the open call there may be."""

    touch: Touchpoint
    new: bool
    call: Call | None


def log_call(ws: Workspace, place: str, file: CallFile) -> Call:
    """Records a call that took place: of a touchpoint or call (by id), or with an account (by id or name).

    Raises NotFound, NotPermitted, BadInput naming what the store does not know or cannot be, and Refused when
    the touchpoint or call is over, or nothing is said about what comes next.
    """
    found = _place(ws, place, file)
    account = ws.records.get(Account, found.touch.account)
    require_reach(ws, account, "" if found.new else found.touch.owner)
    refuse_strange(ws, file, account)
    base = found.call or prepared_call(ws, found.touch)
    promises = [_action(ws, promised, base) for promised in file.promises]
    following, new = _next_touch(ws, base, found.touch, file)
    reason = file.call.no_next_reason
    refuse_faults(closing.check(base, promises, following, reason, ws.today()))
    told = _closed(ws, base, file, found.touch, next_touch=following.id if following else "")
    left = left_behind(ws, account, told, [*promises, *promises_of(ws, base)])
    closed = settled(told, (*(action.id for action in promises), *left.promised))
    day = (closed.started or ws.now()).astimezone(ZoneInfo(ws.actor.timezone)).date()
    held = replace(found.touch, status="held", date=day, call=closed.id)
    edits: list[Edit] = [*carried(ws, closed), *answered(ws, held)]
    made: list[Any] = [*promises, *left.made, *([following] if following and new else [])]
    _put(edits, made, (None if found.new else found.touch, held))
    _put(edits, made, (found.call, closed))
    ws.commit(
        message("Call recorded: {account}", account=account.name),
        edits=together(edits, left.edits),
        made=made,
    )
    return ws.records.get(Call, closed.id)


def amend_from_file(ws: Workspace, call_id: str, file: CallFile) -> Call:
    """Puts the record of a closed call right as a file says; fields that it does not name stay.

    Raises what `amend_call` raises, Refused for a file that names promises or a next touch, and BadInput for
    one that would change what is no part of the record; what it tells as it is does no harm.
    """
    if file.promises or file.agreed:
        raise Refused(message("A record is amended without promises and next: they have lives of their own"))
    call = ws.records.editable(Call, call_id)
    names = CallRecord.__struct_fields__
    refuse_beyond(file, call, names)
    values = {name: getattr(file.call if name in file.said else call, name) for name in names}
    return amend_call(ws, call_id, CallRecord(**values))


def _put(edits: list[Edit], made: list[Any], pair: tuple[Any, Any]) -> None:
    was, new = pair
    if was is None:
        made.append(new)
    else:
        edits.append((was, new))


def _place(ws: Workspace, place: str, file: CallFile) -> _Place:
    if ws.store.get("call", place) is not None:
        call = ws.records.get(Call, place)
        if not call.touchpoint:
            raise Refused(message("This call is closed already"))
        return _of_touch(ws, ws.records.get(Touchpoint, call.touchpoint))
    if ws.store.get("touchpoint", place) is not None:
        return _of_touch(ws, ws.records.get(Touchpoint, place))
    if file.call.id and ws.store.get("call", file.call.id) is not None:
        raise Refused(message("This call is closed already"))
    account = ws.records.account(place)
    started = file.call.started or ws.now()
    touch = Touchpoint(
        id=ws.new_id(),
        account=account.id,
        owner=ws.actor.id,
        date=started.astimezone(ZoneInfo(ws.actor.timezone)).date(),
        start=started,
        minutes=file.call.booked_minutes,
    )
    return _Place(touch, new=True, call=None)


def _of_touch(ws: Workspace, touch: Touchpoint) -> _Place:
    if touch.status not in OPEN_STATUSES:
        raise Refused(message("This touch is over already"))
    return _Place(touch, new=False, call=call_of_touch(ws, touch.id))


def _closed(ws: Workspace, base: Call, file: CallFile, touch: Touchpoint, *, next_touch: str) -> Call:
    told = {name: getattr(file.call, name) for name in file.said - _NOT_FROM_FILES}
    call = replace(base, **told)
    started = call.started or touch.start or ws.now() - timedelta(minutes=call.booked_minutes)
    if started > ws.now():
        raise Refused(message("A call that has not taken place yet cannot be recorded"))
    booked = started + timedelta(minutes=call.booked_minutes)
    ended: datetime = call.ended or min(booked, ws.now())
    refuse_backwards(ws, file, started, ended)
    return replace(
        finished(call, ws.now()),
        status="closed",
        started=started,
        ended=ended,
        running_since=None,
        next_touch=next_touch,
        no_next_reason="" if next_touch else call.no_next_reason,
    )


def _next_touch(
    ws: Workspace, call: Call, held: Touchpoint, file: CallFile
) -> tuple[Touchpoint | None, bool]:
    """The next touch: agreed in the file, named there, or on the calendar already; whether it is new."""
    agreed = file.agreed
    if agreed is not None:
        _refuse_unknown_touch(ws, agreed.touch)
        made = Touchpoint(
            id=ws.new_id(),
            account=call.account,
            owner=held.owner or ws.actor.id,
            touch=agreed.touch,
            channel=agreed.channel,
            date=agreed.date,
            start=agreed.start,
            minutes=agreed.minutes,
        )
        return made_for(ws, made, held), True
    if file.call.next_touch and ws.store.get("touchpoint", file.call.next_touch) is None:
        raise NotFound(message("There is no document with the id {id}", id=file.call.next_touch))
    if file.call.next_touch:
        return ws.records.get(Touchpoint, file.call.next_touch), False
    if file.call.no_next_reason:
        return None, False
    today = ws.today()
    coming = [
        touch
        for touch in ws.records.open_touchpoints(account=call.account)
        if touch.id != held.id and touch.date >= today
    ]
    return min(coming, key=lambda touch: (touch.date, touch.id), default=None), False


def _refuse_unknown_touch(ws: Workspace, touch: str) -> None:
    known = [each.id for each in ws.rules.touch_model.touches]
    if touch in known:
        return
    field, expected = "next.touch", message("one of: {choices}", choices=", ".join(known))
    text = message("{name}: found “{found}”, expected {expected}", name=field, found=touch, expected=expected)
    raise BadInput(text, [Where(field=field, found=touch, expected=expected)])


def _action(ws: Workspace, promised: Promised, call: Call) -> Action:
    action = Action(
        id=ws.new_id(),
        account=call.account,
        title=promised.title,
        side=promised.side,
        due=promised.due,
        priority=promised.priority,
        origin=call.id,
        created=ws.now(),
    )
    mine = ws.actor.id if promised.side == "ours" else ""
    return on_behalf(ws, replace(action, owner=owner_of(ws, action, promised.owner) or mine))
