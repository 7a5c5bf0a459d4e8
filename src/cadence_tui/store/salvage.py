"""Reads snapshots that are not as they were written, document by document."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from cadence_tui.model.message import Message, message
from cadence_tui.store.check import fault_of
from cadence_tui.store.disk import Kept
from cadence_tui.store.head import Head, KindFiles
from cadence_tui.store.protocol import Collection
from cadence_tui.store.shelf import Shelf, load_shelf

_TABLE = msgspec.json.Decoder(dict[str, dict[str, dict[str, Any]]])
_LINE = msgspec.json.Decoder(tuple[str, list[dict[str, Any]]])
_GONE = msgspec.json.Decoder(dict[str, int])


class Salvage:
    """The documents of a HEAD's snapshots, as far as they can be read; `told` says what was not sure."""

    def __init__(self, path: Path, collections: Sequence[Collection]) -> None:
        self._path = path
        self._declared = {collection.kind: collection for collection in collections}
        self.told: list[Message] = []

    def shelves(self, head: Head) -> dict[str, Shelf]:
        """A shelf for every kind."""
        return {kind: self._shelf(kind, head) for kind in sorted({*self._declared, *head.kinds})}

    def _shelf(self, kind: str, head: Head) -> Shelf:
        collection = self._declared.get(kind) or Collection(kind=kind)
        files = head.kinds.get(kind, KindFiles())
        damaged = [kept.name for kept in files.files() if fault_of(self._path / kept.name, kept)]
        if not damaged:
            return load_shelf(self._path, files, collection)
        shelf = Shelf(collection, self._hot(kind, files), self._gone(files))
        for document in self._cold(files):
            if not shelf.hides(document["id"]):
                shelf.hot[document["id"]] = document
        self.told.append(
            message(
                "{kind}: {n} documents were read from damaged files, of {total}; look through them",
                kind=kind,
                n=len(shelf.hot),
                total=files.count,
            )
        )
        return shelf

    def _hot(self, kind: str, files: KindFiles) -> dict[str, dict[str, Any]]:
        content = self._content(files.hot)
        try:
            found = _TABLE.decode(content).get(kind, {}) if content else {}
        except msgspec.DecodeError:
            found = _pieces(content)
        return {
            doc_id: document
            for doc_id, document in found.items()
            if document.get("id") == doc_id and document.get("kind") == kind and document.get("rev")
        }

    def _gone(self, files: KindFiles) -> dict[str, int]:
        content = self._content(files.gone)
        try:
            return _GONE.decode(content) if content else {}
        except msgspec.DecodeError:
            return {}

    def _cold(self, files: KindFiles) -> Iterator[dict[str, Any]]:
        content = self._content(files.cold.lines) if files.cold else b""
        for line in content.split(b"\n"):
            try:
                yield from filter(_is_document, _LINE.decode(line)[1])
            except msgspec.DecodeError:
                yield from _pieces(line).values()

    def _content(self, kept: Kept | None) -> bytes:
        try:
            return (self._path / kept.name).read_bytes() if kept else b""
        except OSError:
            return b""


def _pieces(content: bytes) -> dict[str, dict[str, Any]]:
    """Whole documents among bytes that are no JSON as a whole."""
    text = content.decode(errors="replace")
    decode = json.JSONDecoder().raw_decode
    found: dict[str, dict[str, Any]] = {}
    place = text.find("{")
    while place >= 0:
        end = after = place + 1
        value: dict[str, Any] = {}
        with suppress(ValueError, RecursionError):
            value, after = decode(text, place)
        if _is_document(value):
            found[value["id"]], end = value, after
        place = text.find("{", end)
    return found


def _is_document(value: dict[str, Any]) -> bool:
    return isinstance(value.get("id"), str) and "kind" in value and "rev" in value
