"""The commits of a store whose journals are damaged: what can be read, and stand-ins for what cannot."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store.head import Head
from cadence_tui.store.journal import Seal
from cadence_tui.store.protocol import Applied, Commit
from cadence_tui.store.rewrite import Past
from cadence_tui.store.segment import LOST, set_aside
from cadence_tui.store.shelf import Shelf
from cadence_tui.store.stand_in import MOST_MISSING, stand_in
from cadence_tui.store.survey import Surveyed, survey


class Remains:
    """Reads damaged journals. `faulty` has the files that hold more than could be read of them."""

    def __init__(self, path: Path, head: Head) -> None:
        self._path = path
        self._head = head
        self.faulty: set[str] = set()
        self._missing: list[str] = []
        self._broken: set[int] | None = None
        self._last = ""
        self._unread = 0
        self._unfit = 0

    def readable(self, *, up_to: int) -> Iterator[Commit]:
        """The commits that can be read, up to a number, each once."""
        seq = 0
        for found in self._survey():
            commit = found.line.holds if found.line else None
            if isinstance(commit, Commit) and seq < commit.seq <= up_to:
                seq = commit.seq
                yield commit

    def commits(self, past: Past) -> Iterator[tuple[int, Commit]]:
        """All commits with the number of their journal, gapless, as far as they fit the documents."""
        seq: int | None = None
        for number, commit in self._lines():
            if seq is None:
                seq = self._before_first(commit)
            if not seq < commit.seq <= seq + MOST_MISSING:
                self._unread += 1
                continue
            yield from ((number, self._stand_in(missing)) for missing in range(seq + 1, commit.seq))
            seq = commit.seq
            self._last = commit.at
            yield number, self._fitting(past, commit)

    def is_whole(self, first: int, following: int) -> bool:
        """Whether every journal of these numbers, the last one left out, can be read whole."""
        if self._broken is None:
            found = self._survey()
            self._broken = {
                each.number for each in found if each.fault and (not each.harmless or not each.row)
            }
        return self._broken.isdisjoint(range(first, following))

    def lost(self) -> Iterator[Message]:
        """What is not to be had any more, once all commits were read."""
        if self._unread:
            yield message("Changes that could not be read: {n}", n=self._unread)
        if self._unfit:
            yield message("Changes of documents that were lost with them: {n}", n=self._unfit)
        for name in self._missing:
            yield message("{file} is gone, and what was done in it", file=name)

    def _survey(self) -> Iterator[Surveyed]:
        return survey(self._path, self._head.first, self._head.generation)

    def _lines(self) -> Iterator[tuple[int, Commit]]:
        """What is whole, and a stand-in for every damaged line at the end."""
        unread: list[Surveyed] = []
        seq = number = 0
        for found in self._survey():
            self._note(found)
            if found.line is None:
                unread += [found] * bool(found.raw)
            elif not isinstance(found.line.holds, Seal):
                unread.clear()
                seq, number = found.line.holds.seq, found.number
                yield number, found.line.holds
        for place, found in enumerate(unread, 1):
            if found.harmless:
                set_aside(found.raw, self._path / LOST, f"{Path(found.file).stem}-line-{found.row}")
            elif seq:
                yield number, self._stand_in(seq + place)

    def _note(self, found: Surveyed) -> None:
        if not found.fault or found.harmless:
            return
        if found.unreadable:
            # Another try may read all of it: what is not known to be damaged must not be given up.
            raise StoreError(found.fault)
        if (self._path / found.file).is_file():
            self.faulty.add(found.file)
        elif not found.row:
            self._missing.append(found.file)

    def _before_first(self, commit: Commit) -> int:
        """What came before the first that can be read: nothing, unless its journal is damaged."""
        return 0 if self.faulty else commit.seq - 1

    def _stand_in(self, seq: int) -> Commit:
        self._unread += 1
        return stand_in(seq, self._last)

    def _fitting(self, past: Past, commit: Commit) -> Commit:
        """The commit without changes of documents that are no longer there."""
        fitting = [
            applied
            for applied in commit.changes
            if _is_past(past, commit, applied) or _is_there(past, applied)
        ]
        self._unfit += len(commit.changes) - len(fitting)
        return replace(commit, changes=fitting) if len(fitting) < len(commit.changes) else commit


def _is_past(past: Past, commit: Commit, applied: Applied) -> bool:
    return commit.seq <= past.since.get(applied.kind, past.head.seq)


def _is_there(past: Past, applied: Applied) -> bool:
    shelf = past.shelves.get(applied.kind)
    return applied.made or (shelf is not None and shelf.find(applied.id) is not None)


def fits(shelf: Shelf, applied: Applied) -> bool:
    """Whether a change has what it changes."""
    return applied.made or shelf.find(applied.id) is not None
