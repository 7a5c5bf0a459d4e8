"""One act is one entry in the log, can be taken back by who may, and never swallows what others wrote."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.errors import Conflict, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.history import log
from cadence_tui.workspace.people import add_person, team
from cadence_tui.workspace.session import Workspace, act_of
from cadence_tui.workspace.taking_back import redo, undo

OpenAs = Callable[[str], Workspace]


def rename(workspace: Workspace, account: Account, name: str) -> None:
    workspace.commit(message("Renamed to {name}", name=name), edits=[(account, replace(account, name=name))])


def some_account(workspace: Workspace) -> Account:
    return workspace.records.account("TechStart")


def test_an_act_is_one_entry_with_who_when_and_why(ana: Workspace) -> None:
    rename(ana, some_account(ana), "TechStart Labs")
    newest = next(iter(ana.store.log()))
    assert newest.who == ana.actor.id
    assert newest.at == ana.now().isoformat()
    assert str(act_of(newest)) == "Renamed to TechStart Labs"


def test_nothing_changed_is_no_entry(ana: Workspace) -> None:
    before = ana.store.seq
    assert ana.commit(message("Nothing"), edits=[(some_account(ana), some_account(ana))]) is None
    assert ana.store.seq == before


def test_undo_and_redo_walk_back_and_forth(ana: Workspace) -> None:
    for name in ("One", "Two"):
        rename(ana, ana.records.accounts()[0], name)
    first = ana.records.accounts()[0].id

    def name() -> str:
        return ana.records.get(Account, first).name

    assert str(undo(ana)) == "Renamed to Two"
    assert name() == "One"
    undo(ana)
    assert name() == "TechStart"
    with pytest.raises(Refused):
        undo(ana)
    redo(ana)
    assert name() == "One"
    redo(ana)
    assert name() == "Two"
    with pytest.raises(Refused):
        redo(ana)
    undo(ana)
    assert name() == "One"


def test_a_new_act_ends_redoing(ana: Workspace) -> None:
    rename(ana, some_account(ana), "One")
    undo(ana)
    rename(ana, some_account(ana), "Other")
    with pytest.raises(Refused):
        redo(ana)


def test_undo_outlives_the_program(ana: Workspace, open_as: OpenAs) -> None:
    rename(ana, some_account(ana), "One")
    ana.close()
    tomorrow = open_as("ana")
    undo(tomorrow)
    assert tomorrow.records.account("TechStart").name == "TechStart"


def test_undo_of_what_somebody_changed_since_says_who(ana: Workspace, open_as: OpenAs) -> None:
    rename(ana, some_account(ana), "One")
    lead = open_as("lead")
    rename(lead, lead.records.account("One"), "Of the lead")
    ana.changed_kinds()
    with pytest.raises(Conflict) as conflict:
        undo(ana)
    assert lead.actor.name in str(conflict.value)
    assert ana.records.account("Of the lead")


def test_others_acts_are_taken_back_by_leads_only(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    rename(lead, some_account(lead), "Of the lead")
    ana.changed_kinds()
    with pytest.raises(NotPermitted):
        undo(ana, ana.store.seq)
    rename(ana, ana.records.account("Of the lead"), "Of Ana")
    lead.changed_kinds()
    undo(lead, lead.store.seq)
    assert some_account_name(lead) == "Of the lead"


def some_account_name(workspace: Workspace) -> str:
    return workspace.records.accounts()[0].name


def test_disjoint_fields_merge_and_the_same_field_conflicts(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    mine, theirs = some_account(ana), some_account(lead)
    rename(lead, theirs, "Of the lead")
    ana.commit(message("Goal"), edits=[(mine, replace(mine, goal="fewer tools"))])
    merged = ana.records.get(Account, mine.id)
    assert (merged.name, merged.goal) == ("Of the lead", "fewer tools")
    with pytest.raises(Conflict) as conflict:
        rename(ana, mine, "Of Ana")
    assert conflict.value.theirs == {"name": "Of the lead"}
    assert conflict.value.who == lead.actor.name


def test_changes_of_others_are_news_once(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    assert not ana.stale()
    rename(lead, some_account(lead), "Of the lead")
    assert ana.stale()
    assert ana.changed_kinds() == {"account"}
    assert not ana.stale()
    assert ana.changed_kinds() == set()


def test_documents_are_found_by_id_name_or_part(ana: Workspace) -> None:
    techstart = ana.records.account("techstart")
    assert ana.records.account(techstart.id) == techstart
    assert ana.records.account("TECHST") == techstart
    with pytest.raises(NotFound):
        ana.records.account("no such company")
    with pytest.raises(Refused, match="several"):
        ana.records.account("a")


def test_a_record_holds_what_belongs_to_the_account_and_nothing_else(ana: Workspace) -> None:
    whole = {record.account.id: record for record in ana.records.all_records()}
    for account_id, record in whole.items():
        assert ana.records.record(account_id) == record
        assert {action.account for action in record.actions} <= {account_id}
    assert sum(len(record.actions) for record in whole.values()) == len(list(ana.records.every(Action)))


def test_a_login_becomes_one_persons_when_two_add_it_at_once(open_as: OpenAs) -> None:
    admins = [open_as("admin"), open_as("admin")]
    zoes = [Person(id=admin.new_id(), name="Zoe", login="zoe") for admin in admins]
    added = add_person(admins[0], zoes[0])
    with pytest.raises(Conflict):
        add_person(admins[1], zoes[1])
    admins[1].catch_up()
    assert [each.id for each in team(admins[1]) if each.login == "zoe"] == [added.id]
    with pytest.raises(Refused, match="zoe is Zoe already"):
        add_person(admins[1], zoes[1])


def test_what_admins_did_to_the_team_is_taken_back_by_admins_only(open_as: OpenAs) -> None:
    admin, lead = open_as("admin"), open_as("lead")
    add_person(admin, Person(id=admin.new_id(), name="Rui", login="rui", role="admin"))
    joined = admin.store.seq
    lead.catch_up()
    with pytest.raises(NotPermitted):
        undo(lead, joined)
    rui = open_as("rui")
    with pytest.raises(Refused):
        undo(rui, joined)
    assert [person.login for person in team(rui) if person.role == "admin"] == ["rui", "admin"]
    undo(admin, joined)
    assert "rui" not in {person.login for person in team(admin)}


def test_a_clock_set_back_hides_nothing_from_the_log(ana: Workspace) -> None:
    now = ana.now()
    for name, days in (("One", 0), ("Two", -40), ("Three", 0)):
        ana.clock = FixedClock(now + timedelta(days=days))
        rename(ana, ana.records.accounts()[0], name)
    ana.clock = FixedClock(now)
    acts = [str(each.what) for each in log(ana, since=ana.today())]
    assert acts == ["Renamed to Three", "Renamed to One"]
    assert str(undo(ana)) == "Renamed to Three"
    assert str(undo(ana)) == "Renamed to Two"
