"""Files in the store's folder that are not its own, and may tell of somebody who is erased."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cadence_tui.model.errors import NotFound
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.leftovers import copies
from cadence_tui.workspace.session import Workspace


@pytest.fixture
def admin(open_as: Callable[[str], Workspace]) -> Workspace:
    return open_as("admin")


def test_files_beside_the_store_that_may_tell_are_named(admin: Workspace) -> None:
    store = admin.store.path
    add_action(admin, "TechStart", "Ask Rosa Díaz")
    files = {
        "backups/old.tar.gz": b"\x1f\x8b\x08\x00\xff",
        "backups/export.json": rb'{"comment":"Ask\nRosa D\u00edaz"}',
        "backups/other.json": b'{"comment":"Ask Luis"}',
        "rules/suggestions.toml": b"en = 'Ask DIAZ, ROSA'",
        "rules/checklist.toml": b"en = 'Ask'",
        "notes/rosa_diaz.txt": b"",
        "archive/journal-000001.jsonl.bak.zip": b"PK\x00\xff",
        "lost+found/packed.gz": b"\x1f\x8b\x08\x00\xff",
        "lost+found/half": '\0\0{"Rosa D\u00edaz'.encode(),
        "lost+found/other": b"\xff nobody",
    }
    for name, content in files.items():
        (store / name).parent.mkdir(exist_ok=True)
        (store / name).write_bytes(content)
    planned = plan_erasure(admin, [], ["Rosa Díaz"])
    assert planned.pieces == ["half"]
    named = ["backups/export.json", "backups/old.tar.gz", "lost+found/packed.gz", "notes/rosa_diaz.txt"]
    assert planned.copies == [str(store / name) for name in (*named, "rules/suggestions.toml")]
    erase(admin, planned, "asked for")
    assert {file.name for file in (store / "lost+found").iterdir()} == {"packed.gz", "other"}
    assert not (store / "archive" / "journal-000001.jsonl.bak.zip").exists()
    with pytest.raises(NotFound):
        plan_erasure(admin, [], ["Rosa Díaz"])


def test_the_stores_own_files_are_no_copies(admin: Workspace) -> None:
    add_action(admin, "TechStart", "Ask Rosa Díaz")
    admin.store.compact()
    add_action(admin, "TechStart", "Ask Rosa Díaz")
    assert copies(admin.store.path, lambda text: "Rosa" in text) == []


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert copies(tmp_path, lambda _: False) == [tmp_path / "gone"]
