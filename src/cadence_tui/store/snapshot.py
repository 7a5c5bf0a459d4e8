"""Writes the snapshots of a new generation and makes it the store's."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from cadence_tui.store import faults
from cadence_tui.store.cold import ColdWriter, Entry, Group, index_key, merged
from cadence_tui.store.disk import Kept, make_folder, sync_folder, write_file
from cadence_tui.store.head import (
    ColdFiles,
    Head,
    KindFiles,
    journal_file,
    snapshot_folder,
    write_head,
)
from cadence_tui.store.shelf import Shelf

# History is written anew only when this share of it waits in memory: its files are the large ones.
_COLD_SHARE = 10
_GENERATIONS_KEPT = 2

_encode = msgspec.json.Encoder().encode


def write_generation(
    root: Path, old: Head, seq: int, shelves: Mapping[str, Shelf], counts: Mapping[str, int]
) -> Head:
    """Makes a generation that holds the state at `seq`; only for the holder of the lock.

    `shelves` has the kinds that changed since `old`; the files of the others are carried over. Raises OSError
    or StoreError, after which `old` is still in force.
    """
    generation = old.generation + 1
    folder = snapshot_folder(root, generation)
    if folder.exists():
        shutil.rmtree(folder)
    make_folder(folder)
    kinds: dict[str, KindFiles] = {}
    for kind in sorted({*old.kinds, *shelves}):
        writer = _KindWriter(root, folder, kind)
        before = old.kinds.get(kind, KindFiles())
        shelf = shelves.get(kind)
        kinds[kind] = writer.write(shelf, before, counts[kind]) if shelf else writer.carry_over(before)
    sync_folder(folder)
    _start_journal(journal_file(root, generation))
    sync_folder(root)
    head = Head(schema=old.schema, generation=generation, seq=seq, kinds=kinds)
    write_head(root, head)
    _remove_old(root, generation)
    return head


def _start_journal(path: Path) -> None:
    # One with lines was somebody's journal: the HEAD that named it got lost, its commits must not.
    if path.exists() and path.stat().st_size:
        raise faults.damaged(path)
    write_file(path, [])


def _remove_old(root: Path, generation: int) -> None:
    keep = {snapshot_folder(root, generation - age) for age in range(_GENERATIONS_KEPT)}
    for folder in root.glob("snap-*"):
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)


class _KindWriter:
    def __init__(self, root: Path, folder: Path, kind: str) -> None:
        self._root = root
        self._folder = folder
        self._kind = kind

    def write(self, shelf: Shelf, before: KindFiles, count: int) -> KindFiles:
        is_cold = shelf.collection.cold or _never
        ripe = {doc_id: document for doc_id, document in shelf.hot.items() if is_cold(document)}
        if not ripe or len(ripe) * _COLD_SHARE <= (before.cold.count if before.cold else 0):
            hot, cold = shelf.hot, self._carry_cold(before.cold)
        else:
            hot = {doc_id: document for doc_id, document in shelf.hot.items() if doc_id not in ripe}
            cold = self._write_cold(shelf, ripe)
        return KindFiles(
            count=count,
            hot=self._write("json", [_encode(hot)]) if hot else None,
            gone=self._write("gone.json", [_encode(shelf.gone)]) if shelf.gone else None,
            cold=cold,
        )

    def carry_over(self, before: KindFiles) -> KindFiles:
        return KindFiles(
            count=before.count,
            hot=self._carry(before.hot) if before.hot else None,
            gone=self._carry(before.gone) if before.gone else None,
            cold=self._carry_cold(before.cold),
        )

    def _write_cold(self, shelf: Shelf, ripe: Mapping[str, Mapping[str, Any]]) -> ColdFiles:
        writer = ColdWriter()
        lines = self._write("cold.jsonl", writer.lines(merged(_remaining(shelf), _grouped(shelf, ripe))))
        return ColdFiles(
            count=writer.count,
            lines=lines,
            groups=self._write("cold.groups", writer.groups()),
            ids=self._write("cold.ids", writer.ids()),
        )

    def _carry_cold(self, cold: ColdFiles | None) -> ColdFiles | None:
        if cold is None:
            return None
        return ColdFiles(
            count=cold.count,
            lines=self._carry(cold.lines),
            groups=self._carry(cold.groups),
            ids=self._carry(cold.ids),
        )

    def _write(self, ending: str, chunks: Iterable[bytes]) -> Kept:
        path = self._folder / f"{self._kind}.{ending}"
        size, total = write_file(path, chunks)
        return Kept(str(path.relative_to(self._root)), size, total)

    def _carry(self, kept: Kept) -> Kept:
        source = self._root / kept.name
        path = self._folder / source.name
        try:
            os.link(source, path)
        except OSError:
            # Some file systems have no links, and some systems refuse a link to another person's file.
            write_file(path, [source.read_bytes()])
        return Kept(str(path.relative_to(self._root)), kept.size, kept.sum)


def _remaining(shelf: Shelf) -> Iterator[Group]:
    if shelf.cold is None:
        return
    for key, entries in shelf.cold.groups():
        yield key, [entry for entry in entries if not shelf.hides(entry[0])]


def _grouped(shelf: Shelf, documents: Mapping[str, Mapping[str, Any]]) -> list[Group]:
    groups: dict[bytes, list[Entry]] = {}
    for doc_id, document in documents.items():
        groups.setdefault(index_key(shelf.owner(document)), []).append((doc_id, _encode(document)))
    return sorted(groups.items())


def _never(document: Mapping[str, Any]) -> bool:
    return False
