"""Making and opening stores: where it is refused, and what the folder looks like."""

import gzip
import json
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.table import Table

from cadence_tui.model.errors import StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.head import read_head, write_head
from cadence_tui.store.host import Host
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
    (tmp_path / "store" / "snap-000001" / "manifest.json").unlink()
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
    write_head(path, replace(read_head(path), schema=2))
    with pytest.raises(StoreError, match="start the program again"):
        keep(store, new("house", "h2"))
    assert store.hindrance
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


def test_a_store_that_was_replaced_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path, [house("h1")])
    path.rename(tmp_path / "old")
    make(path, [house("h1")]).close()
    with pytest.raises(StoreError, match="Another store was put in the place"):
        keep(store, new("house", "h2"))
    assert store.hindrance


def test_a_newer_program_can_leave_older_ones_as_readers(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path, [house("h1")])
    write_head(path, replace(read_head(path), min_writer=99))
    for one in (store, open_store(path, COLLECTIONS)):
        with pytest.raises(StoreError, match="this one can only read"):
            keep(one, new("house", "h2"))
        assert one.hindrance
        assert one.get("house", "h1")


def test_a_store_of_another_machine_is_read_but_not_written(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path, [house("h1")]).close()
    write_head(path, replace(read_head(path), host=Host("0123", "atlas")))
    store = open_store(path, COLLECTIONS)
    with pytest.raises(StoreError, match="belongs to the machine atlas"):
        keep(store, new("house", "h2"))
    assert ("atlas" in str(store.hindrance), store.count("house")) == (True, 1)
    assert ["atlas" in str(problem.text) for problem in check_store(path, COLLECTIONS)] == [True]


def test_a_head_that_was_changed_by_hand_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path, [house("h1")]).close()
    (path / "HEAD").write_text((path / "HEAD").read_text().replace('"seq": 0', '"seq": 7'))
    with pytest.raises(StoreError, match="HEAD is damaged"):
        open_store(path, COLLECTIONS)


def test_old_generations_are_removed_and_journals_put_away(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    for number in range(4):
        keep(store, new("house", f"h{number}"))
        store.compact()
    assert sorted(entry.name for entry in path.glob("snap-*")) == ["snap-000004", "snap-000005"]
    assert sorted(entry.name for entry in path.glob("journal-*")) == [
        f"journal-{n:06d}.jsonl" for n in range(4, 6)
    ]
    assert sorted(entry.name for entry in (path / "archive").iterdir()) == [
        f"journal-{n:06d}.jsonl.gz" for n in range(1, 4)
    ]
    first = gzip.decompress((path / "archive" / "journal-000001.jsonl.gz").read_bytes())
    assert [json.loads(line)["seq"] for line in first.splitlines()] == [1, 1]
    assert [commit.seq for commit in store.log()] == [4, 3, 2, 1]
    assert [commit.seq for commit in store.log(before=2)] == [1]
    assert check_store(path, COLLECTIONS) == []


def test_snapshots_are_tinydb_files(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path, [house("h1", name="Mill")]).close()
    with TinyDB(path / "snap-000001" / "house.json") as db:
        assert [dict(doc) for doc in _ById(db.storage, "house")] == [
            {"kind": "house", "id": "h1", "rev": 1, "name": "Mill"}
        ]


class _ById(Table):
    """A table with the store's ids, which are no numbers."""

    document_id_class = str  # type: ignore[assignment]


def test_a_failed_folding_leaves_all_that_came_before(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    keep(store, new("house", "h1"))
    # Whoever folds dies after closing the journal and before it could write a snapshot.
    (path / "snap-000002").write_text("in the way")
    with pytest.raises(StoreError):
        store.compact()
    keep(store, new("house", "h2"))
    for one in (store, open_store(path, COLLECTIONS)):
        assert {doc["id"] for doc in one.all("house")} == {"h1", "h2"}
        assert [commit.seq for commit in one.log()] == [2, 1]
    assert check_store(path, COLLECTIONS) == []
    (path / "snap-000002").unlink()
    store.compact()
    assert json.loads((path / "HEAD").read_text())["generation"] == 3
    assert open_store(path, COLLECTIONS).count("house") == 2
    assert check_store(path, COLLECTIONS) == []


def test_a_long_journal_is_folded_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cadence_tui.store.file_store.SMALLEST_FOLD", 1 << 20)
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


def test_commits_behind_an_old_head_are_found(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    head = (path / "HEAD").read_bytes()
    keep(store, new("house", "h0"))
    store.compact()
    keep(store, new("house", "h1"))
    store.close()
    (path / "HEAD").write_bytes(head)
    store = open_store(path, COLLECTIONS)
    assert {doc["id"] for doc in store.all("house")} == {"h0", "h1"}
    store.compact()
    assert keep(store, new("house", "h2")).seq == 3
    assert check_store(path, COLLECTIONS) == []


def test_commits_that_nothing_leads_to_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "store"
    store = make(path)
    keep(store, new("house", "h1"))
    (path / "journal-000002.jsonl").write_bytes((path / "journal-000001.jsonl").read_bytes())
    with pytest.raises(StoreError, match="journal-000002"):
        store.compact()
    assert b'"h1"' in (path / "journal-000002.jsonl").read_bytes()
    assert next(problem.file for problem in check_store(path, COLLECTIONS)) == "journal-000002.jsonl"


def test_a_folding_that_cannot_be_done_hinders_no_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cadence_tui.store.file_store.SMALLEST_FOLD", 1 << 20)
    path = tmp_path / "store"
    store = make(path)
    (path / "compact.lock").mkdir()
    for number in range(4):
        keep(store, new("house", f"h{number}", text="x" * 600_000))
    with pytest.raises(StoreError, match="nothing was written"):
        store.compact()
    (path / "compact.lock").rmdir()
    store.compact()
    assert open_store(path, COLLECTIONS).count("house") == 4
