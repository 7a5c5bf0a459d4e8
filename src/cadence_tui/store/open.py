"""Makes and opens stores in folders."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cadence_tui.store import faults
from cadence_tui.store.disk import ensure_file, make_folder
from cadence_tui.store.file_store import Compactor, FileStore
from cadence_tui.store.head import SEED, Head, head_mark, is_headless, read_head
from cadence_tui.store.host import this_host
from cadence_tui.store.journal import is_kind
from cadence_tui.store.lock import PATIENCE, Lock, Waiting
from cadence_tui.store.protocol import Collection, Store
from cadence_tui.store.replica import Frozen
from cadence_tui.store.shelf import Shelf
from cadence_tui.store.snapshot import start_journal, write_generation

_OURS = (
    "HEAD.tmp", "lock", "compact.lock", "rewriting*", "lost+found", "archive", "backups", "rules", "derived",
    "snap-*", "journal-*",
)  # fmt: skip


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
            _write_first(path, schema, shelves)
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
    compactor: Compactor | None = None,
) -> Store:
    """The store in a folder.

    `schema` is the newest that the caller understands; `patience` the seconds to wait for the lock; `waiting`
    is told once when that takes long; `compactor` folds a long journal elsewhere, else whoever commits waits
    for it. Raises StoreError.
    """
    if schema is not None:
        _refuse_other(path, schema)
    return FileStore(path, collections, patience=patience, waiting=waiting, compactor=compactor)


def _refuse_other(path: Path, schema: int) -> None:
    found = read_head(path).schema
    if found != schema:
        raise faults.too_new(path) if found > schema else faults.too_old(path)


def _write_first(path: Path, schema: int, shelves: dict[str, Shelf]) -> None:
    start_journal(path, 1)
    nothing = Head(schema=schema, store=os.urandom(8).hex(), host=this_host(), generation=0, seq=0, kinds={})
    first = Frozen(
        generation=1,
        seq=0,
        chain=SEED,
        shelves=shelves,
        counts={kind: len(shelf.hot) for kind, shelf in shelves.items()},
        txns={},
    )
    write_generation(path, nothing, first)


def _shelves(
    collections: Sequence[Collection], documents: Iterable[tuple[str, Mapping[str, Any]]]
) -> dict[str, Shelf]:
    shelves = {collection.kind: Shelf(collection) for collection in collections}
    impossible = next((kind for kind in shelves if not is_kind(kind)), None)
    if impossible is not None:
        raise ValueError(f"{impossible!r} cannot be a kind")
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
    if is_headless(path):
        raise faults.headless(path)
    for entry in path.iterdir():
        if not any(entry.match(ours) for ours in _OURS):
            raise faults.not_empty(path)
