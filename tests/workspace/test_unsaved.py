"""What a person could not save is kept, and can be saved after all over what is there now (X4)."""

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action
from cadence_tui.model.errors import Conflict, NotPermitted, Refused, StoreError
from cadence_tui.model.message import message
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.actions import add_action, comment_action, edit_action, redate_action
from cadence_tui.workspace.attempt import Attempt
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.unsaved import MOST_KEPT, forget, keeping, save_over, set_seen, unsaved
from cadence_tui.workspace.versions import read_versions

Open = Callable[[str], Workspace]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "cadence" / "unsaved"


@pytest.fixture
def lead(open_as: Open) -> Workspace:
    return open_as("lead")


def refused(ws: Workspace, job: Callable[[], object]) -> Attempt:
    """What is kept of an act that cannot be saved."""
    with pytest.raises((Conflict, StoreError)) as error:
        keeping(ws, job)
    assert isinstance(error.value.unsaved, Attempt)
    return error.value.unsaved


def clash(ana: Workspace, lead: Workspace) -> Attempt:
    """Both edit TechStart: the lead its goal and its name, then Ana its goal and its language."""
    seen = ana.records.account("TechStart")
    theirs = AccountEdit(goal="Sell in Brazil", name="TechStart Ltd")
    edit_account(lead, seen.id, theirs)
    mine = AccountEdit(goal="Open two shops", language="pt-BR")
    return refused(ana, lambda: edit_account(ana, seen.id, mine, seen=seen))


def techstart(ws: Workspace) -> Account:
    ws.catch_up()
    return ws.records.account("TechStart")


def test_a_clash_keeps_the_whole_act_for_its_author_alone(
    ana: Workspace, lead: Workspace, folder: Path
) -> None:
    attempt = clash(ana, lead)
    assert unsaved(ana) == [attempt]
    assert unsaved(lead) == []
    assert attempt.changes[0].set == {"goal": "Open two shops", "language": "pt-BR"}
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_both_sides_are_read_with_who_was_quicker(ana: Workspace, lead: Workspace) -> None:
    versions = read_versions(ana, clash(ana, lead))
    assert (versions.clashed, versions.who, versions.when) == (True, lead.actor.name, lead.now())
    (document,) = versions.documents
    pairs = {pair.name: (pair.saved, pair.mine) for pair in document.pairs}
    assert pairs == {"goal": ("Sell in Brazil", "Open two shops"), "language": ("en", "pt-BR")}


def test_saving_over_is_one_act_that_can_be_taken_back(ana: Workspace, lead: Workspace) -> None:
    attempt = clash(ana, lead)
    before = ana.store.seq
    save_over(ana, attempt)
    assert ana.store.seq == before + 1
    now = techstart(lead)
    assert (now.name, now.goal, now.language) == ("TechStart Ltd", "Open two shops", "pt-BR")
    assert unsaved(ana) == []
    undo(ana)
    now = techstart(lead)
    assert (now.name, now.goal, now.language) == ("TechStart Ltd", "Sell in Brazil", "en")


