"""Makes a damaged store whole again, as far as its bytes go; nothing is thrown away (R3, R4)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store import faults
from cadence_tui.store.check import check_store, fault_of
from cadence_tui.store.disk import replace_file
from cadence_tui.store.head import (
    FORMAT,
    Head,
    encode_head,
    head_format,
    head_mark,
    manifest_file,
    read_head,
    read_manifest,
    write_head,
)
from cadence_tui.store.host import this_host
from cadence_tui.store.journal import Seal
from cadence_tui.store.lock import Waiting
from cadence_tui.store.maintenance import maintenance
from cadence_tui.store.modes import right_modes
from cadence_tui.store.protocol import Applied, Collection, Commit
from cadence_tui.store.rewrite import Past, rewrite
from cadence_tui.store.salvage import Salvage
from cadence_tui.store.segment import LOST, set_aside
from cadence_tui.store.shelf import Shelf
from cadence_tui.store.survey import Surveyed, survey

LOST_CHANGE = message("A change that was damaged; what is left of it is in lost+found")
"""What the log tells of a commit that could not be read any more."""


def repair_store(
    path: Path, collections: Sequence[Collection], *, waiting: Waiting | None = None
) -> list[Message]:
    """Mends what `check_store` finds, and tells what was done; nothing for a sound store.

    Every byte that has no place in the mended store is in the folder lost+found. Raises StoreError where
    nothing is left to begin with, and OSError; the store is as it was then.
    """
    locked = (path / "lock").is_file()
    with maintenance(path, waiting=waiting):
        told = list(_repaired(path, collections))
    return told if locked else [message("The file lock was made anew"), *told]


def _repaired(path: Path, collections: Sequence[Collection]) -> Iterator[Message]:
    if head_mark(path) and head_format(path) not in (0, FORMAT):
        read_head(path)
    if right_modes(path):
        yield message("Group and mode of files were put right")
    head = _head(path)
    if head is None:
        head = _newest_manifest(path)
        yield message("HEAD was made anew from the copy in {folder}", folder=_folder(head))
        if (path / "HEAD").is_file():
            set_aside((path / "HEAD").read_bytes(), path / LOST, "HEAD")
        write_head(path, head)
    if head.host.is_other_than(this_host()):
        head = replace(head, host=this_host())
        write_head(path, head)
        yield message("The store belongs to this machine now")
    if read_manifest(manifest_file(path, head.generation)) is None and not _damaged(path, head):
        replace_file(manifest_file(path, head.generation), encode_head(head))
        yield message("The copy of HEAD was written anew")
    problems = [problem for problem in check_store(path, collections) if not problem.harmless]
    if problems:
        yield from _Rebuilding(path, collections, head).run()


def _head(path: Path) -> Head | None:
    try:
        return read_head(path)
    except StoreError:
        return None


def _newest_manifest(path: Path) -> Head:
    for folder in sorted(path.glob("snap-*"), reverse=True):
        head = read_manifest(folder / "manifest.json")
        if head is not None:
            return head
    raise faults.beyond_repair(path)


def _folder(head: Head) -> str:
    return f"snap-{head.generation:06d}"


def _damaged(path: Path, head: Head) -> list[str]:
    return [kept.name for kept in head.files() if fault_of(path / kept.name, kept)]


class _Rebuilding:
    """A new history of all that can be read of the old one."""

    def __init__(self, path: Path, collections: Sequence[Collection], head: Head) -> None:
        self._path = path
        self._collections = collections
        self._head = head
        self._last = ""
        self._lost = 0
        self._unfit = 0
        self._faulty: set[str] = set()

    def run(self) -> Iterator[Message]:
        base = self._base()
        salvage = Salvage(self._path, self._collections)
        shelves = salvage.shelves(base)
        yield from salvage.told
        self._faulty.update(_damaged(self._path, self._head))
        past = Past(head=replace(base, host=self._head.host), shelves=shelves, commits=())
        past.commits = self._commits(past)
        head = rewrite(self._path, past, before_removal=self._keep_damaged)
        yield message("History was written anew, up to change {seq}", seq=str(head.seq))
        if self._lost:
            yield message("Changes that could not be read: {n}", n=self._lost)
        if self._unfit:
            yield message("Changes of documents that were lost with them: {n}", n=self._unfit)
        for name in sorted(self._faulty):
            yield message("Kept as it was in lost+found: {file}", file=name)

    def _base(self) -> Head:
        """The newest state that is whole on disk, else the newest."""
        heads = [self._head]
        for folder in sorted(self._path.glob("snap-*"), reverse=True):
            found = read_manifest(folder / "manifest.json")
            if found and found.first == self._head.first and found.generation < self._head.generation:
                heads.append(found)
        return next((head for head in heads if not _damaged(self._path, head)), self._head)

    def _commits(self, past: Past) -> Iterator[tuple[int, Commit]]:
        seq = -1
        for number, commit in self._readable():
            if seq < 0:
                seq = commit.seq - 1
            if commit.seq <= seq:
                self._lost += 1
                continue
            yield from ((number, self._stand_in(missing)) for missing in range(seq + 1, commit.seq))
            seq = commit.seq
            self._last = commit.at
            yield number, self._fitting(past, commit)

    def _readable(self) -> Iterator[tuple[int, Commit]]:
        """What is whole, and a stand-in for every damaged line at the end."""
        unread: list[Surveyed] = []
        seq = number = 0
        for found in survey(self._path, self._head.first, self._head.generation):
            if found.fault and not found.harmless:
                self._faulty.add(found.file)
            if found.line is None:
                unread += [found] * bool(found.raw)
                continue
            if isinstance(found.line.holds, Seal):
                continue
            unread.clear()
            seq, number = found.line.holds.seq, found.number
            yield number, found.line.holds
        for place, found in enumerate(unread, 1):
            if found.harmless:
                name = f"{Path(found.file).stem}-line-{found.row}"
                set_aside(found.raw, self._path / LOST, name)
            elif seq:
                yield number, self._stand_in(seq + place)

    def _stand_in(self, seq: int) -> Commit:
        self._lost += 1
        why: dict[str, Any] = {"text": LOST_CHANGE.text, "figures": {}}
        return Commit(seq=seq, at=self._last or "1970-01-01T00:00:00+00:00", who="", why=why)

    def _fitting(self, past: Past, commit: Commit) -> Commit:
        """The commit without changes of documents that are no longer there."""
        if commit.seq <= past.head.seq:
            return commit
        fitting = [applied for applied in commit.changes if _fits(past.shelves[applied.kind], applied)]
        self._unfit += len(commit.changes) - len(fitting)
        return replace(commit, changes=fitting) if len(fitting) < len(commit.changes) else commit

    def _keep_damaged(self) -> None:
        for name in self._faulty:
            file = self._path / name
            if file.is_file():
                set_aside(file.read_bytes(), self._path / LOST, file.name)


def _fits(shelf: Shelf, applied: Applied) -> bool:
    return applied.made or shelf.find(applied.id) is not None
