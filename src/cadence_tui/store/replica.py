"""What one process knows of a store: the documents as of the last commit it has seen."""

from collections.abc import Iterable
from pathlib import Path

from cadence_tui.store import faults
from cadence_tui.store.disk import sync_folder
from cadence_tui.store.head import Head, KindFiles, head_mark, journal_file, read_head
from cadence_tui.store.journal import Journal, decode_line
from cadence_tui.store.ledger import Ledger
from cadence_tui.store.protocol import Applied, Collection, Commit
from cadence_tui.store.shelf import Shelf, load_shelf


class Replica:
    """Follows HEAD and journal. Kinds are loaded when they are first asked for; the caller orders threads.

    `unseen` gathers the commits of others, `changed` the kinds touched since the snapshot, `counts` the
    documents of each kind. `upgraded` is true when the store has moved to another schema: this process stays
    behind then.
    """

    def __init__(self, path: Path, collections: Iterable[Collection], *, writable: bool) -> None:
        self.path = path
        self.unseen: list[Commit] = []
        self.upgraded = False
        self._collections = {collection.kind: collection for collection in collections}
        self._writable = writable
        self._durable_generation = 0
        self._mark = head_mark(path)
        self._start(read_head(path))
        self._read_journal()

    def shelf(self, kind: str) -> Shelf:
        """The documents of a kind. Raises StoreError."""
        shelf = self._shelves.get(kind)
        if shelf:
            return shelf
        shelf = self._load(kind)
        for applied in self._pending.pop(kind, ()):
            shelf.apply(applied)
        self._shelves[kind] = shelf
        return shelf

    def ledger(self) -> Ledger:
        """All commits up to the last one seen."""
        return Ledger(self.path, self.head.generation, self.journal.offset)

    def behind(self) -> bool:
        """Whether HEAD or the journal are no longer what was last seen."""
        try:
            return self.journal.grown() or self.journal.shrunk() or head_mark(self.path) != self._mark
        except OSError:
            return True

    def catch_up(self) -> None:
        """Applies what others have committed. Raises StoreError and OSError."""
        if self.journal.shrunk():
            self._move_on(read_head(self.path))
        while True:
            mark = head_mark(self.path)
            # Read after the look at HEAD: if that names another journal, this one is complete.
            self.unseen += self._read_journal()
            if mark == self._mark or self.upgraded:
                return
            head = read_head(self.path)
            self._mark = mark
            if head != self.head:
                self._move_on(head)

    def catch_up_for_writing(self) -> None:
        """The same for the holder of the lock; leaves the journal whole and ready for a line."""
        self.catch_up()
        if self.upgraded:
            raise faults.upgraded()
        if self.journal.mend(self.path / "lost+found"):
            self.catch_up()
        if self._durable_generation != self.head.generation:
            # Whoever made this generation may have died before its name was on disk.
            sync_folder(self.path)
            self._durable_generation = self.head.generation

    def append(self, line: bytes) -> Commit:
        """Adds a line to the journal and applies it. Raises StoreError."""
        # What is kept is what every reader will see, and shares nothing with the author's objects.
        commit = decode_line(line[:-1])
        assert commit
        self.journal.append(line)
        self._apply(commit)
        return commit

    def close(self) -> None:
        """Lets go of files."""
        self.journal.close()
        self._shelves.clear()

    def _start(self, head: Head) -> None:
        self.head = head
        self.seq = head.seq
        self.counts = {kind: files.count for kind, files in head.kinds.items()}
        self.changed: set[str] = set()
        self._shelves: dict[str, Shelf] = {}
        self._pending: dict[str, list[Applied]] = {}
        self.journal = Journal(journal_file(self.path, head.generation), writable=self._writable)

    def _move_on(self, head: Head) -> None:
        if head.schema != self.head.schema:
            self.upgraded = True
            return
        skipped = Ledger(self.path, head.generation - 1, None, first=self.head.generation + 1)
        self.unseen += [commit for commit in skipped.oldest_first() if commit.seq > self.seq]
        self.journal.close()
        self._start(head)

    def _read_journal(self) -> list[Commit]:
        if not self.journal.grown():
            return []
        commits = self.journal.read(self.seq)
        for commit in commits:
            self._apply(commit)
        return commits

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
        self.seq = commit.seq

    def _load(self, kind: str) -> Shelf:
        collection = self._collections.get(kind) or Collection(kind=kind)
        while True:
            head = self.head
            try:
                return load_shelf(self.path, head.kinds.get(kind, KindFiles()), collection)
            except FileNotFoundError as missing:
                # Others may have folded the journal twice since the last look.
                self.catch_up()
                if self.head is head:
                    raise faults.damaged(Path(missing.filename)) from None
