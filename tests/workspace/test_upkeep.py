"""Stores of earlier programs, and journals that are folded by a process of their own."""

import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cadence_tui.model.documents import Contact
from cadence_tui.model.errors import StoreError
from cadence_tui.store.check import check_store
from cadence_tui.store.head import read_head
from cadence_tui.store.open import open_store
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA
from cadence_tui.workspace.folding import fold_elsewhere
from cadence_tui.workspace.migrations import MIGRATIONS
from cadence_tui.workspace.records import Records
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.upkeep import migrate

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
    assert migrate(path, now=NOW) is None


def test_a_long_journal_is_folded_by_another_process(
    open_as: Callable[[str], Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cadence_tui.store.file_store.SMALLEST_FOLD", 1)
    started: list[Path] = []
    monkeypatch.setattr("cadence_tui.workspace.session.fold_elsewhere", started.append)
    ws = open_as("ana")
    while not started:
        add_action(ws, "TechStart", "Send figures " * 200)
    assert started == [ws.store.path]
    before = read_head(ws.store.path)
    fold_elsewhere(ws.store.path)
    # A process of its own: it is there when HEAD has changed.
    while read_head(ws.store.path) == before:
        add_action(ws, "TechStart", "Send more")
    assert read_head(ws.store.path).generation == before.generation + 1
    ws.catch_up()
    assert check_store(ws.store.path, COLLECTIONS) == []
