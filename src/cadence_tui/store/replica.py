"""What one process knows of a store: the documents as of the last commit it has seen."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from cadence_tui.model.errors import StoreError
from cadence_tui.store import faults
from cadence_tui.store.head import WRITER, Head, KindFiles, Mark, head_mark, read_head
from cadence_tui.store.host import this_host
from cadence_tui.store.ledger import Ledger
from cadence_tui.store.protocol import Applied, Collection, Commit
from cadence_tui.store.segment import LOST, Journal, journal_file
from cadence_tui.store.shelf import Shelf, load_shelf
from cadence_tui.store.stand_in import stand_in
from cadence_tui.store.transactions import Transactions

_RECENT = 256
"""Commits kept in memory: what a conflict asks for is nearly always among the last ones."""
_FEW = 50
"""Changes of a commit that is worth keeping so."""


Touch = tuple[Commit, Applied]
"""A commit, and what became of one document in it."""


class FarBack(Exception):
    """What is asked for is not in memory."""


class Frozen(Struct, frozen=True, kw_only=True):
    """The state when a journal was closed: what a snapshot is made of while others go on writing."""

    generation: int
    seq: int
    chain: str
    shelves: dict[str, Shelf]
    counts: dict[str, int]
    txns: dict[str, int]


class Replica:
    """Follows HEAD and journals. Kinds are loaded when they are first asked for; the caller orders threads.

    `unseen` gathers the commits of others, `changed` the kinds touched since the snapshot, `counts` the
    documents of each kind, `unfolded` the bytes of journal that no snapshot holds. `fenced` is the reason why
    this process must not write any more: the store was upgraded, replaced, or belongs to another machine.

    A read that fails half-way leaves a state that is not `_whole`: it is made anew before it is looked at
    again, and nothing is told twice or not at all, because `_told` is the last number that was told.
    """

    def __init__(self, path: Path, collections: Iterable[Collection], *, writable: bool) -> None:
        self.path = path
        self.unseen: list[Commit] = []
        self._collections = {collection.kind: collection for collection in collections}
        self._writable = writable
        self._host = this_host()
        self._whole = False
        self._told = 0
        head, journal, self._mark = self._begun()
        self._start(head, journal)
        self.fenced = self._fence(head)
        self._read_journals()
        self._told = self.seq
        self.unseen.clear()

    # -- reading -------------------------------------------------------------------

    def shelf(self, kind: str) -> Shelf:
        """The documents of a kind. Raises StoreError and OSError."""
        if not self._whole:
            self.catch_up()
        shelf = self._shelves.get(kind)
        if shelf:
            return shelf
        shelf = self._load(kind)
        for applied in self._pending.get(kind, ()):
            shelf.apply(applied)
        self._shelves[kind] = shelf
        self._pending.pop(kind, None)
        return shelf

    def ledger(self) -> Ledger:
        """All commits up to the last one seen."""
        if head_mark(self.path) != self._mark and self.fenced is None:
            # Where history was written anew the old journals are no longer there.
            self.catch_up()
        return Ledger(self.path, self.journal.number, self.journal.offset, first=self.head.first)

    def count(self, kind: str) -> int:
        """How many documents of a kind there are. Raises StoreError and OSError."""
        if not self._whole:
            self.catch_up()
        return self.counts.get(kind, 0)

    def touches(self, kind: str, doc_id: str, *, since: int, recent: bool) -> Iterator[Touch]:
        """What was done to a document after commit `since`, newest first: from memory, then from disk.

        Raises FarBack where only `recent` commits are wanted and older ones are asked for.
        """
        before = self.seq + 1
        for commit in reversed(self._recent):
            if commit.seq <= since:
                return
            before = commit.seq
            for applied in commit.changes:
                if applied.id == doc_id and applied.kind == kind:
                    yield commit, applied
        if before <= since + 1:
            return
        if recent:
            raise FarBack
        for commit, applied in self.ledger().touches(kind, doc_id, before=before):
            if commit.seq <= since:
                return
            yield commit, applied

    def transaction(self, txn: str) -> int | None:
        """The number of the commit that was kept under a transaction's id, if any. Raises StoreError."""
        try:
            return self._txns.find(txn)
        except FileNotFoundError:
            # Others have written the history or its indexes anew.
            self.catch_up()
            return self._txns.find(txn)

    def numbered(self, seq: int, txn: str) -> Commit:
        """A commit that was kept; a stand-in where its journal has been taken away. Raises StoreError."""
        found = next(self.ledger().newest_first(before=seq + 1), None)
        return found if found is not None and found.seq == seq else stand_in(seq, txn=txn)

    @property
    def damage(self) -> StoreError | None:
        """The damaged line at which reading had to stop."""
        journal = self.journal
        return faults.damaged(journal.path, journal.bad_line) if journal.bad_line else None

    # -- following -----------------------------------------------------------------

    def behind(self) -> bool:
        """Whether HEAD or the journal are no longer what was last seen."""
        try:
            return not self._whole or self.journal.unread() != 0 or head_mark(self.path) != self._mark
        except OSError:
            return True

    def catch_up(self) -> None:
        """Applies what others have committed. Raises StoreError and OSError."""
        if self.fenced is not None:
            return
        if not self._whole or self.journal.unread() < 0:
            self._begin_again()
        while True:
            mark = head_mark(self.path)
            # Read after the look at HEAD: what that HEAD leaves out is in the journals by now.
            self._read_journals()
            if mark == self._mark or self.fenced:
                return
            self._begin_again()

    def catch_up_for_writing(self) -> bool:
        """The same for the holder of the lock; leaves the journal whole and ready for a line.

        False when the state has to be made anew first: let the lock go and `catch_up`, nobody else shall wait
        for that. Raises StoreError and OSError.
        """
        if head_mark(self.path) != self._mark:
            head = read_head(self.path)
            self.fenced = self._fence(head)
            if self.fenced is None and head.first != self.head.first:
                return False
        if self.fenced is not None:
            raise self.fenced
        unread = self.journal.unread()
        if unread < 0 or not self._whole:
            return False
        if unread or self.journal.bad_line:
            self._read_journals()
            if self.journal.mend(self.path / LOST):
                self._read_journals()
        if self.journal.closed_by:
            return False
        if self.journal.nameless:
            raise faults.damaged(self.journal.path)
        return True

    # -- writing -------------------------------------------------------------------

    def write(self, line: bytes, seq: int) -> None:
        """Adds a line to the journal; its commit must be taken in next. Only for the holder of the lock."""
        self.journal.append(line, seq)
        self.unfolded += len(line)

    def take(self, commit: Commit) -> None:
        """Applies the commit of a line that was written. Raises StoreError and OSError."""
        self._whole = False
        self._told = commit.seq
        self._apply(commit)
        self._whole = True

    def rotate(self, following: int) -> Frozen:
        """Closes the journal in favour of an empty one that is there, and answers the state at that moment.

        Only for the holder of the lock. Raises StoreError.
        """
        shelves = {kind: self.shelf(kind).copy() for kind in self.changed}
        self.journal.seal(self.seq, following)
        try:
            self.journal.sync()
        except OSError as error:
            raise faults.outcome_unknown(self.path, error) from None
        frozen = Frozen(
            generation=following,
            seq=self.seq,
            chain=self.journal.chain,
            shelves=shelves,
            counts=dict(self.counts),
            txns=self._txns.fresh(),
        )
        self._open_next(following)
        return frozen

    def close(self) -> None:
        """Lets go of files."""
        self.journal.close()
        self._shelves.clear()

    # -- inside --------------------------------------------------------------------

    def _fence(self, head: Head) -> StoreError | None:
        if head.store != self.head.store:
            return faults.replaced(self.path)
        if head.schema != self.head.schema:
            return faults.upgraded()
        if head.min_writer > WRITER:
            return faults.too_new_to_write(self.path)
        if head.host.is_other_than(self._host):
            return faults.other_host(self.path, head.host.name)
        return None

    def _start(self, head: Head, journal: Journal) -> None:
        self.head = head
        self.seq = head.seq
        self.counts = {kind: files.count for kind, files in head.kinds.items()}
        self.changed: set[str] = set()
        self.unfolded = 0
        self._shelves: dict[str, Shelf] = {}
        self._pending: dict[str, list[Applied]] = {}
        self._txns = Transactions(self.path, head.txns)
        self._recent: deque[Commit] = deque(maxlen=_RECENT)
        self.journal = journal

    def _begun(self) -> tuple[Head, Journal, Mark | None]:
        """HEAD as it is now, the journal that it begins with, and what to know this HEAD by."""
        while True:
            mark = head_mark(self.path)
            head = read_head(self.path)
            try:
                return head, self._open(head.generation, head.chain, head.seq), mark
            except FileNotFoundError:
                # Others may have folded twice since HEAD was read.
                if head_mark(self.path) == mark:
                    raise faults.damaged(journal_file(self.path, head.generation)) from None

    def _begin_again(self) -> None:
        """Takes HEAD as it is now for the truth; what was told already is not told again."""
        self._whole = False
        head, journal, mark = self._begun()
        self.fenced = self._fence(head)
        if self.fenced is not None:
            # Another store, or another's: what is known of the old one is kept for reading.
            self._mark, self._whole = mark, True
            return
        skipped: Sequence[Commit] = ()
        if head.seq > self._told:
            skipped = _above(self._told, Ledger(self.path, head.generation - 1, None, first=head.first))
        self._start(head, journal)
        for commit in reversed(skipped):
            self._tell(commit)
        self._read_journals()
        self._mark = mark

    def _open(self, number: int, chain: str, seq: int) -> Journal:
        return Journal(self.path, number, chain, seq, writable=self._writable)

    def _open_next(self, number: int) -> None:
        # The one before stays open for whoever still has to sync it.
        self.journal = self._open(number, self.journal.chain, self.journal.seq)

    def _read_journals(self) -> None:
        self._whole = False
        while True:
            if self.journal.unread() > 0:
                before = self.journal.offset
                for commit in self.journal.read():
                    self._apply(commit)
                    self._tell(commit)
                self.unfolded += self.journal.offset - before
            following = self.journal.closed_by
            if not following:
                break
            if self._writable and following > self.head.generation:
                # Whoever closed it may have died before that was on disk, and what comes now stands on it.
                self.journal.sync()
            try:
                self._open_next(following)
            except FileNotFoundError:
                if head_mark(self.path) == self._mark:
                    raise faults.damaged(journal_file(self.path, following)) from None
                # It was put away long ago, and a newer HEAD tells where to go on.
                break
        self._whole = True

    def _tell(self, commit: Commit) -> None:
        if commit.seq > self._told:
            self.unseen.append(commit)
            self._told = commit.seq

    def _apply(self, commit: Commit) -> None:
        for applied in commit.changes:
            kind = applied.kind
            self.changed.add(kind)
            self.counts[kind] = self.counts.get(kind, 0) + applied.made - applied.dropped
            shelf = self._shelves.get(kind)
            if shelf:
                shelf.apply(applied)
            else:
                self._pending.setdefault(kind, []).append(applied)
        if commit.txn:
            self._txns.remember(commit.txn, commit.seq)
        self.seq = commit.seq
        if len(commit.changes) > _FEW:
            self._recent.clear()
        else:
            self._recent.append(commit)

    def _load(self, kind: str) -> Shelf:
        collection = self._collections.get(kind) or Collection(kind=kind)
        while True:
            head = self.head
            try:
                return load_shelf(self.path, head.kinds.get(kind, KindFiles()), collection)
            except FileNotFoundError as missing:
                # Others may have folded the journal twice since the last look.
                self.catch_up()
                if self.fenced is not None:
                    raise self.fenced from None
                if self.head is head:
                    raise faults.damaged(Path(missing.filename)) from None


def _above(known: int, ledger: Ledger) -> Sequence[Commit]:
    """The commits numbered above `known`, newest first."""
    found: list[Commit] = []
    for commit in ledger.newest_first():
        if commit.seq <= known:
            break
        found.append(commit)
    return found
