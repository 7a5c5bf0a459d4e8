"""The store's doctor: reads everything there is and names what is not as it was written."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store import faults
from cadence_tui.store.archive import last_journal
from cadence_tui.store.cold import Cold
from cadence_tui.store.disk import Handle, Kept
from cadence_tui.store.file_store import SMALLEST_FOLD, FileStore
from cadence_tui.store.head import (
    FORMAT,
    MANIFEST,
    SEED,
    Head,
    KindFiles,
    Mark,
    head_format,
    head_mark,
    is_headless,
    manifest_file,
    read_head,
    read_manifest,
    snapshot_folder,
)
from cadence_tui.store.host import this_host
from cadence_tui.store.lock import PATIENCE
from cadence_tui.store.modes import wrong_modes
from cadence_tui.store.protocol import Collection, Problem
from cadence_tui.store.segment import journal_file
from cadence_tui.store.shelf import load_shelf
from cadence_tui.store.survey import survey

_ATTEMPTS = 5
_TOO_OFTEN = 4
"""So many times what is worth a snapshot, and none was made."""


def check_store(path: Path, collections: Sequence[Collection]) -> list[Problem]:
    """Everything found wrong; changes nothing, takes no lock. Raises StoreError for what is no store."""
    try:
        for _ in range(_ATTEMPTS):
            mark = head_mark(path)
            problems = _tried(path, collections, mark)
            if problems is not None and head_mark(path) == mark:
                return problems
    except OSError as error:
        raise faults.unreachable(Path(error.filename or path), error) from None
    # Others fold the journal faster than it is read.
    raise faults.busy(path)


def _tried(path: Path, collections: Sequence[Collection], mark: Mark | None) -> list[Problem] | None:
    """What is found; None where others have taken files away meanwhile."""
    try:
        return _check(path, collections)
    except FileNotFoundError:
        return None
    except OSError:
        if head_mark(path) == mark:
            raise
        return None


def _check(path: Path, collections: Sequence[Collection]) -> list[Problem]:
    try:
        head = read_head(path)
    except StoreError as error:
        if head_mark(path) is None and not is_headless(path):
            raise
        if head_mark(path) and head_format(path) not in (0, FORMAT):
            raise
        return [Problem(file="HEAD", text=error.message)]
    parts = (_place, _files, _manifest, _older, _journals, _length)
    problems = [problem for part in parts for problem in part(path, head)]
    if any(not problem.harmless for problem in problems):
        return problems
    return [*problems, *_snapshots(path, head), *_counts(path, collections)]


def _place(path: Path, head: Head) -> Iterator[Problem]:
    if not (path / "lock").is_file():
        yield Problem(file="lock", text=message("The file is missing"))
    for file in wrong_modes(path):
        text = message("Colleagues cannot read or write it: its group or mode is wrong")
        yield Problem(file=str(file.relative_to(path)), text=text, harmless=True)
    if head.host.is_other_than(this_host()):
        text = faults.other_host(path, head.host.name).message
        yield Problem(file="HEAD", text=text, harmless=True)


def _files(path: Path, head: Head) -> Iterator[Problem]:
    for kept in head.files():
        fault = fault_of(path / kept.name, kept)
        if fault:
            yield Problem(file=kept.name, text=fault)


def _manifest(path: Path, head: Head) -> Iterator[Problem]:
    file = manifest_file(path, head.generation)
    if read_manifest(file) is None:
        text = message("The copy of HEAD is not as it was written")
        yield Problem(file=str(file.relative_to(path)), text=text, harmless=True)


def _older(path: Path, head: Head) -> Iterator[Problem]:
    """The snapshot before: a repair needs it when the present one is damaged."""
    for folder in sorted(path.glob("snap-*")):
        older = read_manifest(folder / MANIFEST)
        if folder == snapshot_folder(path, head.generation) or older is None:
            continue
        for kept in older.files():
            if kept.name.startswith(folder.name) and fault_of(path / kept.name, kept):
                text = message("It is damaged, but of an older snapshot: the next one takes its place")
                yield Problem(file=kept.name, text=text, harmless=True)


def fault_of(file: Path, kept: Kept) -> Message | None:
    """What is wrong with a file that was written whole."""
    try:
        handle = Handle(file)
    except FileNotFoundError:
        return message("The file is missing")
    except OSError as error:
        return faults.unreachable(file, error).message
    if handle.size() != kept.size or handle.sum() != kept.sum:
        return message("The file is not as it was written")
    return None


def _length(path: Path, head: Head) -> Iterator[Problem]:
    """A journal so long that folding it seems to fail, where nobody sees it."""
    files = [journal_file(path, number) for number in range(head.generation, last_journal(path) + 1)]
    size = sum(file.stat().st_size for file in files if file.is_file())
    if size > _TOO_OFTEN * max(SMALLEST_FOLD, head.hot_size() // 2):
        text = message("It has grown long: cadence compact folds it, or says why it cannot")
        yield Problem(file=files[0].name, text=text, harmless=True)


def is_damaged(file: Path, kept: Kept) -> bool:
    """Whether a file is gone or not as it was written. Raises StoreError for one that cannot be read now."""
    try:
        handle = Handle(file)
        return handle.size() != kept.size or handle.sum() != kept.sum
    except FileNotFoundError:
        return True
    except OSError as error:
        raise faults.unreachable(file, error) from None


def _journals(path: Path, head: Head) -> Iterator[Problem]:
    end = SEED
    for found in survey(path, head.first, head.generation):
        if found.number < head.generation and found.line:
            end = found.line.sum
        if found.fault:
            yield Problem(file=found.file, line=found.row, text=found.fault, harmless=found.harmless)
            end = head.chain
    if end != head.chain:
        yield Problem(file="HEAD", text=message("It does not belong to the journals"))


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
    store = FileStore(path, collections, patience=PATIENCE, waiting=None, compactor=None)
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
