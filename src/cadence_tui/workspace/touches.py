"""What can be done with a call of the calendar: move, reschedule, pin, confirm, decline, add, edit (P7)."""

from datetime import UTC, date, datetime

import msgspec

from cadence_tui.model.documents import Account, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES, TouchStatus
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.model.text import plain
from cadence_tui.practice.working_time import minute_of
from cadence_tui.views.wording_plan import place_fault
from cadence_tui.workspace.covering import covered_on
from cadence_tui.workspace.placing import TAKEN, Placing
from cadence_tui.workspace.plan import require_planner
from cadence_tui.workspace.planning_book import gather, is_call, owner_of
from cadence_tui.workspace.planning_problem import has_left
from cadence_tui.workspace.session import Workspace

_CLASHES = frozenset({"plan_leave", "plan_holiday", "plan_day_off", "plan_not_working", TAKEN})
"""What no agreement with the customer changes, on whatever day it is."""


def placing(ws: Workspace, touch_id: str) -> Placing:
    """The places a call could have. Raises NotFound, NotPermitted, Refused for one that is over."""
    touch, account = _open_touch(ws, touch_id)
    return _place(ws, touch, account)


def move_touch(
    ws: Workspace, touch_id: str, day: date, start: datetime | None, *, seen: Touchpoint | None = None
) -> Touchpoint:
    """Puts a call on another day and hour; `start` None leaves the hour open.

    Raises Refused where the owner is away, does not work, or has another call; everything else is theirs to
    decide. Raises Conflict for a call that was moved since it was `seen`.
    """
    touch, account = _open_touch(ws, touch_id, seen)
    moved = _put(ws, touch, account, day, start)
    # Another hour is a question to the customer again.
    if touch.status == "confirmed" and (moved.date, moved.start) != (touch.date, touch.start):
        moved = msgspec.structs.replace(moved, status="planned")
    ws.commit(
        message("Moved: call with {account} to {day}", account=account.name, day=moved.date),
        edits=[(touch, moved)],
    )
    return moved


def reschedule(
    ws: Workspace, touch_id: str, day: date, start: datetime | None, *, seen: Touchpoint | None = None
) -> Touchpoint:
    """The customer asked for another time: the call is planned there, and the asking is counted.

    `start` None leaves the hour open. What held it where it was, an agreement or a pin, is gone.
    Raises as `move_touch` does.
    """
    touch, account = _open_touch(ws, touch_id, seen)
    moved = msgspec.structs.replace(
        _put(ws, touch, account, day, start),
        status="planned",
        pinned=False,
        rescheduled=touch.rescheduled + 1,
    )
    why = message("Rescheduled: call with {account} to {day}", account=account.name, day=moved.date)
    ws.commit(why, edits=[(touch, moved)])
    return moved


def pin(ws: Workspace, touch_id: str) -> Touchpoint:
    """Pins a call where it is, so that no plan moves it; a pinned one is let go."""
    touch, account = _open_touch(ws, touch_id)
    new = msgspec.structs.replace(touch, pinned=not touch.pinned)
    if new.pinned:
        why = message("Pinned: call with {account}", account=account.name)
    else:
        why = message("No longer pinned: call with {account}", account=account.name)
    ws.commit(why, edits=[(touch, new)])
    return new


def confirm(ws: Workspace, touch_id: str) -> Touchpoint:
    """The customer has agreed to the call; of a confirmed one, takes that back."""
    touch, account = _open_touch(ws, touch_id)
    if touch.status == "confirmed":
        why = message("Not confirmed after all: call with {account}", account=account.name)
        return _set_status(ws, touch, "planned", why)
    return _set_status(
        ws, touch, "confirmed", message("Confirmed: call with {account}", account=account.name)
    )


def decline(ws: Workspace, touch_id: str) -> Touchpoint:
    """The customer said no; it counts in their attendance."""
    touch, account = _open_touch(ws, touch_id)
    return _set_status(ws, touch, "declined", message("Declined: call with {account}", account=account.name))


def no_show(ws: Workspace, touch_id: str) -> Touchpoint:
    """The customer did not come; it counts in their attendance. Raises Refused before the call's hour."""
    touch, account = _open_touch(ws, touch_id)
    refuse_early(ws, touch)
    return _set_status(ws, touch, "no_show", message("No-show: call with {account}", account=account.name))


def refuse_early(ws: Workspace, touch: Touchpoint) -> None:
    """Raises Refused before the hour of a call."""
    if touch.start > ws.now() if touch.start else touch.date > ws.today():
        raise Refused(message("This call is still to come"))


def cancel(ws: Workspace, touch_id: str) -> Touchpoint:
    """We call it off; attendance does not count it."""
    touch, account = _open_touch(ws, touch_id)
    return _set_status(
        ws, touch, "cancelled", message("Cancelled: call with {account}", account=account.name)
    )


