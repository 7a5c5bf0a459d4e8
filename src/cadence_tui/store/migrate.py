"""Brings a store to the format and the schema of this program; whoever runs an older one becomes a reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from cadence_tui.store import faults
from cadence_tui.store.backup import keep_files
from cadence_tui.store.head import FORMAT, Head, head_format, read_head
from cadence_tui.store.legacy import read_format_1
from cadence_tui.store.lock import Waiting
from cadence_tui.store.maintenance import maintenance, settle_rewriting
from cadence_tui.store.merge import resolve
from cadence_tui.store.patch import diff
from cadence_tui.store.protocol import Applied, Collection, Commit
from cadence_tui.store.rewrite import Past, read_past, rewrite
from cadence_tui.store.shelf import Shelf

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""Makes a document of one schema of a document of the one before; pure."""


class Migration(Struct, frozen=True):
    """The way to a schema from the one before: a step for each kind that changes."""

    schema: int
    steps: Mapping[str, Step]


class Migrated(Struct, frozen=True, kw_only=True):
    """What was done: format and schema before, documents changed, the copy of the store as it was."""

    format: int
    schema: int
    documents: int
    backup: Path


def migrate_store(
    path: Path,
    collections: Sequence[Collection],
    *,
    schema: int,
    migrations: Sequence[Migration],
    author: Commit,
    backup: Path,
    waiting: Waiting | None = None,
) -> Migrated | None:
    """Migrates a store after copying it to `backup`; None when there is nothing to do.

    The changes of documents are one commit, of which `author` has person, reason and instant. Raises
    StoreError, also for a store of a newer program, and OSError; the store is as it was then.
    """
    with maintenance(path, waiting=waiting):
        before = head_format(path)
        if before == FORMAT and read_head(path).schema == schema:
            return None
        settle_rewriting(path)
        past = _past(path, before, collections)
        if past.head.schema > schema:
            raise faults.too_new(path)
        keep_files(path, backup)
        crown = _Crown(past.head.schema, schema, migrations, author)
        rewrite(path, past, more=crown.commit, schema=schema)
        return Migrated(format=before, schema=past.head.schema, documents=crown.documents, backup=backup)


def _past(path: Path, found: int, collections: Sequence[Collection]) -> Past:
    if found == 1:
        return read_format_1(path, collections)
    head: Head = read_head(path)
    return read_past(path, head, collections)


class _Crown:
    """The commit that changes what has to change."""

    def __init__(self, before: int, after: int, migrations: Sequence[Migration], author: Commit) -> None:
        ordered = sorted(migrations, key=lambda migration: migration.schema)
        self._migrations = [each for each in ordered if before < each.schema <= after]
        self._author = author
        self.documents = 0

    def commit(self, shelves: Mapping[str, Shelf], seq: int) -> Commit | None:
        changes = [applied for kind, shelf in shelves.items() for applied in self._changes(kind, shelf)]
        self.documents = len(changes)
        author = self._author
        if not changes:
            return None
        return Commit(seq=seq + 1, at=author.at, who=author.who, why=author.why, changes=changes)

    def _changes(self, kind: str, shelf: Shelf) -> Iterator[Applied]:
        steps = [each.steps[kind] for each in self._migrations if kind in each.steps]
        if not steps:
            return
        for document in list(shelf.all()):
            new = dict(document)
            for step in steps:
                new = step(new)
            change = diff(kind, document, new)
            if change:
                yield resolve(change, document, 0, lambda: ())
