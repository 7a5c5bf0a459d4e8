"""Takes in a call that was documented elsewhere, in the form in which calls are given out (contract)."""

import re
from datetime import date, datetime, timedelta
from typing import Any, cast

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Call, Contact, Touchpoint
from cadence_tui.model.documents.action import Priority, Side
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import BadInput, NotFound, Where
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import LIVE_CHANNELS
from cadence_tui.model.text import plain
from cadence_tui.practice import closing
from cadence_tui.practice.agenda import find_agenda
from cadence_tui.workspace.calls import account_name, call_of_touch, prepared_call
from cadence_tui.workspace.closing import carried, refuse_faults
from cadence_tui.workspace.session import Edit, Workspace

_FAULT = re.compile(r"(.*?)(?:\s-\sat\s`(.*)`)?")
_KEPT = ("id", "rev", "kind", "account", "touchpoint", "status")


class LoggedPromise(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A promise made in the call. `owner` is an id, login or name of the team, or a customer's name."""

    title: str
    side: Side = "ours"
    owner: str = ""
    due: date | None = None
    priority: Priority = "normal"


class LoggedNext(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The next touch that was agreed on."""

    date: date
    start: datetime | None = None
    minutes: int = 0
    touch: str = ""
    channel: str = ""


class _Logged(Struct, frozen=True):
    fields: dict[str, Any]
    promises: list[LoggedPromise | str]
    upcoming: LoggedNext | str | None


def log_call(ws: Workspace, target: str, source: bytes, file: str = "") -> Call:
    """Records a call as closed from JSON: the fields of a call document, promises and next touch written out.

    `target` is the id of a touchpoint or of an open call, else an account. Raises BadInput naming file and
    field, NotFound, Refused where a call may not be closed like that.
    """
    ws.require_writer()
    touch, was = _target(ws, target)
    logged = _read(source, file)
    call = _closed(ws, _convert(was or prepared_call(ws, touch), logged.fields, file))
    made = [_action(ws, call, promise) for promise in logged.promises if isinstance(promise, LoggedPromise)]
    upcoming, fresh = _next(ws, call, touch, logged.upcoming)
    as_open = msgspec.structs.replace(call, status="open")
    refuse_faults(closing.check(as_open, made, upcoming, call.no_next_reason, ws.today()))
    known = [name for name in logged.promises if isinstance(name, str)]
    call = msgspec.structs.replace(
        call,
        actions=(*known, *(action.id for action in made)),
        next_touch=upcoming.id if upcoming else "",
    )
    held = msgspec.structs.replace(touch, status="held", call=call.id, date=_day(ws, call))
    stored = ws.store.get("touchpoint", touch.id) is not None
    edits: list[Edit] = [*carried(ws, call), *([(touch, held)] if stored else [])]
    edits += [(was, call)] if was else []
    new = [*made, *([] if stored else [held]), *([] if was else [call])]
    why = message("Call closed: {account}", account=account_name(ws, call.account))
    ws.commit(why, edits=edits, made=[*new, upcoming] if upcoming and fresh else new)
    return ws.records.get(Call, call.id)


def _closed(ws: Workspace, call: Call) -> Call:
    started = call.started or ws.now()
    ended = call.ended or started + timedelta(minutes=call.booked_minutes)
    return msgspec.structs.replace(
        call, status="closed", started=started, ended=ended, running_since=None, draft=""
    )


def _target(ws: Workspace, target: str) -> tuple[Touchpoint, Call | None]:
    """The touchpoint to be held and its open call; for an account a touchpoint without a plan."""
    if ws.store.get("call", target) is not None:
        call = ws.records.get(Call, target)
        return ws.records.get(Touchpoint, call.touchpoint), call
    if ws.store.get("touchpoint", target) is not None:
        touch = ws.records.get(Touchpoint, target)
        if touch.status not in OPEN_STATUSES and touch.call:
            return touch, ws.records.get(Call, touch.call)
        return touch, call_of_touch(ws, touch.id)
    account = ws.records.account(target)
    agenda = find_agenda(ws.rules.agendas, ws.rules.agendas.fallback)
    kind = next(iter(agenda.touches), agenda.id)
    touch = Touchpoint(
        id=ws.new_id(),
        account=account.id,
        owner=account.owner or ws.actor.id,
        touch=kind,
        date=ws.today(),
        minutes=agenda.minutes,
    )
    return touch, None


def _read(source: bytes, file: str) -> _Logged:
    try:
        data = _inert(msgspec.json.decode(source))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        text = message("{file} cannot be read: {fault}", file=file, fault=str(error))
        raise BadInput(text, [Where(file=file, expected="JSON")]) from None
    if not isinstance(data, dict):
        raise _bad(file, "$", "object")
    fields = cast(dict[str, Any], data)
    unknown = [name for name in fields if name not in Call.__struct_fields__ and name not in _KEPT]
    if unknown:
        raise _bad(file, unknown[0], ", ".join(Call.__struct_fields__))
    try:
        promises = msgspec.convert(fields.pop("actions", []), list[LoggedPromise | str])
        upcoming = msgspec.convert(fields.pop("next_touch", None) or None, LoggedNext | str | None)
    except msgspec.ValidationError as error:
        raise _bad(file, "actions, next_touch", str(error)) from None
    return _Logged({name: value for name, value in fields.items() if name not in _KEPT}, promises, upcoming)


def _convert(base: Call, fields: dict[str, Any], file: str) -> Call:
    whole = {**msgspec.to_builtins(base), **fields}
    try:
        return msgspec.convert(whole, Call)
    except msgspec.ValidationError as error:
        found = _FAULT.fullmatch(str(error))
        fault, path = found.groups() if found else (str(error), "$")
        raise _bad(file, path or "$", fault) from None


def _action(ws: Workspace, call: Call, promise: LoggedPromise) -> Action:
    owner = promise.owner
    if promise.side == "ours" and owner:
        owner = ws.records.person(owner).id
    elif promise.side == "theirs" and owner:
        names = [contact.name for contact in ws.records.of_account(Contact, call.account)]
        owner = next((name for name in names if name.casefold() == owner.casefold()), owner)
    return Action(
        id=ws.new_id(),
        account=call.account,
        title=promise.title,
        side=promise.side,
        owner=owner,
        due=promise.due,
        priority=promise.priority,
        origin=call.id,
        created=call.ended or ws.now(),
    )


def _next(
    ws: Workspace, call: Call, touch: Touchpoint, upcoming: LoggedNext | str | None
) -> tuple[Touchpoint | None, bool]:
    """The next touchpoint, and whether it has to be made."""
    if upcoming is None:
        return None, False
    if isinstance(upcoming, str):
        found = ws.records.get(Touchpoint, upcoming)
        if found.account != call.account:
            raise NotFound(message("The next touch belongs to another account"))
        return found, False
    account = ws.records.get(Account, call.account)
    made = Touchpoint(
        id=ws.new_id(),
        account=account.id,
        owner=call.owner or ws.actor.id,
        touch=upcoming.touch or touch.touch,
        channel=upcoming.channel or LIVE_CHANNELS[0],
        date=upcoming.date,
        start=upcoming.start,
        minutes=upcoming.minutes or call.booked_minutes,
        ideal=upcoming.date,
    )
    return made, True


def _day(ws: Workspace, call: Call) -> date:
    return (call.started or ws.now()).astimezone(ws.local_now().tzinfo).date()


def _inert(value: Any) -> Any:
    """The same JSON with every text made inert (X8)."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_inert(each) for each in cast(list[Any], value)]
    if isinstance(value, dict):
        return {plain(str(name)): _inert(each) for name, each in cast(dict[Any, Any], value).items()}
    return value


def _bad(file: str, field: str, expected: str) -> BadInput:
    text = message("{file} cannot be used at {path}: {fault}", file=file, path=field, fault=expected)
    return BadInput(text, [Where(file=file, field=field, expected=expected)])
