"""Has a store's journal folded by a process of its own: no screen and no command waits for it (R15)."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cadence_tui.model.errors import CadenceError
from cadence_tui.store.open import open_store
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA

if TYPE_CHECKING:
    from subprocess import Popen

_NICENESS = 10
_running: "list[Popen[bytes]]" = []


def fold_elsewhere(path: Path) -> None:
    """Starts the work and does not wait for it; a second one at a store ends at once. Raises OSError."""
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
