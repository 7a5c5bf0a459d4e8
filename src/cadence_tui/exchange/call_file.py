"""A documented call from a JSON file: fields of the call document, what was promised and agreed."""

import datetime as dt
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from cadence_tui.exchange.archive import fault_of, inert
from cadence_tui.exchange.encoding import inspect
from cadence_tui.exchange.faults import Faults, bad
from cadence_tui.model.documents import Call
from cadence_tui.model.documents.action import Priority, Side
from cadence_tui.model.message import message

_LIMIT_BYTES = 10_000_000
_PROMISES, _NEXT = "promises", "next"


class Promised(Struct, frozen=True, forbid_unknown_fields=True):
    """A promise made in the call; `owner` is a colleague when ours, a name at the customer when theirs."""

    title: str
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
    minutes: int = 30


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
    promises, agreed = fields.pop(_PROMISES, []), fields.pop(_NEXT, None)
    whole = {
        **fields,
        "kind": "call",
        "id": str(fields.get("id", "")),
        "account": str(fields.get("account", "")),
    }
    try:
        return CallFile(
            call=msgspec.convert(whole, Call),
            said=frozenset(fields),
            promises=msgspec.convert(promises, tuple[Promised, ...]),
            agreed=msgspec.convert(agreed, Agreed | None),
        )
    except msgspec.ValidationError as error:
        expected, place = fault_of(error)
        raise bad(source.file, message("{fault}", fault=expected), field=place) from None


def _refuse_unknown(fields: dict[str, Any], file: str) -> None:
    known = [*Call.__struct_encode_fields__, _PROMISES, _NEXT]
    faults = Faults(file)
    for name in fields:
        if name not in known and name != "kind":
            faults.add(message("one of: {choices}", choices=", ".join(known)), field=name, found=name)
    faults.raise_any()
