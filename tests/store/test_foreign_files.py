"""What somebody else puts into the folder: it leads nowhere, and nobody goes on writing beside the store."""

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.errors import StoreError
from cadence_tui.store.backup import read_backup, write_backup
from cadence_tui.store.check import check_store
from cadence_tui.store.head import encode_head, read_head
from cadence_tui.store.journal import encode_line
from cadence_tui.store.lock import Lock
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Applied, Commit
from cadence_tui.store.repair import repair_store
from cadence_tui.store.rewrite import erase_history
from tests.store.samples import AT, COLLECTIONS, house, keep, make, new

JOURNAL = "journal-000001.jsonl"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    store = make(path, [house("h0")])
    keep(store, new("house", "h1"))
    store.close()
    return path


def add_line(path: Path, seq: int, kind: str) -> None:
    """Adds a line whose checksums are right."""
    last = (path / JOURNAL).read_bytes()[-19:-3].decode()
    change = Applied(kind=kind, id="x", rev=1, made=True, set={"command": "rm"})
    line = encode_line(Commit(seq=seq, at=AT, who="mallory", why={}, changes=[change]), last)
    with (path / JOURNAL).open("ab") as journal:
        journal.write(line)


def test_a_kind_names_no_file_elsewhere(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "settings.json"
    victim.write_text("mine")
    add_line(path, 2, "../../settings")
    store = open_store(path, COLLECTIONS)
    with pytest.raises(StoreError, match="damaged at line 2"):
        store.compact()
    assert [problem.harmless for problem in check_store(path, COLLECTIONS)] == [False]
    repair_store(path, COLLECTIONS)
    open_store(path, COLLECTIONS).compact()
    assert victim.read_text() == "mine"


def test_head_names_no_file_elsewhere(path: Path, tmp_path: Path) -> None:
    head = read_head(path)
    files = head.kinds["house"]
    assert files.hot
    away = replace(files, hot=replace(files.hot, name="../secret.json"))
    (path / "HEAD").write_bytes(encode_head(replace(head, kinds={"house": away})))
    with pytest.raises(StoreError, match="HEAD is damaged"):
        open_store(path, COLLECTIONS)


def test_a_number_far_away_is_no_reason_to_count_up_to_it(path: Path) -> None:
    add_line(path, 10**12, "house")
    assert [str(text) for text in repair_store(path, COLLECTIONS).lost] == [
        "Changes that could not be read: 1"
    ]
    assert open_store(path, COLLECTIONS).seq == 1


def test_a_repair_follows_no_link(path: Path, tmp_path: Path) -> None:
    path.chmod(0o2770)
    secret = tmp_path / "shadow"
    secret.write_text("secret")
    secret.chmod(0o600)
    (path / "link").symlink_to(secret)
    os.link(secret, path / "other-name")
    repair_store(path, COLLECTIONS)
    assert secret.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_what_root_makes_belongs_to_the_owner_of_the_folder(path: Path) -> None:
    for entry in (path, *path.rglob("*")):
        os.chown(entry, 65534, 65534)
    (path / "snap-000001" / "house.json").write_bytes(b"")
    repair_store(path, COLLECTIONS)
    assert {entry.stat().st_uid for entry in (path, *path.rglob("*"))} == {65534}


def test_no_store_is_made_over_one_that_lost_its_head(path: Path) -> None:
    (path / "HEAD").unlink()
    with pytest.raises(StoreError, match="doctor --repair"):
        make(path)
    repair_store(path, COLLECTIONS)
    assert open_store(path, COLLECTIONS).count("house") == 2


def test_a_journal_that_is_gone_takes_no_more_lines(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    (path / JOURNAL).unlink()
    with pytest.raises(StoreError, match=f"{JOURNAL} is damaged"):
        keep(store, new("house", "h2"))


@pytest.mark.parametrize("what", ["journal", "folder"])
def test_whoever_writes_writes_into_what_is_there(path: Path, tmp_path: Path, what: str) -> None:
    store = open_store(path, COLLECTIONS)
    if what == "journal":
        shutil.copy2(path / JOURNAL, path / "copy")
        (path / "copy").replace(path / JOURNAL)
    else:
        path.rename(tmp_path / "away")
        shutil.copytree(tmp_path / "away", path)
    assert keep(store, new("house", "h2")).seq == 2
    assert open_store(path, COLLECTIONS).count("house") == 3


def test_two_locks_of_one_name_keep_one_out(path: Path) -> None:
    first = Lock(path / "lock", patience=0.1, waiting=None)
    with first.held():
        pass
    (path / "lock").rename(path / "lock.old")
    (path / "lock").touch()
    with (
        first.held(),
        pytest.raises(StoreError, match="locked"),
        Lock(path / "lock", patience=0.1, waiting=None).held(),
    ):
        pass


def test_a_pipe_in_the_place_of_a_file_keeps_nobody_hanging(path: Path) -> None:
    for name in (JOURNAL, "snap-000001/house.json"):
        content = (path / name).read_bytes()
        (path / name).unlink()
        os.mkfifo(path / name)
        assert any(not problem.harmless for problem in check_store(path, COLLECTIONS))
        (path / name).unlink()
        (path / name).write_bytes(content)


def test_half_an_act_that_ends_like_a_whole_one_is_set_aside(path: Path) -> None:
    looks = {"x": 1, "prev": "0123456789abcdef", "sum": "0123456789abcdef"}
    before = (path / JOURNAL).stat().st_size
    keep(open_store(path, COLLECTIONS), new("house", "h2", custom=looks, z="rest"))
    content = (path / JOURNAL).read_bytes()
    (path / JOURNAL).write_bytes(content[: content.index(b'cdef"}', before) + 6])
    assert [problem.harmless for problem in check_store(path, COLLECTIONS)] == [True]
    assert keep(open_store(path, COLLECTIONS), new("house", "h3")).seq == 2


def test_rule_files_of_any_name_come_back(path: Path, tmp_path: Path) -> None:
    (path / "rules").mkdir()
    for name in ("own.toml~", "my rules.toml"):
        (path / "rules" / name).write_text(name)
    (tmp_path / "elsewhere.toml").write_text("linked")
    (path / "rules" / "linked.toml").symlink_to(tmp_path / "elsewhere.toml")
    write_backup(path, tmp_path / "backup.tar.gz")
    (tmp_path / "again").mkdir()
    read_backup(tmp_path / "backup.tar.gz", tmp_path / "again")
    found = {rule.name: rule.read_text() for rule in (tmp_path / "again" / "rules").iterdir()}
    assert found == {"own.toml~": "own.toml~", "my rules.toml": "my rules.toml", "linked.toml": "linked"}


@pytest.mark.parametrize("name", ["journal-000999.jsonl", "journal-999999999.jsonl", "snap-999999999"])
def test_stray_numbers_are_nobodys(path: Path, name: str) -> None:
    if name.startswith("snap"):
        (path / name).mkdir()
    else:
        (path / name).touch()
    assert check_store(path, COLLECTIONS) == []
    erase_history(path, COLLECTIONS, lambda commit: commit, lambda _: False)
    store = open_store(path, COLLECTIONS)
    assert keep(store, new("house", "h2")).seq == 2
    store.compact()
    assert check_store(path, COLLECTIONS) == []
    assert open_store(path, COLLECTIONS).count("house") == 3


def test_an_old_mark_of_a_rewriting_takes_nothing_away(path: Path) -> None:
    store = open_store(path, COLLECTIONS)
    for number in range(2, 5):
        keep(store, new("house", f"h{number}"))
        store.compact()
    (path / "rewriting").write_text('{"first":3}')
    keep(store, new("house", "h5"))
    store.compact()
    assert not (path / "rewriting").exists()
    assert check_store(path, COLLECTIONS) == []
    assert open_store(path, COLLECTIONS).count("house") == 6
