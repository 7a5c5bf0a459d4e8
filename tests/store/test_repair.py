"""Damaged stores made whole again: what can be read is kept, what cannot is put aside, and both are told."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.head import read_head, write_head
from cadence_tui.store.host import Host
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Store
from cadence_tui.store.repair import Repaired, move_here, repair_store
from cadence_tui.store.stand_in import LOST_CHANGE
from tests.store.samples import COLLECTIONS, drop, edit, everything, house, keep, letter, make, new

ARCHIVED = "archive/journal-000001.jsonl.gz"
CLOSED = "journal-000002.jsonl"
LIVE = "journal-000003.jsonl"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that was folded twice: a journal put away, one closed, one written to."""
    path = tmp_path / "store"
    closed = [letter(f"l{n}", "h1", state="closed", text=f"text {n}") for n in range(4)]
    store = make(path, [house("h1", rooms=1), *closed])
    keep(store, edit("house", "h1", 1, rooms=2), txn="t-1")
    keep(store, new("house", "h2", name="Tower"))
    store.compact()
    keep(store, edit("letter", "l1", 1, text="new text"))
    keep(store, drop("letter", "l2", 1))
    store.compact()
    keep(store, edit("house", "h1", 2, rooms=3))
    keep(store, new("house", "h3", name="Barn"))
    keep(store, edit("house", "h3", 1, name="Old Barn"), edit("house", "h2", 1, name="Spire"))
    store.close()
    return path


