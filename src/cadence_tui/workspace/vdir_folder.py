"""A folder that is kept in step: read, looked at again before it is written, and tidied (P8)."""

from pathlib import Path
from time import time

from cadence_tui.exchange.ics.vdir import VdirFile, digest_of, read_vdir, remove_unfinished
from cadence_tui.workspace.outfile import unwritable

_UNFINISHED_SECONDS = 3_600
"""A file that has been unfinished for so long is no longer being written."""


def open_vdir(folder: Path) -> list[VdirFile]:
    """The files of a folder, which is made where there is none. Raises Refused."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_unfinished(folder, before=time() - _UNFINISHED_SECONDS)
        return read_vdir(folder)
    except OSError as error:
        raise unwritable(folder, error) from None


def is_overtaken(folder: Path, name: str, digest: str) -> bool:
    """Whether another program has written a file since it was read: then the next sync sees to it.

    `digest` is empty for one that was not there. Raises Refused.
    """
    file = folder / name
    try:
        return digest_of(file.read_bytes()) != digest
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unwritable(file, error) from None


def remove_item(folder: Path, name: str) -> bool:
    """Removes a file. Raises Refused."""
    file = folder / name
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(file, error) from None
    return True
