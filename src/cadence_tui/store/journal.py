"""One journal: a line of JSON per commit, each sealed with a checksum of its bytes."""

import os
import weakref
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from cadence_tui.store import faults
from cadence_tui.store.disk import make_folder, read_range, sync_folder, write_file
from cadence_tui.store.protocol import Commit

_SEAL = b',"sum":"'
_DIGITS = 16
_SEALED = len(_SEAL) + _DIGITS + len(b'"}')
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Commit)


def encode_line(commit: Commit) -> bytes:
    """A commit as a journal line, line feed included."""
    body = _ENCODER.encode(commit)[:-1]
    return b"".join((body, _SEAL, _checksum(body), b'"}\n'))


def decode_line(line: bytes) -> Commit | None:
    """The commit of a line without its line feed; None when the line is not what was written."""
    body, seal = line[:-_SEALED], line[-_SEALED:]
    if seal != b"".join((_SEAL, _checksum(body), b'"}')):
        return None
    try:
        return _DECODER.decode(line)
    except msgspec.DecodeError:
        return None


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGITS // 2).hexdigest().encode()


class Journal:
    """An open journal, read up to the byte `offset`, which is always the start of a line.

    `bad_line` is the number of a complete line that is damaged, 0 while there is none. Reading never goes
    past it, and writing is refused.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self.offset = 0
        self.lines = 0
        self.bad_line = 0
        mode = os.O_RDWR | os.O_APPEND if writable else os.O_RDONLY
        try:
            self._handle = os.open(path, mode | os.O_CLOEXEC)
        except FileNotFoundError:
            raise faults.damaged(path) from None
        except OSError as error:
            raise faults.unreachable(path, error) from None
        self._end = weakref.finalize(self, os.close, self._handle)

    def grown(self) -> bool:
        """Whether there are bytes beyond `offset`."""
        return os.fstat(self._handle).st_size > self.offset

    def shrunk(self) -> bool:
        """Whether bytes that were read are gone: somebody put another file in place, or power failed."""
        return os.fstat(self._handle).st_size < self.offset

    def read(self, seq: int) -> list[Commit]:
        """The commits that follow number `seq`, up to the last complete and sound line."""
        *complete, _ = self._unread().split(b"\n")
        commits: list[Commit] = []
        self.bad_line = 0
        for line in complete:
            commit = decode_line(line)
            if commit is None or commit.seq != seq + 1:
                self.bad_line = self.lines + 1
                break
            seq = commit.seq
            self.offset += len(line) + 1
            self.lines += 1
            commits.append(commit)
        return commits

    def mend(self, lost: Path) -> bool:
        """Deals with what a killed writer left after the last complete line; true when a line was completed.

        Only for the holder of the lock, after `read`. Half a line goes to the folder `lost` and is cut; a
        whole one gets the line feed it lacks. Raises StoreError when a complete line is damaged.
        """
        if self.bad_line:
            raise faults.damaged(self.path, self.bad_line)
        tail = self._unread()
        if not tail:
            return False
        if decode_line(tail):
            os.write(self._handle, b"\n")
            return True
        # An acknowledged line whose line feed was damaged looks like half a line; a torn write never does.
        if decode_line(tail[: tail.rfind(b'"}') + 2]):
            raise faults.damaged(self.path, self.lines + 1)
        self._set_aside(tail, lost)
        return False

    def append(self, line: bytes) -> None:
        """Adds a line, or nothing. Only for the holder of the lock. Raises StoreError."""
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._handle, self.offset)
            raise faults.nothing_written(self.path, error) from None
        self.offset += len(line)
        self.lines += 1

    def sync(self) -> None:
        """Returns when every line is on disk. Raises OSError."""
        os.fsync(self._handle)

    def duplicate(self) -> int:
        """Another handle of the same file, for whoever must not be bothered by `close`."""
        return os.dup(self._handle)

    def close(self) -> None:
        """Lets the file go."""
        self._end()

    def _unread(self) -> bytes:
        return read_range(self._handle, self.offset, os.fstat(self._handle).st_size - self.offset)

    def _set_aside(self, tail: bytes, lost: Path) -> None:
        make_folder(lost)
        place = lost / f"{self.path.stem}-at-{self.offset}"
        number = 0
        while place.exists():
            number += 1
            place = place.with_name(f"{self.path.stem}-at-{self.offset}-{number}")
        write_file(place, [tail])
        sync_folder(lost)
        os.ftruncate(self._handle, self.offset)
