"""A history that is written anew and does not come to its end: there is one store at every moment."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cadence_tui.model.errors import StoreError
from cadence_tui.store import rewrite, segment, snapshot
from cadence_tui.store.backup import read_backup, write_backup
from cadence_tui.store.check import check_store
from cadence_tui.store.migrate import migrate_store
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Commit
from cadence_tui.store.repair import repair_store
from cadence_tui.store.rewrite import erase_history
from tests.store.samples import COLLECTIONS, keep, make, new

DIED = 9


def killed(act: Callable[[], object]) -> None:
    """Carries something out in a process that dies of it."""
    pid = os.fork()
    if not pid:
        try:
            act()
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == DIED


def die(*_: object, **__: object) -> None:
    os._exit(DIED)


def erase(path: Path) -> None:
    erase_history(path, COLLECTIONS, lambda commit: commit, lambda _: False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    store = make(path)
    for number in range(3):
        keep(store, new("house", f"h{number}"), txn=f"t{number}")
        store.compact()
    keep(store, new("house", "h3"))
    store.close()
    return path


@pytest.fixture
def abandoned(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An erasure was killed just before its HEAD."""
    with monkeypatch.context() as patched:
        patched.setattr(snapshot, "write_head", die)
        killed(lambda: erase(path))
    assert (path / "rewriting").exists()
    return path


def houses(path: Path) -> list[str]:
    return sorted(str(doc["id"]) for doc in open_store(path, COLLECTIONS).all("house"))


def test_a_backup_leaves_the_abandoned_history_out(abandoned: Path, tmp_path: Path) -> None:
    write_backup(abandoned, tmp_path / "backup.tar.gz")
    (tmp_path / "again").mkdir()
    read_backup(tmp_path / "backup.tar.gz", tmp_path / "again")
    assert check_store(tmp_path / "again", COLLECTIONS) == []
    assert houses(tmp_path / "again") == ["h0", "h1", "h2", "h3"]


def test_a_half_line_beside_an_abandoned_history_is_no_damage(abandoned: Path) -> None:
    with (abandoned / "journal-000004.jsonl").open("ab") as journal:
        journal.write(b'{"seq":5,"at"')
    assert [problem.harmless for problem in check_store(abandoned, COLLECTIONS)] == [True]


def test_a_lost_head_does_not_bring_the_abandoned_history_back(abandoned: Path) -> None:
    store = open_store(abandoned, COLLECTIONS)
    for number in range(4, 8):
        keep(store, new("house", f"h{number}"))
    store.close()
    (abandoned / "HEAD").unlink()
    repair_store(abandoned, COLLECTIONS)
    assert houses(abandoned) == [f"h{number}" for number in range(8)]
    open_store(abandoned, COLLECTIONS).compact()
    assert check_store(abandoned, COLLECTIONS) == []


def test_an_erasure_is_begun_again(abandoned: Path) -> None:
    erase(abandoned)
    assert not (abandoned / "rewriting").exists()
    assert check_store(abandoned, COLLECTIONS) == []
    assert houses(abandoned) == ["h0", "h1", "h2", "h3"]


def test_a_program_of_before_a_migration_takes_nothing_away(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = open_store(path, COLLECTIONS, schema=1)
    author = Commit(seq=0, at="2026-11-25T09:00:00+00:00", who="eva")
    settle = rewrite.settle_rewriting
    calls: list[object] = []

    def dies_at_the_end(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == 2:
            die()
        settle(folder)

    with monkeypatch.context() as patched:
        patched.setattr(rewrite, "settle_rewriting", dies_at_the_end)
        killed(
            lambda: migrate_store(
                path,
                COLLECTIONS,
                schema=2,
                migrations=(),
                author=author,
                backup=path / "backups" / "b.tar.gz",
            )
        )
    with pytest.raises(StoreError, match="upgraded meanwhile"):
        old.compact()
    assert houses(path) == ["h0", "h1", "h2", "h3"]
    repair_store(path, COLLECTIONS)
    assert check_store(path, COLLECTIONS) == []


def test_whoever_goes_on_after_a_killed_fold_makes_sure_of_the_closed_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(segment.Journal, "sync", die)
        killed(lambda: open_store(path, COLLECTIONS).compact())
    synced: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    keep(open_store(path, COLLECTIONS), new("house", "h4"))
    assert synced.index("journal-000004.jsonl") < synced.index("journal-000005.jsonl")


def test_a_journal_taken_from_the_archive_leaves_a_gap_that_stays_one(path: Path) -> None:
    (path / "archive" / "journal-000002.jsonl.gz").unlink()
    store = open_store(path, COLLECTIONS)
    gone = store.transaction("t1")
    assert gone
    assert (gone.seq, gone.changes) == (2, [])
    assert keep(store, new("house", "again"), txn="t1").seq == 2
    assert store.get("house", "again") is None
    erase(path)
    assert check_store(path, COLLECTIONS) == []
    assert [commit.seq for commit in open_store(path, COLLECTIONS).log()] == [4, 3, 2, 1]


def test_who_has_an_erased_store_open_still_knows_its_transactions(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    erase(path)
    assert [keep(store, new("house", f"n{number}"), txn=f"n{number}").seq for number in range(2)] == [5, 6]
    assert keep(store, new("house", "again"), txn="t0").seq == 1
    assert [commit.seq for commit in store.log()] == [6, 5, 4, 3, 2, 1]


def test_many_folds_leave_few_indexes(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    for number in range(20):
        keep(store, new("house", f"m{number}"), txn=f"m{number}")
        store.compact()
    assert len(list((path / "archive").glob("*.txns"))) < 18
    store = open_store(path, COLLECTIONS)
    found = [store.transaction(f"m{number}") for number in range(20)]
    assert [commit.seq for commit in found if commit] == list(range(5, 25))


def test_transactions_outlive_their_journals(path: Path) -> None:
    for journal in (path / "archive").glob("*.gz"):
        journal.unlink()
    erase(path)
    store = open_store(path, COLLECTIONS)
    assert keep(store, new("house", "again"), txn="t0").seq == 1
    assert store.get("house", "again") is None
    assert keep(store, new("house", "h4")).seq == 5
    store.compact()
    assert check_store(path, COLLECTIONS) == []


def test_a_log_whose_history_is_written_anew_is_not_cut_in_silence(path: Path) -> None:
    entries = open_store(path, COLLECTIONS).log()
    next(entries)
    erase(path)
    with pytest.raises(StoreError, match="written anew meanwhile"):
        list(entries)


def test_head_and_lock_may_both_be_gone(path: Path) -> None:
    (path / "HEAD").unlink()
    (path / "lock").unlink()
    with pytest.raises(StoreError, match="has lost its HEAD"):
        make(path)
    repair_store(path, COLLECTIONS)
    assert houses(path) == ["h0", "h1", "h2", "h3"]


def test_a_store_without_documents_is_restored(tmp_path: Path) -> None:
    make(tmp_path / "store").close()
    write_backup(tmp_path / "store", tmp_path / "backup.tar.gz")
    (tmp_path / "again").mkdir()
    read_backup(tmp_path / "backup.tar.gz", tmp_path / "again")
    assert check_store(tmp_path / "again", COLLECTIONS) == []
