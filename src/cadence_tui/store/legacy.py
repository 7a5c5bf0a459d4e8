"""Stores of format 1 (program 0.1): no chain of lines, a snapshot file without the name of its table."""

import secrets
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.cold import Cold
from cadence_tui.store.disk import NOT_JSON
from cadence_tui.store.head import Head, KindFiles
from cadence_tui.store.host import this_host
from cadence_tui.store.protocol import Collection, Commit
from cadence_tui.store.rewrite import Past
from cadence_tui.store.segment import LOST, journal_file, set_aside
from cadence_tui.store.shelf import Shelf, read_kept

_SUM = b',"sum":"'
_DIGITS = 16
_SEALED = len(_SUM) + _DIGITS + len(b'"}')
_COMMIT = msgspec.json.Decoder(Commit)
_HOT = msgspec.json.Decoder(dict[str, dict[str, Any]])
_GONE = msgspec.json.Decoder(dict[str, int])


class _Head(Struct, kw_only=True):
    schema: int
    generation: int
    seq: int
    kinds: dict[str, KindFiles]


def read_format_1(path: Path, collections: Sequence[Collection]) -> Past:
    """The history of a store of format 1. Raises StoreError where it is damaged."""
    try:
        found = msgspec.json.decode((path / "HEAD").read_bytes(), type=_Head)
    except NOT_JSON:
        raise faults.damaged(path / "HEAD") from None
    except OSError as error:
        raise faults.unreachable(path / "HEAD", error) from None
    head = Head(
        schema=found.schema,
        store=secrets.token_hex(8),
        host=this_host(),
        generation=found.generation,
        seq=found.seq,
        kinds=found.kinds,
    )
    declared = {collection.kind: collection for collection in collections}
    shelves = {
        kind: _shelf(path, found.kinds.get(kind, KindFiles()), declared.get(kind) or Collection(kind=kind))
        for kind in {*declared, *found.kinds}
    }
    return Past(head=head, shelves=shelves, commits=_commits(path, found.generation))


def _shelf(path: Path, files: KindFiles, collection: Collection) -> Shelf:
    try:
        hot = read_kept(path, files.hot, _HOT) if files.hot else {}
        gone = read_kept(path, files.gone, _GONE) if files.gone else {}
        return Shelf(collection, hot, gone, Cold(path, files.cold) if files.cold else None)
    except FileNotFoundError as missing:
        raise faults.damaged(Path(missing.filename)) from None


def _commits(path: Path, generation: int) -> Iterator[tuple[int, Commit]]:
    for number in range(1, generation + 1):
        file = journal_file(path, number)
        if not file.exists() and number < generation:
            # Old journals may have been taken away.
            continue
        *complete, tail = file.read_bytes().split(b"\n")
        for row, line in enumerate(complete, 1):
            yield number, _decoded(line) or _refuse(file, row)
        last = _decoded(tail)
        if last:
            yield number, last
        elif tail:
            set_aside(tail, path / LOST, f"{file.stem}-line-{len(complete) + 1}")


def _refuse(file: Path, row: int) -> Commit:
    raise faults.damaged(file, row)


def _decoded(line: bytes) -> Commit | None:
    body, seal = line[:-_SEALED], line[-_SEALED:]
    total = blake2b(body, digest_size=_DIGITS // 2).hexdigest().encode()
    if seal != b"".join((_SUM, total, b'"}')):
        return None
    try:
        return _COMMIT.decode(line)
    except NOT_JSON:
        return None
