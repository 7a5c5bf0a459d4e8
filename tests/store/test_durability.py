"""What happens when the disk does not keep its word, and when threads share a store."""

import threading
from pathlib import Path

import pytest

from cadence_tui.model.errors import Conflict, StoreError
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Store
from tests.store.samples import COLLECTIONS, edit, house, keep, make, new

JOURNAL = "journal-000001.jsonl"


def test_a_failed_sync_says_that_the_outcome_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    (path / JOURNAL).unlink()
    # The one file that takes every write and refuses every sync.
    (path / JOURNAL).symlink_to("/dev/null")
    store = open_store(path, COLLECTIONS)
    with pytest.raises(StoreError, match="outcome is unknown"):
        keep(store, new("house", "h1"))
    assert store.hindrance
    with pytest.raises(StoreError, match="must be opened again"):
        keep(store, new("house", "h2"))


def test_a_refused_write_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    (path / JOURNAL).unlink()
    (path / JOURNAL).symlink_to("/dev/full")
    store = open_store(path, COLLECTIONS)
    with pytest.raises(StoreError, match="is full: nothing was written"):
        keep(store, new("house", "h1"))
    assert (store.seq, store.get("house", "h1"), store.hindrance) == (0, None, None)


def test_threads_share_a_store(tmp_path: Path) -> None:
    store = make(tmp_path / "store", [house("counter", n=0)])
    threads = [threading.Thread(target=_count_up, args=(store, 25)) for _ in range(4)]
    for thread in threads:
        thread.start()
    seen: list[int] = []
    while any(thread.is_alive() for thread in threads):
        store.refresh()
        seen += [doc["n"] for doc in store.hot("house")]
        store.compact()
    for thread in threads:
        thread.join()
    assert seen == sorted(seen)
    assert store.get("house", "counter") == {"kind": "house", "id": "counter", "rev": 101, "n": 100}
    assert store.refresh() == []
    assert len(list(store.log())) == 100


def _count_up(store: Store, times: int) -> None:
    for _ in range(times):
        while True:
            seen = store.get("house", "counter")
            assert seen
            try:
                keep(store, edit("house", "counter", seen["rev"], n=seen["n"] + 1))
            except Conflict:
                continue
            break
