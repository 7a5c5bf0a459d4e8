"""A store in one file, copied while others write to it; and back into a folder of its own."""

import io
import os
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from cadence_tui.store import faults
from cadence_tui.store.archive import journal_place
from cadence_tui.store.disk import FILE_MODE, ensure_file, make_folder, sync_folder, write_file
from cadence_tui.store.head import (
    FORMAT,
    Head,
    encode_head,
    head_format,
    head_mark,
    manifest_file,
    read_head,
    write_head,
)
from cadence_tui.store.host import this_host
from cadence_tui.store.maintenance import journal_numbers

_ATTEMPTS = 5
_HEAD = "HEAD"
_NAME = re.compile(
    r"HEAD|journal-\d{6}\.jsonl|archive/journal-\d{6}\.(jsonl\.gz|txns)|snap-\d{6}/[\w.-]+|rules/[^\0]+"
)
_CHUNK = 1 << 20


def write_backup(path: Path, target: Path) -> None:
    """Writes a store's files into a new archive (tar, gzip); takes no lock. Raises StoreError, OSError.

    Snapshots never change and journals only grow: what is copied under one HEAD is the store at one moment.
    """
    for _ in range(_ATTEMPTS):
        mark = head_mark(path)
        head = read_head(path)
        try:
            with tarfile.open(target, "w:gz", compresslevel=6, dereference=True) as archive:
                for name in _names(path, head):
                    archive.add(path / name, arcname=name, recursive=False, filter=_anonymous)
                _add_head(archive, head)
        except FileNotFoundError:
            # Others have folded the journal, and the files of this HEAD are gone.
            continue
        if head_mark(path) == mark:
            return
    raise faults.busy(path)


def keep_files(path: Path, target: Path) -> None:
    """Writes every file of a store into a new archive as it is; only under `maintenance`. Raises OSError."""
    make_folder(target.parent)
    files = sorted(str(file.relative_to(path)) for file in path.rglob("*") if file.is_file())
    with tarfile.open(target, "x:gz", compresslevel=6) as archive:
        for name in files:
            if _NAME.fullmatch(name):
                archive.add(path / name, arcname=name, recursive=False, filter=_anonymous)
    target.chmod(FILE_MODE)
    with target.open("rb") as stream:
        os.fsync(stream.fileno())
    sync_folder(target.parent)


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
        raise (faults.damaged if _is_packed(archive) else faults.not_a_backup)(archive) from None
    ensure_file(path / "lock")
    if head_format(path) == FORMAT:
        # A store of its own, on this machine: whoever has the old one open must not write here.
        head = replace(read_head(path), store=os.urandom(8).hex(), host=this_host())
        make_folder(manifest_file(path, head.generation).parent)
        write_file(manifest_file(path, head.generation), [encode_head(head)])
        write_head(path, head)


def _is_packed(archive: Path) -> bool:
    with archive.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


def _names(path: Path, head: Head) -> Iterator[str]:
    yield from (kept.name for kept in head.files())
    number = head.first
    while number in journal_numbers(path, head.first, head.generation):
        # A journal may be closed, and put away, while those before it are copied.
        place = journal_place(path, number)
        if place.exists() or number >= head.generation:
            yield str(place.relative_to(path))
        number += 1
    yield from sorted(str(rule.relative_to(path)) for rule in (path / "rules").rglob("*") if _is_own(rule))


def _is_own(rule: Path) -> bool:
    """Whether a rule file may be copied: a link leads to a file of the same person only."""
    return rule.is_file() and rule.stat().st_uid == rule.lstat().st_uid


def _add_head(archive: tarfile.TarFile, head: Head) -> None:
    """The HEAD under which the files were copied; by now there may be another."""
    content = encode_head(head)
    member = tarfile.TarInfo(_HEAD)
    member.size, member.mode = len(content), FILE_MODE
    archive.addfile(member, io.BytesIO(content))


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
