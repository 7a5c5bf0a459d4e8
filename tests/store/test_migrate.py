"""Stores of earlier programs become stores of this one, with all they hold and everything that was done."""

import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.model.errors import Conflict, StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.head import read_head
from cadence_tui.store.migrate import Migrated, Migration, migrate_store
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Commit
from tests.store.samples import COLLECTIONS, edit, everything, house, keep, letter, make, new

KEPT = Path(__file__).parent / "kept"
AUTHOR = Commit(seq=0, at="2026-11-25T09:00:00+00:00", who="eva", why={"text": "Migrated"})
GROWN = Migration(2, {"house": lambda doc: {**doc, "floors": doc.get("rooms", 0) // 2 + 1}})
RENAMED = Migration(3, {"letter": lambda doc: {**{k: v for k, v in doc.items() if k != "text"}, "words": 1}})


def migrated(path: Path, schema: int = 1, *migrations: Migration) -> Migrated | None:
    return migrate_store(
        path,
        COLLECTIONS,
        schema=schema,
        migrations=migrations,
        author=AUTHOR,
        backup=path / "backups" / f"to-{schema}.tar.gz",
    )


@pytest.fixture
def first_format(tmp_path: Path) -> Path:
    """A store that program 0.1 made, folded twice, with documents closed, dropped and changed."""
    with tarfile.open(KEPT / "format-1.tar.gz") as kept:
        kept.extractall(tmp_path / "store", filter="data")
    return tmp_path / "store"


def test_format_1_keeps_its_documents_and_its_log(first_format: Path) -> None:
    with pytest.raises(StoreError, match="run cadence migrate"):
        open_store(first_format, COLLECTIONS)
    done = migrated(first_format)
    assert done
    assert (done.format, done.schema, done.documents) == (1, 1, 0)
    store = open_store(first_format, COLLECTIONS, schema=1)
    assert everything(store) == {
        "house": {
            "h1": {"kind": "house", "id": "h1", "rev": 2, "name": 'Mühle "alt"', "rooms": 4},
            "h2": {"kind": "house", "id": "h2", "rev": 2, "rooms": 1},
            "h3": {"kind": "house", "id": "h3", "rev": 1, "tags": ["a", "b"]},
        },
        "letter": {
            "l2": {"kind": "letter", "id": "l2", "rev": 2, "house": "h1", "state": "closed", "text": "young"},
            "l4": {"kind": "letter", "id": "l4", "rev": 1, "house": "h2", "state": "open", "text": "línea"},
        },
    }
    assert [commit.who for commit in store.log()] == ["ana", "eve", "ana", "ben", "ana"]
    assert [commit.seq for commit in store.history("house", "h1")] == [1]
    first = store.transaction("t-1")
    assert first
    assert keep(store, edit("house", "h1", 1, rooms=9), txn="t-1") == first
    assert keep(store, new("letter", "l1")).changes[0].rev == 3
    assert (first_format / "rules" / "note.toml").read_text() == "a = 1\n"
    assert check_store(first_format, COLLECTIONS) == []
    assert migrated(first_format) is None


def test_the_copy_before_a_migration_is_the_store_as_it_was(first_format: Path, tmp_path: Path) -> None:
    before = {
        str(file.relative_to(first_format)): file.read_bytes()
        for file in first_format.rglob("*")
        if file.is_file() and file.name != "lock"
    }
    done = migrated(first_format)
    assert done
    with tarfile.open(done.backup) as kept:
        kept.extractall(tmp_path / "copy", filter="data")
    copied = {
        str(file.relative_to(tmp_path / "copy")): file.read_bytes()
        for file in (tmp_path / "copy").rglob("*")
        if file.is_file()
    }
    assert copied == before


def test_a_migration_that_died_is_begun_again(first_format: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("cadence_tui.store.snapshot.write_head", die)
        with pytest.raises(OSError, match="No space"):
            migrated(first_format)
    (first_format / "backups" / "to-1.tar.gz").unlink()
    assert migrated(first_format)
    store = open_store(first_format, COLLECTIONS)
    assert (store.seq, store.count("house"), store.count("letter")) == (5, 3, 2)
    assert check_store(first_format, COLLECTIONS) == []


def test_a_torn_line_of_format_1_is_kept_aside(first_format: Path) -> None:
    with (first_format / "journal-000003.jsonl").open("ab") as journal:
        journal.write(b'{"seq":6,"at"')
    assert migrated(first_format)
    assert [piece.read_bytes() for piece in (first_format / "lost+found").iterdir()] == [b'{"seq":6,"at"']


def test_a_damaged_store_of_format_1_stays_as_it_is(first_format: Path) -> None:
    journal = first_format / "journal-000001.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"rooms", b"roams", 1))
    with pytest.raises(StoreError, match="damaged at line 1"):
        migrated(first_format)
    assert '"format": 1' in (first_format / "HEAD").read_text()


def test_documents_change_in_one_commit_that_can_be_read_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "store"
    closed = letter("l1", "h1", state="closed", text="old")
    store = make(path, [house("h1", rooms=4), house("h2"), closed])
    keep(store, edit("house", "h1", 1, rooms=5))
    store.compact()
    old = open_store(path, COLLECTIONS, schema=1)
    assert old.get("house", "h2")
    done = migrated(path, 3, GROWN, RENAMED)
    assert done
    assert done.documents == 3
    store = open_store(path, COLLECTIONS, schema=3)
    assert _fields(everything(store)) == {
        "h1": {"rooms": 5, "floors": 3},
        "h2": {"floors": 1},
        "l1": {"house": "h1", "state": "closed", "words": 1},
    }
    last, first = store.log()
    assert (last.seq, last.who, last.why) == (2, "eva", {"text": "Migrated"})
    assert (first.seq, first.changes[0].set) == (1, {"rooms": 5})
    # Whoever runs the old program goes on reading what it has seen, and is told why it cannot save.
    assert old.get("house", "h1") == {"kind": "house", "id": "h1", "rev": 2, "rooms": 5}
    with pytest.raises(StoreError, match="upgraded meanwhile"):
        keep(old, edit("house", "h2", 1, rooms=1))
    assert old.hindrance
    with pytest.raises(StoreError, match="upgraded meanwhile"):
        old.get("letter", "l1")
    with pytest.raises(StoreError, match="newer version"):
        open_store(path, COLLECTIONS, schema=1)
    with pytest.raises(Conflict):
        keep(store, edit("house", "h1", 2, floors=9))


def test_a_store_that_is_up_to_date_or_newer_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store"
    make(path, [house("h1")]).close()
    shutil.copytree(path, tmp_path / "copy")
    assert migrated(path) is None
    assert read_head(path) == read_head(tmp_path / "copy")
    migrated(path, 3, GROWN, RENAMED)
    with pytest.raises(StoreError, match="newer version"):
        migrated(path, 2, GROWN)


def _fields(found: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {
        doc_id: {name: value for name, value in document.items() if name not in ("id", "kind", "rev")}
        for documents in found.values()
        for doc_id, document in documents.items()
    }
