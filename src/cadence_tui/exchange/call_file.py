"""A documented call from a JSON file: fields of the call document, what was promised and agreed."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta, Struct

from cadence_tui.exchange.archive import fault_of, inert
from cadence_tui.exchange.dates import FIRST_YEAR, LAST_YEAR
from cadence_tui.exchange.encoding import inspect
from cadence_tui.exchange.faults import Faults, bad
from cadence_tui.exchange.words import choices
from cadence_tui.model.documents import Call
from cadence_tui.model.documents.action import Priority, Side
from cadence_tui.model.message import message

_LIMIT_BYTES = 10_000_000
_LONGEST_MINUTES = 24 * 60
_PROMISES, _NEXT = "promises", "next"


class Promised(Struct, frozen=True, forbid_unknown_fields=True):
    """A promise made in the call; `owner` is a colleague when ours, a name at the customer when theirs."""

    title: Annotated[str, Meta(min_length=1)]
    side: Side = "ours"
    owner: str = ""
    due: dt.date | None = None
    priority: Priority = "normal"


class Agreed(Struct, frozen=True, forbid_unknown_fields=True):
    """The next touch that was agreed; `start` is an instant, else only the day is fixed."""

    date: dt.date
    start: dt.datetime | None = None
    touch: str = "check_in"
    channel: str = "call"
    minutes: Annotated[int, Meta(ge=1, le=_LONGEST_MINUTES)] = 30


class _Beside(Struct, frozen=True):
    """What a file tells beside the call."""

    promises: tuple[Promised, ...]
    next: Agreed | None


class CallFile(Struct, frozen=True, kw_only=True):
    """A call as a file tells it. `said` names the fields of the call that the file has."""

    call: Call
    said: frozenset[str]
    promises: tuple[Promised, ...] = ()
    agreed: Agreed | None = None


def read_call(path: Path) -> CallFile:
    """The call in a JSON file; its texts are made inert. Raises BadInput with field, found, expected."""
    source = inspect(path, _LIMIT_BYTES)
    try:
        content = msgspec.json.decode(path.read_bytes())
    except (msgspec.MsgspecError, OSError, RecursionError) as error:
        raise bad(source.file, message("a JSON object"), found=str(error)) from None
    if not isinstance(content, dict):
        raise bad(source.file, message("a JSON object"), found=type(content).__name__)
    fields = cast("dict[str, Any]", inert(content))
    _refuse_unknown(fields, source.file)
    told = {_PROMISES: fields.pop(_PROMISES, []), _NEXT: fields.pop(_NEXT, None)}
    whole = {
        **fields,
        "kind": "call",
        "id": str(fields.get("id", "")),
        "account": str(fields.get("account", "")),
    }
    try:
        beside = msgspec.convert(told, _Beside)
        found = CallFile(
            call=msgspec.convert(whole, Call),
            said=frozenset(fields),
            promises=beside.promises,
            agreed=beside.next,
        )
    except msgspec.ValidationError as error:
        expected, place = fault_of(error)
        raise bad(source.file, message("{fault}", fault=expected), field=place) from None
    _refuse_impossible(found, source.file)
    return found


def _refuse_impossible(found: CallFile, file: str) -> None:
    """Raises BadInput for what has the right shape and cannot be: days off the calendar, endless calls."""
    faults = Faults(file)
    call, agreed = found.call, found.agreed
    dated: dict[str, dt.date | None] = {"started": call.started, "ended": call.ended}
    dated |= {f"{_PROMISES}[{n}].due": promise.due for n, promise in enumerate(found.promises)}
    if agreed is not None:
        dated |= {f"{_NEXT}.date": agreed.date, f"{_NEXT}.start": agreed.start}
        channels = sorted(set(choices("channel").values()))
        if agreed.channel not in channels:
            expected = message("one of: {choices}", choices=", ".join(channels))
            faults.add(expected, field=f"{_NEXT}.channel", found=agreed.channel)
    for field, day in dated.items():
        if isinstance(day, dt.datetime) and day.tzinfo is None:
            expected = message("an instant with its offset, such as 2026-12-31T09:00:00+00:00")
            faults.add(expected, field=field, found=day.isoformat())
        elif day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            expected = message(
                "a year between {first} and {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
            faults.add(expected, field=field, found=day.isoformat())
    if not 0 <= call.booked_minutes <= _LONGEST_MINUTES:
        expected = message("a whole number from {least} to {most}", least=0, most=_LONGEST_MINUTES)
        faults.add(expected, field="booked_minutes", found=str(call.booked_minutes))
    faults.raise_any()


def _refuse_unknown(fields: dict[str, Any], file: str) -> None:
    known = [*Call.__struct_encode_fields__, _PROMISES, _NEXT]
    faults = Faults(file)
    for name in fields:
        if name not in known and name != "kind":
            faults.add(message("one of: {choices}", choices=", ".join(known)), field=name, found=name)
    faults.raise_any()
