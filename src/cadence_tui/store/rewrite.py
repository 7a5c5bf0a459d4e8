"""Writes the whole history of a store anew: for repairs, erasure and migrations (R11, R16)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from cadence_tui.model.errors import StoreError
from cadence_tui.store import faults
from cadence_tui.store.archive import archived_file, unpacked, write_packed
from cadence_tui.store.cold import index_text
from cadence_tui.store.disk import make_folder
from cadence_tui.store.head import SEED, Head, KindFiles, read_head
from cadence_tui.store.index import Index
from cadence_tui.store.journal import Seal, encode_line, line_sum
from cadence_tui.store.lock import Waiting
from cadence_tui.store.maintenance import begin_rewriting, maintenance, next_number, settle_rewriting
from cadence_tui.store.protocol import Collection, Commit
from cadence_tui.store.replica import Frozen
from cadence_tui.store.segment import LOST, set_aside
from cadence_tui.store.shelf import Shelf, load_shelf
from cadence_tui.store.snapshot import start_journal, write_generation
from cadence_tui.store.stand_in import stand_in
from cadence_tui.store.survey import Surveyed, survey

Commits = Iterable[tuple[int, Commit]]
"""Commits in order, each with the number of its journal."""
Revise = Callable[[Commit], Commit]


class Past(Struct, kw_only=True):
    """What a history is made anew of: its HEAD, the documents of that HEAD's snapshots, all its commits.

    `since` has the number up to which the documents of a kind are told, where that is not HEAD's.
    """

    head: Head
    shelves: dict[str, Shelf]
    commits: Commits
    since: dict[str, int] = {}


def read_past(path: Path, head: Head, collections: Sequence[Collection]) -> Past:
    """The history of a sound store, read as it is asked for. Raises StoreError."""
    lines = survey(path, head.first, head.generation)
    return Past(head=head, shelves=load_shelves(path, head, collections), commits=_sound(path, lines))


def load_shelves(path: Path, head: Head, collections: Sequence[Collection]) -> dict[str, Shelf]:
    """The documents of a HEAD's snapshots. Raises StoreError."""
    declared = {collection.kind: collection for collection in collections}
    kinds = {**{kind: KindFiles() for kind in declared}, **head.kinds}
    return {
        kind: load_shelf(path, files, declared.get(kind) or Collection(kind=kind))
        for kind, files in kinds.items()
    }


def rewrite(
    path: Path,
    past: Past,
    *,
    revise: Revise = lambda commit: commit,
    more: Callable[[Mapping[str, Shelf], int], Commit | None] = lambda shelves, seq: None,
    before_removal: Callable[[], None] = lambda: None,
    **changed: object,
) -> Head:
    """Writes all commits, as `revise` makes them, into new journals, and what is now into new snapshots.

    `revise` changes what is told and never what is: documents are what the commits were. `more` may add a
    last commit to the documents and the number it follows. `before_removal` is called when the new HEAD is in
    place and the old files are still there. `changed` are fields of HEAD. Only under `maintenance`; the store
    is as before until the new HEAD is in place. Raises StoreError and OSError.
    """
    settle_rewriting(path)
    first = next_number(path)
    begin_rewriting(path, first)
    writer = _Writer(path, first)
    for number, commit in past.commits:
        writer.add(number, revise(commit))
        _apply(past, commit)
    writer.fill(past.head.seq + 1)
    added = more(past.shelves, max(writer.seq, past.head.seq))
    if added:
        writer.add(writer.old, added)
        _apply(past, added)
    writer.close()
    start_journal(path, writer.number)
    frozen = Frozen(
        generation=writer.number,
        seq=max(writer.seq, past.head.seq),
        chain=writer.chain,
        shelves=past.shelves,
        counts={kind: sum(1 for _ in shelf.all()) for kind, shelf in past.shelves.items()},
        txns=_known_transactions(path, past.head) | writer.txns,
    )
    base = msgspec.structs.replace(past.head, first=first, txns=(), kinds={}, **changed)
    head = write_generation(path, base, frozen, whole=True)
    before_removal()
    settle_rewriting(path)
    return head


class _Writer:
    """New journals, each with the commits of an old one, put away at once."""

    def __init__(self, path: Path, first: int) -> None:
        self._path = path
        self._lines: list[bytes] = []
        self.number = first
        self.old = 0
        self.seq = 0
        self.chain = SEED
        self.txns: dict[str, int] = {}

    def add(self, old: int, commit: Commit) -> None:
        if old != self.old:
            self.close()
            self.old = old
        self.fill(commit.seq)
        self._write(commit)
        self.seq = commit.seq
        if commit.txn:
            self.txns[commit.txn] = commit.seq

    def fill(self, following: int) -> None:
        """Puts stand-ins where journals between others were taken away, up to what follows."""
        for missing in range(self.seq + 1 if self.seq else following, following):
            self._write(stand_in(missing))
            self.seq = missing

    def close(self) -> None:
        if not self._lines:
            return
        self._write(Seal(seq=self.seq, seal=self.number + 1))
        packed = archived_file(self._path, self.number)
        make_folder(packed.parent)
        write_packed(packed, b"".join(self._lines))
        self._lines = []
        self.number += 1

    def _write(self, holds: Commit | Seal) -> None:
        line = encode_line(holds, self.chain)
        self.chain = line_sum(line)
        self._lines.append(line)


def _apply(past: Past, commit: Commit) -> None:
    for applied in commit.changes:
        if commit.seq <= past.since.get(applied.kind, past.head.seq):
            continue
        shelf = past.shelves.get(applied.kind)
        if shelf is None:
            past.shelves[applied.kind] = shelf = Shelf(Collection(kind=applied.kind))
        shelf.apply(applied)


def _known_transactions(path: Path, head: Head) -> dict[str, int]:
    """What the indexes know: also of journals that were taken away."""
    known: dict[str, int] = {}
    for kept in head.txns:
        with suppress(StoreError, OSError):
            entries = Index(path / kept.name, kept).entries()
            known |= {index_text(key): place.offset for key, place in entries}
    return known


def _sound(path: Path, lines: Iterable[Surveyed]) -> Iterator[tuple[int, Commit]]:
    for found in lines:
        if found.fault and not found.harmless:
            raise faults.damaged(path / found.file, found.row)
        if found.line and isinstance(found.line.holds, Commit):
            yield found.number, found.line.holds
        elif found.fault and found.raw:
            set_aside(found.raw, path / LOST, f"{Path(found.file).stem}-line-{found.row}")


def erase_history(
    path: Path,
    collections: Sequence[Collection],
    revise: Revise,
    tells: Callable[[bytes], bool],
    *,
    waiting: Waiting | None = None,
) -> None:
    """Leaves of the history what `revise` makes of each commit, and of lost+found what tells nothing.

    Documents that were removed are no longer on disk afterwards. Raises StoreError and OSError.
    """
    with maintenance(path, waiting=waiting):
        rewrite(path, read_past(path, read_head(path), collections), revise=revise)
        for piece in (path / LOST).rglob("*"):
            if piece.is_file() and tells(unpacked(piece)):
                piece.unlink()
