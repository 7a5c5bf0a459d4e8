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
from cadence_tui.store.disk import Kept
from cadence_tui.store.head import KindFiles
from cadence_tui.store.patch import patched
from cadence_tui.store.protocol import Applied, Collection

V = TypeVar("V")

_HOT = msgspec.json.Decoder(dict[str, dict[str, Any]])
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
        self._owned: dict[str, set[str]] | None = None

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
        if self._owned is None:
            self._owned = self._by_owner()
        found: list[Mapping[str, Any]] = [self.hot[doc_id] for doc_id in self._owned.get(owner, ())]
        if self.cold:
            found += [document for document in self.cold.group(owner) if not self.hides(document["id"])]
        return sorted(found, key=lambda document: document["id"])

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
        return str(document.get(field) or "") if field else document["id"]

    def apply(self, applied: Applied) -> None:
        """Brings one document forward."""
        before = None if applied.made else self.find(applied.id)
        self._disown(applied.id)
        if applied.dropped:
            self.hot.pop(applied.id, None)
            self.gone[applied.id] = applied.rev
            return
        document = patched(before, applied)
        self.hot[applied.id] = document
        self.gone.pop(applied.id, None)
        if self._owned is not None:
            self._owned.setdefault(self.owner(document), set()).add(applied.id)

    def _disown(self, doc_id: str) -> None:
        resident = self.hot.get(doc_id)
        if self._owned is not None and resident is not None:
            self._owned[self.owner(resident)].discard(doc_id)

    def _by_owner(self) -> dict[str, set[str]]:
        owned: dict[str, set[str]] = {}
        for doc_id, document in self.hot.items():
            owned.setdefault(self.owner(document), set()).add(doc_id)
        return owned


def load_shelf(root: Path, files: KindFiles, collection: Collection) -> Shelf:
    """A shelf from its snapshot. Raises StoreError, and FileNotFoundError when that was superseded."""
    with _no_collection():
        hot = _load(root, files.hot, _HOT) if files.hot else {}
        gone = _load(root, files.gone, _GONE) if files.gone else {}
    return Shelf(collection, hot, gone, Cold(root, files.cold) if files.cold else None)


def _load(root: Path, kept: Kept, decoder: msgspec.json.Decoder[V]) -> V:
    path = root / kept.name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise faults.unreachable(path, error) from None
    if f"{crc32(content):08x}" != kept.sum:
        raise faults.damaged(path)
    try:
        return decoder.decode(content)
    except msgspec.DecodeError:
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
