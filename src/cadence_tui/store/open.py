"""Makes and opens stores in folders."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cadence_tui.store import faults
from cadence_tui.store.disk import ensure_file, make_folder
from cadence_tui.store.file_store import FileStore
from cadence_tui.store.head import Head, head_mark, read_head
from cadence_tui.store.lock import PATIENCE, Lock, Waiting
from cadence_tui.store.protocol import Collection, Store
from cadence_tui.store.shelf import Shelf
from cadence_tui.store.snapshot import write_generation

_OURS = ("HEAD.tmp", "lock", "lost+found", "rules", "derived", "snap-*", "journal-*")


def make_store(
    path: Path,
    collections: Sequence[Collection],
    *,
    schema: int,
    documents: Iterable[tuple[str, Mapping[str, Any]]] = (),
) -> Store:
    """A new store in a folder that does not exist or is empty, opened.

    `documents` (kind, document with its `id`) become the first snapshot, each at revision 1; no commit tells
    of them. The store is there whole or not at all. Raises StoreError, and ValueError for a kind undeclared
    or an id given twice.
    """
    shelves = _shelves(collections, documents)
    try:
        make_folder(path)
        _refuse_strangers(path)
        ensure_file(path / "lock")
        with Lock(path / "lock", patience=PATIENCE, waiting=None).held():
            if head_mark(path):
                raise faults.already_a_store(path)
            nothing = Head(schema=schema, generation=0, seq=0, kinds={})
            write_generation(path, nothing, 0, shelves, {kind: len(s.hot) for kind, s in shelves.items()})
    except OSError as error:
        raise faults.nothing_written(path, error) from None
    return open_store(path, collections)


def open_store(
    path: Path,
    collections: Sequence[Collection],
    *,
    schema: int | None = None,
    patience: float = PATIENCE,
    waiting: Waiting | None = None,
) -> Store:
    """The store in a folder.

    `schema` is the newest that the caller understands; `patience` the seconds to wait for the lock; `waiting`
    is told once when that takes long. Raises StoreError.
    """
    if schema is not None and read_head(path).schema > schema:
        raise faults.too_new(path)
    return FileStore(path, collections, patience=patience, waiting=waiting)


def _shelves(
    collections: Sequence[Collection], documents: Iterable[tuple[str, Mapping[str, Any]]]
) -> dict[str, Shelf]:
    shelves = {collection.kind: Shelf(collection) for collection in collections}
    for kind, document in documents:
        if kind not in shelves:
            raise ValueError(f"undeclared kind {kind!r}")
        hot = shelves[kind].hot
        if document["id"] in hot:
            raise ValueError(f"{kind} {document['id']!r} is given twice")
        hot[document["id"]] = {**document, "kind": kind, "rev": 1}
    return shelves


def _refuse_strangers(path: Path) -> None:
    if head_mark(path):
        raise faults.already_a_store(path)
    for entry in path.iterdir():
        if not any(entry.match(ours) for ours in _OURS):
            raise faults.not_empty(path)
