"""Writing to a store: drafted on what is known, appended under the lock, confirmed once it is on disk."""

import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from msgspec import Struct

from cadence_tui.model.errors import Conflict, OutcomeUnknown, StoreError
from cadence_tui.store import faults
from cadence_tui.store.disk import sync_folder
from cadence_tui.store.journal import decode_commit, encode_line
from cadence_tui.store.lock import Lock
from cadence_tui.store.looking import Looking
from cadence_tui.store.merge import resolve
from cadence_tui.store.protocol import Applied, Change, Commit
from cadence_tui.store.replica import FarBack, Replica, Touch
from cadence_tui.store.segment import Journal

_LARGE = 500
"""So many changes are not drafted while others wait, if that can be avoided."""
_ATTEMPTS = 4
_QUIET_SECONDS = 0.5


class Drafted(Struct, frozen=True):
    """A commit as it may be appended while the journal still ends in `chain`; no line when it is kept."""

    chain: str
    commit: Commit
    line: bytes


class Story(Struct):
    """What was done to a document up to commit `seq`, newest first; `whole` once there is no more of it."""

    seq: int
    found: list[Touch]
    whole: bool = False


Stories = dict[tuple[str, str], Story]
"""What was read of histories for a commit: under the lock only what came since is looked at."""


class Writer:
    """Commits of one process. `turn` is held by the thread that writes, `lock` keeps other processes out.

    `doubtful` is true once a disk has not kept its word: nothing more is written then (R1).
    """

    def __init__(self, path: Path, replica: Replica, lock: Lock, guard: threading.RLock) -> None:
        self.lock = lock
        self.turn = threading.Lock()
        self.doubtful = False
        self._path = path
        self._replica = replica
        self._guard = guard
        self._durable_since = 0

    def commit(self, changes: Sequence[Change], draft: Commit) -> Commit:
        """Keeps all changes or none; when it returns they are on disk. Raises Conflict and StoreError."""
        with self.doubting():
            with self.turn:
                commit, journal = self._kept(changes, draft)
            self._sync(journal)
        return commit

    @contextmanager
    def undisturbed(self) -> Generator[None]:
        """Within, no thread of this process is about to write, or it waits for others and holds nothing."""
        quiet = self.turn.acquire(timeout=_QUIET_SECONDS)
        try:
            yield
        finally:
            if quiet:
                self.turn.release()

    @contextmanager
    def doubting(self) -> Generator[None]:
        """Says in words what a disk refuses, and writes no more once it is not known what it has."""
        try:
            yield
        except OutcomeUnknown:
            self.doubtful = True
            raise
        except OSError as error:
            raise faults.nothing_written(self._path, error) from None

    def _kept(self, changes: Sequence[Change], draft: Commit) -> tuple[Commit, Journal]:
        """The commit as it is in the journal, and the journal that must be synced for it.

        What takes long is done before the lock is taken, in the hope that nothing comes between.
        """
        stories: Stories = {}
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            drafted = self._drafted(changes, draft, stories)
            with suppress(FarBack), self.lock.held(), self._guard:
                replica = self._replica
                if replica.catch_up_for_writing():
                    stale = drafted is None or drafted.chain != replica.journal.chain
                    if stale and (len(changes) <= _LARGE or last):
                        drafted = self._draft(changes, draft, stories, recent=True)
                    if drafted is not None and drafted.chain == replica.journal.chain:
                        return self._append(drafted)
            with self._looking():
                self._replica.catch_up()
        raise faults.too_busy(self._path)

    def _drafted(self, changes: Sequence[Change], draft: Commit, stories: Stories) -> Drafted | None:
        with self._looking():
            replica = self._replica
            if replica.journal.has_grown():
                # Whatever is read now is not read while others wait.
                replica.catch_up()
            try:
                return self._draft(changes, draft, stories, recent=False)
            except Conflict:
                if replica.journal.unread() == 0:
                    raise
                # What somebody has left unfinished decides, and that is mended under the lock.
                return None

    def _draft(self, changes: Sequence[Change], draft: Commit, stories: Stories, *, recent: bool) -> Drafted:
        """The commit on what is known; with `recent` without reading history, see `Replica.touches`."""
        replica = self._replica
        chain = replica.journal.chain
        seq = replica.transaction(draft.txn) if draft.txn else None
        if seq is not None:
            return Drafted(chain, replica.numbered(seq, draft.txn), b"")
        draft.seq = replica.seq + 1
        draft.changes = [self._resolve(change, stories, recent=recent) for change in changes]
        line = encode_line(draft, chain)
        # What is kept is what every reader will see, and shares nothing with the author's objects.
        return Drafted(chain, decode_commit(line[:-1]), line)

    def _resolve(self, change: Change, stories: Stories, *, recent: bool) -> Applied:
        shelf = self._replica.shelf(change.kind)
        return resolve(
            change,
            shelf.find(change.id),
            shelf.last_rev(change.id),
            lambda: self._touches(change.kind, change.id, stories, recent=recent),
        )

    def _touches(self, kind: str, doc_id: str, stories: Stories, *, recent: bool) -> Iterator[Touch]:
        story = stories.get((kind, doc_id))
        if story is None and not recent:
            story = stories[kind, doc_id] = Story(self._replica.seq, [])
            for touch in self._replica.touches(kind, doc_id, since=0, recent=False):
                story.found.append(touch)
                yield touch
            story.whole = True
            return
        seen = 0
        for touch in self._replica.touches(kind, doc_id, since=story.seq if story else 0, recent=recent):
            seen += 1
            yield touch
        if story is None:
            return
        yield from story.found
        if story.whole:
            return
        if recent:
            raise FarBack
        seen += len(story.found)
        yield from islice(self._replica.touches(kind, doc_id, since=0, recent=False), seen, None)

    def _append(self, drafted: Drafted) -> tuple[Commit, Journal]:
        journal = self._replica.journal
        if drafted.line:
            self._replica.write(drafted.line, drafted.commit.seq)
            self.lock.release()
            with suppress(StoreError, OSError):
                # It is written, whatever happens here: what is in memory is made anew at the next look.
                self._replica.take(drafted.commit)
        return drafted.commit, journal

    def _sync(self, journal: Journal) -> None:
        # Outside the lock, so that others append meanwhile.
        try:
            journal.sync()
            if self._durable_since != self._replica.head.first:
                # Whoever wrote this history anew may have died before its name was on disk.
                sync_folder(self._path)
                self._durable_since = self._replica.head.first
        except OSError as error:
            raise faults.outcome_unknown(self._path, error) from None

    def _looking(self) -> Looking:
        return Looking(self._path, self._guard)
