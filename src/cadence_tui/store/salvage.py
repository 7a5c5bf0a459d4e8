"""Reads snapshots that are not as they were written, document by document."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from cadence_tui.model.message import Message, message
from cadence_tui.store.check import is_damaged
from cadence_tui.store.disk import NOT_JSON, Kept
from cadence_tui.store.head import Head, KindFiles
from cadence_tui.store.protocol import Collection
from cadence_tui.store.remains import Remains, fits
from cadence_tui.store.rewrite import Past
from cadence_tui.store.shelf import Shelf, load_shelf

_TABLE = msgspec.json.Decoder(dict[str, dict[str, dict[str, Any]]])
_LINE = msgspec.json.Decoder(tuple[str, list[dict[str, Any]]])
_GONE = msgspec.json.Decoder(dict[str, int])


class Salvage:
    """The documents of a HEAD's snapshots, as far as they can be read there or made anew from the journals.

    `lost` says what is missing and what is not sure.
    """

    def __init__(self, path: Path, collections: Sequence[Collection], remains: Remains) -> None:
        self._path = path
        self._declared = {collection.kind: collection for collection in collections}
        self._remains = remains
        self.lost: list[Message] = []

    def past(self, heads: Sequence[Head]) -> Past:
        """The documents of the first of these HEADs, newest first; each kind from wherever it is whole."""
        newest = heads[0]
        past = Past(head=newest, shelves={}, commits=())
        damaged: dict[str, Shelf] = {}
        for kind in sorted({*self._declared, *newest.kinds}):
            collection = self._declared.get(kind) or Collection(kind=kind)
            source = next((head for head in heads if self._serves(kind, head, newest)), None)
            if source is None:
                damaged[kind] = self._read(collection, newest.kinds.get(kind, KindFiles()))
                continue
            past.since[kind] = source.seq
            past.shelves[kind] = load_shelf(self._path, source.kinds.get(kind, KindFiles()), collection)
        self._complete(damaged, newest)
        past.shelves |= damaged
        return past

    def _serves(self, kind: str, head: Head, newest: Head) -> bool:
        """Whether a kind is whole there, and all that came since can be read."""
        files = head.kinds.get(kind, KindFiles()).files()
        if any(is_damaged(self._path / kept.name, kept) for kept in files):
            return False
        return self._remains.is_whole(head.generation, newest.generation)

    def _read(self, collection: Collection, files: KindFiles) -> Shelf:
        shelf = Shelf(collection, self._hot(collection.kind, files), self._gone(files))
        for document in self._cold(files):
            if not shelf.hides(document["id"]):
                shelf.hot[document["id"]] = document
        return shelf

    def _complete(self, damaged: Mapping[str, Shelf], head: Head) -> None:
        """Puts in what the journals know: documents that were made in them are certain again."""
        if not damaged:
            return
        told = {kind: Shelf(shelf.collection) for kind, shelf in damaged.items()}
        for commit in self._remains.readable(up_to=head.seq):
            for applied in commit.changes:
                shelf = told.get(applied.kind)
                if shelf and fits(shelf, applied):
                    shelf.apply(applied)
        certain = self._remains.is_whole(head.first, head.generation)
        for kind, shelf in damaged.items():
            unsure = _merge(shelf, told[kind], certain=certain)
            self._report(kind, len(shelf.hot), unsure, head.kinds[kind].count)

    def _report(self, kind: str, found: int, unsure: int, total: int) -> None:
        if found < total:
            missing = total - found
            text = message("{kind}: {n} of {total} documents are lost", kind=kind, n=missing, total=total)
            self.lost.append(text)
        if unsure:
            text = message(
                "{kind}: {n} documents were read from a damaged file; look through them", kind=kind, n=unsure
            )
            self.lost.append(text)

    def _hot(self, kind: str, files: KindFiles) -> dict[str, dict[str, Any]]:
        content = self._content(files.hot)
        try:
            found = _TABLE.decode(content).get(kind, {}) if content else {}
        except NOT_JSON:
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
        except NOT_JSON:
            return {}

    def _cold(self, files: KindFiles) -> Iterator[dict[str, Any]]:
        content = self._content(files.cold.lines) if files.cold else b""
        for line in content.split(b"\n"):
            try:
                yield from filter(_is_document, _LINE.decode(line)[1])
            except NOT_JSON:
                yield from _pieces(line).values()

    def _content(self, kept: Kept | None) -> bytes:
        try:
            return (self._path / kept.name).read_bytes() if kept else b""
        except OSError:
            return b""


def _merge(read: Shelf, told: Shelf, *, certain: bool) -> int:
    """Takes over what the journals tell; answers how many documents only the damaged file has.

    Where journals are missing what was read may be newer than what they tell.
    """
    for doc_id, rev in told.gone.items():
        if certain or read.hot.get(doc_id, {}).get("rev", 0) <= rev:
            read.hot.pop(doc_id, None)
            read.gone[doc_id] = rev
    unsure = len(read.hot.keys() - told.hot.keys())
    for doc_id, document in told.hot.items():
        if certain or read.hot.get(doc_id, {}).get("rev", 0) <= document["rev"]:
            read.hot[doc_id] = document
            read.gone.pop(doc_id, None)
        else:
            unsure += 1
    return unsure


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