def add_touch(
    ws: Workspace,
    account_id: str,
    day: date,
    start: datetime | None = None,
    *,
    touch: str = "",
    minutes: int | None = None,
    purpose: str = "",
) -> Touchpoint:
    """Plans a call that no rule asks for; kind and minutes default to the rules' ad hoc call.

    Raises NotFound, Refused for a customer who has left, an unknown kind or an impossible place.
    """
    account = ws.records.get(Account, account_id)
    rules = ws.rules.planning.ad_hoc
    owner = account.owner or ws.actor.id
    require_planner(ws, owner, account)
    covered = covered_on(ws, account, day)
    if has_left(account, ws.today()):
        raise Refused(message("{account} is no longer a customer", account=account.name))
    kind = touch or rules.touch
    if kind not in {known.id for known in ws.rules.touch_model.touches}:
        raise Refused(message("The touch model has no kind {kind}", kind=kind))
    new = Touchpoint(
        id=ws.new_id(),
        account=account.id,
        owner=covered or owner,
        covers=owner if covered else "",
        touch=kind,
        channel=rules.channel,
        date=day,
        start=start.astimezone(UTC) if start else None,
        minutes=minutes or rules.minutes,
        work_minutes=rules.work_minutes,
        ideal=day,
        value=rules.value,
        purpose=plain(purpose),
    )
    place, minute = _place(ws, new, account), None
    if start is not None:
        day, minute = minute_of(start, place.zone)
        new = msgspec.structs.replace(new, date=day, ideal=day)
    _require_place(place, day, minute)
    ws.commit(message("New call with {account} on {day}", account=account.name, day=day), made=[new])
    return new


def edit_touch(
    ws: Workspace,
    touch_id: str,
    *,
    minutes: int | None = None,
    purpose: str | None = None,
    seen: Touchpoint | None = None,
) -> Touchpoint:
    """Changes the length or the purpose of a call. Raises Conflict when others did since it was `seen`."""
    touch, account = _open_touch(ws, touch_id, seen)
    new = touch
    if minutes is not None:
        if minutes <= 0:
            raise Refused(message("A call takes at least a minute"))
        new = msgspec.structs.replace(new, minutes=minutes)
        _require_free(_place(ws, new, account), new)
    if purpose is not None:
        new = msgspec.structs.replace(new, purpose=plain(purpose))
    ws.commit(message("Changed: call with {account}", account=account.name), edits=[(touch, new)])
    return new


def clash_at(ws: Workspace, touch: Touchpoint) -> Message | None:
    """What makes the place of a touch that is not stored yet impossible, as the calendar has it."""
    account = ws.records.get(Account, touch.account)
    place, minute, day = _place(ws, touch, account), None, touch.date
    if touch.start is not None:
        day, minute = minute_of(touch.start, place.zone)
    against = [each for each in place.forbids(day, minute) if each.code in _CLASHES]
    return message("Not possible there: {why}", why=place_fault(against[0])) if against else None


def call_kinds(model: TouchModel) -> list[str]:
    """Kinds of touch that some rule holds as a call, in the order of the model."""
    forms = (*model.rules, *model.new_account, *model.renewal)
    live = {form.touch for form in forms if form.channel in LIVE_CHANNELS}
    return [kind.id for kind in model.touches if kind.id in live]


def _open_touch(ws: Workspace, touch_id: str, seen: Touchpoint | None = None) -> tuple[Touchpoint, Account]:
    """The call as it was seen, or as it is; whether it may be changed is asked of the present one."""
    touch = ws.records.editable(Touchpoint, touch_id)
    account = ws.records.editable(Account, touch.account)
    require_planner(ws, owner_of(touch, account), account)
    if touch.status not in OPEN_STATUSES:
        raise Refused(message("This call is over; its record stays as it is"))
    return seen or touch, account


def _put(ws: Workspace, touch: Touchpoint, account: Account, day: date, start: datetime | None) -> Touchpoint:
    """The call on another day and hour, if it can be there."""
    place, minute = _place(ws, touch, account), None
    if start is not None:
        day, minute = minute_of(start, place.zone)
    _require_place(place, day, minute)
    # Whoever moves the call has answered what a calendar suggested.
    return msgspec.structs.replace(
        touch, date=day, start=start.astimezone(UTC) if start else None, suggested=None
    )


def _set_status(ws: Workspace, touch: Touchpoint, status: TouchStatus, why: Message) -> Touchpoint:
    new = msgspec.structs.replace(touch, status=status)
    ws.commit(why, edits=[(touch, new)])
    return new


def _require_free(place: Placing, touch: Touchpoint) -> None:
    """A call that has become longer still ends before the next one begins."""
    if touch.start is None:
        return
    day, minute = minute_of(touch.start, place.zone)
    taken = [each for each in place.forbids(day, minute) if each.code == TAKEN]
    if taken:
        raise Refused(message("Not possible there: {why}", why=place_fault(taken[0])))


def _place(ws: Workspace, touch: Touchpoint, account: Account) -> Placing:
    if not is_call(touch):
        raise Refused(message("Only calls have a place on the calendar"))
    account = ws.records.get(Account, account.id)
    book = gather(ws, [owner_of(touch, account)], accounts=[account.id], evidence=False)
    return Placing(book, touch)


def _require_place(place: Placing, day: date, minute: int | None) -> None:
    against = place.forbids(day, minute)
    if against:
        raise Refused(message("Not possible there: {why}", why=place_fault(against[0])))
