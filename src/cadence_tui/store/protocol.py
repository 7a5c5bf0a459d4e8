"""What a store promises, whatever keeps the documents: shapes and the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message

if TYPE_CHECKING:
    from tinydb.table import Table

KEPT_BY_STORE = frozenset({"id", "rev", "kind"})


class Collection(Struct, frozen=True, kw_only=True):
    """The documents of one kind.

    `group` is the field that names the owner document; `indexes` are fields by which documents in memory are
    found without a scan; `cold(document)` is true for what is history and need not stay in memory.
    """

    kind: str
    group: str = ""
    indexes: tuple[str, ...] = ()
    cold: Callable[[Mapping[str, Any]], bool] | None = None


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What shall become of one document, relative to the revision its author saw.

    `base_rev` 0 means that the document must be new. `set` and `unset` name top-level fields, never `id`,
    `rev` or `kind`. `drop` removes the document. `exact` refuses to be merged with later changes of other
    fields: the document must still be at `base_rev`.
    """

    kind: str
    id: str
    base_rev: int = 0
    set: dict[str, Any] = {}
    unset: tuple[str, ...] = ()
    drop: bool = False
    exact: bool = False


class Applied(Struct, kw_only=True, omit_defaults=True):
    """What became of one document: its new revision, and what its fields were before.

    A field missing in `was` was absent. A dropped document has all its fields in `was`.
    """

    kind: str
    id: str
    rev: int
    set: dict[str, Any] = {}
    unset: tuple[str, ...] = ()
    was: dict[str, Any] = {}
    dropped: bool = False
    made: bool = False


class Commit(Struct, kw_only=True, omit_defaults=True):
    """One act that was kept whole: its number, instant (ISO 8601), person, reason and changes."""

    seq: int
    at: str
    who: str
    why: dict[str, Any] = {}
    txn: str = ""
    changes: list[Applied] = []


class Problem(Struct, frozen=True, kw_only=True):
    """A finding of the check: file, line (0 for the whole file), what is wrong, whether it does no harm."""

    file: str
    line: int = 0
    text: Message
    harmless: bool = False


class Watch(Protocol):
    """News of a store as a file descriptor, for an event loop to wait on."""

    def fileno(self) -> int:
        """The descriptor, readable when something may have happened."""
        ...

    def drain(self) -> None:
        """Takes what is to be read, so that the descriptor is silent until the next news."""
        ...

    def close(self) -> None:
        """Lets the descriptor go."""
        ...


class Store(Protocol):
    """Documents by kind and id, changed in commits that are numbered without gaps.

    Reading methods see the state at `seq`; `refresh` and `commit` move it. Threads may share a store.
    An undeclared kind raises ValueError.
    """

    @property
    def path(self) -> Path:
        """The store's folder."""
        ...

    @property
    def seq(self) -> int:
        """The number of the last commit seen."""
        ...

    @property
    def schema(self) -> int:
        """The version of the documents' shape."""
        ...

    @property
    def hindrance(self) -> StoreError | None:
        """Why `commit` cannot be expected to work here, if there is a reason."""
        ...

    @property
    def damage(self) -> StoreError | None:
        """Why what came last cannot be read, if anything is damaged; what came before is to be had."""
        ...

    def get(self, kind: str, doc_id: str) -> dict[str, Any] | None:
        """A copy of a document, or None."""
        ...

    def hot(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """The documents in memory, unordered, to be read only; history among them is possible."""
        ...

    def all(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Every document of a kind, unordered, to be read only; history is streamed from disk."""
        ...

    def group(self, kind: str, owner_id: str) -> list[Mapping[str, Any]]:
        """Every document of one owner in the order of ids, to be read only."""
        ...

    def by(self, kind: str, field: str, value: str) -> list[Mapping[str, Any]]:
        """The documents in memory whose indexed field has a value, in the order of ids, to be read only.

        A field that is absent or null counts as empty. Raises ValueError for a field without an index.
        """
        ...

    def between(self, kind: str, field: str, first: str, last: str) -> list[Mapping[str, Any]]:
        """The same for the values from `first` to `last`, both included, in the order of values and ids."""
        ...

    def count(self, kind: str) -> int:
        """How many documents of a kind there are."""
        ...

    def table(self, kind: str) -> Table:
        """The documents in memory as a TinyDB table with string ids: queries, results are copies.

        Its writing methods raise TypeError: a change needs an author and a reason, so `commit` it is.
        """
        ...

    def commit(
        self,
        changes: Sequence[Change],
        *,
        who: str,
        why: Mapping[str, Any],
        at: str,
        txn: str = "",
    ) -> Commit:
        """Keeps all changes or none; when it returns they are on disk.

        A change made on an older revision is merged when the fields changed meanwhile are others. A `txn`
        that was kept before returns the first commit and changes nothing.
        Raises Conflict, StoreError, and ValueError for no changes, two of one document, or fields that the
        store keeps itself.
        """
        ...

    def give_up(self) -> None:
        """Ends the waiting of a commit that others keep out: it is refused. For other threads to call."""
        ...

    def undisturbed(self) -> AbstractContextManager[None]:
        """Within, no thread of this process holds what others wait for: whoever stops it does no harm."""
        ...

    def transaction(self, txn: str) -> Commit | None:
        """The commit that was kept under a transaction's id, if any."""
        ...

    def watch(self) -> Watch | None:
        """A handle that becomes readable when others may have committed; None where the system has none.

        Whoever has none asks `stale` now and then.
        """
        ...

    def stale(self) -> bool:
        """Whether others have committed since the last look; cheap enough to ask every second."""
        ...

    def refresh(self) -> list[Commit]:
        """The commits of others since the last look, in order; they are applied now."""
        ...

    def log(self, *, newest_first: bool = True, before: int | None = None) -> Iterator[Commit]:
        """All commits up to `seq`, or those numbered below `before`."""
        ...

    def history(self, kind: str, doc_id: str) -> list[Commit]:
        """The commits that touched a document, oldest first."""
        ...

    def is_long(self) -> bool:
        """Whether so much was written since the last `compact` that another one is worth its cost."""
        ...

    def compact(self) -> None:
        """Folds the journal into new snapshots; nothing visible changes."""
        ...

    def close(self) -> None:
        """Lets go of files; the store cannot be used afterwards."""
        ...
