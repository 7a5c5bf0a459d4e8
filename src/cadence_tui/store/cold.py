"""History on disk: one line of documents per owner, read piece by piece."""

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.disk import NOT_JSON, read_range
from cadence_tui.store.head import ColdFiles
from cadence_tui.store.index import Index, Place, index_lines, open_kept, place_of
from cadence_tui.store.lines import forwards

Entry = tuple[str, bytes]
"""An id and the document's JSON."""
Group = tuple[bytes, list[Entry]]
"""An owner's index key and the documents."""


class _WithId(Struct):
    id: str


_DOCUMENT = msgspec.json.Decoder(dict[str, Any])
_LINE = msgspec.json.Decoder(tuple[str, list[dict[str, Any]]])
_RAW_LINE = msgspec.json.Decoder(tuple[msgspec.Raw, list[msgspec.Raw]])
_ID = msgspec.json.Decoder(_WithId)


def index_key(text: str) -> bytes:
    """A text as the index has it: JSON never ends in a blank and has no control characters.

    A lone surrogate, as in words of a command line that are no UTF-8, can be nowhere in an index.
    """
    return msgspec.json.encode(text.encode(errors="replace").decode())


def index_text(key: bytes) -> str:
    """The text of a key of an index."""
    return msgspec.json.decode(key, type=str)


class Cold:
    """The open cold files of one kind."""

    def __init__(self, root: Path, files: ColdFiles) -> None:
        self.path = root / files.lines.name
        self.count = files.count
        self._kept = files.lines
        self._sound = False
        self._ids = Index(root / files.ids.name, files.ids)
        self._groups = Index(root / files.groups.name, files.groups)
        self._handle = open_kept(self.path, files.lines)

    def find(self, doc_id: str) -> dict[str, Any] | None:
        """A document. Raises StoreError when its bytes are damaged."""
        place = self._ids.find(index_key(doc_id))
        if place is None:
            return None
        return _DOCUMENT.decode(self._content(place))

    def group(self, owner: str) -> list[dict[str, Any]]:
        """An owner's documents. Raises StoreError when their bytes are damaged."""
        place = self._groups.find(index_key(owner))
        if place is None:
            return []
        return _LINE.decode(self._content(place))[1]

    def documents(self) -> Iterator[dict[str, Any]]:
        """Every document, one owner at a time. Raises StoreError."""
        for number, line in self._lines():
            try:
                _, documents = _LINE.decode(line)
            except NOT_JSON:
                raise faults.damaged(self.path, number) from None
            yield from documents

    def groups(self) -> Iterator[Group]:
        """Every owner with the documents still encoded, in the order of the file. Raises StoreError."""
        for number, line in self._lines():
            try:
                key, documents = _RAW_LINE.decode(line)
                yield bytes(key), [(_ID.decode(raw).id, bytes(raw)) for raw in documents]
            except NOT_JSON:
                raise faults.damaged(self.path, number) from None

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        # A line has no checksum of its own to be read by, and what is wrong here would be copied on.
        if not self._sound and self._handle.sum() != self._kept.sum:
            raise faults.damaged(self.path)
        self._sound = True
        yield from enumerate(forwards(self._handle.number, self._kept.size), 1)

    def _content(self, place: Place) -> bytes:
        content = read_range(self._handle.number, place.offset, place.length)
        if len(content) != place.length or crc32(content) != place.sum:
            raise faults.damaged(self.path)
        return content


class ColdWriter:
    """Makes the lines of a cold file and remembers what its two indexes will say."""

    def __init__(self) -> None:
        self.count = 0
        self._offset = 0
        self._ids: list[tuple[bytes, Place]] = []
        self._groups: list[tuple[bytes, Place]] = []

    def lines(self, groups: Iterable[Group]) -> Iterator[bytes]:
        """The cold file, line by line."""
        for key, entries in groups:
            start = self._offset
            offset = start + 1 + len(key) + 2
            for doc_id, content in entries:
                self._ids.append((index_key(doc_id), place_of(content, offset)))
                offset += len(content) + 1
            line = b"[%b,[%b]]\n" % (key, b",".join(content for _, content in entries))
            self._groups.append((key, place_of(line[:-1], start)))
            self._offset += len(line)
            self.count += len(entries)
            yield line

    def ids(self) -> Iterator[bytes]:
        """The index file of ids."""
        return index_lines(self._ids)

    def groups(self) -> Iterator[bytes]:
        """The index file of owners."""
        return index_lines(self._groups)


def merged(old: Iterable[Group], new: Iterable[Group]) -> Iterator[Group]:
    """Two streams of owners as one, both and the result in the order of keys."""
    both = heapq.merge(old, new, key=itemgetter(0))
    for key, groups in groupby(both, key=itemgetter(0)):
        entries = [entry for _, part in groups for entry in part]
        if entries:
            yield key, sorted(entries)
