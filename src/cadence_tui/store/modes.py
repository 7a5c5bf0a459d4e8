"""Group and mode of a shared store's files: what one person makes, all must be able to use (R12)."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cadence_tui.store.disk import FILE_MODE, FOLDER_MODE


def wrong_modes(path: Path) -> Iterator[Path]:
    """Files and folders that the group of a shared store cannot use; none where the store is one person's.

    A store is shared when its folder hands its group on (setgid).
    """
    root = path.stat()
    if not root.st_mode & stat.S_ISGID:
        return
    for file in sorted(path.rglob("*")):
        with suppress(FileNotFoundError):
            found = file.stat()
            wanted = FOLDER_MODE if file.is_dir() else FILE_MODE
            if found.st_gid != root.st_gid or found.st_mode & wanted != wanted:
                yield file


def right_modes(path: Path) -> bool:
    """Gives the group what it needs, as far as this person may; whether anything was changed."""
    group = path.stat().st_gid
    changed = False
    for file in wrong_modes(path):
        with suppress(OSError):
            os.chown(file, -1, group)
            wanted = FOLDER_MODE | stat.S_ISGID if file.is_dir() else FILE_MODE
            file.chmod(stat.S_IMODE(file.stat().st_mode) | wanted)
            changed = True
    return changed
