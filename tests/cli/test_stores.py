"""Stores as a whole: made, found, copied while in use, made anew; and the throw-away ones."""

import getpass
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.store.head import read_head, write_head
from cadence_tui.workspace.collections import SCHEMA
from cadence_tui.workspace.demo import demo_store
from cadence_tui.workspace.session import open_workspace
from tests.cli.conftest import Cadence

ME = getpass.getuser()
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


def test_who_makes_a_store_is_its_admin(command: Cadence, tmp_path: Path) -> None:
    store = tmp_path / "books" / "mine"
    assert command("init", store, "--json").data == {"store": str(store)}
    [me] = command("person", "list", "--store", store, "--json").data
    assert (me["login"], me["role"]) == (ME, "admin")
    assert command("init", store).status == 4


def test_a_store_may_begin_with_the_sample(command: Cadence, tmp_path: Path) -> None:
    assert command("init", tmp_path / "new", "--sample", "small").status == 0
    people = command("person", "list", "--store", tmp_path / "new", "--json").data
    assert {ME, "ana"} <= {person["login"] for person in people}
    assert len(command("accounts", "--store", tmp_path / "new", "--json").data) > 10


def test_a_store_needs_a_folder_of_its_own(command: Cadence, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("Dear")
    assert command("init", tmp_path / "letters").status == 4
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["one.txt"]


def test_where_a_store_is(
    command: Cadence, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for, in the environment, in the settings, in the data folder: the first that says."""
    assert command("init", "--json").data["store"] == str(home / ".local" / "share" / "cadence" / "store")
    settings = home / ".config" / "cadence" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'store = "{tmp_path / "settings"}"\n')
    assert command("init", "--json").data["store"] == str(tmp_path / "settings")
    monkeypatch.setenv("CADENCE_STORE", str(tmp_path / "environment"))
    assert command("init", "--json").data["store"] == str(tmp_path / "environment")
    assert command("init", "--store", "asked", "--json").data["store"] == str(tmp_path / "asked")


def test_only_the_owner_of_a_store_acts_for_others(command: Cadence, sample_store: Path) -> None:
    told = command("log", "--store", sample_store)
    assert told.status == 1
    assert f"The login {ME} is nobody" in told.err
    assert command("log", "--store", sample_store, "--as", "lead").status == 0


def test_a_backup_made_while_others_write_is_a_store(
    cadence: Cadence, command: Cadence, sample_store: Path, tmp_path: Path
) -> None:
    add = [sys.executable, "-c", _WRITER, str(sample_store)]
    with subprocess.Popen(add, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        for number in range(3):
            writer.stdout.readline()
            assert cadence("backup", tmp_path / f"{number}.tar.gz").status == 0
        writer.terminate()
    for number in range(3):
        again = tmp_path / f"again-{number}"
        restored = command("restore", tmp_path / f"{number}.tar.gz", "--store", again, "--json")
        assert restored.status == 0, restored.err
        log = command("log", "--store", again, "--as", "ana", "--json").data
        assert [entry["seq"] for entry in log] == list(range(len(log), 0, -1))
        assert log
        assert command("doctor", "--store", again, "--json").data["documents"] == restored.data["documents"]


_WRITER = """
import sys
from pathlib import Path
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.session import open_workspace
ws = open_workspace(Path(sys.argv[1]), acting="ana")
while True:
    add_action(ws, "TechStart", "Send figures")
    print("done", flush=True)
"""


def test_a_restored_store_has_the_rules_of_the_first(
    cadence: Cadence, command: Cadence, sample_store: Path, tmp_path: Path
) -> None:
    rules = sample_store / "rules" / "touch_models"
    rules.mkdir(parents=True)
    shipped = Path("src/cadence_tui/content/touch_models/check-in-guide.toml")
    (rules / "check-in-guide.toml").write_bytes((Path(__file__).parents[2] / shipped).read_bytes())
    cadence("backup", tmp_path / "b.tar.gz")
    command("restore", tmp_path / "b.tar.gz", "--store", tmp_path / "again")
    assert (tmp_path / "again" / "rules" / "touch_models" / "check-in-guide.toml").is_file()


def test_nothing_is_restored_over_a_store_or_from_another_file(
    cadence: Cadence, command: Cadence, tmp_path: Path
) -> None:
    assert cadence("backup", tmp_path / "b.tar.gz").status == 0
    assert cadence("backup", tmp_path / "b.tar.gz").status == 1
    assert cadence("backup", tmp_path / "b.tar.gz", "--force").status == 0
    assert cadence("restore", tmp_path / "b.tar.gz").status == 4
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes((tmp_path / "b.tar.gz").read_bytes()[:-2000])
    evil = tmp_path / "evil.tar.gz"
    with tarfile.open(evil, "w:gz") as archive:
        archive.add(tmp_path / "cut.tar.gz", arcname="../escaped")
        archive.add(tmp_path / "cut.tar.gz", arcname="HEAD")
    for file in (cut, evil):
        assert command("restore", file, "--store", tmp_path / "new").status == 4
        assert not (tmp_path / "new").exists()
    assert not (tmp_path / "escaped").exists()


def test_a_demo_is_a_private_copy_that_is_gone_afterwards(home: Path) -> None:
    with demo_store("small", NOW) as store:
        assert store.parent.stat().st_mode & 0o077 == 0
        workspace = open_workspace(store, acting="ana")
        assert len(workspace.records.accounts()) > 10
        workspace.close()
    assert not store.parent.exists()
    [kept] = (home / ".cache" / "cadence").iterdir()
    assert (kept / "derived" / "portfolio.json").is_file()
    with demo_store("small", NOW) as again:
        assert again != store
    with demo_store("small", NOW.replace(day=24)):
        assert [each.name for each in (home / ".cache" / "cadence").iterdir()] != [kept.name]


def test_copies_of_killed_demos_are_cleared_away(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tmp"
    orphan, mine = place / "cadence-demo-999999999-x", place / f"cadence-demo-{os.getpid()}-x"
    for folder in (orphan, mine):
        folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with demo_store("small", NOW):
        assert not orphan.exists()
        assert mine.exists()


def test_a_demo_ended_from_outside_leaves_nothing(home: Path, tmp_path: Path) -> None:
    """Ends with the status of the signal even before there is an interface."""
    script = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from cadence_tui.cli.commands.interface import ending_in_order
from cadence_tui.workspace.demo import demo_store
from datetime import datetime, UTC
with ending_in_order(), demo_store("small", datetime.now(UTC)) as store:
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()
"""
    place = tmp_path / "tmp"
    place.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(place)},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 128 + 15, ran.stderr
    assert list(place.iterdir()) == []


def test_a_damaged_store_is_not_copied_over_a_sound_backup(cadence: Cadence, sample_store: Path) -> None:
    backup = sample_store.parent / "kept.tar.gz"
    assert cadence("backup", backup).status == 0
    sound = backup.read_bytes()
    [snapshot] = sample_store.glob("snap-*/account.json")
    snapshot.write_bytes(snapshot.read_bytes().replace(b"TechStart", b"TechStork"))
    told = cadence("backup", backup, "--force")
    assert told.status == 4
    assert "account.json" in told.err
    assert backup.read_bytes() == sound


def test_a_store_that_a_newer_program_upgraded_is_refused(cadence: Cadence, sample_store: Path) -> None:
    write_head(sample_store, replace(read_head(sample_store), schema=SCHEMA + 1))
    told = cadence("accounts", "--json")
    assert (told.status, told.error["code"]) == (4, "store")
    assert "newer version" in told.error["message"]


def test_a_backup_is_not_restored_where_no_folder_can_be(cadence: Cadence, command: Cadence) -> None:
    backup = Path.cwd() / "kept.tar.gz"
    assert cadence("backup", backup).status == 0
    told = command("restore", backup, "--store", "/proc/cadence/store", "--json")
    assert (told.status, told.error["code"]) == (4, "store")
