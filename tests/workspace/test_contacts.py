"""The people at a customer, written down and changed."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Contact
from cadence_tui.model.errors import Conflict, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.workspace.contacts import ContactEdit, add_contact, contact_called, contacts_of, edit_contact
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

OpenAs = Callable[[str], Workspace]
MARTA = ContactEdit(
    name=" Marta  Gil ", role="CFO", email="marta@techstart.example", sponsor=True, language="es"
)


@pytest.fixture
def account(ana: Workspace) -> Account:
    return ana.records.account("TechStart")


def test_a_new_contact_is_there_with_all_that_was_said(ana: Workspace, account: Account) -> None:
    before = ana.store.seq
    made = add_contact(ana, account.id, MARTA)

    kept = ana.records.get(Contact, made.id)
    assert (kept.account, kept.role, kept.sponsor, kept.language) == (account.id, "CFO", True, "es")
    assert kept.name == "Marta  Gil"
    assert ana.store.seq == before + 1
    undo(ana)
    assert made.id not in {each.id for each in contacts_of(ana, account.id)}


def test_what_is_not_given_stays(ana: Workspace, account: Account) -> None:
    made = add_contact(ana, account.id, MARTA)
    edit_contact(ana, made.id, ContactEdit(left=date(2026, 11, 1)))

    kept = ana.records.get(Contact, made.id)
    assert (kept.left, kept.role, kept.email) == (date(2026, 11, 1), "CFO", "marta@techstart.example")


def test_those_who_left_are_listed_only_when_asked_for(ana: Workspace, account: Account) -> None:
    made = add_contact(ana, account.id, MARTA)
    edit_contact(ana, made.id, ContactEdit(left=ana.today()))

    assert made.id not in {each.id for each in contacts_of(ana, account.id)}
    everybody = contacts_of(ana, account.id, everybody=True)
    assert everybody[0].champion
    assert everybody[-1].id == made.id


@pytest.mark.parametrize(
    "given",
    [
        ContactEdit(),
        ContactEdit(name="  "),
        ContactEdit(name="alex MORENO"),
        ContactEdit(name="Marta", email="marta at techstart"),
    ],
)
def test_what_is_no_contact_is_refused(ana: Workspace, account: Account, given: ContactEdit) -> None:
    before = ana.store.seq
    with pytest.raises(Refused):
        add_contact(ana, account.id, given)
    assert ana.store.seq == before


def test_a_name_may_be_written_another_way(ana: Workspace, account: Account) -> None:
    alex = contact_called(ana, account.id, "alex")
    assert edit_contact(ana, alex.id, ContactEdit(name="Álex Moreno")).name == "Álex Moreno"


def test_a_contact_is_found_by_an_unmistakable_part(ana: Workspace, account: Account) -> None:
    assert contact_called(ana, account.id, "priya").name == "Priya Raman"
    with pytest.raises(NotFound):
        contact_called(ana, account.id, "nobody")
    with pytest.raises(Refused):
        contact_called(ana, account.id, "a")


def test_readers_write_nobody_down(ana: Workspace, open_as: OpenAs, account: Account) -> None:
    ana.commit(message("Role"), edits=[(ana.actor, replace(ana.actor, role="reader"))])
    with pytest.raises(NotPermitted):
        add_contact(open_as("ana"), account.id, MARTA)


def test_others_changes_stay_unless_they_are_of_the_same_field(
    ana: Workspace, open_as: OpenAs, account: Account
) -> None:
    seen = contact_called(ana, account.id, "alex")
    edit_contact(open_as("lead"), seen.id, ContactEdit(phone="+1 1"))
    ana.catch_up()

    edit_contact(ana, seen.id, ContactEdit(role="CTO"), seen=seen)
    kept = ana.records.get(Contact, seen.id)
    assert (kept.phone, kept.role) == ("+1 1", "CTO")
    with pytest.raises(Conflict):
        edit_contact(ana, seen.id, ContactEdit(phone="+1 2"), seen=seen)
