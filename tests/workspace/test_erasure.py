"""Erasing what somebody asks to have erased: nothing of it is left in the folder of the store."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cadence_tui.model.documents import Account, Action, Contact
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.store.check import check_store
from cadence_tui.workspace.actions import add_action, edit_action
from cadence_tui.workspace.collections import COLLECTIONS
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.history import log
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

Opened = Callable[[str], Workspace]


@pytest.fixture
def admin(open_as: Opened) -> Workspace:
    return open_as("admin")


def left_of(store: Path, text: str) -> list[str]:
    """The files of a store that have a text, archives unpacked."""
    return sorted(
        str(file.relative_to(store))
        for file in store.rglob("*")
        if file.is_file() and text.casefold() in _readable(file).casefold()
    )


def _readable(file: Path) -> str:
    content = file.read_bytes()
    unpacked = zlib.decompress(content, wbits=31) if file.suffix == ".gz" else content
    return unpacked.decode(errors="replace")


def somebody(ws: Workspace) -> Iterator[Contact]:
    """Contacts whose name is written elsewhere too."""
    for contact in ws.records.every(Contact):
        if plan_erasure(ws, [contact.id]).mentions:
            yield contact


def test_a_contact_is_gone_from_documents_history_and_lost_pieces(admin: Workspace, ana: Workspace) -> None:
    store = admin.store.path
    contact = next(somebody(admin))
    account = admin.records.get(Account, contact.account)
    ana.catch_up()
    promise = add_action(admin, account.id, f"Send figures to {contact.name.upper()}, by mail")
    edit_action(admin, promise.id, title="Send figures", why="")
    admin.store.compact()
    ana.store.refresh()
    (store / "lost+found").mkdir()
    (store / "lost+found" / "half").write_text(f'{{"seq":9,"name":"{contact.name}')
    (store / "lost+found" / "other").write_text("nobody's")
    planned = plan_erasure(admin, [contact.id])
    assert planned.documents == [("contact", contact.id)]
    assert contact.name in planned.words
    assert left_of(store, contact.name)

    erase(admin, planned, f"as {contact.name} asked")

    assert left_of(store, contact.name) == []
    assert left_of(store, contact.email) == []
    assert [file.name for file in (store / "lost+found").iterdir()] == ["other"]
    assert check_store(store, COLLECTIONS) == []
    with pytest.raises(NotFound):
        admin.records.get(Contact, contact.id)
    last, *_ = log(admin)
    assert (last.who, "***" in last.why) == ("admin", True)
    # Whoever has the store open goes on, without it.
    ana.catch_up()
    with pytest.raises(NotFound):
        ana.records.get(Contact, contact.id)
    assert ana.records.get(Action, promise.id).title == "Send figures"
    assert add_action(ana, account.id, "Go on").title == "Go on"


def test_an_account_takes_along_all_that_is_about_it(admin: Workspace) -> None:
    store = admin.store.path
    account = admin.records.account("TechStart")
    others = {each.id: each for each in admin.records.accounts() if each.id != account.id}
    record = admin.records.record(account.id)
    assert record.touchpoints
    erase(admin, plan_erasure(admin, [account.id], [account.name]), "contract ended")
    assert left_of(store, account.name) == []
    assert {name for each in record.contacts for name in left_of(store, each.name)} == set()
    assert {each.id: each for each in admin.records.accounts()} == others
    assert check_store(store, COLLECTIONS) == []


def test_words_are_erased_where_they_stand_alone(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    promise = add_action(admin, account.id, "Ask Eva about evaluation, and EVA's team")
    erase(admin, plan_erasure(admin, [], ["Eva"]), "asked for")
    assert admin.records.get(Action, promise.id).title == "Ask *** about evaluation, and ***'s team"
    assert admin.records.get(Action, promise.id).account == account.id


def test_what_was_erased_cannot_be_taken_back(admin: Workspace) -> None:
    account = admin.records.account("TechStart")
    add_action(admin, account.id, "Ask Evangelina")
    [promise] = [each for each in admin.records.live_actions() if "Evangelina" in each.title]
    number = admin.store.seq
    erase(admin, plan_erasure(admin, [promise.id]), "asked for")
    for done in (number, admin.store.seq):
        with pytest.raises(Refused, match="erased"):
            undo(admin, done)


def test_people_of_the_team_stay(admin: Workspace) -> None:
    with pytest.raises(Refused, match="of the team"):
        plan_erasure(admin, [admin.actor.id])
    with pytest.raises(Refused, match="too short"):
        plan_erasure(admin, [], ["a"])
    with pytest.raises(Refused, match="What is to be erased"):
        plan_erasure(admin, [])
    with pytest.raises(NotFound):
        plan_erasure(admin, ["nothing"])


@pytest.mark.parametrize("login", ["ana", "lead"])
def test_admins_alone_erase(open_as: Opened, login: str) -> None:
    with pytest.raises(NotPermitted):
        plan_erasure(open_as(login), [], ["TechStart"])
