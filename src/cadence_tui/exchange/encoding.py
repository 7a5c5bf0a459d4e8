"""What a file is, found out before it is read: there, ordinary, small enough, text, and in which encoding."""

import codecs
import stat
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from cadence_tui.exchange.faults import bad
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain

LIMIT_BYTES = 100_000_000
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_EMPTY_TABLE = message("a header row and data; the file is empty")
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_TEXT_CONTROLS = b"\t\n\r\x0b\x0c\x1a\x1b"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Source(Struct, frozen=True):
    """A text file that may be opened: its name in messages, encoding, first 64 KB, what to tell people."""

    path: Path
    file: str
    encoding: str
    sample: str
    warnings: tuple[Message, ...] = ()


def inspect(path: Path, limit: int = LIMIT_BYTES) -> Source:
    """The source behind a path, which must be an ordinary text file of fewer than `limit` bytes.

    UTF-8 with or without byte order mark; else Windows-1252, with a warning. Raises BadInput.
    """
    file = plain(str(path))
    with _refusing(file):
        _check_kind(path, file, limit)
        return _examine(path, file)


def read_utf8(path: Path, limit: int = LIMIT_BYTES) -> bytes:
    """The bytes of an ordinary UTF-8 file of fewer than `limit` bytes, without byte order mark.

    Raises BadInput.
    """
    file = plain(str(path))
    with _refusing(file):
        _check_kind(path, file, limit)
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        try:
            data.decode()
        except UnicodeDecodeError as error:
            row = 1 + data.count(b"\n", 0, error.start)
            raise bad(file, message("text in UTF-8"), row=row) from None
        return data


@contextmanager
def _refusing(file: str) -> Generator[None]:
    try:
        yield
    except FileNotFoundError:
        raise bad(file, message("an existing file")) from None
    except PermissionError:
        raise bad(file, message("a file that may be read by this user")) from None
    except (OSError, ValueError) as error:
        raise bad(file, message("a readable file"), found=str(error)) from None


def _check_kind(path: Path, file: str, limit: int) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise bad(file, message("a file, not a folder"))
    if not stat.S_ISREG(status.st_mode):
        raise bad(file, message("an ordinary file, not a pipe or a device"))
    if status.st_size >= limit:
        expected = message("less than {limit} MB; split the file", limit=_megabytes(limit))
        raise bad(file, expected, found=f"{_megabytes(status.st_size)} MB")


def _examine(path: Path, file: str) -> Source:
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        _check_text(head, file)
        utf8 = codecs.getincrementaldecoder("utf-8")()
        try:
            sample = utf8.decode(head)
            while chunk := stream.read(_CHUNK):
                utf8.decode(chunk)
            utf8.decode(b"", final=True)
        except UnicodeDecodeError:
            return _as_windows(path, file, head)
    return Source(path, file, "utf-8-sig", sample.removeprefix("\ufeff"))


def _as_windows(path: Path, file: str, head: bytes) -> Source:
    try:
        sample = head.decode("cp1252")
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                chunk.decode("cp1252")
    except UnicodeDecodeError:
        raise bad(file, message("text in UTF-8 or Windows-1252")) from None
    warning = message("{file} is not UTF-8; it was read as Windows-1252", file=file)
    return Source(path, file, "cp1252", sample, (warning,))


def _check_text(head: bytes, file: str) -> None:
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        is_json = file.lower().endswith(JSON_SUFFIXES)
        expected = message("a JSON text; the file is empty") if is_json else _EMPTY_TABLE
        raise bad(file, expected)
    if head.startswith(_UTF16_MARKS):
        raise bad(file, message("UTF-8 text; this is UTF-16: save it as “CSV UTF-8”"))
    if head.startswith(_WORKBOOK_MARKS):
        raise bad(file, message("text; this is a workbook or an archive: save the sheet as “CSV UTF-8”"))
    controls = sum(head.count(bytes((byte,))) for byte in range(32) if byte not in _TEXT_CONTROLS)
    if controls * 50 > len(head):
        raise _binary(file)


def _binary(file: str) -> BadInput:
    return bad(file, message("text; this is a binary file"))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")