@pytest.fixture
def whole(path: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy that nothing happens to."""
    shutil.copytree(path, tmp_path / "whole")
    store = open_store(tmp_path / "whole", COLLECTIONS)
    yield store
    store.close()


def damage(file: Path, old: bytes, new: bytes) -> bytes:
    """Changes bytes as a bad disk does; answers what stood there."""
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))
    return content


def repaired(path: Path) -> Store:
    """The store after a repair, which leaves nothing to repair and can be written to."""
    assert any(not problem.harmless for problem in check_store(path, COLLECTIONS))
    assert repair_store(path, COLLECTIONS).done
    assert check_store(path, COLLECTIONS) == []
    assert repair_store(path, COLLECTIONS) == Repaired()
    store = open_store(path, COLLECTIONS)
    keep(store, new("house", "after"))
    keep(store, drop("house", "after", 1))
    return store


def lost(path: Path) -> list[bytes]:
    return [piece.read_bytes() for piece in sorted((path / "lost+found").iterdir())]


def test_a_sound_store_is_left_as_it_is(path: Path) -> None:
    before = {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}
    assert repair_store(path, COLLECTIONS) == Repaired()
    assert {file: file.read_bytes() for file in path.rglob("*") if file.is_file()} == before


def test_a_damaged_line_costs_its_own_change_alone(path: Path) -> None:
    damage(path / LIVE, b'"rooms":3', b'"rooms":8')
    shutil.copytree(path, path.with_name("copy"))
    told = repair_store(path.with_name("copy"), COLLECTIONS)
    assert [str(text) for text in told.done] == [
        "History was written anew, up to change 7",
        f"Kept as it was: lost+found/{LIVE}",
    ]
    assert [str(text) for text in told.lost] == ["Changes that could not be read: 1"]
    bytes_found = (path / LIVE).read_bytes()
    store = repaired(path)
    assert store.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 2, "rooms": 2}
    assert store.get("house", "h3") == {"kind": "house", "id": "h3", "rev": 2, "name": "Old Barn"}
    assert store.get("house", "h2") == {"kind": "house", "id": "h2", "rev": 2, "name": "Spire"}
    assert lost(path) == [bytes_found]
    told = {commit.seq: commit.why["text"] for commit in store.log()}
    assert [seq for seq, text in told.items() if text == LOST_CHANGE.text] == [5]
    assert list(told) == list(range(9, 0, -1))


def test_changes_of_a_document_that_was_lost_are_left_out(path: Path) -> None:
    damage(path / LIVE, b'"Barn"', b'"Bank"')
    store = repaired(path)
    assert store.get("house", "h3") is None
    assert store.get("house", "h2") == {"kind": "house", "id": "h2", "rev": 2, "name": "Spire"}
    assert store.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 3, "rooms": 3}


def test_a_damaged_last_line_keeps_its_number(path: Path) -> None:
    damage(path / LIVE, b'"Spire"', b'"Spine"')
    store = repaired(path)
    assert [commit.seq for commit in store.log(newest_first=False)] == list(range(1, 10))
    assert store.get("house", "h2") == {"kind": "house", "id": "h2", "rev": 1, "name": "Tower"}


@pytest.mark.parametrize("file", [ARCHIVED, CLOSED])
def test_damage_of_the_past_changes_no_document(path: Path, whole: Store, file: str) -> None:
    content = (path / file).read_bytes()
    (path / file).write_bytes(content[:60] + bytes([content[60] ^ 8]) + content[61:])
    store = repaired(path)
    assert everything(store) == everything(whole)
    assert len(lost(path)) == 1
    assert [commit.seq for commit in store.log(newest_first=False)] == list(range(1, 10))


def test_a_line_put_in_by_hand_is_put_out(path: Path, whole: Store) -> None:
    lines = (path / LIVE).read_bytes().splitlines(keepends=True)
    (path / LIVE).write_bytes(b"".join([lines[0], lines[0], *lines[1:]]))
    assert everything(repaired(path)) == everything(whole)


def test_a_line_taken_out_by_hand_is_named(path: Path) -> None:
    lines = (path / LIVE).read_bytes().splitlines(keepends=True)
    (path / LIVE).write_bytes(b"".join([lines[0], lines[2]]))
    store = repaired(path)
    assert store.get("house", "h3") is None
    assert [commit.seq for commit in store.log(newest_first=False)] == list(range(1, 10))


@pytest.mark.parametrize("name", ["house.json", "letter.cold.jsonl", "letter.cold.ids", "letter.gone.json"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_snapshot_is_made_of_the_one_before(path: Path, whole: Store, name: str, how: str) -> None:
    file = path / "snap-000003" / name
    content = file.read_bytes()
    file.unlink()
    if how == "flipped":
        file.write_bytes(content[:5] + bytes([content[5] ^ 1]) + content[6:])
    if how == "cut":
        file.write_bytes(content[:5])
    store = repaired(path)
    assert everything(store) == everything(whole)
    assert store.transaction("t-1") == whole.transaction("t-1")


def test_without_a_snapshot_before_documents_are_picked_out_of_the_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "store"
    closed = [letter(f"l{n}", f"h{n}", state="closed", text=f"text {n}") for n in range(3)]
    make(path, [house("h1", name="Mill"), house("h2", name="Tower"), house("h3", name="{"), *closed]).close()
    damage(path / "snap-000001" / "house.json", b'"Tower"', b'\xffTower"')
    damage(path / "snap-000001" / "letter.cold.jsonl", b'["h1"', b'"h1"')
    told = [str(text) for text in repair_store(path, COLLECTIONS).lost]
    assert told == [
        "house: 1 of 3 documents are lost",
        "house: 2 documents were read from a damaged file; look through them",
        "letter: 3 documents were read from a damaged file; look through them",
    ]
    assert check_store(path, COLLECTIONS) == []
    store = open_store(path, COLLECTIONS)
    assert {doc["id"] for doc in store.all("house")} == {"h1", "h3"}
    assert {doc["id"] for doc in store.all("letter")} == {"l0", "l1", "l2"}
    assert len(lost(path)) == 2


def test_documents_made_in_the_journals_are_made_again_from_them(path: Path, whole: Store) -> None:
    for snapshot in ("snap-000002", "snap-000003"):
        for name in ("house.json", "letter.cold.jsonl"):
            file = path / snapshot / name
            file.write_bytes(file.read_bytes()[:25])
    told = [str(text) for text in repair_store(path, COLLECTIONS).lost]
    # What the store began with is in no journal.
    assert told == [
        "house: 1 of 2 documents are lost",
        "letter: 3 of 3 documents are lost",
        "Changes of documents that were lost with them: 1",
    ]
    store = open_store(path, COLLECTIONS)
    before = everything(whole)["house"]
    assert everything(store)["house"] == {name: before[name] for name in ("h2", "h3")}


def test_a_damaged_older_snapshot_is_named_and_replaced(path: Path, whole: Store) -> None:
    (path / "snap-000002" / "house.json").write_bytes(b"{}")
    assert [(each.file, each.harmless) for each in check_store(path, COLLECTIONS)] == [
        ("snap-000002/house.json", True)
    ]
    store = open_store(path, COLLECTIONS)
    store.compact()
    assert check_store(path, COLLECTIONS) == []
    assert everything(store) == everything(whole)


def test_a_journal_that_is_gone_is_told(path: Path) -> None:
    (path / LIVE).unlink()
    told = repair_store(path, COLLECTIONS)
    assert [str(text) for text in told.lost] == [f"{LIVE} is gone, and what was done in it"]
    assert [str(text).split()[0] for text in told.done] == ["History"]
    assert open_store(path, COLLECTIONS).seq == 4


def test_a_damaged_archive_is_read_as_far_as_it_goes(path: Path, whole: Store) -> None:
    content = (path / ARCHIVED).read_bytes()
    (path / ARCHIVED).write_bytes(content[: len(content) // 2])
    told = repair_store(path, COLLECTIONS)
    assert [str(text)[:30] for text in told.lost] == ["Changes that could not be read"]
    store = open_store(path, COLLECTIONS)
    assert [commit.seq for commit in store.log()] == [7, 6, 5, 4, 3, 2, 1]
    assert everything(store) == everything(whole)


def test_a_lost_head_is_made_of_its_copy(path: Path, whole: Store) -> None:
    (path / "HEAD").unlink()
    with pytest.raises(StoreError, match="has lost its HEAD"):
        open_store(path, COLLECTIONS)
    assert [problem.file for problem in check_store(path, COLLECTIONS)] == ["HEAD"]
    assert [str(told) for told in repair_store(path, COLLECTIONS).done] == [
        "HEAD was made anew from the copy in snap-000003"
    ]
    assert everything(open_store(path, COLLECTIONS)) == everything(whole)


def test_a_damaged_head_is_put_aside(path: Path, whole: Store) -> None:
    (path / "HEAD").write_bytes(b"\0" * 300)
    repaired(path)
    assert lost(path) == [b"\0" * 300]


def test_without_any_head_a_backup_is_asked_for(path: Path) -> None:
    (path / "HEAD").unlink()
    for folder in path.glob("snap-*"):
        (folder / "manifest.json").unlink()
    with pytest.raises(StoreError, match="restore a backup"):
        repair_store(path, COLLECTIONS)


def test_lock_machine_and_modes_are_put_right(path: Path, whole: Store) -> None:
    path.chmod(0o2770)
    (path / "lock").unlink()
    (path / LIVE).chmod(0o600)
    told = [str(each) for each in repair_store(path, COLLECTIONS).done]
    assert [text.split()[2] for text in told] == ["lock", "mode"]
    assert check_store(path, COLLECTIONS) == []
    assert everything(open_store(path, COLLECTIONS)) == everything(whole)


def test_a_store_is_moved_to_this_machine_only_when_that_is_asked_for(path: Path) -> None:
    assert not move_here(path)
    write_head(path, replace(read_head(path), host=Host("0123", "atlas")))
    assert repair_store(path, COLLECTIONS) == Repaired()
    store = open_store(path, COLLECTIONS)
    assert "cadence doctor --move-here" in str(store.hindrance)
    assert move_here(path)
    assert open_store(path, COLLECTIONS).hindrance is None
    assert check_store(path, COLLECTIONS) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_several_people_write_to_belongs_to_their_group(path: Path) -> None:
    assert check_store(path, COLLECTIONS) == []
    os.chown(path / LIVE, 65534, 65534)
    (path / "snap-000003" / "house.json").chmod(0o664)
    wrong = {problem.file for problem in check_store(path, COLLECTIONS) if problem.harmless}
    assert wrong == {".", LIVE, "snap-000003/house.json"}
    assert repair_store(path, COLLECTIONS).done
    assert check_store(path, COLLECTIONS) == []
    assert (path / LIVE).stat().st_gid == path.stat().st_gid
    assert path.stat().st_mode & 0o7777 == 0o2770


def test_a_repair_that_died_is_done_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(path / LIVE, b'"rooms":3', b'"rooms":8')
    with monkeypatch.context() as patched:
        patched.setattr("cadence_tui.store.rewrite.settle_rewriting", _die_at(2))
        with pytest.raises(OSError, match="died"):
            repair_store(path, COLLECTIONS)
    # The new history is in place, files of the old one are still there.
    assert [problem.harmless for problem in check_store(path, COLLECTIONS)] in ([], [True])
    store = open_store(path, COLLECTIONS)
    keep(store, new("house", "h9"))
    store.compact()
    assert check_store(path, COLLECTIONS) == []
    assert not (path / "rewriting").exists()
    assert store.count("house") == 4


def _die_at(time: int) -> object:
    calls: list[object] = []

    def settle(*_: object) -> None:
        calls.append(None)
        if len(calls) == time:
            raise OSError(5, "died")

    return settle


def test_who_has_a_repaired_store_open_sees_it_as_it_is_now(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    damage(path / LIVE, b'"rooms":3', b'"rooms":8')
    repair_store(path, COLLECTIONS)
    store.refresh()
    assert store.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 2, "rooms": 2}
    assert keep(store, edit("house", "h1", 2, rooms=7)).seq == 8


def test_a_journal_that_nobody_folds_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cadence_tui.store.check.SMALLEST_FOLD", 100)
    assert [(problem.file, problem.harmless) for problem in check_store(path, COLLECTIONS)] == [(LIVE, True)]
    open_store(path, COLLECTIONS).compact()
    assert check_store(path, COLLECTIONS) == []


def test_each_kind_comes_from_where_it_is_whole(path: Path, whole: Store) -> None:
    (path / "snap-000002" / "letter.cold.ids").unlink()
    (path / "snap-000003" / "house.json").unlink()
    (path / "archive" / "journal-000003.txns").unlink(missing_ok=True)
    assert repair_store(path, COLLECTIONS).lost == []
    assert everything(open_store(path, COLLECTIONS)) == everything(whole)


def test_an_archive_damaged_at_its_end_loses_nothing(path: Path, whole: Store) -> None:
    content = (path / ARCHIVED).read_bytes()
    (path / ARCHIVED).write_bytes(content[:-3] + bytes([content[-3] ^ 1]) + content[-2:])
    assert repair_store(path, COLLECTIONS).lost == []
    store = open_store(path, COLLECTIONS)
    assert [commit.who for commit in store.log()] == ["ana"] * 7
    assert everything(store) == everything(whole)


def test_what_journals_know_for_certain_wins_over_a_damaged_file(path: Path, whole: Store) -> None:
    for snapshot in ("snap-000002", "snap-000003"):
        damage(path / snapshot / "house.json", b'"rev":1,"name":"Tower"', b'"rev":7,"name":"Power"')
    assert repair_store(path, COLLECTIONS).done
    assert open_store(path, COLLECTIONS).get("house", "h2") == whole.get("house", "h2")
