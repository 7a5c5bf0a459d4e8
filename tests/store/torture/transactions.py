"""The one transaction of the torture, and what a store that took any number of them must look like.

Each transaction makes a letter, counts up on a shared document and appends to the list of a key: one of the
three without the others is half a transaction.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cadence_tui.model.errors import Conflict
from cadence_tui.store.check import check_store
from cadence_tui.store.open import make_store, open_store
from cadence_tui.store.protocol import Applied, Change, Collection, Commit, Store
from tests.store.samples import COLLECTIONS, edit, everything, house, keep, new

Documents = dict[str, dict[str, dict[str, Any]]]

COUNTER = "counter"
_SAMPLE = 4
# A kind that nobody touches is carried over from snapshot to snapshot.
_KINDS = (*COLLECTIONS, Collection(kind="stone"))
_STONE = {"kind": "stone", "id": "first", "rev": 1}
_START: Documents = {"house": {COUNTER: {"kind": "house", "id": COUNTER, "rev": 1, "n": 0}}, "letter": {}}


def prepare(path: Path) -> None:
    """A new store, ready for transactions."""
    documents = [house(COUNTER, n=0), ("stone", {"id": "first"})]
    make_store(path, _KINDS, schema=1, documents=documents).close()


def transact(store: Store, txn: str, key: str) -> Commit:
    """Keeps a transaction, however often others are quicker."""
    while True:
        store.refresh()
        try:
            return keep(store, *_changes(store, txn, key), txn=txn)
        except Conflict:
            continue


def _changes(store: Store, txn: str, key: str) -> list[Change]:
    counter, entries = store.get("house", COUNTER), store.get("house", key)
    assert counter
    text = txn * (sum(txn.encode()) % 30)
    return [
        new("letter", txn, house=key, state="closed", text=text),
        edit("house", COUNTER, counter["rev"], n=counter["n"] + 1),
        edit("house", key, entries["rev"], txns=[*entries["txns"], txn])
        if entries
        else new("house", key, txns=[txn]),
    ]


def proven(path: Path) -> list[Commit]:
    """All commits of a store that nobody is writing to; AssertionError for anything that cannot be."""
    store = open_store(path, _KINDS)
    assert store.get("stone", "first") == _STONE, "a document that nobody changed is another one"
    commits = list(store.log(newest_first=False))
    numbers = [commit.seq for commit in commits]
    assert numbers == list(range(1, store.seq + 1)), f"the log has {numbers}, the store is at {store.seq}"
    documents = everything(store)
    assert documents == state_after(commits), "the log does not replay to the documents"
    for commit in commits[:: len(commits) // _SAMPLE + 1]:
        assert store.transaction(commit.txn) == commit, f"{commit.txn} would be kept twice"
    store.close()
    _prove_atomic(commits, documents)
    harmful = [problem for problem in check_store(path, _KINDS) if not problem.harmless]
    assert not harmful, f"the check finds {harmful}"
    return commits


def prove_writable(path: Path, txn: str) -> Commit:
    """One more transaction is taken and found again."""
    store = open_store(path, COLLECTIONS)
    kept = transact(store, txn, "afterwards")
    store.close()
    assert proven(path)[-1] == kept, "a new write is not the last of the log"
    return kept


def state_after(commits: Iterable[Commit]) -> Documents:
    """The documents that commits leave, by nothing but what the commits say."""
    documents = {kind: dict(of_kind) for kind, of_kind in _START.items()}
    for commit in commits:
        for applied in commit.changes:
            _apply(documents[applied.kind], applied)
    return documents


def _apply(documents: dict[str, dict[str, Any]], applied: Applied) -> None:
    document = {**documents.get(applied.id, {}), **applied.set}
    document |= {"kind": applied.kind, "id": applied.id, "rev": applied.rev}
    documents[applied.id] = {name: document[name] for name in document if name not in applied.unset}
    if applied.dropped:
        del documents[applied.id]


def _prove_atomic(commits: list[Commit], documents: Documents) -> None:
    txns = [commit.txn for commit in commits]
    assert len(set(txns)) == len(txns), "a transaction was kept twice"
    assert documents["letter"].keys() == set(txns), "letters and transactions differ"
    assert documents["house"][COUNTER]["n"] == len(txns), "the counter is not the number of transactions"
    lists: dict[str, list[str]] = {}
    for commit in commits:
        lists.setdefault(documents["letter"][commit.txn]["house"], []).append(commit.txn)
    found = {doc_id: doc["txns"] for doc_id, doc in documents["house"].items() if doc_id != COUNTER}
    assert found == lists, "a list is not in the order of the commits"
