"""Kinds, documents and shorthands for the tests of the store."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cadence_tui.store.open import make_store
from cadence_tui.store.protocol import Change, Collection, Commit, Store

AT = "2026-03-02T09:00:00+01:00"
COLLECTIONS = (
    Collection(kind="house"),
    Collection(
        kind="letter",
        group="house",
        indexes=("state", "due"),
        cold=lambda letter: letter.get("state") == "closed",
    ),
)


def house(doc_id: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A house for `make_store`."""
    return "house", {"id": doc_id, **fields}


def letter(doc_id: str, owner: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A letter of a house for `make_store`."""
    return "letter", {"id": doc_id, "house": owner, **fields}


def new(kind: str, doc_id: str, **fields: Any) -> Change:
    """A change that makes a document."""
    return Change(kind=kind, id=doc_id, set=fields)


def edit(kind: str, doc_id: str, base_rev: int, *unset: str, **fields: Any) -> Change:
    """A change of fields."""
    return Change(kind=kind, id=doc_id, base_rev=base_rev, set=fields, unset=unset)


def drop(kind: str, doc_id: str, base_rev: int) -> Change:
    """A change that removes a document."""
    return Change(kind=kind, id=doc_id, base_rev=base_rev, drop=True)


def keep(store: Store, *changes: Change, who: str = "ana", txn: str = "") -> Commit:
    """A commit whose reason does not matter."""
    return store.commit(changes, who=who, why={"text": "because"}, at=AT, txn=txn)


def make(path: Path, documents: Iterable[tuple[str, Mapping[str, Any]]] = ()) -> Store:
    """A new store of houses and letters."""
    return make_store(path, COLLECTIONS, schema=1, documents=documents)


def everything(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """All documents by kind and id."""
    return {c.kind: {doc["id"]: dict(doc) for doc in store.all(c.kind)} for c in COLLECTIONS}
