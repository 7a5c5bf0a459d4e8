"""A disk as a system promises it: what a power cut may leave of files and names that were not synced yet."""

import os
from pathlib import Path
from typing import NamedTuple

from tests.store.torture.tracing import Call

_WRITES = {"write", "pwrite64", "writev"}
_SYNCS = {"fsync", "fdatasync"}
_MOVES = {"rename", "renameat", "renameat2"}


class Piece(NamedTuple):
    """A change of a file that may not be on disk yet: bytes at an offset, or, without bytes, a new size."""

    ended: int
    offset: int
    content: bytes | None

    def applied(self, before: bytes) -> bytes:
        """The file's content with the change."""
        if self.content is None:
            return before[: self.offset].ljust(self.offset, b"\0")
        end = self.offset + len(self.content)
        return before[: self.offset].ljust(self.offset, b"\0") + self.content + before[end:]


class File:
    """A file whatever its names are: what is safe on disk, and the changes since, oldest first."""

    def __init__(self, content: bytes = b"") -> None:
        self.synced = content
        self.pending: list[Piece] = []

    def current(self) -> bytes:
        """What a reader sees."""
        content = self.synced
        for piece in self.pending:
            content = piece.applied(content)
        return content

    def sync(self, begun: int) -> None:
        """Everything that was written before the sync was asked for is safe."""
        while self.pending and self.pending[0].ended < begun:
            self.synced = self.pending.pop(0).applied(self.synced)


class Folder:
    """A folder; what is in it stands in the names."""


Names = dict[str, File | Folder]
Descriptor = tuple[str, str, str]
"""Whose it is, its number, and the path of its file."""


class Naming(NamedTuple):
    """A change of names that may not be on disk yet: `old` goes, `new` comes, a move does both at once."""

    ended: int
    old: str
    new: str
    node: File | Folder

    def apply(self, names: Names) -> None:
        """Changes the names."""
        under = {path: node for path, node in names.items() if path.startswith(self.old + "/")}
        if self.old:
            for path in [self.old, *under]:
                names.pop(path, None)
        if self.new:
            names[self.new] = self.node
        if self.old and self.new:
            names.update({self.new + path.removeprefix(self.old): node for path, node in under.items()})

    def folders(self) -> set[str]:
        """Where names change."""
        return {os.path.dirname(path) for path in (self.old, self.new) if path}  # noqa: PTH120


class Disk:
    """A folder's files and names, as of the last call that was played. Paths are whole ones.

    `heeds_syncs` false is a disk that lies: it answers every sync and does nothing.
    """

    def __init__(self, root: Path, *, heeds_syncs: bool = True) -> None:
        self.root = str(root)
        self.names: Names = {self.root: Folder()}
        self._heeds_syncs = heeds_syncs
        self._offsets: dict[Descriptor, int | None] = {}
        for path in sorted(root.rglob("*")):
            self.names[str(path)] = Folder() if path.is_dir() else File(path.read_bytes())
        self.durable = dict(self.names)
        self.namings: list[Naming] = []

    def play(self, call: Call) -> bool:
        """Does what a call did; whether it changed anything that a power cut can tell."""
        paths = _paths(call)
        if not any(path == self.root or path.startswith(self.root + "/") for path in paths):
            return False
        if call.name == "openat":
            return self._open(call, paths[0])
        if call.name == "lseek":
            return self._seek(call, paths[0])
        if call.name in _SYNCS:
            return self._sync(call, paths[0])
        if call.name in _WRITES or call.name == "ftruncate":
            return self._change(call, paths[0])
        return self._rename(call, paths)

    def _open(self, call: Call, path: str) -> bool:
        # None is for a descriptor that writes at the end, wherever that is.
        self._offsets[call.thread, str(call.result), path] = None if call.has("O_APPEND") else 0
        node = self.names.get(path)
        if node is None:
            self._name(Naming(call.ended, "", path, File()))
            return True
        if call.has("O_TRUNC") and isinstance(node, File):
            node.pending.append(Piece(call.ended, 0, None))
            return True
        return False

    def _seek(self, call: Call, path: str) -> bool:
        if isinstance(self.names.get(path), File):
            descriptor = self._opened(call)
            if self._offsets[descriptor] is not None:
                self._offsets[descriptor] = call.result
        return False

    def _opened(self, call: Call) -> Descriptor:
        """The descriptor as it was opened, perhaps by another thread; an error for one that never was."""
        same = call.arguments[0].partition("<")[0], os.fsdecode(call.texts[0])
        theirs = [descriptor for descriptor in self._offsets if descriptor[1:] == same]
        assert theirs, f"{same} came by a way that the model of the disk does not know"
        mine = (call.thread, *same)
        return mine if mine in theirs else theirs[-1]

    def _change(self, call: Call, path: str) -> bool:
        node = self.names.get(path)
        # A file that has lost its name is nobody's any more.
        if not isinstance(node, File) or call.on_deleted():
            return False
        if call.name == "ftruncate":
            node.pending.append(Piece(call.ended, call.number(1), None))
            return True
        content = b"".join(call.texts[1:])[: call.result]
        if call.name == "pwrite64":
            offset = call.number(3)
        else:
            offset = self._advance(self._opened(call), node, call.result)
        node.pending.append(Piece(call.ended, offset, content))
        return True

    def _advance(self, descriptor: Descriptor, file: File, length: int) -> int:
        offset = self._offsets[descriptor]
        if offset is None:
            return len(file.current())
        self._offsets[descriptor] = offset + length
        return offset

    def _sync(self, call: Call, path: str) -> bool:
        node = self.names.get(path)
        if not self._heeds_syncs or node is None or call.on_deleted():
            return False
        if isinstance(node, File):
            node.sync(call.begun)
            return True
        waiting, self.namings = self.namings, []
        for naming in waiting:
            if path in naming.folders() and naming.ended < call.begun:
                naming.apply(self.durable)
            else:
                self.namings.append(naming)
        return True

    def _rename(self, call: Call, paths: list[str]) -> bool:
        ended = call.ended
        if call.name in _MOVES:
            self._name(Naming(ended, paths[0], paths[1], self.names[paths[0]]))
        elif call.name in {"link", "linkat"}:
            self._name(Naming(ended, "", paths[1], self.names[paths[0]]))
        elif call.name in {"unlink", "unlinkat", "rmdir"}:
            self._name(Naming(ended, paths[0], "", self.names[paths[0]]))
        elif call.name in {"mkdir", "mkdirat"}:
            self._name(Naming(ended, "", paths[0], Folder()))
        else:
            raise AssertionError(f"the model of the disk does not know {call.name}")
        return True

    def _name(self, naming: Naming) -> None:
        naming.apply(self.names)
        self.namings.append(naming)


def _paths(call: Call) -> list[str]:
    """The paths a call speaks of, each whole."""
    texts = [os.fsdecode(text) for text in call.texts]
    if call.name in _WRITES | _SYNCS | {"ftruncate", "lseek"}:
        return texts[:1]
    if call.name.endswith(("at", "at2")):
        return [os.path.join(*texts[place : place + 2]) for place in range(0, len(texts), 2)]  # noqa: PTH118
    return texts
