"""The store's doctor: reads everything there is and names what is not as it was written."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store import faults
from cadence_tui.store.cold import Cold
from cadence_tui.store.disk import Handle, Kept
from cadence_tui.store.file_store import FileStore
from cadence_tui.store.head import Head, KindFiles, head_mark, journal_file, read_head
from cadence_tui.store.journal import decode_line
from cadence_tui.store.lock import PATIENCE
from cadence_tui.store.protocol import Collection, Problem
from cadence_tui.store.shelf import load_shelf

_ATTEMPTS = 3


def check_store(path: Path, collections: Sequence[Collection]) -> list[Problem]:
    """Everything found wrong; changes nothing, takes no lock. Raises StoreError for what is no store."""
    try:
        for _ in range(_ATTEMPTS):
            mark = head_mark(path)
            problems = _check(path, collections)
            if head_mark(path) == mark:
                return problems
    except OSError as error:
        raise faults.unreachable(Path(error.filename or path), error) from None
    # Others fold the journal faster than it is read; what was found belongs to files long gone.
    return []


def _check(path: Path, collections: Sequence[Collection]) -> list[Problem]:
    try:
        head = read_head(path)
    except StoreError as error:
        if head_mark(path) is None:
            raise
        return [Problem(file="HEAD", text=error.message)]
    problems = [*_lock(path), *_files(path, head), *_journals(path, head)]
    if any(not problem.harmless for problem in problems):
        return problems
    return [*problems, *_snapshots(path, head), *_counts(path, collections)]


def _lock(path: Path) -> Iterator[Problem]:
    if not (path / "lock").is_file():
        yield Problem(file="lock", text=message("The file is missing"))


def _files(path: Path, head: Head) -> Iterator[Problem]:
    for files in head.kinds.values():
        for kept in files.files():
            fault = _fault(path / kept.name, kept)
            if fault:
                yield Problem(file=kept.name, text=fault)


def _fault(file: Path, kept: Kept) -> Message | None:
    try:
        handle = Handle(file)
    except FileNotFoundError:
        return message("The file is missing")
    except OSError as error:
        return faults.unreachable(file, error).message
    if handle.size() != kept.size or handle.sum() != kept.sum:
        return message("The file is not as it was written")
    return None


def _journals(path: Path, head: Head) -> Iterator[Problem]:
    seq = None
    for generation in range(1, head.generation + 1):
        file = journal_file(path, generation)
        if not file.exists():
            yield Problem(
                file=file.name, text=message("The file is missing"), harmless=generation < head.generation
            )
            seq = None
            continue
        *lines, tail = file.read_bytes().split(b"\n")
        for number, line in enumerate(lines, 1):
            commit = decode_line(line)
            if commit is None:
                yield Problem(file=file.name, line=number, text=message("The line is not as it was written"))
                seq = None
                continue
            if seq is not None and commit.seq != seq + 1:
                yield _out_of_order(file, number, seq + 1, commit.seq)
            seq = commit.seq
        if tail:
            yield _unfinished(file, len(lines) + 1, last=generation == head.generation)


def _out_of_order(file: Path, line: int, expected: int, found: int) -> Problem:
    text = message("Commit {found} stands where {expected} belongs", found=str(found), expected=str(expected))
    return Problem(file=file.name, line=line, text=text)


def _unfinished(file: Path, line: int, *, last: bool) -> Problem:
    text = message("An unfinished line: the next change sets it aside")
    if not last:
        text = message("The line is not as it was written")
    return Problem(file=file.name, line=line, text=text, harmless=last)


def _snapshots(path: Path, head: Head) -> Iterator[Problem]:
    for kind, files in head.kinds.items():
        try:
            shelf = load_shelf(path, files, Collection(kind=kind))
            yield from _misfiled(kind, files, shelf.hot)
            if shelf.cold:
                yield from _lost(kind, files, shelf.cold)
        except StoreError as error:
            yield Problem(file=error.where[0].file if error.where else "", text=error.message)


def _misfiled(kind: str, files: KindFiles, hot: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    for doc_id, document in hot.items():
        if (document.get("kind"), document.get("id")) != (kind, doc_id) or not document.get("rev"):
            name = files.hot.name if files.hot else ""
            yield Problem(file=name, text=message("The document {id} is misfiled", id=doc_id))


def _lost(kind: str, files: KindFiles, cold: Cold) -> Iterator[Problem]:
    for document in cold.documents():
        if document.get("kind") != kind or cold.find(document["id"]) != document:
            name = files.cold.lines.name if files.cold else ""
            yield Problem(file=name, text=message("The document {id} is misfiled", id=document["id"]))


def _counts(path: Path, collections: Sequence[Collection]) -> Iterator[Problem]:
    store = FileStore(path, collections, patience=PATIENCE, waiting=None)
    for collection in collections:
        kind = collection.kind
        found, expected = sum(1 for _ in store.all(kind)), store.count(kind)
        if found != expected:
            text = message(
                "{kind}: {found} documents are there, {expected} are on record",
                kind=kind,
                found=found,
                expected=expected,
            )
            yield Problem(file="HEAD", text=text)
    store.close()
