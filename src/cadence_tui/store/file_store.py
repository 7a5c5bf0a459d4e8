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
from cadence_tui.store.head import journal_file, read_head
from cadence_tui.store.journal import encode_line
from cadence_tui.store.ledger import Ledger
from cadence_tui.store.lock import Lock, Waiting
from cadence_tui.store.merge import check_changes, resolve
from cadence_tui.store.protocol import Applied, Change, Collection, Commit, Watch
from cadence_tui.store.replica import Replica
from cadence_tui.store.shelf import Shelf
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
        self._kinds = frozenset(collection.kind for collection in collections)
        self._turn = threading.Lock()
        self._guard = threading.RLock()
        self._lock = Lock(path / "lock", patience=patience, waiting=waiting)
        self._allowed = _may_write(path)
        self._doubtful = False
        self._unfolded = 0
        self._replica = Replica(path, collections, writable=self._allowed)

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._path

    @property
    def seq(self) -> int:
        """The number of the last commit seen."""
        return self._replica.seq

    @property
    def schema(self) -> int:
        """The version of the documents' shape."""
        return self._replica.head.schema

    @property
    def writable(self) -> bool:
        """Whether `commit` can be expected to work here."""
        return self._allowed and not self._doubtful and not self._replica.upgraded

    def get(self, kind: str, doc_id: str) -> dict[str, Any] | None:
        """A copy of a document, or None."""
        with self._guard:
            found = self._shelf(kind).find(doc_id)
        return None if found is None else msgspec.json.decode(msgspec.json.encode(found))

    def hot(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """The documents in memory, to be read only."""
        return iter(self._resident(kind).values())

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
        return self._replica.counts.get(kind, 0)

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
        check_changes(changes, self._kinds)
        self._must_be_writable()
        commit = self._ledger().transaction(txn) if txn else None
        if commit is None:
            draft = Commit(seq=0, at=at, who=who, why=dict(why), txn=txn)
            try:
                commit = self._append(changes, draft)
            except OSError as error:
                raise faults.nothing_written(self._path, error) from None
        self._sync()
        if self._replica.journal.offset > self._fold_size():
            self._fold()
        return commit

    def stale(self) -> bool:
        """Whether others have committed since the last look; two stat calls, and no lock."""
        return self._replica.behind()

    def refresh(self) -> list[Commit]:
        """The commits of others since the last look, in order; they are applied now."""
        with self._guard:
            try:
                self._replica.catch_up()
            except OSError as error:
                raise faults.unreachable(self._path, error) from None
            fresh, self._replica.unseen = self._replica.unseen, []
            return fresh

    def log(self, *, newest_first: bool = True, before: int | None = None) -> Iterator[Commit]:
        """All commits up to `seq`, or those numbered below `before`."""
        ledger = self._ledger()
        return ledger.newest_first(before=before) if newest_first else ledger.oldest_first(before=before)

    def history(self, kind: str, doc_id: str) -> list[Commit]:
        """The commits that touched a document, oldest first."""
        return [commit for commit, _ in self._ledger().touches(kind, doc_id)][::-1]

    def transaction(self, txn: str) -> Commit | None:
        """The commit that was kept under a transaction's id, if any."""
        return self._ledger().transaction(txn)

    def watch(self) -> Watch | None:
        """A handle that becomes readable when others may have committed."""
        from cadence_tui.store.watch import open_watch

        return open_watch(self._path)

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
            self._replica.close()
            self._lock.close()

    def _append(self, changes: Sequence[Change], draft: Commit) -> Commit:
        with self._turn, self._lock.held(), self._guard:
            replica = self._replica
            known = len(replica.unseen)
            replica.catch_up_for_writing()
            for commit in replica.unseen[known:]:
                if draft.txn and commit.txn == draft.txn:
                    return commit
            draft.seq = replica.seq + 1
            draft.changes = [self._resolve(change) for change in changes]
            return replica.append(encode_line(draft))

    def _resolve(self, change: Change) -> Applied:
        shelf = self._shelf(change.kind)
        return resolve(
            change,
            shelf.find(change.id),
            shelf.last_rev(change.id),
            lambda: self._ledger().touches(change.kind, change.id),
        )

    def _sync(self) -> None:
        # Outside the lock, so that others append meanwhile; by its own handle: a fold closes the journal.
        with self._guard:
            handle = self._replica.journal.duplicate()
        try:
            os.fsync(handle)
        except OSError as error:
            self._doubtful = True
            raise faults.outcome_unknown(self._path, error) from None
        finally:
            os.close(handle)

    def _fold_size(self) -> int:
        return max(_SMALLEST_FOLD, self._replica.head.hot_size() // 2, 2 * self._unfolded)

    def _fold(self) -> None:
        # The commit is kept already; a fold that fails is tried again when the journal has doubled.
        self._unfolded = self._replica.journal.offset
        with suppress(StoreError, OSError), self._turn, self._lock.held(patience=0):
            self._write_generation()
            self._unfolded = 0

    def _write_generation(self) -> None:
        with self._guard:
            replica = self._replica
            replica.catch_up_for_writing()
            changed = {kind: replica.shelf(kind) for kind in replica.changed}
        # Nothing can change while the lock is held, so readers of this process need not wait for the disk.
        replica.journal.sync()
        write_generation(self._path, replica.head, replica.seq, changed, replica.counts)
        with self._guard:
            replica.catch_up()

    def _shelf(self, kind: str) -> Shelf:
        self._must_be_declared(kind)
        return self._replica.shelf(kind)

    def _resident(self, kind: str) -> dict[str, dict[str, Any]]:
        with self._guard:
            return dict(self._shelf(kind).hot)

    def _ledger(self) -> Ledger:
        with self._guard:
            return self._replica.ledger()

    def _must_be_declared(self, kind: str) -> None:
        if kind not in self._kinds:
            raise ValueError(f"undeclared kind {kind!r}")

    def _must_be_writable(self) -> None:
        if self._replica.upgraded:
            raise faults.upgraded()
        if self._doubtful:
            raise faults.outcome_was_unknown(self._path)
        if not (self._path / "lock").is_file():
            raise faults.damaged(self._path / "lock")
        if not self._allowed:
            raise faults.read_only(self._path)


def _may_write(path: Path) -> bool:
    places = (path, path / "lock", journal_file(path, read_head(path).generation))
    return all(os.access(place, os.W_OK) for place in places)
