"""All journals of a store as one list of commits, read from disk from either end."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from cadence_tui.store import faults
from cadence_tui.store.disk import Handle, read_range
from cadence_tui.store.head import journal_file
from cadence_tui.store.journal import decode_line
from cadence_tui.store.lines import backwards, forwards
from cadence_tui.store.protocol import Applied, Commit

_SEQ_AT = len('{"seq":')
_FIRST_LINE = 64


class Ledger:
    """The commits from the `first` generation's journal up to the byte `end` of the last one's."""

    def __init__(self, root: Path, last: int, end: int | None, *, first: int = 1) -> None:
        self._root = root
        self._first = first
        self._last = last
        self._end = end

    def newest_first(self, *, before: int | None = None, holding: bytes = b"") -> Iterator[Commit]:
        """Commits numbered below `before` whose line holds some bytes. Raises StoreError."""
        for generation in range(self._last, self._first - 1, -1):
            yield from self._commits(generation, before, holding, newest_first=True)

    def oldest_first(self, *, before: int | None = None, holding: bytes = b"") -> Iterator[Commit]:
        """The same the other way round."""
        for generation in range(self._first, self._last + 1):
            yield from self._commits(generation, before, holding, newest_first=False)

    def touches(self, kind: str, doc_id: str) -> Iterator[tuple[Commit, Applied]]:
        """What was done to a document, newest first. Raises StoreError."""
        for commit in self.newest_first(holding=_member("id", doc_id)):
            for applied in commit.changes:
                if applied.id == doc_id and applied.kind == kind:
                    yield commit, applied

    def transaction(self, txn: str) -> Commit | None:
        """The commit of a transaction. Raises StoreError."""
        found = self.newest_first(holding=_member("txn", txn))
        return next((commit for commit in found if commit.txn == txn), None)

    def _commits(
        self, generation: int, before: int | None, holding: bytes, *, newest_first: bool
    ) -> Iterator[Commit]:
        path = journal_file(self._root, generation)
        try:
            handle = Handle(path)
        except FileNotFoundError:
            # Old journals may have been put away; nothing but the past is missing then.
            return
        except OSError as error:
            raise faults.unreachable(path, error) from None
        end = handle.size() if self._end is None or generation != self._last else self._end
        if before is not None and _first_seq(handle, end) >= before:
            return
        read = backwards if newest_first else forwards
        for line in _chosen(read(handle.number, end), before, holding):
            commit = decode_line(line)
            if commit is None:
                raise faults.damaged(path, _line_number(handle, end, line))
            yield commit


def _chosen(lines: Iterable[bytes], before: int | None, holding: bytes) -> Iterator[bytes]:
    for line in lines:
        if holding in line and (before is None or _seq(line) < before):
            yield line


def _seq(line: bytes) -> int:
    digits = line[_SEQ_AT : line.find(b",")]
    # A line so damaged that it has no number is for the reader of it to refuse.
    return int(digits) if digits.isdigit() else 0


def _first_seq(handle: Handle, end: int) -> int:
    return _seq(read_range(handle.number, 0, min(end, _FIRST_LINE)))


def _line_number(handle: Handle, end: int, wanted: bytes) -> int:
    return next((n for n, line in enumerate(forwards(handle.number, end), 1) if line == wanted), 0)


def _member(name: str, value: str) -> bytes:
    return msgspec.json.encode({name: value})[1:-1]
