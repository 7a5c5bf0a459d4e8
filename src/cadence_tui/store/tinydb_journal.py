"""TinyDB as a face of a store: what is written through it are commits with author and reason."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document

from cadence_tui.model.errors import Conflict
from cadence_tui.store.protocol import Change, Collection, Store
from cadence_tui.store.query import QueryTable, ResidentStorage, Tables
from cadence_tui.store.tinydb_overlay import Overlay

T = TypeVar("T")
Operation = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalStorage(ResidentStorage):
    """The way of TinyDB's tables to a store. A kind without documents is no table.

    History is in no table, wherever the store has it at the moment.
    """

    def __init__(
        self,
        store: Store,
        collections: Sequence[Collection],
        *,
        who: str,
        why: Mapping[str, Any],
        at: Callable[[], str],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(self._tables)
        self.new_id = new_id
        self._store = store
        self._collections = {collection.kind: collection for collection in collections}
        self._who = who
        self._why = why
        self._at = at

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Drops the documents of the tables missing in `data`. Raises TypeError for tables of one's own."""
        if not all(isinstance(table, MappingProxyType) for table in cast(Iterable[object], data.values())):
            raise TypeError("a table is written document by document, or dropped")
        dropped = [kind for kind in self.read() if kind not in data]
        self.keep(lambda: ([change for kind in dropped for change in self._drops(kind)], None))

    def documents(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """The documents by id, to be read only. Raises ValueError for an undeclared kind."""
        collection = self._collections.get(kind)
        if collection is None:
            raise ValueError(f"undeclared kind {kind!r}")
        cold = collection.cold
        return {doc["id"]: doc for doc in self._store.hot(kind) if not (cold and cold(doc))}

    def keep(self, attempt: Callable[[], tuple[Sequence[Change], T]]) -> T:
        """Commits the changes of an attempt and gives its result; if others came first, it is made anew.

        Raises what `Store.commit` raises; Conflict only if another attempt would meet the same state.
        """
        while True:
            seen = self._store.seq
            changes, result = attempt()
            if not changes:
                return result
            try:
                self._store.commit(changes, who=self._who, why=self._why, at=self._at())
            except Conflict:
                # A refused commit has shown the store what others did.
                if self._store.seq == seen:
                    raise
            else:
                return result

    def _tables(self) -> Tables:
        documents = {kind: self.documents(kind) for kind in self._collections}
        # Who writes back what was read has changed no table, only left some out.
        return cast(Tables, {kind: MappingProxyType(found) for kind, found in documents.items() if found})

    def _drops(self, kind: str) -> list[Change]:
        overlay = Overlay(kind, self.documents(kind))
        overlay.clear()
        return overlay.changes()


class JournalTable(QueryTable):
    """A table to read and write: a call that changes something is one commit.

    Documents carry the store's `id`, `kind` and `rev`; one that is handed in with its `rev` is kept only if
    it still has that. What others did meanwhile is seen: a call is made anew until it fits.
    """

    def __init__(self, storage: JournalStorage, name: str, cache_size: int = 0) -> None:
        super().__init__(storage, name, cache_size)
        self._journal = storage

    def insert(self, document: Mapping[str, Any]) -> Any:
        """The id of the new document. Raises ValueError if it is taken."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """The ids of the new documents. Raises ValueError, and inserts none, if one is taken."""
        given = list(documents)
        return self._keep(lambda table: [self._place(table, document) for document in given])

    def update(
        self, fields: Operation, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[Any]:
        """Changes the documents of the ids, else those that match, else all; the ids of those there were."""
        asked = None if doc_ids is None else list(doc_ids)

        def update(table: Overlay) -> list[str]:
            found = table.find(cond, asked)
            for doc_id in found:
                _operate(table[doc_id], fields)
            return found

        return self._keep(update)

    def update_multiple(self, updates: Iterable[tuple[Operation, QueryLike]]) -> list[Any]:
        """Changes what matches, one pair after the other; the ids, once for each change."""
        pairs = list(updates)

        def update(table: Overlay) -> list[str]:
            changed: list[str] = []
            for fields, cond in pairs:
                found = table.find(cond)
                for doc_id in found:
                    _operate(table[doc_id], fields)
                changed += found
            return changed

        return self._keep(update)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[Any]:
        """Changes the document of the same id, or those that match; inserts where there is none."""
        asked = [document.doc_id] if isinstance(document, Document) else None
        if asked is None and cond is None:
            raise ValueError("without a query the document needs a doc_id, as tinydb.table.Document has one")

        def upsert(table: Overlay) -> list[Any]:
            found = table.find(cond, asked)
            for doc_id in found:
                table[doc_id].update(document)
            return found or [self._place(table, document)]

        return self._keep(upsert)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Removes the documents of the ids, else those that match; the ids of those there were."""
        if cond is None and doc_ids is None:
            raise RuntimeError("use truncate() to remove all documents")
        asked = None if doc_ids is None else list(doc_ids)

        def remove(table: Overlay) -> list[str]:
            found = table.find(cond, asked)
            for doc_id in found:
                del table[doc_id]
            return found

        return self._keep(remove)

    def _get_next_id(self) -> Any:
        return self._journal.new_id()

    def _read_table(self) -> Any:
        # Of this kind alone: `Storage.read` would gather all.
        return self._journal.documents(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def update(table: Overlay) -> list[str]:
            updater(table)
            return []

        self._keep(update)

    def _keep(self, act: Callable[[Overlay], Sequence[Any]]) -> list[Any]:
        def attempt() -> tuple[list[Change], list[Any]]:
            table = Overlay(self.name, self._journal.documents(self.name))
            doc_ids = act(table)
            return table.changes(), [self.document_id_class(doc_id) for doc_id in doc_ids]

        return self._journal.keep(attempt)

    def _place(self, table: Overlay, document: Mapping[str, Any]) -> Any:
        if not isinstance(document, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ValueError("Document is not a Mapping")
        doc_id = document.doc_id if isinstance(document, Document) else self._get_next_id()
        if doc_id in table:
            raise ValueError(f"Document with ID {doc_id} already exists")
        table[doc_id] = dict(document)
        return doc_id


class JournalDatabase(TinyDB):
    """TinyDB on a store: a table for each collection, by its kind; the first is the default table.

    All that is written through it is kept in one person's name and for one reason, at the instants of `at`
    (ISO 8601); new documents get their ids from `new_id`. Closing it leaves the store open.
    """

    table_class = JournalTable
    default_storage_class = JournalStorage

    def __init__(
        self,
        store: Store,
        collections: Sequence[Collection],
        *,
        who: str,
        why: Mapping[str, Any],
        at: Callable[[], str],
        new_id: Callable[[], str],
    ) -> None:
        cast(Any, super()).__init__(store, collections, who=who, why=why, at=at, new_id=new_id)
        self.default_table_name = collections[0].kind


def _operate(document: dict[str, Any], fields: Operation) -> None:
    if callable(fields):
        fields(document)
    else:
        document.update(fields)
