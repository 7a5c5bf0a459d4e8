"""Work for which everybody else has to wait, and what becomes of it when it is interrupted."""

import shutil
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from cadence_tui.store.archive import ARCHIVE, journal_place, last_journal
from cadence_tui.store.disk import NOT_JSON, ensure_file, read_file, replace_file, sync_folder
from cadence_tui.store.head import head_numbers, snapshot_folder
from cadence_tui.store.lock import PATIENCE, Lock, Waiting
from cadence_tui.store.segment import journal_number

COMPACTION = "compact.lock"
_MARK = "rewriting"


class _Rewriting(Struct):
    """The number of the first journal of a history that is being written anew."""

    first: int


@contextmanager
def maintenance(path: Path, *, waiting: Waiting | None = None) -> Generator[None]:
    """Keeps every writer and every compaction out. Raises StoreError naming whoever does not end."""
    with ExitStack() as held:
        for name in (COMPACTION, "lock"):
            ensure_file(path / name)
            held.enter_context(Lock(path / name, patience=PATIENCE, waiting=waiting).held())
        yield


def journal_numbers(path: Path, first: int, generation: int) -> range:
    """The numbers of the journals that are the store's: what comes after a gap is nobody's."""
    unfinished = rewriting_from(path)
    last = generation
    while journal_place(path, last + 1).exists() and last + 1 != unfinished:
        last += 1
    return range(first, last + 1)


def next_number(path: Path) -> int:
    """A number that no journal and no snapshot has had."""
    snapshots = map(_number, path.glob("snap-*"))
    return max(last_journal(path), *snapshots, 0) + 1


def begin_rewriting(path: Path, first: int) -> None:
    """Notes that journals from a number on are not the store's before HEAD says so. Raises OSError."""
    replace_file(path / _MARK, msgspec.json.encode(_Rewriting(first)) + b"\n")


def rewriting_from(path: Path) -> int:
    """The first journal of a rewriting that was begun and not ended; 0 for none."""
    try:
        return msgspec.json.decode(read_file(path / _MARK), type=_Rewriting).first
    except (OSError, *NOT_JSON):
        return 0


def settle_rewriting(path: Path) -> None:
    """Ends a rewriting, whether it came to a new HEAD or not: what belongs to the other history is removed.

    Only for whoever keeps compactions out. Raises StoreError and OSError.
    """
    first = rewriting_from(path)
    if not first:
        return
    beginning, generation = head_numbers(path)
    done = beginning == first
    if not done and generation >= first:
        # A mark of long ago, brought back by a copy: it speaks of nothing that is there.
        (path / _MARK).unlink(missing_ok=True)
        return
    # The new HEAD may be there by name only: what it makes superfluous must not go before that is sure.
    sync_folder(path)
    for file in (*path.glob("journal-*.jsonl"), *(path / ARCHIVE).glob("journal-*")):
        number = journal_number(file)
        if number and (number >= first) != done:
            file.unlink()
    for folder in path.glob("snap-*"):
        if folder != snapshot_folder(path, generation) and (done or _number(folder) >= first):
            shutil.rmtree(folder)
    if (path / ARCHIVE).is_dir():
        sync_folder(path / ARCHIVE)
    sync_folder(path)
    (path / _MARK).unlink(missing_ok=True)
    sync_folder(path)


def _number(folder: Path) -> int:
    digits = folder.name.removeprefix("snap-")
    return int(digits) if digits.isdecimal() and len(digits) == len("000000") else 0
