"""A sorted index on disk: finds where a key's bytes are in another file, without being loaded."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.disk import Handle, Kept, read_range

_FIRST_LINE = 1 << 16
_PLACE = len(" 000000000000 0000000000 00000000\n")


class Place(Struct, frozen=True):
    """A stretch of a file: byte offset, length, CRC-32."""

    offset: int
    length: int
    sum: int


def place_of(content: bytes, offset: int) -> Place:
    """The place that content has when it is written at an offset."""
    return Place(offset, len(content), crc32(content))


def index_lines(places: Iterable[tuple[bytes, Place]]) -> Iterator[bytes]:
    """The index file of keys and places: lines of one width, sorted by key. Keys must not end in a blank."""
    ordered = sorted(places, key=lambda entry: entry[0])
    width = max((len(key) for key, _ in ordered), default=0)
    for key, place in ordered:
        yield b"%b %012d %010d %08x\n" % (key.ljust(width), place.offset, place.length, place.sum)


class Index:
    """An open index file, checked before its first answer: what a damaged one lacks would look absent."""

    def __init__(self, path: Path, kept: Kept) -> None:
        self.path = path
        self._kept = kept
        self._sound = False
        self._handle = open_kept(path, kept)
        self._width = self._first_line()
        if self._width <= _PLACE or kept.size % self._width:
            raise faults.damaged(path)
        self._entries = kept.size // self._width

    def entries(self) -> Iterator[tuple[bytes, Place]]:
        """Every key with its place, sorted. Raises StoreError when the index is damaged."""
        self._check()
        for number in range(self._entries):
            line = read_range(self._handle.number, number * self._width, self._width)
            yield line[:-_PLACE].rstrip(b" "), _place_in(line)

    def find(self, key: bytes) -> Place | None:
        """The place of a key. Raises StoreError when the index is damaged."""
        self._check()
        low, high = 0, self._entries
        wanted = key.ljust(self._width - _PLACE)
        while low < high:
            middle = (low + high) // 2
            line = read_range(self._handle.number, middle * self._width, self._width)
            found = line[:-_PLACE]
            if found == wanted:
                return _place_in(line)
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return None

    def _check(self) -> None:
        if not self._sound and self._handle.sum() != self._kept.sum:
            raise faults.damaged(self.path)
        self._sound = True

    def _first_line(self) -> int:
        """Bytes of a line; they are as long as the longest key needs."""
        length = _FIRST_LINE
        while True:
            end = read_range(self._handle.number, 0, length).find(b"\n") + 1
            if end or length > self._kept.size:
                return end
            length *= 8


def _place_in(line: bytes) -> Place:
    offset, length, total = line[-_PLACE:].split()
    return Place(int(offset), int(length), int(total, 16))


def open_kept(path: Path, kept: Kept) -> Handle:
    """A file of known size, open. Raises StoreError, and FileNotFoundError when it is gone."""
    try:
        handle = Handle(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise faults.unreachable(path, error) from None
    if handle.size() != kept.size:
        raise faults.damaged(path)
    return handle
