"""Stores of earlier programs, and journals that are folded by a process of their own."""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cadence_tui.model.documents import Contact, Signal
from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import message
from cadence_tui.store.check import check_store
from cadence_tui.store.file_store import SMALLEST_FOLD
from cadence_tui.store.head import read_head
from cadence_tui.store.open import open_store
from cadence_tui.store.protocol import Change
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA
from cadence_tui.workspace.exports import everything
from cadence_tui.workspace.folding import fold
from cadence_tui.workspace.migrations import MIGRATIONS
from cadence_tui.workspace.records import Records
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.upkeep import migrate, restore
from tests.workspace.outlook import outlook

KEPT = Path(__file__).parent / "kept"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_every_schema_has_its_migration() -> None:
    assert [migration.schema for migration in MIGRATIONS] == list(range(2, SCHEMA + 1))


@pytest.mark.parametrize("archive", sorted(KEPT.glob("*.tar.gz")), ids=lambda archive: archive.name)
def test_kept_stores_of_earlier_programs_migrate(tmp_path: Path, archive: Path) -> None:
    path = tmp_path / "store"
    with tarfile.open(archive) as kept:
        kept.extractall(path, filter="data")
    with pytest.raises(StoreError, match="run cadence migrate"):
        open_store(path, COLLECTIONS, schema=SCHEMA)
    done = migrate(path, now=NOW)
    assert done
    assert done.backup.is_file()
    assert check_store(path, COLLECTIONS) == []
    store = open_store(path, COLLECTIONS, schema=SCHEMA)
    records = Records(store)
    assert [account.name for account in records.accounts()] == ["Nimbus Retail", "TechStart"]
    assert [action.title for action in records.live_actions()] == ["Add three users"]
    assert {contact.name for contact in records.every(Contact)} == {"Alex Moreno", "Rosa Díaz"}
    deadlines = [signal.deadline for signal in records.every(Signal)]
    assert deadlines == [datetime(2026, 11, 27, 23, 59, tzinfo=UTC)] * (archive.name != "format-1.tar.gz")
    assert migrate(path, now=NOW) is None


@pytest.mark.parametrize("schema", [{}, {"schema": 1}])
def test_an_export_of_an_earlier_program_is_restored(tmp_path: Path, schema: dict[str, int]) -> None:
    documents = [
        {"kind": "settings", "id": "settings", "preset": "check-in-guide"},
        {"kind": "account", "id": "a", "name": "TechStart"},
        {
            "kind": "signal",
            "id": "s",
            "account": "a",
            "cause": "usage_drop",
            "raised": "2026-11-25T09:00:00Z",
            "deadline": "2026-11-27",
        },
    ]
    file = tmp_path / "all.json"
    whole = {"format": "cadence-export", "version": 1, **schema, "documents": documents}
    file.write_text(json.dumps(whole), encoding="utf-8")

    assert restore(file, tmp_path / "store", now=NOW) == len(documents)
    store = open_store(tmp_path / "store", COLLECTIONS, schema=SCHEMA)
    (signal,) = Records(store).every(Signal)
    assert signal.deadline == datetime(2026, 11, 27, 23, 59, tzinfo=UTC)


def test_an_export_says_of_which_schema_it_is(ana: Workspace) -> None:
    assert json.loads(b"".join(everything(ana)))["schema"] == SCHEMA


def test_what_is_known_of_an_account_comes_back_from_an_export(ana: Workspace, tmp_path: Path) -> None:
    account = ana.records.accounts()[0]
    made = outlook(account.id, ana.now(), "Rosa")
    ana.commit(message("Outlook"), made=made)
    lines = b"".join(everything(ana))
    (tmp_path / "all.json").write_bytes(lines)
    restore(tmp_path / "all.json", tmp_path / "again", now=NOW)
    again = open_workspace(tmp_path / "again", acting="ana", clock=ana.clock)
    assert b"".join(everything(again)) == lines
    assert [again.records.get(type(each), each.id) for each in made] == [
        ana.records.get(type(each), each.id) for each in made
    ]
    again.close()


def test_a_long_journal_is_folded_by_another_process(ana: Workspace) -> None:
    before = read_head(ana.store.path)
    long = Change(kind="call", id="long", set={"status": "open", "summary": "x" * SMALLEST_FOLD})
    ana.commit_changes(message("A long call"), [long])
    while read_head(ana.store.path) == before:
        add_action(ana, "TechStart", "Send figures")
    assert read_head(ana.store.path).generation == before.generation + 1
    ana.catch_up()
    assert not ana.store.is_long()
    assert check_store(ana.store.path, COLLECTIONS) == []


def test_a_short_journal_is_left_alone(ana: Workspace) -> None:
    before = read_head(ana.store.path)
    add_action(ana, "TechStart", "Send figures")
    fold(ana.store.path, only_long=True)
    assert read_head(ana.store.path) == before
    fold(ana.store.path)
    assert read_head(ana.store.path).generation == before.generation + 1
