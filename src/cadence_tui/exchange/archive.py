"""The whole store as one JSON document, and back: nothing is lost on either way."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import Struct

from cadence_tui.exchange.encoding import inspect
from cadence_tui.exchange.faults import Faults, bad
from cadence_tui.model.documents import KINDS
from cadence_tui.model.message import message
from cadence_tui.model.text import plain

FORMAT = "cadence-export"
VERSION = 1
LIMIT_BYTES = 1_000_000_000
_PLACE = re.compile(r"(.*) - at `\$?\.?(.*)`")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]{0,63}")


class _Envelope(Struct):
    format: str
    version: int
    documents: list[msgspec.Raw]


def export_json(documents: Iterable[tuple[str, Mapping[str, Any]]], *, made: datetime) -> Iterator[bytes]:
    """The bytes of an export of kinds with their documents, one document per line."""
    head = {"format": FORMAT, "version": VERSION, "made": made}
    yield msgspec.json.encode(head)[:-1] + b',"documents":['
    separator = b"\n"
    for kind, document in documents:
        yield separator + msgspec.json.encode({**document, "kind": kind})
        separator = b",\n"
    yield b"\n]}\n"


def read_export(path: Path, *, limit: int = LIMIT_BYTES) -> list[tuple[str, dict[str, Any]]]:
    """Kinds and documents of a file that `export_json` wrote, in its order.

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
        newest = message("a version up to {version}; the file is from a newer program", version=VERSION)
        raise bad(source.file, newest, field="version", found=str(envelope.version))
    faults = Faults(source.file)
    seen: set[tuple[str, str]] = set()
    documents: list[tuple[str, dict[str, Any]]] = []
    for row, raw in enumerate(envelope.documents, start=2):
        document = _document(raw, row, faults)
        if document is None:
            continue
        key = document["kind"], document["id"]
        if key in seen:
            faults.add(message("each document once"), row=row, field="id", found=key[1])
        seen.add(key)
        documents.append((key[0], document))
    faults.raise_any()
    return documents


def _document(raw: msgspec.Raw, row: int, faults: Faults) -> dict[str, Any] | None:
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
    document = cast("dict[str, Any]", inert(document))
    try:
        checked = msgspec.convert(document, KINDS[kind])
    except msgspec.ValidationError as error:
        expected, place = fault_of(error)
        faults.add(expected, row=row, field=place, found=kind)
        return None
    if not _ID.fullmatch(checked.id):
        faults.add(message("an id of letters and digits"), row=row, field="id", found=checked.id)
        return None
    return document


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
