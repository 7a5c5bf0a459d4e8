"""The store in a folder: snapshots, a journal, and any number of processes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from cadence_tui.model.errors import StoreError
from cadence_tui.store import faults
from cadence_tui.store.disk import sync_folder
from cadence_tui.store.head import Head, KindFiles, head_mark, journal_file, read_head
from cadence_tui.store.journal import Journal, decode_line, encode_line
from cadence_tui.store.ledger import Ledger
from cadence_tui.store.lock import Lock, Waiting
from cadence_tui.store.merge import check_changes, resolve
from cadence_tui.store.protocol import Applied, Change, Collection, Commit
from cadence_tui.store.shelf import Shelf, load_shelf
from cadence_tui.store.snapshot import write_generation

if TYPE_CHECKING:
    from tinydb.table import Table

_SMALLEST_FOLD = 1 << 20


class FileStore:
    """See `protocol.Store`. Readers take no lock: they follow the journal as far as it is whole.

    Two locks order the threads: `_turn` is held by the one that writes, `_guard` by whoever looks at the
    state, so a screen never waits for another process or for the disk.
    """

    def __init__(
        self, path: Path, collections: Sequence[Collection], *, patience: float, waiting: Waiting | None
    ) -> None:
        self._path = path
        self._collections = {collection.kind: collection for collection in collections}
        self._turn = threading.Lock()
        self._guard = threading.RLock()
        self._lock = Lock(path / "lock", patience=patience, waiting=waiting)
        self._unseen: list[Commit] = []
        self._doubtful = self._upgraded = False
        self._durable_generation = 0
        self._fold_at = 0
        self._mark = head_mark(path)
        head = read_head(path)
        self._allowed = all(
            os.access(place, os.W_OK) for place in (path, path / "lock", journal_file(path, head.generation))
        )
        self._start(head)
        self._read_journal()

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._path

    @property
    def seq(self) -> int:
        """The number of the last commit seen."""
        return self._seq

    @property
    def schema(self) -> int:
        """The version of the documents' shape."""
        return self._head.schema

    @property
    def writable(self) -> bool:
        """Whether `commit` can be expected to work here."""
        return self._allowed and not self._doubtful and not self._upgraded

    def get(self, kind: str, doc_id: str) -> dict[str, Any] | None:
        """A copy of a document, or None."""
        with self._guard:
            found = self._shelf(kind).find(doc_id)
        return None if found is None else msgspec.json.decode(msgspec.json.encode(found))

    def hot(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """The documents in memory, to be read only."""
        with self._guard:
            return iter(list(self._shelf(kind).hot.values()))

    def all(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Every document of a kind, to be read only."""
        with self._guard:
            return self._shelf(kind).all()

    def group(self, kind: str, owner_id: str) -> list[Mapping[str, Any]]:
        """Every document of one owner in the order of ids, to be read only."""
        with self._guard:
            return self._shelf(kind).group(owner_id)

    def count(self, kind: str) -> int:
        """How many documents of a kind there are."""
        self._must_be_declared(kind)
        return self._counts.get(kind, 0)

    def table(self, kind: str) -> Table:
        """The documents in memory as a TinyDB table for reading."""
        # TinyDB is imported by those who query: every command would pay for it otherwise.
        from cadence_tui.store.query import QueryTable, ResidentStorage

        self._must_be_declared(kind)
        return QueryTable(ResidentStorage(lambda: {kind: self._resident(kind)}), kind)

    def commit(
        self, changes: Sequence[Change], *, who: str, why: Mapping[str, Any], at: str, txn: str = ""
    ) -> Commit:
        """Keeps all changes or none; when it returns they are on disk."""
        check_changes(changes, self._collections)
        self._must_be_writable()
        first = self._ledger().transaction(txn) if txn else None
        if first is None:
            draft = Commit(seq=0, at=at, who=who, why=dict(why), txn=txn)
            try:
                first = self._append(changes, draft)
            except OSError as error:
                raise faults.nothing_written(self._path, error) from None
        self._sync()
        if self._journal.offset > self._fold_at:
            self._fold()
        return first

    def refresh(self) -> list[Commit]:
        """The commits of others since the last look, in order; they are applied now."""
        with self._guard:
            try:
                self._catch_up()
            except OSError as error:
                raise faults.unreachable(self._path, error) from None
            fresh, self._unseen = self._unseen, []
            return fresh

    def log(self, *, newest_first: bool = True, before: int | None = None) -> Iterator[Commit]:
        """All commits up to `seq`, or those numbered below `before`."""
        ledger = self._ledger()
        return ledger.newest_first(before=before) if newest_first else ledger.oldest_first(before=before)

    def history(self, kind: str, doc_id: str) -> list[Commit]:
        """The commits that touched a document, oldest first."""
        return [commit for commit, _ in self._ledger().touches(kind, doc_id)][::-1]

    def compact(self) -> None:
        """Folds the journal into new snapshots. Raises StoreError; the store is as before then."""
        self._must_be_writable()
        try:
            with self._turn, self._lock.held():
                self._write_generation()
        except OSError as error:
            raise faults.nothing_written(self._path, error) from None

    def close(self) -> None:
        """Lets go of files; the store cannot be used afterwards."""
        with self._turn, self._guard:
            self._journal.close()
            self._lock.close()
            self._shelves.clear()

    def _append(self, changes: Sequence[Change], draft: Commit) -> Commit:
        with self._turn, self._lock.held(), self._guard:
            known = len(self._unseen)
            self._catch_up_for_writing()
            for commit in self._unseen[known:]:
                if draft.txn and commit.txn == draft.txn:
                    return commit
            draft.seq = self._seq + 1
            draft.changes = [self._resolve(change) for change in changes]
            line = encode_line(draft)
            # What is kept is what every reader will see, and shares nothing with the caller's objects.
            commit = decode_line(line[:-1])
            assert commit
            self._journal.append(line)
            self._apply(commit)
            return commit

    def _resolve(self, change: Change) -> Applied:
        shelf = self._shelf(change.kind)
        now = shelf.find(change.id)
        ledger = self._ledger()
        return resolve(change, now, shelf.last_rev(change.id), lambda: ledger.touches(change.kind, change.id))

    def _sync(self) -> None:
        # Outside the lock, so that others append meanwhile; by its own handle: a fold closes the journal.
        with self._guard:
            handle = self._journal.duplicate()
        try:
            os.fsync(handle)
        except OSError as error:
            self._doubtful = True
            raise faults.outcome_unknown(self._path, error) from None
        finally:
            os.close(handle)

    def _fold(self) -> None:
        # The commit is kept already; a fold that fails is tried again when the journal has doubled.
        self._fold_at = 2 * self._journal.offset
        with suppress(StoreError, OSError), self._turn, self._lock.held(patience=0):
            self._write_generation()

    def _write_generation(self) -> None:
        with self._guard:
            self._catch_up_for_writing()
            changed = {kind: self._loaded(kind) for kind in self._dirty}
        # Nothing can change while the lock is held, so readers of this process need not wait for the disk.
        self._journal.sync()
        write_generation(self._path, self._head, self._seq, changed, self._counts)
        with self._guard:
            self._catch_up()

    def _catch_up_for_writing(self) -> None:
        self._catch_up()
        if self._upgraded:
            raise faults.upgraded()
        if self._journal.mend(self._path / "lost+found"):
            self._catch_up()
        if self._durable_generation != self._head.generation:
            # Whoever made this generation may have died before its name was on disk.
            sync_folder(self._path)
            self._durable_generation = self._head.generation

    def _catch_up(self) -> None:
        if self._journal.shrunk():
            self._move_on(read_head(self._path))
        while True:
            mark = head_mark(self._path)
            # Read after the look at HEAD: if that names another journal, this one is complete.
            self._unseen += self._read_journal()
            if mark == self._mark or self._upgraded:
                return
            head = read_head(self._path)
            self._mark = mark
            if head != self._head:
                self._move_on(head)

    def _move_on(self, head: Head) -> None:
        if head.schema != self._head.schema:
            self._upgraded = True
            return
        skipped = Ledger(self._path, head.generation - 1, None, first=self._head.generation + 1)
        self._unseen += [commit for commit in skipped.oldest_first() if commit.seq > self._seq]
        self._journal.close()
        self._start(head)

    def _start(self, head: Head) -> None:
        self._head = head
        self._seq = head.seq
        self._counts = {kind: files.count for kind, files in head.kinds.items()}
        self._shelves: dict[str, Shelf] = {}
        self._pending: dict[str, list[Applied]] = {}
        self._dirty: set[str] = set()
        self._fold_at = max(_SMALLEST_FOLD, head.hot_size() // 2)
        self._journal = Journal(journal_file(self._path, head.generation), writable=self._allowed)

    def _read_journal(self) -> list[Commit]:
        if not self._journal.grown():
            return []
        commits = self._journal.read(self._seq)
        for commit in commits:
            self._apply(commit)
        return commits

    def _apply(self, commit: Commit) -> None:
        for applied in commit.changes:
            kind = applied.kind
            self._dirty.add(kind)
            self._counts[kind] = self._counts.get(kind, 0) + applied.made - applied.dropped
            shelf = self._shelves.get(kind)
            if shelf:
                shelf.apply(applied)
            else:
                self._pending.setdefault(kind, []).append(applied)
        self._seq = commit.seq

    def _shelf(self, kind: str) -> Shelf:
        self._must_be_declared(kind)
        return self._loaded(kind)

    def _loaded(self, kind: str) -> Shelf:
        shelf = self._shelves.get(kind)
        if shelf:
            return shelf
        shelf = self._load(kind)
        for applied in self._pending.pop(kind, ()):
            shelf.apply(applied)
        self._shelves[kind] = shelf
        return shelf

    def _load(self, kind: str) -> Shelf:
        collection = self._collections.get(kind) or Collection(kind=kind)
        while True:
            head = self._head
            try:
                return load_shelf(self._path, head.kinds.get(kind, KindFiles()), collection)
            except FileNotFoundError as missing:
                # Others may have folded the journal twice since the last look.
                self._catch_up()
                if self._head is head:
                    raise faults.damaged(Path(missing.filename)) from None

    def _resident(self, kind: str) -> dict[str, dict[str, Any]]:
        with self._guard:
            return dict(self._shelf(kind).hot)

    def _ledger(self) -> Ledger:
        with self._guard:
            return Ledger(self._path, self._head.generation, self._journal.offset)

    def _must_be_declared(self, kind: str) -> None:
        if kind not in self._collections:
            raise ValueError(f"undeclared kind {kind!r}")

    def _must_be_writable(self) -> None:
        if self._upgraded:
            raise faults.upgraded()
        if self._doubtful:
            raise faults.outcome_was_unknown(self._path)
        if not self._allowed:
            raise faults.read_only(self._path)
