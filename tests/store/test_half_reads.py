"""A system that fails while news are read: nothing is skipped, told twice, or written on what is not so."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.store import index, ledger
from cadence_tui.store.check import check_store
from cadence_tui.store.head import read_head, write_head
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Store
from tests.store.samples import COLLECTIONS, edit, everything, keep, letter, make, new


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with a letter that is history, and one that is not."""
    path = tmp_path / "store"
    store = make(path, [letter("l1", "h1", state="open", n=0), letter("hot", "h1", state="open", n=0)])
    keep(store, edit("letter", "l1", 1, state="closed"))
    store.compact()
    store.close()
    return path


def failing_once(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: Callable[..., bool]) -> None:
    """Makes one call of a function fail as a disk or a system does."""
    real = getattr(owner, name)
    left = [1]

    def call(*words: Any, **named: Any) -> Any:
        if left[0] and when(*words):
            left[0] = 0
            raise OSError(errno.EMFILE, "Too many open files")
        return real(*words, **named)

    monkeypatch.setattr(owner, name, call)


def told(store: Store) -> list[int]:
    """The numbers of the news, asked for until the asking succeeds."""
    for _ in range(3):
        with suppress(StoreError):
            return [commit.seq for commit in store.refresh()]
    raise AssertionError("it fails for ever")


def test_news_that_could_not_be_applied_are_applied_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = open_store(path, COLLECTIONS), open_store(path, COLLECTIONS)
    assert reader.by("letter", "state", "closed") == []
    keep(writer, edit("letter", "l1", 2, n=1))
    keep(writer, edit("letter", "l1", 3, n=2))
    failing_once(monkeypatch, index, "read_range", lambda *_: True)
    assert told(reader) == [2, 3]
    assert everything(reader) == everything(writer)
    assert keep(reader, edit("letter", "hot", 1, n=5)).seq == 4
    assert check_store(path, COLLECTIONS) == []


def test_news_before_a_failure_are_told_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = open_store(path, COLLECTIONS), open_store(path, COLLECTIONS)
    keep(writer, new("house", "h1"))
    writer.compact()
    keep(writer, new("house", "h2"))
    failing_once(monkeypatch, os, "open", lambda name, *_: "journal-000003" in str(name))
    assert told(reader) == [2, 3]
    assert told(reader) == []


def test_a_reader_that_was_overtaken_begins_again_after_a_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = open_store(path, COLLECTIONS), open_store(path, COLLECTIONS)
    for number in range(4):
        keep(writer, new("house", f"h{number}"))
        writer.compact()
    failing_once(monkeypatch, ledger, "Handle", lambda *_: True)
    assert told(reader) == [2, 3, 4, 5]
    assert everything(reader) == everything(writer)


def test_a_damaged_index_is_told_every_time_it_is_asked(path: Path) -> None:
    writer = open_store(path, COLLECTIONS)
    keep(writer, edit("letter", "l1", 2, n=1), edit("letter", "hot", 1, n=1))
    [ids] = path.glob("snap-000002/letter.cold.ids")
    content = ids.read_bytes()
    ids.write_bytes(content[:-3] + bytes([content[-3] ^ 1]) + content[-2:])
    store = open_store(path, COLLECTIONS)
    for _ in range(3):
        with pytest.raises(StoreError, match=r"letter\.cold\.ids is damaged"):
            store.get("letter", "hot")
    with pytest.raises(StoreError, match="damaged"):
        keep(store, edit("letter", "hot", 1, n=77))


def test_what_was_written_counts_even_if_it_cannot_be_shown(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path, COLLECTIONS)
    assert store.get("letter", "l1")
    find = index.Index.find
    calls: list[object] = []

    def fails_after_the_first(self: index.Index, key: bytes) -> object:
        calls.append(key)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return find(self, key)

    monkeypatch.setattr(index.Index, "find", fails_after_the_first)
    assert keep(store, edit("letter", "l1", 2, n=1)).seq == 2
    assert store.refresh() == []
    assert everything(store)["letter"]["l1"]["n"] == 1
    assert keep(store, edit("letter", "l1", 3, n=2)).seq == 3
    assert check_store(path, COLLECTIONS) == []


def test_a_failure_is_no_way_into_another_store(path: Path, tmp_path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    path.rename(tmp_path / "away")
    make(path, [letter("l1", "h1", state="open", n=7)]).close()
    assert store.refresh() == []
    assert "Another store was put in the place" in str(store.hindrance)
    with pytest.raises(StoreError, match="Another store"):
        keep(store, new("house", "h9"))
    assert open_store(path, COLLECTIONS).count("house") == 0


def test_a_failure_is_no_way_into_a_migrated_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, writer = open_store(path, COLLECTIONS), open_store(path, COLLECTIONS)
    assert store.by("letter", "state", "closed") == []
    keep(writer, edit("letter", "l1", 2, n=1))
    failing_once(monkeypatch, index, "read_range", lambda *_: True)
    with pytest.raises(StoreError):
        store.refresh()
    write_head(path, replace(read_head(path), schema=2))
    for _ in range(2):
        with pytest.raises(StoreError, match="upgraded meanwhile"):
            keep(store, new("house", "h9"))
