"""Several processes on one store: nothing acknowledged is lost, nothing half is kept."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message
from cadence_tui.store.check import check_store
from cadence_tui.store.open import open_store
from tests.store.processes import finish, kill, next_line, start
from tests.store.samples import COLLECTIONS, edit, everything, house, keep, make, new


def test_four_processes_count_on_one_document(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path, [house("counter", n=0)]).close()
    for writer in [start("count_up", path, "50") for _ in range(4)]:
        finish(writer)
    store = open_store(path, COLLECTIONS)
    assert store.get("house", "counter") == {"kind": "house", "id": "counter", "rev": 201, "n": 200}
    assert [commit.seq for commit in store.log(newest_first=False)] == list(range(1, 201))
    assert {commit.changes[0].set["n"] for commit in store.log()} == set(range(1, 201))


def test_killed_writers_lose_nothing_they_said(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    said: set[str] = set()
    for round_number in range(12):
        writers = [start("write_for_ever", path, f"r{round_number}w{name}") for name in range(2)]
        for writer in writers:
            said.update(next_line(writer) for _ in range(1 + 7 * (round_number % 4)))
        for writer in writers:
            said.update(kill(writer))
        store = open_store(path, COLLECTIONS)
        keep(store, new("house", f"mended-{round_number}"))
        found = everything(store)
        assert said <= found["letter"].keys()
        assert {doc_id for doc_id in found["house"] if not doc_id.startswith("mended")} == found[
            "letter"
        ].keys()
        in_flight = found["letter"].keys() - said
        assert len(in_flight) <= 2 * (round_number + 1)
        replayed = {a.id for commit in store.log() for a in commit.changes if a.kind == "letter"}
        assert replayed == found["letter"].keys()
        assert check_store(path, COLLECTIONS) == []
        store.close()


def test_a_stopped_holder_of_the_lock_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    holder = start("hold_the_lock", path)
    assert next_line(holder) == "held"
    told: list[Message] = []
    try:
        store = open_store(path, COLLECTIONS, patience=2.1, waiting=told.append)
        os.kill(holder.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, holder.pid, os.WSTOPPED)
        with pytest.raises(StoreError, match="stopped process") as refused:
            keep(store, new("house", "h1"))
        assert str(holder.pid) in str(refused.value)
        assert [str(text) for text in told] == [str(refused.value)]
        assert store.get("house", "h1") is None
        assert store.refresh() == []
    finally:
        kill(holder)
    assert keep(store, new("house", "h1")).seq == 1


def test_whoever_waits_may_give_up(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    holder = start("hold_the_lock", path)
    assert next_line(holder) == "held"
    try:
        store = open_store(path, COLLECTIONS, patience=3600, waiting=lambda _: store.give_up())
        with pytest.raises(StoreError, match=f"locked by a process of .*: {holder.pid}"):
            keep(store, new("house", "h1"))
    finally:
        kill(holder)
    assert keep(store, new("house", "h1")).seq == 1


def test_a_busy_holder_of_the_lock_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    holder = start("hold_the_lock", path)
    assert next_line(holder) == "held"
    try:
        store = open_store(path, COLLECTIONS, patience=0.05)
        with pytest.raises(StoreError, match=f"locked by a process of .*: {holder.pid}"):
            keep(store, new("house", "h1"))
    finally:
        kill(holder)


def test_a_full_disk_refuses_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path).close()
    *kept, refusal, after = finish(start("write_into_a_full_disk", path, "5000"))
    assert len(kept) > 3
    assert "is full: nothing was written" in refusal
    assert after == "after"
    store = open_store(path, COLLECTIONS)
    assert {doc["id"] for doc in store.all("house")} == {*kept, "after"}
    assert not (path / "lost+found").exists()
    assert check_store(path, COLLECTIONS) == []


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_reading_works_where_writing_is_not_allowed(public_folder: Path) -> None:
    path = public_folder / "store"
    make(path, [house("h1")]).close()
    for found in [path, *path.rglob("*")]:
        found.chmod(0o555 if found.is_dir() else 0o444)
    lines = finish(start("write_without_permission", path))
    assert "can only be read here" in lines[0]
    assert lines[1] == "houses 1 ['h1']"
    assert "can only be read here" in lines[2]
    for found in [path, *path.rglob("*")]:
        found.chmod(0o755 if found.is_dir() else 0o644)


def test_an_act_on_what_many_have_changed_since_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "store"
    numbers = range(80)
    make(path, [house("counter", n=0), *(house(f"h{n}", a=0, b=0) for n in numbers)]).close()
    store, other = open_store(path, COLLECTIONS), open_store(path, COLLECTIONS)
    for n in numbers:
        keep(other, edit("house", f"h{n}", 1, a=1))
    for round_number in range(300):
        keep(other, new("house", f"x{round_number}", text="x" * 500))
    writers = [start("count_up", path, "100") for _ in range(2)]
    merged = keep(store, *(edit("house", f"h{n}", 1, b=2) for n in numbers))
    for writer in writers:
        finish(writer)
    assert {applied.rev for applied in merged.changes} == {3}
    store.refresh()
    assert store.get("house", "h7") == {"kind": "house", "id": "h7", "rev": 3, "a": 1, "b": 2}
    counter = store.get("house", "counter")
    assert counter
    assert counter["n"] == 200