def test_others_may_be_quicker_again_and_the_whole_act_stays_kept(
    ana: Workspace, lead: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = clash(ana, lead)
    commit = ana.store.commit

    def after_the_lead(*changes, **entry):
        monkeypatch.undo()
        edit_account(lead, attempt.changes[0].id, AccountEdit(goal="Sell in Chile"))
        return commit(*changes, **entry)

    with monkeypatch.context() as patched:
        patched.setattr(ana.store, "commit", after_the_lead)
        again = refused(ana, lambda: save_over(ana, attempt))
    assert again.id == attempt.id
    assert again.changes == attempt.changes
    assert techstart(ana).goal == "Sell in Chile"


def test_what_is_there_already_is_forgotten(ana: Workspace, lead: Workspace) -> None:
    attempt = clash(ana, lead)
    edit_account(lead, attempt.changes[0].id, AccountEdit(goal="Open two shops", language="pt-BR"))
    with pytest.raises(Refused, match="already"):
        save_over(ana, attempt)
    assert unsaved(ana) == []


def test_remarks_and_moved_dates_of_both_stay(ana: Workspace, lead: Workspace) -> None:
    account = ana.records.account("TechStart")
    action = add_action(ana, account.id, "Send the offer", due=date(2026, 12, 1))
    lead.catch_up()
    comment_action(lead, action.id, text="Call them first")
    redate_action(lead, action.id, due=date(2026, 12, 8), why="they asked")

    def mine() -> object:
        return edit_action(ana, action.id, due=date(2026, 12, 4), why="holiday", seen=action)

    save_over(ana, refused(ana, mine))
    now = ana.records.get(Action, action.id)
    assert now.due == date(2026, 12, 4)
    assert [slip.why for slip in now.slips] == ["they asked", "holiday"]
    assert [comment.text for comment in now.comments] == ["Call them first"]


def test_what_was_removed_meanwhile_comes_back(ana: Workspace, lead: Workspace) -> None:
    account = ana.records.account("TechStart")
    action = add_action(ana, account.id, "Send the offer", due=date(2026, 12, 1))
    lead.catch_up()
    lead.commit(message("Removed"), dropped=[action])

    def mine() -> object:
        new = replace(action, title="Send both offers")
        return ana.commit(message("Edited: {what}", what="offer"), edits=[(action, new)])

    attempt = refused(ana, mine)
    (document,) = read_versions(ana, attempt).documents
    assert document.gone
    save_over(ana, attempt)
    now = ana.records.get(Action, action.id)
    assert (now.title, now.due) == ("Send both offers", date(2026, 12, 1))


def test_rights_are_asked_again(ana: Workspace, lead: Workspace, open_as: Open) -> None:
    attempt = clash(ana, lead)
    admin = open_as("admin")
    person = admin.records.person("ana")
    admin.commit(message("Reader"), edits=[(person, replace(person, role="reader"))])
    with pytest.raises(NotPermitted):
        save_over(open_as("ana"), attempt)
    assert unsaved(ana) == [attempt]


def test_a_disk_that_cannot_write_keeps_it_too(ana: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError(message("The disk of {path} is full: nothing was written", path="x"))

    account = ana.records.account("TechStart")
    with monkeypatch.context() as patched:
        patched.setattr(ana.store, "commit", full)
        attempt = refused(ana, lambda: edit_account(ana, account.id, AccountEdit(goal="Open two shops")))
    versions = read_versions(ana, attempt)
    assert not versions.clashed
    assert "is full" in str(versions.refusal)
    save_over(ana, attempt)
    assert techstart(ana).goal == "Open two shops"


def test_what_passes_by_itself_is_not_kept(ana: Workspace, lead: Workspace) -> None:
    account = ana.records.account("TechStart")
    edit_account(lead, account.id, AccountEdit(goal="Sell in Brazil"))
    new = replace(account, goal="half ty")
    refused(ana, lambda: ana.commit(message("Draft"), edits=[(account, new)], marks={"passing": True}))
    assert unsaved(ana) == []


def test_the_oldest_go_and_what_cannot_be_read_stays(ana: Workspace, lead: Workspace, folder: Path) -> None:
    first = clash(ana, lead)
    odd = folder / "0-of-a-newer-program.json"
    kept = (folder / f"{first.id}.json").read_text()
    for number in range(MOST_KEPT - 1):
        (folder / f"1{number:03}.json").write_text(kept.replace(first.id, f"1{number:03}"))
    last = refused(ana, lambda: edit_account(ana, first.changes[0].id, AccountEdit(goal="x"), seen=_old(ana)))
    found = unsaved(ana)
    assert len(found) == MOST_KEPT
    assert found[0].id == last.id
    assert "1000" not in {attempt.id for attempt in found}
    odd.write_text("{}")
    assert len(unsaved(ana)) == MOST_KEPT
    assert odd.exists()


def _old(ws: Workspace) -> Account:
    return replace(ws.records.account("TechStart"), rev=1, goal="as it was")


def test_a_folder_that_cannot_be_written_leaves_it_in_the_hand(
    ana: Workspace, lead: Workspace, folder: Path
) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    attempt = clash(ana, lead)
    assert attempt.loose
    assert unsaved(ana) == []
    assert read_versions(ana, attempt).loose


def test_seen_and_forgotten(ana: Workspace, lead: Workspace) -> None:
    attempt = clash(ana, lead)
    set_seen(attempt)
    assert [each.seen for each in unsaved(ana)] == [True]
    forget(attempt)
    forget(attempt)
    assert unsaved(ana) == []


def test_an_undo_that_others_have_overtaken_names_the_act_and_is_not_kept(
    ana: Workspace, lead: Workspace
) -> None:
    seen = ana.records.account("TechStart")
    edit_account(ana, seen.id, AccountEdit(goal="Open two shops"))
    number = ana.store.seq
    lead.catch_up()
    edit_account(lead, seen.id, AccountEdit(goal="Sell in Brazil"))
    with pytest.raises(Conflict) as error:
        keeping(ana, lambda: undo(ana))
    told = f"Change {number} (Edited: TechStart) cannot be taken back: {lead.actor.name} changed the same"
    assert str(error.value.message).startswith(told)
    assert unsaved(ana) == []
    assert techstart(ana).goal == "Sell in Brazil"


def test_a_full_disk_keeps_no_undo(ana: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError(message("The disk of {path} is full: nothing was written", path="x"))

    edit_account(ana, ana.records.account("TechStart").id, AccountEdit(goal="Open two shops"))
    monkeypatch.setattr(ana.store, "commit", full)
    with pytest.raises(StoreError, match="full"):
        keeping(ana, lambda: undo(ana))
    assert unsaved(ana) == []
