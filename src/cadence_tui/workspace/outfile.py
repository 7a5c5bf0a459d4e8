"""Files handed out to people: there whole or not at all, never over another unless that is wished."""

import os
import tempfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message


def write_out(path: Path, chunks: Iterable[bytes], *, replace: bool = False) -> None:
    """Writes a file. Raises Refused when there is one already or the place cannot be written to."""
    with fresh_file(path, replace=replace) as fresh, fresh.open("wb") as stream:
        stream.writelines(chunks)


@contextmanager
def fresh_file(path: Path, *, replace: bool = False) -> Generator[Path]:
    """A file beside the target to write into; it takes the name in the end. Raises Refused as `write_out`."""
    try:
        if path.exists() and not replace:
            raise Refused(message("{path} is there already; to write over it: --force", path=str(path)))
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from None
    fresh = Path(name)
    try:
        yield fresh
        os.fsync(handle)
        fresh.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        os.close(handle)
        fresh.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> Refused:
    """The refusal of a place that cannot be written to."""
    return Refused(
        message(
            "{path} cannot be written: {fault}", path=str(path), fault=error.strerror or type(error).__name__
        )
    )
