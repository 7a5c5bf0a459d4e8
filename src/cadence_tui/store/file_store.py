"""The store in a folder: snapshots, a chain of journals, and any number of processes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from cadence_tui.model.errors import StoreError
from cadence_tui.store import faults
from cadence_tui.store.compaction import compact
from cadence_tui.store.head import read_head
from cadence_tui.store.ledger import Ledger
from cadence_tui.store.lock import Lock, Waiting
from cadence_tui.store.looking import Looking
from cadence_tui.store.merge import check_changes
from cadence_tui.store.protocol import Change, Collection, Commit, Watch
from cadence_tui.store.replica import Replica
from cadence_tui.store.segment import journal_file
from cadence_tui.store.shelf import Shelf
from cadence_tui.store.writer import Writer

if TYPE_CHECKING:
    from tinydb.table import Table

SMALLEST_FOLD = 8 << 20
"""Bytes of journal that are not worth a snapshot (R9)."""

Compactor = Callable[[Path], None]
"""Has a store's journal folded, elsewhere and some time soon."""


class FileStore:
    """See `protocol.Store`. Readers take no lock: they follow the journal as far as it is whole.

    Two locks order the threads: the writer's turn is held by the one that writes, `_guard` by whoever looks
    at the state, so a screen never waits for another process or for the disk.
    """

    def __init__(
        self,
        path: Path,
        collections: Sequence[Collection],
        *,
        patience: float,
        waiting: Waiting | None,
        compactor: Compactor | None,
    ) -> None:
        self._path = path
        self._indexed = {each.kind: frozenset({each.group, *each.indexes} - {""}) for each in collections}
        self._guard = threading.RLock()
        self._allowed = _may_write(path)
        self._compactor = compactor
        self._unfolded = self._folded = 0
        with faults.reading(path):
            self._replica = Replica(path, collections, writable=self._allowed)
        lock = Lock(path / "lock", patience=patience, waiting=waiting)
        self._writer = Writer(path, self._replica, lock, self._guard)

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
    def hindrance(self) -> StoreError | None:
        """Why `commit` cannot be expected to work here, if there is a reason."""
        if self.damage is not None:
            return self.damage
        if self._replica.fenced is not None:
            return self._replica.fenced
        if self._writer.doubtful:
            return faults.outcome_was_unknown(self._path)
        return None if self._allowed else faults.read_only(self._path)

    @property
    def damage(self) -> StoreError | None:
        """The damage beyond which nothing was read, if there is any."""
        return self._replica.damage

    # -- reading -------------------------------------------------------------------

    def get(self, kind: str, doc_id: str) -> dict[str, Any] | None:
        """A copy of a document, or None."""
        with self._looking():
            found = self._shelf(kind).find(doc_id)
        return None if found is None else msgspec.json.decode(msgspec.json.encode(found))

    def hot(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """The documents in memory, to be read only."""
        return iter(self._resident(kind).values())

    def all(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Every document of a kind, to be read only."""
        with self._looking():
            return faults.reading_each(self._path, self._shelf(kind).all())

    def group(self, kind: str, owner_id: str) -> list[Mapping[str, Any]]:
        """Every document of one owner in the order of ids, to be read only."""
        with self._looking():
            return self._shelf(kind).group(owner_id)

    def by(self, kind: str, field: str, value: str) -> list[Mapping[str, Any]]:
        """The documents in memory whose indexed field has a value, to be read only."""
        with self._looking():
            return self._indexed_shelf(kind, field).by(field, value)

    def between(self, kind: str, field: str, first: str, last: str) -> list[Mapping[str, Any]]:
        """The documents in memory whose indexed field has a value of a range, to be read only."""
        with self._looking():
            return self._indexed_shelf(kind, field).between(field, first, last)

    def count(self, kind: str) -> int:
        """How many documents of a kind there are."""
        self._must_be_declared(kind)
        with self._looking():
            return self._replica.count(kind)

    def table(self, kind: str) -> Table:
        """The documents in memory as a TinyDB table for reading."""
        # TinyDB is imported by those who query: every command would pay for it otherwise.
        from cadence_tui.store.query import QueryTable, ResidentStorage

        self._must_be_declared(kind)
        return QueryTable(ResidentStorage(lambda: {kind: self._resident(kind)}), kind)

    def transaction(self, txn: str) -> Commit | None:
        """The commit that was kept under a transaction's id, if any."""
        with self._looking():
            seq = self._replica.transaction(txn)
            return None if seq is None else self._replica.numbered(seq, txn)

    def log(self, *, newest_first: bool = True, before: int | None = None) -> Iterator[Commit]:
        """All commits up to `seq`, or those numbered below `before`."""
        ledger = self._ledger()
        found = ledger.newest_first(before=before) if newest_first else ledger.oldest_first(before=before)
        return faults.reading_each(self._path, found)

    def history(self, kind: str, doc_id: str) -> list[Commit]:
        """The commits that touched a document, oldest first."""
        with faults.reading(self._path):
            return [commit for commit, _ in self._ledger().touches(kind, doc_id)][::-1]

    # -- following -----------------------------------------------------------------

    def watch(self) -> Watch | None:
        """A handle that becomes readable when others may have committed."""
        from cadence_tui.store.watch import open_watch

        return open_watch(self._path)

    def stale(self) -> bool:
        """Whether others have committed since the last look; two stat calls, and no lock."""
        return self._replica.behind()

    def refresh(self) -> list[Commit]:
        """The commits of others since the last look, in order; they are applied now."""
        with self._looking():
            self._replica.catch_up()
            fresh, self._replica.unseen = self._replica.unseen, []
            return fresh

    # -- writing -------------------------------------------------------------------

    def commit(
        self, changes: Sequence[Change], *, who: str, why: Mapping[str, Any], at: str, txn: str = ""
    ) -> Commit:
        """Keeps all changes or none; when it returns they are on disk."""
        check_changes(changes, self._indexed)
        self._must_be_writable()
        commit = self._writer.commit(changes, Commit(seq=0, at=at, who=who, why=dict(why), txn=txn))
        if self._replica.unfolded > SMALLEST_FOLD and self.is_long():
            self._fold()
        return commit

    def is_long(self) -> bool:
        """Whether so much was written since the snapshot that another one is worth its cost (R9)."""
        with suppress(StoreError), self._looking():
            self._replica.catch_up()
            replica = self._replica
            tried = self._unfolded if self._folded == replica.head.generation else 0
            least = max(SMALLEST_FOLD, replica.head.hot_size() // 2, 2 * tried)
            return replica.unfolded > least
        return False

    def give_up(self) -> None:
        """Ends the waiting of a commit for its lock: it is refused, and nothing was written."""
        self._writer.lock.give_up()

    def undisturbed(self) -> AbstractContextManager[None]:
        """Within, no thread of this process is about to write, or it waits for others and holds nothing."""
        return self._writer.undisturbed()

    def compact(self) -> None:
        """Folds the journal into new snapshots, unless another process is at it.

        Raises StoreError; the store is as before then.
        """
        self._must_be_writable()
        with self._writer.doubting():
            compact(self._path, self._replica, writer=self._writer, guard=self._guard)

    def close(self) -> None:
        """Lets go of files; the store cannot be used afterwards."""
        with self._writer.turn, self._guard:
            self._replica.close()
            self._writer.lock.close()

    # -- inside --------------------------------------------------------------------

    def _looking(self) -> Looking:
        return Looking(self._path, self._guard)

    def _fold(self) -> None:
        # The commit is kept already; a fold that fails is tried again when the journal has doubled.
        self._unfolded, self._folded = self._replica.unfolded, self._replica.head.generation
        with suppress(StoreError, OSError):
            if self._compactor:
                self._compactor(self._path)
            else:
                self.compact()

    def _shelf(self, kind: str) -> Shelf:
        self._must_be_declared(kind)
        return self._replica.shelf(kind)

    def _indexed_shelf(self, kind: str, field: str) -> Shelf:
        shelf = self._shelf(kind)
        if field not in self._indexed[kind]:
            raise ValueError(f"{kind} has no index of {field!r}")
        return shelf

    def _resident(self, kind: str) -> dict[str, dict[str, Any]]:
        with self._looking():
            return dict(self._shelf(kind).hot)

    def _ledger(self) -> Ledger:
        with self._looking():
            return self._replica.ledger()

    def _must_be_declared(self, kind: str) -> None:
        if kind not in self._indexed:
            raise ValueError(f"undeclared kind {kind!r}")

    def _must_be_writable(self) -> None:
        # A damaged line may be mended by now: the commit itself will meet it, if it is there.
        if self.hindrance is not None and self.damage is None:
            raise self.hindrance


def _may_write(path: Path) -> bool:
    # A lock that is missing is for the first commit to tell of.
    places = (path, path / "lock", journal_file(path, read_head(path).generation))
    return all(os.access(place, os.W_OK) for place in places if place.exists())
