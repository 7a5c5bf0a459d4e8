"""Files that are on disk when the call returns, readable and writable by the group."""

import os
import stat
import weakref
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

FILE_MODE = 0o660
FOLDER_MODE = 0o770
NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError)
"""What decoding raises for bytes that are not what was written."""
_BLOCK = 1 << 20
_SYNC_AT_MOST = 1 << 20
NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class Kept(Struct, frozen=True):
    """A file that was written whole: path from the store's folder, bytes, CRC-32 in hexadecimal."""

    name: str
    size: int
    sum: str


def write_file(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    """Writes and syncs a new file; returns its size and checksum. Raises OSError."""
    # A leftover is removed, never written into: it may be another name of a file in use.
    path.unlink(missing_ok=True)
    size = total = synced = 0
    with os.fdopen(os.open(path, NEW_FILE, FILE_MODE), "wb") as stream:
        _hand_over(stream.fileno(), path.parent, FILE_MODE)
        for chunk in _pieces(chunks):
            stream.write(chunk)
            size += len(chunk)
            total = crc32(chunk, total)
            if size - synced >= _SYNC_AT_MOST:
                # Whoever commits meanwhile waits for what is on its way to the disk: never for much.
                stream.flush()
                os.fdatasync(stream.fileno())
                synced = size
        stream.flush()
        os.fsync(stream.fileno())
    return size, f"{total:08x}"


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes | memoryview]:
    for chunk in chunks:
        if len(chunk) <= _SYNC_AT_MOST:
            yield chunk
            continue
        view = memoryview(chunk)
        for start in range(0, len(chunk), _SYNC_AT_MOST):
            yield view[start : start + _SYNC_AT_MOST]


def ensure_file(path: Path) -> None:
    """An empty file, unless there is one. Raises OSError."""
    with suppress(FileExistsError):
        handle = os.open(path, NEW_FILE, FILE_MODE)
        _hand_over(handle, path.parent, FILE_MODE)
        os.close(handle)


def replace_file(path: Path, content: bytes) -> None:
    """Puts a file in the place of another in one step. Raises OSError."""
    fresh = path.with_name(path.name + ".tmp")
    write_file(fresh, [content])
    fresh.replace(path)
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """A folder for the group, if there is none; an inherited setgid bit stays. Raises OSError."""
    if path.is_dir():
        return
    path.mkdir(parents=True)
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _hand_over(handle, path.parent, FOLDER_MODE | (path.stat().st_mode & stat.S_ISGID))
    finally:
        os.close(handle)
    sync_folder(path.parent)


def _hand_over(handle: int, folder: Path, mode: int) -> None:
    """Gives what is new its mode, whatever the umask; what root makes belongs to whose the folder is."""
    if os.geteuid() == 0:
        found = folder.stat()
        os.fchown(handle, found.st_uid, found.st_gid)
    os.fchmod(handle, mode)


def sync_folder(path: Path) -> None:
    """Makes the names in a folder durable. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_range(handle: int, start: int, length: int) -> bytes:
    """Bytes of an open file; fewer at its end. One read of the system returns at most 2 GB."""
    pieces: list[bytes] = []
    while length > 0:
        piece = os.pread(handle, length, start)
        if not piece:
            break
        pieces.append(piece)
        start += len(piece)
        length -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def read_file(path: Path) -> bytes:
    """A file whole; what is no file, such as a pipe, is an error and nothing to wait for. Raises OSError."""
    handle = Handle(path)
    # At least one byte is asked for: a pipe has no size, but cannot be read from a place either.
    return read_range(handle.number, 0, max(handle.size(), 1))


class Handle:
    """An open file for reading, let go when nobody uses it any more."""

    def __init__(self, path: Path) -> None:
        # Without waiting: a pipe in the place of a file would keep everybody hanging.
        self.number = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        weakref.finalize(self, os.close, self.number)

    def size(self) -> int:
        """Bytes."""
        return os.fstat(self.number).st_size

    def pieces(self) -> Iterator[bytes]:
        """All bytes, one block after another."""
        for start in range(0, self.size(), _BLOCK):
            yield read_range(self.number, start, _BLOCK)

    def sum(self) -> str:
        """CRC-32 of all bytes, in hexadecimal, as in `Kept`."""
        total = 0
        for piece in self.pieces():
            total = crc32(piece, total)
        return f"{total:08x}"
