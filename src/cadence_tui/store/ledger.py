"""All journals of a store as one list of commits, read from disk from either end."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from cadence_tui.store import faults
from cadence_tui.store.archive import journal_place, packed_beginning, packed_content
from cadence_tui.store.disk import Handle, read_range
from cadence_tui.store.head import head_numbers
from cadence_tui.store.journal import Seal, decode_line, is_seal
from cadence_tui.store.lines import backwards, forwards
from cadence_tui.store.protocol import Applied, Commit
from cadence_tui.store.segment import journal_file

_SEQ_AT = len('{"seq":')
_FIRST_BYTES = 256


class Ledger:
    """The commits from the `first` journal up to the byte `end` of the `last` one."""

    def __init__(self, root: Path, last: int, end: int | None, *, first: int = 1) -> None:
        self._root = root
        self._first = first
        self._last = last
        self._end = end

    def newest_first(self, *, before: int | None = None, holding: bytes = b"") -> Iterator[Commit]:
        """Commits numbered below `before` whose line holds some bytes. Raises StoreError."""
        for number in range(self._last, self._first - 1, -1):
            yield from self._commits(number, before, holding, newest_first=True)

    def oldest_first(self, *, before: int | None = None, holding: bytes = b"") -> Iterator[Commit]:
        """The same the other way round."""
        for number in range(self._first, self._last + 1):
            yield from self._commits(number, before, holding, newest_first=False)

    def touches(
        self, kind: str, doc_id: str, *, before: int | None = None
    ) -> Iterator[tuple[Commit, Applied]]:
        """What was done to a document, newest first. Raises StoreError."""
        for commit in self.newest_first(before=before, holding=_member("id", doc_id)):
            for applied in commit.changes:
                if applied.id == doc_id and applied.kind == kind:
                    yield commit, applied

    def _commits(
        self, number: int, before: int | None, holding: bytes, *, newest_first: bool
    ) -> Iterator[Commit]:
        chosen = _chosen(self._lines(number, before, newest_first=newest_first), before, holding)
        for line in chosen:
            found = decode_line(line)
            if found is None:
                raise self._damaged(number, line)
            if not isinstance(found.holds, Seal):
                yield found.holds

    def _lines(self, number: int, before: int | None, *, newest_first: bool) -> Iterator[bytes]:
        try:
            handle = Handle(journal_file(self._root, number))
        except FileNotFoundError:
            yield from self._packed_lines(number, before, newest_first=newest_first)
            return
        except OSError as error:
            raise faults.unreachable(journal_file(self._root, number), error) from None
        end = handle.size() if self._end is None or number != self._last else self._end
        if before is None or _seq(read_range(handle.number, 0, min(end, _FIRST_BYTES))) < before:
            yield from (backwards if newest_first else forwards)(handle.number, end)

    def _packed_lines(self, number: int, before: int | None, *, newest_first: bool) -> Iterator[bytes]:
        # Journals may have been taken away; nothing but the past is missing then.
        if before is not None and _seq(packed_beginning(self._root, number, _FIRST_BYTES)) >= before:
            return
        content = packed_content(self._root, number)
        if content is None and head_numbers(self._root)[0] != self._first:
            # Not taken away: the whole history was written anew while it was read.
            raise faults.rewritten(self._root)
        lines = [line for line in (content or b"").split(b"\n") if line]
        yield from reversed(lines) if newest_first else lines

    def _damaged(self, number: int, wanted: bytes) -> Exception:
        lines = self._lines(number, None, newest_first=False)
        path = journal_place(self._root, number)
        return faults.damaged(path, next((n for n, line in enumerate(lines, 1) if line == wanted), 0))


def _chosen(lines: Iterable[bytes], before: int | None, holding: bytes) -> Iterator[bytes]:
    for line in lines:
        if holding in line and (before is None or (_seq(line) < before and not is_seal(line))):
            yield line


def _seq(line: bytes) -> int:
    digits = line[_SEQ_AT : line.find(b",")]
    # A line so damaged that it has no number is for the reader of it to refuse.
    return int(digits) if digits.isdigit() else 0


def _member(name: str, value: str) -> bytes:
    return msgspec.json.encode({name: value})[1:-1]
