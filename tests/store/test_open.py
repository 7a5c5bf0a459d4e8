"""Making and opening stores: where it is refused, and what the folder looks like."""

import json
import stat
from pathlib import Path

import pytest

from cadence_tui.model.errors import StoreError
from cadence_tui.store.open import make_store, open_store
from tests.store.samples import COLLECTIONS, edit, everything, house, keep, letter, make, new


def test_a_folder_without_head_is_no_store(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(StoreError, match="is not a store"):
            open_store(path, COLLECTIONS)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="is not a store"):
        open_store(tmp_path / "file", COLLECTIONS)


def test_a_store_is_never_made_over_another(tmp_path: Path) -> None:
    make(tmp_path / "store", [house("h1")]).close()
    with pytest.raises(StoreError, match="is a store already"):
        make(tmp_path / "store")
    assert open_store(tmp_path / "store", COLLECTIONS).count("house") == 1


def test_a_store_is_never_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="a folder of its own"):
        make(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_making_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    make(tmp_path / "store", [house("h1")]).close()
    (tmp_path / "store" / "HEAD").unlink()
    (tmp_path / "store" / "rules").mkdir()
    assert make(tmp_path / "store", [house("h2")]).get("house", "h2")


def test_documents_given_twice_make_no_store(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        make(tmp_path / "store", [house("h1"), house("h1")])
    with pytest.raises(ValueError, match="undeclared"):
        make(tmp_path / "store", [("horse", {"id": "h1"})])
    assert not (tmp_path / "store").exists()


def test_what_a_newer_program_made_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make_store(path, COLLECTIONS, schema=4).close()
    assert open_store(path, COLLECTIONS, schema=4).schema == 4
    with pytest.raises(StoreError, match="newer version"):
        open_store(path, COLLECTIONS, schema=3)
    head = json.loads((path / "HEAD").read_text())
    (path / "HEAD").write_text(json.dumps({"format": head["format"] + 1, "other": True}))
    with pytest.raises(StoreError, match="newer version"):
        open_store(path, COLLECTIONS)


def test_a_store_upgraded_meanwhile_is_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path, [house("h1")])
    head = json.loads((path / "HEAD").read_text())
    (path / "HEAD").write_text(json.dumps({**head, "schema": 2}))
    with pytest.raises(StoreError, match="start the program again"):
        keep(store, new("house", "h2"))
    assert not store.writable
    assert store.get("house", "h1")


def test_the_group_may_read_and_write_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.mkdir()
    path.chmod(0o2770)
    store = make(path, [house("h1"), letter("l1", "h1", state="closed")])
    keep(store, new("house", "h2"))
    store.compact()
    (path / "journal-000002.jsonl").write_bytes(b"torn")
    keep(store, new("house", "h3"))
    for entry in [path, *path.rglob("*")]:
        wanted = 0o2770 if entry.is_dir() else 0o660
        assert (entry.name, oct(stat.S_IMODE(entry.stat().st_mode))) == (entry.name, oct(wanted))


def test_history_is_on_disk_and_what_is_open_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "store"
    letters = [
        letter(f"l{n:03d}", f"h{n % 7}", state="open" if n % 10 == 0 else "closed") for n in range(200)
    ]
    store = make(path, letters)
    assert {doc["state"] for doc in store.hot("letter")} == {"open"}
    assert store.count("letter") == len(list(store.all("letter"))) == 200
    closing = [edit("letter", doc["id"], 1, state="closed") for doc in store.hot("letter")]
    keep(store, *closing)
    before = everything(store)
    store.compact()
    assert list(store.hot("letter")) == []
    assert everything(store) == before
    assert [doc["id"] for doc in store.group("letter", "h3")] == [f"l{n:03d}" for n in range(3, 200, 7)]


def test_old_generations_are_removed_and_journals_stay(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    for number in range(4):
        keep(store, new("house", f"h{number}"))
        store.compact()
    assert sorted(entry.name for entry in path.glob("snap-*")) == ["snap-000004", "snap-000005"]
    assert sorted(entry.name for entry in path.glob("journal-*")) == [
        f"journal-{n:06d}.jsonl" for n in range(1, 6)
    ]


def test_a_long_journal_is_folded_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    for number in range(3):
        keep(store, new("house", f"h{number}", text="x" * 400_000))
    assert json.loads((path / "HEAD").read_text())["generation"] == 2
    assert store.count("house") == 3
    assert [commit.seq for commit in store.log()] == [3, 2, 1]


def test_a_large_import_in_one_commit(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store, other = make(path), open_store(path, COLLECTIONS)
    commit = keep(store, *(new("letter", f"l{n}", house=f"h{n % 90}", state="closed") for n in range(60_000)))
    assert len(commit.changes) == 60_000
    assert [len(seen.changes) for seen in other.refresh()] == [60_000]
    assert other.count("letter") == 60_000
    assert len(other.group("letter", "h7")) == 667


def test_a_folding_that_died_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path, [house("h1"), letter("l1", "h1", state="closed")])
    keep(store, edit("house", "h1", 1, rooms=2))
    head = (path / "HEAD").read_bytes()
    before = everything(store)
    store.compact()
    store.close()
    (path / "HEAD").write_bytes(head)
    store = open_store(path, COLLECTIONS)
    assert everything(store) == before
    store.compact()
    assert everything(store) == before
    assert keep(store, edit("house", "h1", 2, rooms=3)).seq == 2


def test_commits_behind_a_lost_head_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    head = (path / "HEAD").read_bytes()
    store.compact()
    keep(store, new("house", "h1"))
    store.close()
    (path / "HEAD").write_bytes(head)
    store = open_store(path, COLLECTIONS)
    with pytest.raises(StoreError, match="journal-000002"):
        store.compact()
    assert b'"h1"' in (path / "journal-000002.jsonl").read_bytes()


def test_a_folding_that_cannot_be_done_hinders_no_commit(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    (path / "snap-000002").write_text("in the way")
    for number in range(4):
        keep(store, new("house", f"h{number}", text="x" * 600_000))
    with pytest.raises(StoreError, match="nothing was written"):
        store.compact()
    (path / "snap-000002").unlink()
    store.compact()
    assert open_store(path, COLLECTIONS).count("house") == 4
