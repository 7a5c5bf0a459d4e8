"""The whole store as one JSON document, and back: nothing is lost on either way."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from cadence_tui.exchange.encoding import inspect
from cadence_tui.exchange.faults import Faults, bad
from cadence_tui.model.documents import KINDS
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.model.text import plain

FORMAT = "cadence-export"
VERSION = 1
LIMIT_BYTES = 1_000_000_000
FIRST_SCHEMA = 1
"""That of files which name none: they are older than the field."""
_PLACE = re.compile(r"(.*) - at `\$?\.?(.*)`")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]{0,63}")


Lift = Callable[[int, str, dict[str, Any]], dict[str, Any]]
"""Makes a document of today's schema of one of a schema and a kind."""


class _Envelope(Struct):
    format: str
    version: int
    documents: list[msgspec.Raw]
    schema: int = FIRST_SCHEMA


def export_json(
    documents: Iterable[tuple[str, Mapping[str, Any]]], *, made: datetime, schema: int = FIRST_SCHEMA
) -> Iterator[bytes]:
    """The bytes of an export of kinds with their documents, one document per line."""
    head = {"format": FORMAT, "version": VERSION, "schema": schema, "made": made}
    yield msgspec.json.encode(head)[:-1] + b',"documents":['
    separator = b"\n"
    for kind, document in documents:
        yield separator + msgspec.json.encode({**document, "kind": kind})
        separator = b",\n"
    yield b"\n]}\n"


def _as_it_is(schema: int, kind: str, document: dict[str, Any]) -> dict[str, Any]:
    return document


def read_export(
    path: Path, *, limit: int = LIMIT_BYTES, schema: int = FIRST_SCHEMA, lift: Lift = _as_it_is
) -> list[tuple[str, dict[str, Any]]]:
    """Kinds and documents of a file that `export_json` wrote, in its order.

    Those of an earlier schema than `schema` are lifted to it, before they are checked.
    Fields unknown to this version are kept. Every document is checked against its kind, texts are made inert.
    Raises BadInput with all faults; rows are lines of the file as written.
    """
    source = inspect(path, limit)
    expected = message("a file that “cadence export --format json” wrote")
    try:
        envelope = msgspec.json.decode(path.read_bytes(), type=_Envelope)
    except (msgspec.MsgspecError, OSError, RecursionError) as error:
        raise bad(source.file, expected, found=str(error)) from None
    if envelope.format != FORMAT:
        raise bad(source.file, expected, field="format", found=envelope.format)
    if envelope.version > VERSION:
        raise _too_new(source.file, "version", envelope.version, VERSION)
    if envelope.schema > schema:
        raise _too_new(source.file, "schema", envelope.schema, schema)
    faults = Faults(source.file)
    seen: set[tuple[str, str]] = set()
    documents: list[tuple[str, dict[str, Any]]] = []
    for row, raw in enumerate(envelope.documents, start=2):
        document = _document(raw, row, faults, partial(lift, envelope.schema))
        if document is None:
            continue
        key = document["kind"], document["id"]
        if key in seen:
            faults.add(message("each document once"), row=row, field="id", found=key[1])
        seen.add(key)
        documents.append((key[0], document))
    faults.raise_any()
    return documents


def _too_new(file: str, field: str, found: int, newest: int) -> BadInput:
    expected = message("a version up to {version}; the file is from a newer program", version=newest)
    return bad(file, expected, field=field, found=str(found))


def _document(
    raw: msgspec.Raw, row: int, faults: Faults, lift: Callable[[str, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any] | None:
    try:
        document = msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError):
        faults.add(message("a JSON object"), row=row, found=bytes(raw).decode("utf-8", "replace"))
        return None
    kind = document.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        faults.add(
            message("one of: {choices}", choices=", ".join(KINDS)), row=row, field="kind", found=str(kind)
        )
        return None
    document = lift(kind, cast("dict[str, Any]", inert(document)))
    try:
        checked = msgspec.convert(document, KINDS[kind])
    except msgspec.ValidationError as error:
        expected, place = fault_of(error)
        faults.add(expected, row=row, field=place, found=_found(document, place))
        return None
    if not _ID.fullmatch(checked.id):
        faults.add(message("an id of letters and digits"), row=row, field="id", found=checked.id)
        return None
    return document


def _found(document: dict[str, Any], place: str) -> str:
    """What stands at the path of a field; where the path does not say which, the nearest above it."""
    value: Any = document
    for step in _STEP.finditer(place):
        try:
            value = value[int(step[1]) if step[1] else step[2]]
        except (LookupError, TypeError):
            break
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def fault_of(error: msgspec.ValidationError) -> tuple[str, str]:
    """What was expected, and the path of the field."""
    found = _PLACE.fullmatch(str(error))
    return (found[1], found[2]) if found else (str(error), "")


def inert(value: Any) -> Any:
    """JSON values whose texts can only be read (X8)."""
    if isinstance(value, str):
        return plain(value, lines=True)
    if isinstance(value, list):
        return [inert(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {plain(name): inert(item) for name, item in cast("dict[str, Any]", value).items()}
    return value
