"""Work for which everybody else has to wait, and what becomes of it when it is interrupted."""

import shutil
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.archive import ARCHIVE, last_journal
from cadence_tui.store.disk import NOT_JSON, ensure_file, replace_file, sync_folder
from cadence_tui.store.head import Head, snapshot_folder
from cadence_tui.store.lock import PATIENCE, Lock, Waiting, alone
from cadence_tui.store.segment import journal_number

COMPACTION = "compact.lock"
_MARK = "rewriting"


class _Rewriting(Struct):
    """The number of the first journal of a history that is being written anew."""

    first: int


@contextmanager
def maintenance(path: Path, *, waiting: Waiting | None = None) -> Generator[None]:
    """Keeps every writer and every compaction out. Raises StoreError when one does not end."""
    with ExitStack() as held:
        if not held.enter_context(alone(path / COMPACTION)):
            raise faults.being_compacted(path)
        ensure_file(path / "lock")
        held.enter_context(Lock(path / "lock", patience=PATIENCE, waiting=waiting).held())
        yield


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
        return msgspec.json.decode((path / _MARK).read_bytes(), type=_Rewriting).first
    except (OSError, *NOT_JSON):
        return 0


def settle_rewriting(path: Path, head: Head) -> None:
    """Ends a rewriting, whether it came to a new HEAD or not: what belongs to the other history is removed.

    Only for whoever keeps compactions out. Raises OSError.
    """
    first = rewriting_from(path)
    if not first:
        return
    done = head.first == first
    for file in (*path.glob("journal-*.jsonl"), *(path / ARCHIVE).glob("journal-*")):
        if (journal_number(file) >= first) != done:
            file.unlink()
    for folder in path.glob("snap-*"):
        if folder != snapshot_folder(path, head.generation) and (done or _number(folder) >= first):
            shutil.rmtree(folder, ignore_errors=True)
    sync_folder(path)
    with suppress(FileNotFoundError):
        (path / _MARK).unlink()
    sync_folder(path)


def _number(folder: Path) -> int:
    digits = folder.name.removeprefix("snap-")
    return int(digits) if digits.isdecimal() else 0
