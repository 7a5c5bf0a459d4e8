"""Has a store's journal folded by a process of its own: no screen and no command waits for it (R15)."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cadence_tui.model.errors import CadenceError
from cadence_tui.store.disk import ensure_file
from cadence_tui.store.lock import alone
from cadence_tui.store.maintenance import COMPACTION
from cadence_tui.store.open import open_store
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA

if TYPE_CHECKING:
    from subprocess import Popen

_NICENESS = 10
_PAUSE_SECONDS = 10.0
_running: "list[Popen[bytes]]" = []


def fold_elsewhere(path: Path) -> None:
    """Starts the work and does not wait for it; nothing where somebody has just done so. Raises OSError."""
    if not _is_first(path / COMPACTION):
        return
    # Commands that fold nothing are not to pay for it.
    import subprocess

    _running[:] = [process for process in _running if process.poll() is None]
    _running.append(
        subprocess.Popen(
            # Without -P a file of the folder that somebody is in could take the place of a library.
            [sys.executable, "-P", "-m", "cadence_tui.workspace.folding", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def _is_first(lock: Path) -> bool:
    """Whether nobody has begun within the last seconds: forty programs see at once that it is long."""
    ensure_file(lock)
    with alone(lock) as free:
        if not free or (time.time() - lock.stat().st_mtime < _PAUSE_SECONDS and lock.stat().st_size):
            return False
        # Written to and not only touched: a lock that was just made says nothing of a fold.
        lock.write_bytes(b"\n")
        return True


def fold(path: Path, *, only_long: bool = False) -> None:
    """Folds the journal of a store now; a short one not, if so wished. Raises StoreError."""
    store = open_store(path, COLLECTIONS, schema=SCHEMA)
    try:
        if not only_long or store.is_long():
            store.compact()
    finally:
        store.close()


def main() -> int:
    """The work of the process: the exit status is that of the refusal, if any; nobody reads more."""
    os.nice(_NICENESS)
    try:
        fold(Path(sys.argv[1]), only_long=True)
    except CadenceError as error:
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
