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

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refused: a change needs an author and a reason. Raises TypeError."""
        _refuse()


class QueryTable(Table):
    """A table for reading, with string ids. What it returns may be changed freely."""

    document_id_class = str  # pyright: ignore[reportAssignmentType]

    def __init__(self, storage: ResidentStorage, name: str) -> None:
        # No cache of results: commits of other processes would not clear it.
        super().__init__(storage, name, cache_size=0)

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

    def _get_next_id(self) -> NoReturn:
        _refuse()

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        _refuse()


def _copy(document: Document) -> Document:
    return Document(_decode(_encode(dict(document))), document.doc_id)


def _refuse() -> NoReturn:
    raise TypeError("a table is for reading: write with Store.commit")
