"""TinyDB's queries over the documents in memory."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, cast

import msgspec
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode

Tables = dict[str, dict[str, dict[str, Any]]]


class ResidentStorage(Storage):
    """TinyDB's view of the documents in memory: `read` gives the state of now."""

    def __init__(self, resident: Callable[[], Tables]) -> None:
        self._resident = resident

    def read(self) -> Tables:
        """The tables by name."""
        return self._resident()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Refused: a change needs an author and a reason. Raises TypeError."""
        _refuse()


class QueryTable(Table):
    """A table for reading, with string ids. What it returns may be changed freely."""

    document_id_class = str  # pyright: ignore[reportAssignmentType]
    default_query_cache_capacity = 0

    def __init__(
        self, storage: ResidentStorage, name: str, cache_size: int = default_query_cache_capacity
    ) -> None:
        if cache_size:
            # The commits of other processes would not clear it.
            raise ValueError("results cannot be cached")
        super().__init__(storage, name, cache_size)

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that match."""
        return [_copy(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """One document, or those of a list of ids."""
        found = cast(Any, super()).get(*args, **kwargs)
        if isinstance(found, list):
            return [_copy(document) for document in cast(list[Document], found)]
        return None if found is None else _copy(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_copy, super().__iter__())

    def _get_next_id(self) -> Any:
        _refuse()

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        _refuse()


def copied(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields in objects of its own."""
    return _decode(_encode(document))


def _copy(document: Document) -> Document:
    return Document(copied(dict(document)), document.doc_id)


def _refuse() -> NoReturn:
    raise TypeError("a table is for reading: write with Store.commit")
