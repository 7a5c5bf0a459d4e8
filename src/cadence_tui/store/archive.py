"""Closed journals, compressed: the past that nobody reads every day, still readable with `zcat` and `jq`."""

import zlib
from contextlib import suppress
from pathlib import Path

from cadence_tui.store import faults
from cadence_tui.store.disk import Handle, make_folder, read_file, read_range, replace_file, sync_folder
from cadence_tui.store.segment import journal_file, journal_number

ARCHIVE = "archive"
_LEVEL = 6
_PIECE = 256
_MAGIC = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS


def archived_file(folder: Path, number: int) -> Path:
    """A journal that was put away."""
    return folder / ARCHIVE / f"journal-{number:06d}.jsonl.gz"


def put_away(folder: Path, number: int) -> None:
    """Compresses a closed journal; it is in one of the two places at every moment. Raises OSError."""
    plain, packed = journal_file(folder, number), archived_file(folder, number)
    make_folder(packed.parent)
    write_packed(packed, plain.read_bytes())
    plain.unlink()
    sync_folder(folder)


def write_packed(packed: Path, content: bytes) -> None:
    """A compressed journal, the same bytes for the same content. Raises OSError."""
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    replace_file(packed, packer.compress(content) + packer.flush())


def journal_content(folder: Path, number: int) -> bytes | None:
    """All bytes of a journal, put away or not; None when there is none. Raises StoreError."""
    try:
        return read_file(journal_file(folder, number))
    except FileNotFoundError:
        return packed_content(folder, number)
    except OSError as error:
        raise faults.unreachable(journal_file(folder, number), error) from None


def journal_place(folder: Path, number: int) -> Path:
    """The file that has a journal, or should have it."""
    packed = archived_file(folder, number)
    return packed if packed.exists() else journal_file(folder, number)


def last_journal(folder: Path) -> int:
    """The highest number of a journal that there is; 0 for none."""
    files = [*folder.glob("journal-*.jsonl"), *(folder / ARCHIVE).glob("journal-*.jsonl.gz")]
    return max(map(journal_number, files), default=0)


def packed_content(folder: Path, number: int) -> bytes | None:
    """All bytes of a journal that was put away; None when there is none. Raises StoreError."""
    path = archived_file(folder, number)
    try:
        return zlib.decompress(read_file(path), wbits=_GZIP)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise faults.unreachable(path, error) from None
    except zlib.error:
        raise faults.damaged(path) from None


def packed_remains(folder: Path, number: int) -> bytes:
    """What can still be read of a damaged journal that was put away, up to the damage."""
    try:
        return _remains(read_file(archived_file(folder, number)))
    except OSError:
        return b""


def unpacked(file: Path) -> bytes:
    """What is in a file, compressed or not, as far as it can be read. Raises OSError."""
    content = read_file(file)
    return _remains(content) if content.startswith(_MAGIC) else content


def _remains(content: bytes) -> bytes:
    unpacker, remains = zlib.decompressobj(_GZIP), bytearray()
    for start in range(0, len(content), _PIECE):
        piece, before = content[start : start + _PIECE], unpacker.copy()
        try:
            remains += unpacker.decompress(piece)
        except zlib.error:
            with suppress(zlib.error):
                for byte in piece:
                    remains += before.decompress(bytes((byte,)))
            break
    return bytes(remains)


def packed_beginning(folder: Path, number: int, length: int) -> bytes:
    """The first bytes of a journal that was put away; none when there is none. Raises StoreError."""
    path = archived_file(folder, number)
    try:
        handle = Handle(path)
        packed = read_range(handle.number, 0, length)
        return zlib.decompressobj(_GZIP).decompress(packed, length)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise faults.unreachable(path, error) from None
    except zlib.error:
        raise faults.damaged(path) from None
