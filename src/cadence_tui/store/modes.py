"""Group and mode of a shared store's files: what one person makes, all must be able to use (R12)."""

import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cadence_tui.store.disk import FILE_MODE, FOLDER_MODE

_OWN = frozenset({"rules", "backups"})
"""What people put into the folder themselves, with the modes that they want."""


def wrong_modes(path: Path) -> Iterator[Path]:
    """Files and folders of a shared store that its group cannot use, or that all the world can."""
    if not _is_shared(path):
        return
    root = path.stat()
    if stat.S_IMODE(root.st_mode) != FOLDER_MODE | stat.S_ISGID:
        yield path
    for file in _files(path):
        with suppress(FileNotFoundError):
            found = file.lstat()
            wanted = FOLDER_MODE if stat.S_ISDIR(found.st_mode) else FILE_MODE
            if found.st_gid != root.st_gid or found.st_mode & 0o777 != wanted:
                yield file


def right_modes(path: Path) -> bool:
    """Gives the group what it needs and nobody else anything, as far as this person may; true if it did."""
    group = path.stat().st_gid
    changed = False
    for file in list(wrong_modes(path)):
        with suppress(OSError):
            changed = _right(file, group) or changed
    return changed


def _right(file: Path, group: int) -> bool:
    # By descriptor, and never through a link: whoever can write here must not point us at other files.
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        folder = stat.S_ISDIR(found.st_mode)
        if not folder and (not stat.S_ISREG(found.st_mode) or found.st_nlink > 1):
            return False
        os.fchown(handle, -1, group)
        os.fchmod(handle, FOLDER_MODE | stat.S_ISGID if folder else FILE_MODE)
        return True
    finally:
        os.close(handle)


def _is_shared(path: Path) -> bool:
    """Whether a store is more than one person's: by its folder, or because several have written to it."""
    root = path.stat()
    if root.st_mode & stat.S_ISGID or len({file.lstat().st_uid for file in _files(path)}) > 1:
        return True
    try:
        own_group = pwd.getpwuid(root.st_uid).pw_gid
    except KeyError:
        return False
    return bool(root.st_mode & stat.S_IWGRP) and root.st_gid != own_group


def _files(path: Path) -> Iterator[Path]:
    for file in sorted(path.rglob("*")):
        if file.relative_to(path).parts[0] not in _OWN and not file.is_symlink():
            yield file
