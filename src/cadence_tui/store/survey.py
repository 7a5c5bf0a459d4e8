"""Every line of every journal, sound or not: what the doctor reports and a repair works on."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store.archive import journal_content, journal_place, packed_remains
from cadence_tui.store.head import SEED
from cadence_tui.store.journal import Line, Seal, decode_line, line_sum, looks_sealed
from cadence_tui.store.maintenance import journal_numbers
from cadence_tui.store.segment import is_debris, is_torn, without_lost_end


class Surveyed(Struct, frozen=True, kw_only=True):
    """A line: its journal's number and file, its row there, its bytes, what it holds, what is wrong with it.

    Row 0 speaks of a whole journal, `unreadable` of one that may be sound and cannot be read now. `line` is
    None for bytes that are no line.
    """

    number: int
    file: str
    row: int
    raw: bytes = b""
    line: Line | None = None
    fault: Message | None = None
    harmless: bool = False
    unreadable: bool = False


def survey(path: Path, first: int, generation: int) -> Iterator[Surveyed]:
    """The lines of all journals from the `first` on; those before the `generation` may have been taken away.

    A line is judged by its own checksum, by the line it follows, and by its number.
    """
    numbers = journal_numbers(path, first, generation)
    surveyor = _Surveyor(path, numbers, generation)
    for number in numbers:
        yield from surveyor.journal(number)


class _Surveyor:
    def __init__(self, path: Path, numbers: range, generation: int) -> None:
        self._path = path
        self._generation = generation
        self._live = _last_with_lines(path, numbers)
        # None is for what is not known, after a damaged line: whatever comes then is taken for what follows.
        self._chain: str | None = SEED
        self._seq: int | None = None
        self._closed: bool | None = True

    def journal(self, number: int) -> Iterator[Surveyed]:
        self._number = number
        self._file = str(journal_place(self._path, number).relative_to(self._path))
        try:
            content = journal_content(self._path, number)
        except StoreError as error:
            unreadable = journal_place(self._path, number).exists() and not error.where
            yield replace(self._found(0, fault=error.message), unreadable=unreadable)
            yield from self._lines([*packed_remains(self._path, number).split(b"\n")[:-1], b""])
            self._lose_track()
            return
        if content is None:
            self._lose_track()
            past = number < self._generation
            yield self._found(0, fault=message("The file is missing"), harmless=past)
            return
        if not content:
            return
        if self._closed is False:
            yield self._found(0, fault=message("Nothing leads to the commits in it"))
        self._closed = False
        yield from self._lines(content.split(b"\n"))

    def _lines(self, lines: list[bytes]) -> Iterator[Surveyed]:
        *complete, tail = lines
        for place, raw in enumerate(complete):
            line = decode_line(raw)
            if line is None and self._number == self._live and is_debris(complete[place:]):
                yield self._unconfirmed(place + 1, b"\n".join(lines[place:]))
                return
            yield self._judged(place + 1, raw, line)
        if tail:
            yield self._unfinished(len(complete) + 1, tail)

    def _judged(self, row: int, raw: bytes, line: Line | None) -> Surveyed:
        if line is None:
            self._lose_track()
            self._chain = line_sum(raw + b"\n") if looks_sealed(raw) else None
            return self._found(row, raw, fault=message("The line is not as it was written"))
        fault = self._misplaced(line)
        self._chain, self._seq = line.sum, line.holds.seq
        self._closed = isinstance(line.holds, Seal)
        return self._found(row, raw, line, fault=fault)

    def _misplaced(self, line: Line) -> Message | None:
        expected = None if self._seq is None else self._seq + (not isinstance(line.holds, Seal))
        if expected is not None and line.holds.seq != expected:
            found = str(line.holds.seq)
            return message(
                "Commit {found} stands where {expected} belongs", found=found, expected=str(expected)
            )
        if self._closed or (self._chain is not None and line.prev != self._chain):
            return message("The line does not follow the one before it")
        return None

    def _unfinished(self, row: int, raw: bytes) -> Surveyed:
        line = decode_line(without_lost_end(raw))
        if self._number == self._live and (line is not None or is_torn(raw)):
            return self._unconfirmed(row, raw, line)
        return self._judged(row, raw, None)

    def _unconfirmed(self, row: int, raw: bytes, line: Line | None = None) -> Surveyed:
        text = message("An unfinished line: the next change sets it aside")
        return self._found(row, raw, line, fault=text, harmless=True)

    def _lose_track(self) -> None:
        self._chain = self._seq = self._closed = None

    def _found(
        self,
        row: int,
        raw: bytes = b"",
        line: Line | None = None,
        *,
        fault: Message | None,
        harmless: bool = False,
    ) -> Surveyed:
        return Surveyed(
            number=self._number,
            file=self._file,
            row=row,
            raw=raw,
            line=line,
            fault=fault,
            harmless=harmless,
        )


def _last_with_lines(path: Path, numbers: range) -> int:
    for number in reversed(numbers):
        with suppress(StoreError):
            if journal_content(path, number):
                return number
    return numbers.start
