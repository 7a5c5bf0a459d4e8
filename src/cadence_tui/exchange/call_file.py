"""A documented call from a JSON file: fields of the call document, what was promised and agreed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, cast

import msgspec
import msgspec.inspect
from msgspec import Meta, Struct

from cadence_tui.exchange.archive import fault_of, inert
from cadence_tui.exchange.encoding import read_utf8
from cadence_tui.exchange.faults import Faults, bad, refusal
from cadence_tui.exchange.json_faults import explain, shown
from cadence_tui.exchange.words import choices
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.documents import Call
from cadence_tui.model.documents.action import Priority, Side
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.model.text import plain

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

    promises: tuple[Promised, ...] = ()
    next: Agreed | None = None


class CallFile(Struct, frozen=True, kw_only=True):
    """A call as a file tells it. `said` names the fields of the call that the file has."""

    file: str = ""
    call: Call
    said: frozenset[str]
    promises: tuple[Promised, ...] = ()
    agreed: Agreed | None = None


def read_call(path: Path) -> CallFile:
    """The call in a JSON file; its texts are made inert. Raises BadInput with field, found, expected."""
    file = plain(str(path))
    fields = _object(read_utf8(path, _LIMIT_BYTES), file)
    _refuse_unknown(fields, file)
    told = {name: fields.pop(name) for name in (_PROMISES, _NEXT) if name in fields}
    said = frozenset(fields)
    whole = {"id": "", "account": "", **fields, "kind": "call"}
    try:
        call, beside = msgspec.convert(whole, Call), msgspec.convert(told, _Beside)
    except msgspec.ValidationError as error:
        raise _misshapen(whole, told, file, error) from None
    found = CallFile(file=file, call=call, said=said, promises=beside.promises, agreed=beside.next)
    _refuse_impossible(found, file)
    return found


def _object(data: bytes, file: str) -> dict[str, Any]:
    if not data.strip():
        raise bad(file, message("a JSON text; the file is empty"))
    try:
        content = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise bad(file, message("a JSON object"), found=data.decode()) from None
    if not isinstance(content, dict):
        raise bad(file, message("a JSON object"), found=shown(content))
    return cast("dict[str, Any]", inert(content))


def _misshapen(
    whole: dict[str, Any], told: dict[str, Any], file: str, error: msgspec.ValidationError
) -> BadInput:
    """The refusal of values that are not of their shape, each with what was found and what should stand."""
    faults = Faults(file)
    for values, shape in ((whole, Call), (told, _Beside)):
        explain(values, msgspec.inspect.type_info(shape), faults)
    if not faults.total:
        expected, place = fault_of(error)
        faults.add(message("{fault}", fault=expected), field=place)
    return refusal(faults.listed, faults.total)


def _refuse_impossible(found: CallFile, file: str) -> None:
    """Raises BadInput for what has the right shape and cannot be: days off the calendar, endless calls."""
    faults = Faults(file)
    call, agreed = found.call, found.agreed
    dated: dict[str, dt.date | None] = {"started": call.started, "ended": call.ended}
    dated |= {f"{_PROMISES}[{n}].due": promise.due for n, promise in enumerate(found.promises)}
    dated |= {
        f"entries[{n}].{name}": getattr(entry, name)
        for n, entry in enumerate(call.entries)
        for name in ("at", "due", "answered")
    }
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
    for field, figure, most in _figures(call):
        if not 0 <= figure <= most:
            expected = message("a whole number from {least} to {most}", least=0, most=most)
            faults.add(expected, field=field, found=str(figure))
    faults.raise_any()


def _figures(call: Call) -> Iterator[tuple[str, int, int]]:
    """The minutes and seconds of a call, by field, and the most that they can be."""
    yield "booked_minutes", call.booked_minutes, _LONGEST_MINUTES
    seconds = _LONGEST_MINUTES * 60
    yield "us_seconds", call.us_seconds, seconds
    yield "them_seconds", call.them_seconds, seconds
    for n, time in enumerate(call.sections):
        yield f"sections[{n}].planned", time.planned, seconds
        yield f"sections[{n}].used", time.used, seconds


def _refuse_unknown(fields: dict[str, Any], file: str) -> None:
    known = [*Call.__struct_encode_fields__, _PROMISES, _NEXT]
    faults = Faults(file)
    for name in fields:
        if name not in known and name != "kind":
            faults.add(message("one of: {choices}", choices=", ".join(known)), field=name, found=name)
    faults.raise_any()
