"""The file HEAD: which snapshot and which journal are the store now."""

import os
import re
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.disk import NOT_JSON, Kept, read_file, replace_file
from cadence_tui.store.host import Host
from cadence_tui.store.journal import is_kind

FORMAT = 2
"""Version of the files' shape; other ones are not read, older ones can be migrated."""
WRITER = 1
"""What this program can write; a HEAD that asks for more makes it a reader (R11)."""
SEED = "0" * 16
"""What the first line of a journal follows."""
_NAME = "HEAD"
MANIFEST = "manifest.json"
_SUM = b'"sum"'
_PLACE = re.compile(r"(snap-\d{6}|archive)/\w[\w.-]*")


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

    `hot` is a TinyDB file of one table, ids to documents, and wins over `cold`; `gone` maps ids of dropped
    documents to their last revision.
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
    """The state at commit `seq` is in the snapshots; what came later is in the journal from `generation` on.

    `store` is the store's own id. History begins with the journal of number `first`. `chain` is the checksum
    that the first line of the generation's journal follows. `txns` are indexes of transaction ids before it.
    `min_writer` is what a program must be able to write. `sum` is the checksum of all the rest.
    """

    format: int = FORMAT
    schema: int
    min_writer: int = WRITER
    store: str
    host: Host = Host()
    first: int = 1
    generation: int
    seq: int
    chain: str = SEED
    txns: tuple[Kept, ...] = ()
    kinds: dict[str, KindFiles]
    sum: str = ""

    def hot_size(self) -> int:
        """Bytes of all documents that are kept in memory."""
        return sum(files.hot.size for files in self.kinds.values() if files.hot)

    def files(self) -> list[Kept]:
        """Every file that belongs to it, journals apart."""
        return [*(file for files in self.kinds.values() for file in files.files()), *self.txns]


class _Numbers(Struct):
    generation: int
    first: int = 1


class _Format(Struct):
    format: int


Mark = tuple[int, int, int]


def head_mark(folder: Path | str) -> Mark | None:
    """What tells one HEAD from the next without reading it; None when there is none. Raises OSError."""
    try:
        found = os.stat(f"{folder}/{_NAME}")  # noqa: PTH116 - asked at every commit
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def head_format(folder: Path) -> int:
    """The version of the files' shape; 0 for a HEAD that cannot be understood. Raises StoreError."""
    return _format(_content(folder))


def head_numbers(folder: Path) -> tuple[int, int]:
    """The numbers of the first journal and of the generation, whatever the format. Raises StoreError."""
    try:
        found = msgspec.json.decode(_content(folder), type=_Numbers)
    except NOT_JSON:
        raise faults.damaged(folder / _NAME) from None
    return found.first, found.generation


def read_head(folder: Path) -> Head:
    """The HEAD of a store. Raises StoreError."""
    content = _content(folder)
    version = _format(content)
    if version not in (0, FORMAT):
        raise faults.too_new(folder) if version > FORMAT else faults.too_old(folder)
    head = _decoded(content)
    if head is None:
        raise faults.damaged(folder / _NAME)
    return head


def is_headless(folder: Path) -> bool:
    """Whether a folder is a store but for its HEAD."""
    kept = (read_manifest(snapshot / MANIFEST) for snapshot in folder.glob("snap-*"))
    lines = (journal.lstat().st_size for journal in folder.glob("journal-*.jsonl"))
    return any(kept) or any(lines) or any((folder / "archive").glob("journal-*.jsonl.gz"))


def write_head(folder: Path, head: Head) -> None:
    """Makes a HEAD the store's, in one step. Raises OSError."""
    replace_file(folder / _NAME, encode_head(head))


def encode_head(head: Head) -> bytes:
    """A HEAD as a file, sealed with the checksum of all bytes before it."""
    content = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(head, sum="")), indent=1)
    told, _, _ = content.rpartition(_SUM)
    return b'%b%b: "%08x"\n}\n' % (told, _SUM, crc32(told))


def manifest_file(folder: Path, generation: int) -> Path:
    """The copy of a generation's HEAD beside its snapshots, for when HEAD is lost."""
    return snapshot_folder(folder, generation) / MANIFEST


def read_manifest(file: Path) -> Head | None:
    """A kept copy of a HEAD; None when there is none, or not as it was written."""
    try:
        return _decoded(read_file(file))
    except OSError:
        return None


def snapshot_folder(folder: Path, generation: int) -> Path:
    """Where the snapshots of a generation are."""
    return folder / f"snap-{generation:06d}"


def _format(content: bytes) -> int:
    try:
        return msgspec.json.decode(content, type=_Format).format
    except NOT_JSON:
        return 0


def _decoded(content: bytes) -> Head | None:
    try:
        head = msgspec.json.decode(content, type=Head)
    except NOT_JSON:
        return None
    told, _, _ = content.rpartition(_SUM)
    return head if head.sum == f"{crc32(told):08x}" and _leads_nowhere_else(head) else None


def _leads_nowhere_else(head: Head) -> bool:
    """Whether all that it names is in the store's folder: others write here too."""
    return all(map(is_kind, head.kinds)) and all(_PLACE.fullmatch(kept.name) for kept in head.files())


def _content(folder: Path) -> bytes:
    file = folder / _NAME
    try:
        return read_file(file)
    except (FileNotFoundError, NotADirectoryError):
        raise (faults.headless if is_headless(folder) else faults.not_a_store)(folder) from None
    except OSError as error:
        raise faults.unreachable(file, error) from None
