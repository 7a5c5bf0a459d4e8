"""The documents of one kind: what is in memory, what was dropped, and the way to history."""

import gc
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from cadence_tui.store import faults
from cadence_tui.store.cold import Cold
from cadence_tui.store.disk import NOT_JSON, Kept, read_file
from cadence_tui.store.head import KindFiles
from cadence_tui.store.patch import patched
from cadence_tui.store.protocol import Applied, Collection

V = TypeVar("V")

_HOT = msgspec.json.Decoder(dict[str, dict[str, dict[str, Any]]])
_GONE = msgspec.json.Decoder(dict[str, int])


class Shelf:
    """Documents of one kind at one commit. A document in memory wins over the one in the cold files.

    Documents handed out are never changed in place: a change puts a new one on the shelf.
    """

    def __init__(
        self,
        collection: Collection,
        hot: dict[str, dict[str, Any]] | None = None,
        gone: dict[str, int] | None = None,
        cold: Cold | None = None,
    ) -> None:
        self.collection = collection
        self.hot = hot if hot is not None else {}
        self.gone = gone if gone is not None else {}
        self.cold = cold
        self._indexes: dict[str, dict[str, set[str]]] = {}

    def copy(self) -> "Shelf":
        """The shelf as it is now; it does not follow later changes."""
        return Shelf(self.collection, dict(self.hot), dict(self.gone), self.cold)

    def find(self, doc_id: str) -> Mapping[str, Any] | None:
        """A document, from memory or disk."""
        found = self.hot.get(doc_id)
        if found is not None or self.cold is None or doc_id in self.gone:
            return found
        return self.cold.find(doc_id)

    def last_rev(self, doc_id: str) -> int:
        """The revision that a dropped document had; 0 for an id never used."""
        return self.gone.get(doc_id, 0)

    def group(self, owner: str) -> list[Mapping[str, Any]]:
        """An owner's documents in the order of ids."""
        field = self.collection.group
        resident = self._index(field).get(owner, ()) if field else {owner} & self.hot.keys()
        found: list[Mapping[str, Any]] = [self.hot[doc_id] for doc_id in resident]
        if self.cold:
            found += [document for document in self.cold.group(owner) if not self.hides(document["id"])]
        return sorted(found, key=lambda document: document["id"])

    def by(self, field: str, value: str) -> list[Mapping[str, Any]]:
        """The documents in memory with a value in an indexed field, in the order of ids."""
        return [self.hot[doc_id] for doc_id in sorted(self._index(field).get(value, ()))]

    def between(self, field: str, first: str, last: str) -> list[Mapping[str, Any]]:
        """The documents in memory with a value of a range in an indexed field, in the order of values."""
        index = self._index(field)
        values = sorted(value for value in index if first <= value <= last)
        return [self.hot[doc_id] for value in values for doc_id in sorted(index[value])]

    def all(self) -> Iterator[Mapping[str, Any]]:
        """Every document as of now: memory first, then history, read as the iterator is."""
        resident = list(self.hot.values())
        if self.cold is None:
            return iter(resident)
        hidden = {*self.hot, *self.gone}
        return chain(resident, (old for old in self.cold.documents() if old["id"] not in hidden))

    def hides(self, doc_id: str) -> bool:
        """Whether the cold copy of a document is no longer what it is."""
        return doc_id in self.hot or doc_id in self.gone

    def owner(self, document: Mapping[str, Any]) -> str:
        """The owner's id; a kind without owners has each document on its own."""
        field = self.collection.group
        return _value(document, field) if field else document["id"]

    def apply(self, applied: Applied) -> None:
        """Brings one document forward."""
        before = None if applied.made else self.find(applied.id)
        resident = self.hot.get(applied.id)
        if applied.dropped:
            self.hot.pop(applied.id, None)
            self.gone[applied.id] = applied.rev
            self._reindex(applied.id, resident, None)
            return
        document = patched(before, applied)
        self.hot[applied.id] = document
        self.gone.pop(applied.id, None)
        self._reindex(applied.id, resident, document)

    def _index(self, field: str) -> dict[str, set[str]]:
        # Made when first asked for, and kept from then on.
        if field not in self._indexes:
            index: dict[str, set[str]] = {}
            for doc_id, document in self.hot.items():
                index.setdefault(_value(document, field), set()).add(doc_id)
            self._indexes[field] = index
        return self._indexes[field]

    def _reindex(self, doc_id: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> None:
        for field, index in self._indexes.items():
            was = None if old is None else _value(old, field)
            now = None if new is None else _value(new, field)
            if was == now:
                continue
            if was is not None:
                _take_out(index, was, doc_id)
            if now is not None:
                index.setdefault(now, set()).add(doc_id)


def _value(document: Mapping[str, Any], field: str) -> str:
    return str(document.get(field) or "")


def _take_out(index: dict[str, set[str]], value: str, doc_id: str) -> None:
    index[value].discard(doc_id)
    if not index[value]:
        del index[value]


def load_shelf(root: Path, files: KindFiles, collection: Collection) -> Shelf:
    """A shelf from its snapshot. Raises StoreError, and FileNotFoundError when that was superseded."""
    with _no_collection():
        hot = read_kept(root, files.hot, _HOT).get(collection.kind, {}) if files.hot else {}
        gone = read_kept(root, files.gone, _GONE) if files.gone else {}
    return Shelf(collection, hot, gone, Cold(root, files.cold) if files.cold else None)


def read_kept(root: Path, kept: Kept, decoder: msgspec.json.Decoder[V]) -> V:
    """What a file holds that was written whole. Raises StoreError, and FileNotFoundError when it is gone."""
    path = root / kept.name
    try:
        content = read_file(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise faults.unreachable(path, error) from None
    if f"{crc32(content):08x}" != kept.sum:
        raise faults.damaged(path)
    try:
        return decoder.decode(content)
    except NOT_JSON:
        raise faults.damaged(path) from None


@contextmanager
def _no_collection() -> Generator[None]:
    # Collecting while many objects are made costs more than making them; documents never form cycles.
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if running:
            gc.enable()
