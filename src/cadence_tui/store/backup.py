"""A store in one file, copied while others write to it; and back into a folder of its own."""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from cadence_tui.store import faults
from cadence_tui.store.disk import ensure_file, make_folder, sync_folder, write_file
from cadence_tui.store.head import Head, head_mark, journal_file, read_head

_ATTEMPTS = 5
_HEAD = "HEAD"
_NAME = re.compile(r"(HEAD|journal-\d{6}\.jsonl|snap-\d{6}/[\w.-]+|rules/[\w./-]+)")
_CHUNK = 1 << 20


def write_backup(path: Path, target: Path) -> None:
    """Writes a store's files into a new archive (tar, gzip); takes no lock. Raises StoreError, OSError.

    Snapshots never change and journals only grow: what is copied under one HEAD is the store at one moment.
    """
    for _ in range(_ATTEMPTS):
        mark = head_mark(path)
        head = read_head(path)
        try:
            with tarfile.open(target, "w:gz", compresslevel=6) as archive:
                for name in _names(path, head):
                    archive.add(path / name, arcname=name, recursive=False, filter=_anonymous)
        except FileNotFoundError:
            # Others have folded the journal, and the files of this HEAD are gone.
            continue
        if head_mark(path) == mark:
            return
    raise faults.busy(path)


def read_backup(archive: Path, path: Path) -> None:
    """Unpacks what `write_backup` wrote into a new folder. Raises StoreError for any other file."""
    try:
        with tarfile.open(archive, "r:gz") as packed:
            members = list(packed)
            if not any(member.name == _HEAD for member in members):
                raise faults.not_a_backup(archive)
            for member in members:
                _unpack(packed, member, archive, path)
    except (tarfile.TarError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise faults.unreachable(archive, error) from None
        raise faults.not_a_backup(archive) from None
    ensure_file(path / "lock")
    sync_folder(path)


def _names(path: Path, head: Head) -> Iterator[str]:
    for files in head.kinds.values():
        yield from (kept.name for kept in files.files())
    for generation in range(1, head.generation + 1):
        journal = journal_file(path, generation)
        if journal.exists() or generation == head.generation:
            yield journal.name
    yield from sorted(str(rule.relative_to(path)) for rule in (path / "rules").rglob("*") if rule.is_file())
    yield _HEAD


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _unpack(packed: tarfile.TarFile, member: tarfile.TarInfo, archive: Path, path: Path) -> None:
    content = packed.extractfile(member) if member.isfile() else None
    if content is None or not _NAME.fullmatch(member.name) or ".." in Path(member.name).parts:
        raise faults.not_a_backup(archive)
    target = path / member.name
    make_folder(target.parent)
    write_file(target, iter(lambda: content.read(_CHUNK), b""))
