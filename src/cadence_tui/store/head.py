"""The file HEAD: which snapshot and which journal are the store now."""

from pathlib import Path

import msgspec
from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.disk import Kept, replace_file

FORMAT = 1
_NAME = "HEAD"


class ColdFiles(Struct, frozen=True, kw_only=True):
    """History of one kind: `count` documents, one line per owner. `groups` finds a line, `ids` a document."""

    count: int
    lines: Kept
    groups: Kept
    ids: Kept

    def files(self) -> list[Kept]:
        """The files of it."""
        return [self.lines, self.groups, self.ids]


class KindFiles(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The snapshot of one kind: how many documents, and the files that hold any.

    `hot` maps ids to documents and wins over `cold`; `gone` maps ids of dropped documents to their last
    revision.
    """

    count: int = 0
    hot: Kept | None = None
    gone: Kept | None = None
    cold: ColdFiles | None = None

    def files(self) -> list[Kept]:
        """The files there are."""
        kept = [file for file in (self.hot, self.gone) if file]
        return kept + self.cold.files() if self.cold else kept


class Head(Struct, frozen=True, kw_only=True):
    """The state at commit `seq` is in the snapshots; what came later is in the journal of this generation."""

    format: int = FORMAT
    schema: int
    generation: int
    seq: int
    kinds: dict[str, KindFiles]

    def hot_size(self) -> int:
        """Bytes of all documents that are kept in memory."""
        return sum(files.hot.size for files in self.kinds.values() if files.hot)


class _Format(Struct):
    format: int


Mark = tuple[int, int, int]


def head_mark(folder: Path) -> Mark | None:
    """What tells one HEAD from the next without reading it; None when there is none. Raises OSError."""
    try:
        found = (folder / _NAME).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def read_head(folder: Path) -> Head:
    """The HEAD of a store. Raises StoreError."""
    file = folder / _NAME
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise faults.not_a_store(folder) from None
    except OSError as error:
        raise faults.unreachable(file, error) from None
    try:
        if msgspec.json.decode(content, type=_Format).format > FORMAT:
            raise faults.too_new(folder)
        return msgspec.json.decode(content, type=Head)
    except msgspec.DecodeError:
        raise faults.damaged(file) from None


def write_head(folder: Path, head: Head) -> None:
    """Makes a HEAD the store's, in one step. Raises OSError."""
    content = msgspec.json.format(msgspec.json.encode(head), indent=1)
    replace_file(folder / _NAME, content + b"\n")


def snapshot_folder(folder: Path, generation: int) -> Path:
    """Where the snapshots of a generation are."""
    return folder / f"snap-{generation:06d}"


def journal_file(folder: Path, generation: int) -> Path:
    """The journal that follows the snapshots of a generation."""
    return folder / f"journal-{generation:06d}.jsonl"
