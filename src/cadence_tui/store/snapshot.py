"""Writes the snapshots of a new generation and makes it the store's."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from cadence_tui.store import faults
from cadence_tui.store.archive import ARCHIVE, put_away
from cadence_tui.store.cold import ColdWriter, Entry, Group, index_key, merged
from cadence_tui.store.disk import Handle, Kept, make_folder, sync_folder, write_file
from cadence_tui.store.head import (
    MANIFEST,
    ColdFiles,
    Head,
    KindFiles,
    encode_head,
    manifest_file,
    snapshot_folder,
    write_head,
)
from cadence_tui.store.replica import Frozen
from cadence_tui.store.segment import journal_file, journal_number
from cadence_tui.store.shelf import Shelf
from cadence_tui.store.transactions import write_transactions

# History is written anew only when this share of it waits in memory: its files are the large ones.
_COLD_SHARE = 10

_encode = msgspec.json.Encoder().encode


def write_generation(root: Path, old: Head, frozen: Frozen, *, whole: bool = False) -> Head:
    """Writes the snapshots of a closed journal's end and makes them the store's.

    Only for the holder of the lock of compactions. `frozen.shelves` has the kinds that changed since `old`;
    the files of the others are carried over, and most of the time history is: `whole` leaves nothing that was
    removed from it on disk. Raises OSError or StoreError, after which `old` is in force.
    """
    generation = frozen.generation
    folder = snapshot_folder(root, generation)
    if folder.exists():
        shutil.rmtree(folder)
    make_folder(folder)
    head = msgspec.structs.replace(
        old,
        generation=generation,
        seq=frozen.seq,
        chain=frozen.chain,
        txns=write_transactions(root, generation, old.txns, frozen.txns),
        kinds=_write_kinds(_KindWriter(root, folder, whole=whole), old, frozen),
    )
    write_file(manifest_file(root, generation), [encode_head(head)])
    sync_folder(folder)
    sync_folder(root)
    write_head(root, head)
    return head


def start_journal(root: Path, number: int) -> None:
    """An empty journal, durable by name. Raises OSError, and StoreError for one with lines."""
    path = journal_file(root, number)
    # One with lines was somebody's journal: the line that named it got lost, its commits must not.
    if path.exists() and path.stat().st_size:
        raise faults.damaged(path)
    write_file(path, [])
    sync_folder(root)


def tidy(root: Path, old: Head, head: Head) -> None:
    """Puts journals before the previous generation away, and removes older snapshots. Raises OSError.

    The previous generation stays: a stopped process may still need it, and so may a repair.
    """
    keep = {snapshot_folder(root, number) for number in (old.generation, head.generation)}
    for folder in root.glob("snap-*"):
        if folder not in keep:
            # Without it nobody takes what is left for a snapshot, should this not come to its end.
            (folder / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
    named = {root / kept.name for each in (old, head) for kept in each.txns}
    for index in (root / ARCHIVE).glob("*.txns"):
        if index not in named:
            index.unlink()
    closed = (journal_number(path) for path in root.glob("journal-*.jsonl"))
    for number in sorted(number for number in closed if 0 < number < old.generation):
        put_away(root, number)


def _write_kinds(writer: "_KindWriter", old: Head, frozen: Frozen) -> dict[str, KindFiles]:
    kinds: dict[str, KindFiles] = {}
    for kind in sorted({*old.kinds, *frozen.shelves}):
        before = old.kinds.get(kind, KindFiles())
        shelf = frozen.shelves.get(kind)
        kinds[kind] = (
            writer.write(kind, shelf, before, frozen.counts[kind]) if shelf else writer.carry_over(before)
        )
    return kinds


class _KindWriter:
    def __init__(self, root: Path, folder: Path, *, whole: bool) -> None:
        self._root = root
        self._folder = folder
        self._whole = whole

    def write(self, kind: str, shelf: Shelf, before: KindFiles, count: int) -> KindFiles:
        is_cold = shelf.collection.cold or _never
        ripe = {doc_id: document for doc_id, document in shelf.hot.items() if is_cold(document)}
        if self._whole and (ripe or shelf.cold):
            hot, cold = _without(shelf.hot, ripe), self._write_cold(kind, shelf, ripe)
        elif not ripe or len(ripe) * _COLD_SHARE <= (before.cold.count if before.cold else 0):
            hot, cold = shelf.hot, self._carry_cold(before.cold)
        else:
            hot, cold = _without(shelf.hot, ripe), self._write_cold(kind, shelf, ripe)
        return KindFiles(
            count=count,
            hot=self._write(f"{kind}.json", [_encode({kind: hot})]) if hot else None,
            gone=self._write(f"{kind}.gone.json", [_encode(shelf.gone)]) if shelf.gone else None,
            cold=cold,
        )

    def carry_over(self, before: KindFiles) -> KindFiles:
        return KindFiles(
            count=before.count,
            hot=self._carry(before.hot) if before.hot else None,
            gone=self._carry(before.gone) if before.gone else None,
            cold=self._carry_cold(before.cold),
        )

    def _write_cold(self, kind: str, shelf: Shelf, ripe: Mapping[str, Mapping[str, Any]]) -> ColdFiles | None:
        writer = ColdWriter()
        groups = merged(_remaining(shelf), _grouped(shelf, ripe))
        lines = self._write(f"{kind}.cold.jsonl", writer.lines(groups))
        if not writer.count:
            (self._root / lines.name).unlink()
            return None
        return ColdFiles(
            count=writer.count,
            lines=lines,
            groups=self._write(f"{kind}.cold.groups", writer.groups()),
            ids=self._write(f"{kind}.cold.ids", writer.ids()),
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

    def _write(self, name: str, chunks: Iterable[bytes]) -> Kept:
        path = self._folder / name
        size, total = write_file(path, chunks)
        return Kept(str(path.relative_to(self._root)), size, total)

    def _carry(self, kept: Kept) -> Kept:
        # A copy and no link: where one snapshot is damaged the one before is to be had.
        source = self._root / kept.name
        carried = self._write(source.name, Handle(source).pieces())
        if (carried.size, carried.sum) != (kept.size, kept.sum):
            raise faults.damaged(source)
        return carried


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


def _without(hot: Mapping[str, dict[str, Any]], ripe: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    return {doc_id: document for doc_id, document in hot.items() if doc_id not in ripe}


def _never(document: Mapping[str, Any]) -> bool:
    return False
