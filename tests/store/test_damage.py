"""Bytes that are not as they were written: cut, flipped, or gone."""

import shutil
from pathlib import Path

import pytest

from cadence_tui.model.errors import StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.open import open_store
from tests.store.samples import COLLECTIONS, drop, edit, everything, house, keep, letter, make, new

JOURNAL = "journal-000001.jsonl"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with three lines in its journal."""
    path = tmp_path / "store"
    store = make(path, [house("h1", rooms=1)])
    keep(store, edit("house", "h1", 1, rooms=2))
    keep(store, new("letter", "l1", house="h1"))
    keep(store, edit("house", "h1", 2, rooms=3), new("letter", "l2", house="h1", text="ñandú"))
    store.close()
    return path


def test_every_torn_piece_is_kept(path: Path) -> None:
    whole = (path / JOURNAL).read_bytes()
    pieces = [b'{"seq":4', b"\0\0\0", b'{"seq":4']
    for piece in pieces:
        # The same place is torn again and again, as when a copy is put back.
        (path / JOURNAL).write_bytes(whole + piece)
        store = open_store(path, COLLECTIONS)
        keep(store, new("house", "h2"))
        store.close()
    assert sorted(kept.read_bytes() for kept in (path / "lost+found").iterdir()) == sorted(pieces)


def test_a_line_that_lacks_only_its_end_is_completed(path: Path) -> None:
    whole = (path / JOURNAL).read_bytes()
    (path / JOURNAL).write_bytes(whole[:-1])
    reader = open_store(path, COLLECTIONS)
    assert reader.seq == 2
    writer = open_store(path, COLLECTIONS)
    assert keep(writer, edit("house", "h1", 3, rooms=7)).seq == 4
    assert [commit.seq for commit in reader.refresh()] == [3, 4]


def test_a_line_repeated_or_missing_is_refused(path: Path) -> None:
    first, second, third, _ = (path / JOURNAL).read_bytes().split(b"\n")
    for lines, line in (([first, second, second], 3), ([first, third], 2), ([second, third], 1)):
        (path / JOURNAL).write_bytes(b"\n".join([*lines, b""]))
        with pytest.raises(StoreError, match=f"damaged at line {line}"):
            keep(open_store(path, COLLECTIONS), new("house", "h2"))


def test_a_flipped_bit_in_a_snapshot_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store"
    closed = [letter(f"l{n}", "h1", state="closed", text=f"text {n}") for n in range(4)]
    make(path, [house("h1", name="Mill"), *closed]).close()
    before = everything(open_store(path, COLLECTIONS))
    for file in sorted((path / "snap-000001").iterdir()):
        whole = file.read_bytes()
        for place in range(0, len(whole), 3):
            damaged = bytearray(whole)
            damaged[place] ^= 4
            file.write_bytes(damaged)
            assert [problem.file for problem in check_store(path, COLLECTIONS)] == [
                f"snap-000001/{file.name}"
            ]
            assert _truth_or_refusal(path, before)
        file.write_bytes(whole)


def _truth_or_refusal(path: Path, truth: dict[str, dict[str, dict[str, object]]]) -> bool:
    store = open_store(path, COLLECTIONS)
    try:
        for kind, documents in truth.items():
            if {doc_id: store.get(kind, doc_id) for doc_id in documents} != documents:
                return False
        return store.group("letter", "h1") == list(truth["letter"].values())
    except StoreError as refusal:
        return "damaged" in str(refusal)


def test_a_journal_replaced_by_an_older_copy_is_read_again(path: Path, tmp_path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    shutil.copytree(path, tmp_path / "copy")
    keep(store, drop("letter", "l1", 1))
    (path / JOURNAL).write_bytes((tmp_path / "copy" / JOURNAL).read_bytes())
    store.refresh()
    assert store.seq == 3
    assert store.get("letter", "l1")
    assert keep(store, new("house", "h2")).seq == 4


def test_the_check_names_what_it_finds(path: Path) -> None:
    assert check_store(path, COLLECTIONS) == []
    whole = (path / JOURNAL).read_bytes()
    (path / JOURNAL).write_bytes(whole + b'{"seq"')
    (torn,) = check_store(path, COLLECTIONS)
    assert (torn.file, torn.line, torn.harmless) == (JOURNAL, 4, True)
    (path / JOURNAL).write_bytes(whole.replace(b'"rooms":2', b'"rooms":8', 1))
    (bad,) = check_store(path, COLLECTIONS)
    assert (bad.file, bad.line, bad.harmless) == (JOURNAL, 1, False)
    (path / JOURNAL).write_bytes(b"".join(whole.splitlines(keepends=True)[::2]))
    (jump,) = check_store(path, COLLECTIONS)
    assert str(jump.text) == "Commit 3 stands where 2 belongs"
    (path / JOURNAL).write_bytes(whole)
    (path / "snap-000001" / "house.json").unlink()
    (missing,) = check_store(path, COLLECTIONS)
    assert (missing.file, str(missing.text)) == ("snap-000001/house.json", "The file is missing")
    (path / "HEAD").write_text("{")
    assert [problem.file for problem in check_store(path, COLLECTIONS)] == ["HEAD"]


def test_old_journals_put_away_are_no_harm(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    store.compact()
    keep(store, new("house", "h2"))
    (path / JOURNAL).unlink()
    assert [commit.seq for commit in store.log()] == [4]
    assert [problem.harmless for problem in check_store(path, COLLECTIONS)] == [True]
    assert store.count("house") == 2


def test_a_missing_snapshot_is_named_on_reading(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    (path / "snap-000001" / "house.json").unlink()
    with pytest.raises(StoreError, match="damaged"):
        store.get("house", "h1")


def test_the_check_names_what_it_cannot_read(path: Path) -> None:
    (path / JOURNAL).unlink()
    (path / JOURNAL).mkdir()
    (unreadable,) = check_store(path, COLLECTIONS)
    assert (unreadable.file, unreadable.harmless) == (JOURNAL, False)
    (path / "HEAD").unlink()
    (path / "HEAD").symlink_to("HEAD")
    with pytest.raises(StoreError, match="HEAD"):
        check_store(path, COLLECTIONS)


def test_a_lock_that_was_deleted_is_named(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    (path / "lock").unlink()
    assert [problem.file for problem in check_store(path, COLLECTIONS)] == ["lock"]
    with pytest.raises(StoreError, match="lock is damaged"):
        keep(store, edit("house", "h1", 3, rooms=4))
    store.close()


def test_a_damaged_store_shows_what_came_before_and_says_so(path: Path) -> None:
    (path / JOURNAL).write_bytes((path / JOURNAL).read_bytes().replace(b'"rooms":3', b'"rooms":8', 1))
    store = open_store(path, COLLECTIONS)
    assert store.seq == 2
    assert str(store.damage) == f"{path / JOURNAL} is damaged at line 3"
    assert store.hindrance


def test_blocks_that_a_power_failure_left_empty_are_set_aside(path: Path) -> None:
    whole = (path / JOURNAL).read_bytes()
    last = whole.rfind(b"\n", 0, -1) + 1
    # A write of several blocks of which the first never came to the disk, the last one did.
    torn = b"\0" * 64 + whole[last + 64 :]
    for tail in (torn, torn[:-1], b"\0" * 4096, b"\0" * 100 + b"\n" + b"\0" * 100):
        (path / JOURNAL).write_bytes(whole[:last] + tail)
        assert [problem.harmless for problem in check_store(path, COLLECTIONS)] == [True]
        store = open_store(path, COLLECTIONS)
        assert (store.seq, store.damage) == (2, None)
        assert keep(store, new("house", "h2")).seq == 3
        store.close()
        assert [piece.read_bytes() for piece in (path / "lost+found").iterdir()] == [tail]
        shutil.rmtree(path / "lost+found")
