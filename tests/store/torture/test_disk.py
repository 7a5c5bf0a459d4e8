"""The explorer's model of a disk: what is safe after which call."""

from pathlib import Path

import pytest

from tests.store.torture.disk import Disk, File, Names
from tests.store.torture.tracing import calls


def _hex(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def _played(root: Path, *lines: str) -> Disk:
    """A disk after the lines of a record, in which `{a}` is the path of a file and `{/}` the folder's."""
    names = {"/": _hex(str(root)), **{name: _hex(str(root / name)) for name in "ab"}}
    disk = Disk(root)
    for call in calls([line.format(**names) for line in lines]):
        disk.play(call)
    return disk


def _files(names: Names) -> dict[str, tuple[bytes, bytes]]:
    """What is safe and what is to be seen, by the name of the file."""
    return {
        Path(p).name: (node.synced, node.current()) for p, node in names.items() if isinstance(node, File)
    }


_MADE = '7 openat(AT_FDCWD<\\x2f>, "{a}", O_RDWR|O_CREAT, 0660) = 3<{a}>'
_ONE = f'7 write(3<{{a}}>, "{_hex("one")}", 3) = 3'
_TWO = f'8 pwrite64(3<{{a}}>, "{_hex("two")}", 3, 3) = 3'
_SYNCED = "7 fsync(3<{a}>) = 0"
_MOVED = '7 rename("{a}", "{b}") = 0'
_NAMES_SYNCED = "7 fsync(4<{/}>) = 0"


def test_a_file_is_safe_only_as_far_as_it_was_written_before_the_sync(tmp_path: Path) -> None:
    begun, ended = "7 fsync(3<{a}> <unfinished ...>", "7 <... fsync resumed>) = 0"
    disk = _played(tmp_path, _MADE, _ONE, begun, _TWO, ended)
    assert _files(disk.names) == {"a": (b"one", b"onetwo")}


def test_a_name_is_safe_only_when_its_folder_is_synced(tmp_path: Path) -> None:
    disk = _played(tmp_path, _MADE, _ONE, _SYNCED)
    assert (_files(disk.durable), _files(disk.names)) == ({}, {"a": (b"one", b"one")})
    disk = _played(tmp_path, _MADE, _ONE, _SYNCED, _NAMES_SYNCED, _MOVED)
    assert (_files(disk.durable), _files(disk.names)) == ({"a": (b"one", b"one")}, {"b": (b"one", b"one")})


def test_a_call_that_failed_did_nothing(tmp_path: Path) -> None:
    disk = _played(tmp_path, _MADE, _ONE, "7 fsync(3<{a}>) = -1 EIO (Input/output error)")
    assert _files(disk.names) == {"a": (b"", b"one")}


def test_a_call_that_is_not_known_is_no_reason_to_be_silent(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="does not know copy_file_range"):
        _played(tmp_path, _MADE, "7 copy_file_range(3<{a}>, NULL, 3<{a}>, NULL, 9, 0) = 9")
