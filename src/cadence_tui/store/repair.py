"""Makes a damaged store whole again, as far as its bytes go; nothing is thrown away (R3, R4)."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store import faults
from cadence_tui.store.check import check_store, is_damaged
from cadence_tui.store.disk import replace_file
from cadence_tui.store.head import (
    FORMAT,
    MANIFEST,
    Head,
    encode_head,
    head_format,
    head_mark,
    is_headless,
    manifest_file,
    read_head,
    read_manifest,
    write_head,
)
from cadence_tui.store.host import this_host
from cadence_tui.store.lock import Waiting
from cadence_tui.store.maintenance import maintenance, rewriting_from
from cadence_tui.store.modes import right_modes
from cadence_tui.store.protocol import Collection
from cadence_tui.store.remains import Remains
from cadence_tui.store.rewrite import rewrite
from cadence_tui.store.salvage import Salvage
from cadence_tui.store.segment import LOST, journal_file, set_aside


class Repaired(Struct, kw_only=True):
    """What a repair has done, and what was lost all the same."""

    done: list[Message] = []
    lost: list[Message] = []


def repair_store(
    path: Path, collections: Sequence[Collection], *, waiting: Waiting | None = None
) -> Repaired:
    """Mends what `check_store` finds; nothing for a sound store.

    Every byte that has no place in the mended store is in the folder lost+found. Raises StoreError where
    nothing is left to begin with, and OSError; the store is as it was then.
    """
    repaired = Repaired()
    if head_mark(path) is None and not is_headless(path):
        raise faults.not_a_store(path)
    if not (path / "lock").is_file():
        repaired.done.append(message("The file lock was made anew"))
    with maintenance(path, waiting=waiting):
        _repair(path, collections, repaired)
    return repaired


def move_here(path: Path, *, waiting: Waiting | None = None) -> bool:
    """Makes a store this machine's; false when it is. Raises StoreError and OSError."""
    with maintenance(path, waiting=waiting):
        head = read_head(path)
        if not head.host.is_other_than(this_host()):
            return False
        write_head(path, replace(head, host=this_host()))
        return True


def _repair(path: Path, collections: Sequence[Collection], repaired: Repaired) -> None:
    if head_mark(path) and head_format(path) not in (0, FORMAT):
        read_head(path)
    if right_modes(path):
        repaired.done.append(message("Group and mode of files were put right"))
    head = _head(path)
    if head is None:
        head = _newest_manifest(path)
        folder = f"snap-{head.generation:06d}"
        repaired.done.append(message("HEAD was made anew from the copy in {folder}", folder=folder))
        if (path / "HEAD").is_file():
            set_aside((path / "HEAD").read_bytes(), path / LOST, "HEAD")
        write_head(path, head)
    manifest = manifest_file(path, head.generation)
    if manifest.parent.is_dir() and read_manifest(manifest) is None:
        replace_file(manifest, encode_head(head))
        repaired.done.append(message("The copy of HEAD was written anew"))
    if any(not problem.harmless for problem in check_store(path, collections)):
        _Rebuilding(path, collections, head, repaired).run()


def _head(path: Path) -> Head | None:
    try:
        return read_head(path)
    except StoreError:
        return None


def _newest_manifest(path: Path) -> Head:
    found = [read_manifest(folder / MANIFEST) for folder in sorted(path.glob("snap-*"), reverse=True)]
    heads = [head for head in found if head is not None]
    unfinished = rewriting_from(path)
    if unfinished and not _was_written_to(path, heads, unfinished):
        # A history that was being written anew and never became the store's.
        heads = [head for head in heads if head.first < unfinished] or heads
    if not heads:
        raise faults.beyond_repair(path)
    return heads[0]


def _was_written_to(path: Path, heads: Sequence[Head], first: int) -> bool:
    journals = (journal_file(path, head.generation) for head in heads if head.first >= first)
    return any(journal.is_file() and journal.stat().st_size for journal in journals)


def _damaged(path: Path, head: Head) -> list[str]:
    return [kept.name for kept in head.files() if is_damaged(path / kept.name, kept)]


class _Rebuilding:
    """A new history of all that can be read of the old one."""

    def __init__(self, path: Path, collections: Sequence[Collection], head: Head, repaired: Repaired) -> None:
        self._path = path
        self._collections = collections
        self._head = head
        self._repaired = repaired
        self._remains = Remains(path, head)

    def run(self) -> None:
        heads = self._heads()
        salvage = Salvage(self._path, self._collections, self._remains)
        past = salvage.past(heads)
        past.commits = self._remains.commits(past)
        damaged = {name for head in heads for name in _damaged(self._path, head)}
        head = rewrite(self._path, past, before_removal=lambda: self._keep(damaged))
        told = message("History was written anew, up to change {seq}", seq=str(head.seq))
        self._repaired.done.insert(0, told)
        self._repaired.lost += [*salvage.lost, *self._remains.lost()]

    def _heads(self) -> list[Head]:
        """The store's HEAD, and those of the snapshots before that are still there."""
        folders = sorted(self._path.glob("snap-*"), reverse=True)
        found = [head for folder in folders if (head := read_manifest(folder / MANIFEST)) is not None]
        newest = self._head
        older = (head for head in found if head.first == newest.first)
        return [newest, *(head for head in older if head.generation < newest.generation)]

    def _keep(self, damaged: set[str]) -> None:
        for name in sorted(damaged | self._remains.faulty):
            file = self._path / name
            if file.is_file():
                place = set_aside(file.read_bytes(), self._path / LOST, file.name)
                told = message("Kept as it was: {file}", file=str(place.relative_to(self._path)))
                self._repaired.done.append(told)
