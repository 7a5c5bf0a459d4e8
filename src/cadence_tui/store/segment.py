"""One journal of the chain: read as far as it is whole, mended and written by the holder of the lock."""

import os
import weakref
from pathlib import Path

from cadence_tui.store import faults
from cadence_tui.store.disk import make_folder, read_range, sync_folder, write_file
from cadence_tui.store.journal import Seal, decode_line, encode_line, line_sum
from cadence_tui.store.protocol import Commit

LOST = "lost+found"
_DIGITS = 6
_LOST_BLOCK = b"\0" * 16
"""No line has it: what a power failure leaves of a block that was not written yet."""


def journal_file(folder: Path, number: int) -> Path:
    """A journal that is written, or was until lately."""
    return folder / f"journal-{number:06d}.jsonl"


def journal_number(path: Path) -> int:
    """The number of a journal, from its file; 0 for what is none."""
    digits = path.name.partition(".")[0].removeprefix("journal-")
    return int(digits) if digits.isdecimal() and len(digits) == _DIGITS else 0


class Journal:
    """An open journal, read up to the byte `offset`, which is always the start of a line.

    The file is let go when nobody uses the object any more.

    `chain` is the checksum of the last line read, `seq` its number. `closed_by` is the number of the journal
    that goes on, 0 while this one is written. `bad_line` is the number of a complete line that is damaged, 0
    while there is none: reading never goes past it, and writing is refused. `nameless` is true once the file
    has no name.
    """

    def __init__(self, folder: Path, number: int, chain: str, seq: int, *, writable: bool) -> None:
        self.path = journal_file(folder, number)
        self.number = number
        self.chain = chain
        self.seq = seq
        self.offset = 0
        self.lines = 0
        self.bad_line = 0
        self.closed_by = 0
        self.nameless = False
        self._name = str(self.path)
        mode = os.O_RDWR | os.O_APPEND if writable else os.O_RDONLY
        try:
            self._handle = os.open(self.path, mode | os.O_CLOEXEC)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise faults.unreachable(self.path, error) from None
        self._end = weakref.finalize(self, os.close, self._handle)
        self._inode = os.fstat(self._handle).st_ino

    def size(self) -> int:
        """Bytes that the file has now; -1 when somebody put another file in its place."""
        try:
            found = os.stat(self._name)  # noqa: PTH116 - asked at every commit
        except FileNotFoundError:
            # A closed one may have been put away.
            self.nameless = True
            return os.fstat(self._handle).st_size
        return found.st_size if found.st_ino == self._inode else -1

    def has_grown(self) -> bool:
        """Whether the file that is open has bytes beyond `offset`, wherever it may be by now."""
        return os.fstat(self._handle).st_size > self.offset

    def unread(self) -> int:
        """Bytes beyond `offset`; fewer than none when what was read is not what is there."""
        return self.size() - self.offset

    def read(self) -> list[Commit]:
        """The commits beyond `offset`, up to the last complete and sound line."""
        unread = self._unread()
        *complete, _ = unread.split(b"\n")
        commits: list[Commit] = []
        self.bad_line = 0
        for place, line in enumerate(complete):
            found = decode_line(line)
            expected = self.seq if found and isinstance(found.holds, Seal) else self.seq + 1
            if found is None or found.prev != self.chain or found.holds.seq != expected or self.closed_by:
                if not is_debris(complete[place:]):
                    self.bad_line = self.lines + 1
                break
            self.seq = expected
            self.chain = found.sum
            self.offset += len(line) + 1
            self.lines += 1
            if isinstance(found.holds, Seal):
                self.closed_by = found.holds.seal
            else:
                commits.append(found.holds)
        return commits

    def mend(self, lost: Path) -> bool:
        """Deals with what a killed writer left after the last sound line; true when a line was completed.

        Only for the holder of the lock, after `read`. What is no line goes to the folder `lost` and is cut; a
        whole one gets the line feed it lacks. Raises StoreError when a complete line is damaged.
        """
        if self.bad_line:
            raise faults.damaged(self.path, self.bad_line)
        tail = self._unread()
        if not tail:
            return False
        whole = without_lost_end(tail)
        if decode_line(whole):
            os.ftruncate(self._handle, self.offset + len(whole))
            os.write(self._handle, b"\n")
            return True
        if not is_torn(tail):
            raise faults.damaged(self.path, self.lines + 1)
        self._set_aside(tail, lost)
        return False

    def seal(self, seq: int, following: int) -> None:
        """Closes this journal in favour of another. Only for the holder of the lock. Raises StoreError."""
        self._add(encode_line(Seal(seq=seq, seal=following), self.chain))
        self.closed_by = following

    def append(self, line: bytes, seq: int) -> None:
        """Adds the line of the commit that comes next, or nothing. Only for the holder of the lock.

        Raises StoreError.
        """
        if seq != self.seq + 1:
            raise faults.too_busy(self.path)
        self._add(line)
        self.seq = seq

    def sync(self) -> None:
        """Returns when every line is on disk. Raises OSError."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Lets the file go."""
        self._end()

    def _add(self, line: bytes) -> None:
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        except OSError as error:
            if len(rest) < len(line):
                self._take_back(error)
            raise faults.nothing_written(self.path, error) from None
        self.offset += len(line)
        self.lines += 1
        self.chain = line_sum(line)

    def _take_back(self, error: OSError) -> None:
        try:
            os.ftruncate(self._handle, self.offset)
        except OSError:
            # It may be there but for its end, and be completed by whoever comes next.
            raise faults.outcome_unknown(self.path, error) from None

    def _unread(self) -> bytes:
        return read_range(self._handle, self.offset, self.unread())

    def _set_aside(self, tail: bytes, lost: Path) -> None:
        set_aside(tail, lost, f"{self.path.stem}-at-{self.offset}")
        os.ftruncate(self._handle, self.offset)


def set_aside(content: bytes, lost: Path, name: str) -> Path:
    """Keeps bytes that have no place any more, under a name of their own. Raises OSError."""
    make_folder(lost)
    place, number = lost / name, 0
    while place.exists():
        number += 1
        place = lost / f"{name}-{number}"
    write_file(place, [content])
    sync_folder(lost)
    return place


def is_debris(lines: list[bytes]) -> bool:
    """Whether complete lines are what a power failure left of a write that was never confirmed."""
    return _LOST_BLOCK in lines[0] and not any(map(decode_line, lines))


def without_lost_end(tail: bytes) -> bytes:
    """Bytes without the empty ones that a power failure may have left at their end."""
    return tail.rstrip(b"\0")


def is_torn(tail: bytes) -> bool:
    """Whether bytes that end without a line feed are what is left of a write that was never confirmed.

    A confirmed line whose line feed was damaged looks like half a line; a torn write never does.
    """
    return decode_line(tail[: tail.rfind(b'"}') + 2]) is None
