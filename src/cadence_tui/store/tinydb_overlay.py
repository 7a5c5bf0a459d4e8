"""What TinyDB's updates work on: the documents in memory, with the changes beside them."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

import msgspec
from tinydb.queries import QueryLike

from cadence_tui.store.patch import diff
from cadence_tui.store.protocol import Change
from cadence_tui.store.query import copied

Fields = dict[str, Any]


class Overlay(MutableMapping[Any, Fields]):
    """The documents of one kind by id, to be changed like a dict of dicts; the resident ones stay untouched.

    A document is copied when it is first asked for. Ids are strings; others are taken by their text.
    """

    def __init__(self, kind: str, resident: Mapping[str, Mapping[str, Any]]) -> None:
        self._kind = kind
        self._resident = resident
        self._touched: dict[str, Fields | None] = {}

    def __getitem__(self, doc_id: Any) -> Fields:
        key = str(doc_id)
        if key not in self._touched:
            self._touched[key] = copied(self._resident[key])
        found = self._touched[key]
        if found is None:
            raise KeyError(doc_id)
        return found

    def __setitem__(self, doc_id: Any, document: Fields) -> None:
        self._touched[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self._touched[key] is not None if key in self._touched else key in self._resident

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def clear(self) -> None:
        """Removes every document."""
        self._touched = dict.fromkeys(self._resident)

    def find(self, cond: QueryLike | None, doc_ids: Iterable[Any] | None = None) -> list[str]:
        """Those of the given ids that are here; without, those of the documents that match; or all."""
        if doc_ids is not None:
            return [key for key in dict.fromkeys(map(str, doc_ids)) if key in self]
        return [key for key, document in self._now().items() if cond is None or cond(document)]

    def changes(self) -> list[Change]:
        """What was done, as changes on the revisions seen. Raises ValueError for a document renamed."""
        changes = (self._change(key, document) for key, document in self._touched.items())
        return [change for change in changes if change]

    def _now(self) -> dict[str, Mapping[str, Any]]:
        everything = {**self._resident, **self._touched}
        return {key: document for key, document in everything.items() if document is not None}

    def _change(self, key: str, new: Fields | None) -> Change | None:
        old = self._resident.get(key)
        if new is None:
            return Change(kind=self._kind, id=key, base_rev=old["rev"], drop=True) if old else None
        if (new.get("id", key), new.get("kind", self._kind)) != (key, self._kind):
            raise ValueError(f"{self._kind} {key!r} cannot become another document")
        change = diff(self._kind, old, {**new, "id": key})
        if change is None:
            return None
        # A document that was read, altered and handed back says by its `rev` what its author saw. Fields that
        # a query or an operation has looked at count as much as those it sets: nothing is to be merged.
        return msgspec.structs.replace(change, base_rev=new.get("rev", change.base_rev), exact=True)
