"""What a caller insists on: an act that is kept once, or only on the revision that they saw."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.errors import Conflict, NotPermitted, Refused, WrongUsage
from cadence_tui.model.message import message
from cadence_tui.workspace.actions import add_action, edit_action, finish_action, start_action
from cadence_tui.workspace.people import add_person
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.terms import Repeated, Terms, check_transaction

OpenAs = Callable[[str], Workspace]


def promise(ws: Workspace, title: str = "Send the guide") -> Action:
    return add_action(ws, "TechStart", title)


def titles(ws: Workspace) -> list[str]:
    return [action.title for action in ws.records.live_actions() if action.title.startswith("Send")]


def set_goal(ws: Workspace, account: Account, goal: str) -> None:
    ws.commit(message("Goal"), edits=[(account, replace(account, goal=goal))])


# -- once --------------------------------------------------------------------------------


def test_an_id_keeps_one_act_and_tells_of_it_to_whoever_asks_again(ana: Workspace, open_as: OpenAs) -> None:
    with ana.insisting(Terms(txn="t-1")):
        made = promise(ana)
    kept = ana.store.seq
    for again in (ana, open_as("lead")):
        with pytest.raises(Repeated) as told, again.insisting(Terms(txn="t-1")):
            promise(again, "Send something else")
        assert (told.value.commit.seq, told.value.commit.changes[0].id) == (kept, made.id)
    assert ana.store.seq == kept


def overtaken(ws: Workspace, lead: Workspace, *, sees_it: bool) -> None:
    """An act under an id that the lead is quicker to use."""
    with ws.insisting(Terms(txn="t-1")):
        with lead.insisting(Terms(txn="t-1")):
            promise(lead, "Send it from the lead")
        if sees_it:
            ws.catch_up()
        promise(ws, "Send it from Ana")


@pytest.mark.parametrize("sees_it", [False, True])
def test_of_two_that_ask_at_once_one_is_kept(ana: Workspace, open_as: OpenAs, sees_it: bool) -> None:
    lead = open_as("lead")
    with pytest.raises(Repeated) as told:
        overtaken(ana, lead, sees_it=sees_it)
    assert told.value.commit.who == lead.actor.id
    assert titles(ana) == titles(lead)
    assert "Send it from the lead" in titles(ana)
    assert "Send it from Ana" not in titles(ana)


def test_an_id_outlives_the_program(ana: Workspace, open_as: OpenAs) -> None:
    with ana.insisting(Terms(txn="t-1")):
        promise(ana)
    ana.close()
    tomorrow = open_as("ana")
    with pytest.raises(Repeated), tomorrow.insisting(Terms(txn="t-1")):
        promise(tomorrow)


def test_an_act_that_was_refused_leaves_its_id_free(ana: Workspace) -> None:
    with pytest.raises(Refused), ana.insisting(Terms(txn="t-1")):
        add_action(ana, "a", "Send it to several")
    with ana.insisting(Terms(txn="t-1")):
        promise(ana)
    assert "Send the guide" in titles(ana)


def test_who_may_not_write_is_not_told_what_others_wrote(ana: Workspace, open_as: OpenAs) -> None:
    admin = open_as("admin")
    add_person(admin, Person(id=admin.new_id(), name="Rita", login="rita", role="reader"))
    with ana.insisting(Terms(txn="t-1")):
        promise(ana)
    rita = open_as("rita")
    with pytest.raises(NotPermitted), rita.insisting(Terms(txn="t-1")):
        promise(rita)


def test_without_terms_the_same_act_is_kept_twice(ana: Workspace) -> None:
    with ana.insisting(Terms(txn="t-1")):
        promise(ana)
    promise(ana)
    assert titles(ana).count("Send the guide") == 2


@pytest.mark.parametrize("text", ["", " ", "a b", "a\n", "\x1b[2J", "x" * 201, "\u202ea", "\ud800"])
def test_what_no_eye_sees_is_no_id(text: str) -> None:
    with pytest.raises(WrongUsage):
        check_transaction(text)


@pytest.mark.parametrize("text", ["7", "x" * 200, "été-¿?", '"}{'])
def test_what_can_be_seen_is_an_id(text: str) -> None:
    check_transaction(text)


# -- on a revision -----------------------------------------------------------------------


def test_an_act_on_the_revision_that_was_seen_is_kept(ana: Workspace) -> None:
    made = promise(ana)
    with ana.insisting(Terms(rev=made.rev)):
        [started] = start_action(ana, made.id)
    assert (started.status, started.rev) == ("in_progress", made.rev + 1)


def test_another_revision_is_a_conflict_that_says_who_changed_what_and_when(
    ana: Workspace, open_as: OpenAs
) -> None:
    made = promise(ana)
    lead = open_as("lead")
    edit_action(lead, made.id, priority="high")
    ana.catch_up()
    with pytest.raises(Conflict) as conflict, ana.insisting(Terms(rev=made.rev)):
        edit_action(ana, made.id, due=date(2026, 12, 4))
    told = conflict.value
    assert (told.who, told.at) == (lead.actor.name, lead.now().isoformat())
    assert (told.kind, told.id, told.fields) == ("action", made.id, ("priority",))
    assert told.theirs == {"priority": "high"}
    assert str(told).startswith(f"{lead.actor.name} changed it on ")
    assert ana.records.get(Action, made.id).due is None


def test_a_change_of_other_fields_is_not_merged(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    mine, theirs = ana.records.account("TechStart"), lead.records.account("TechStart")
    lead.commit(message("Name"), edits=[(theirs, replace(theirs, name="TechStart Labs"))])
    with pytest.raises(Conflict), ana.insisting(Terms(rev=mine.rev)):
        set_goal(ana, mine, "fewer tools")
    ana.catch_up()
    assert ana.records.get(Account, mine.id).goal == mine.goal
    set_goal(ana, mine, "fewer tools")
    assert ana.records.get(Account, mine.id).goal == "fewer tools"


def test_what_another_has_done_already_is_a_conflict_too(ana: Workspace, open_as: OpenAs) -> None:
    made = promise(ana)
    finish_action(open_as("lead"), made.id)
    ana.catch_up()
    for act in (finish_action, start_action):
        with pytest.raises(Conflict) as conflict, ana.insisting(Terms(rev=made.rev)):
            act(ana, made.id)
        assert conflict.value.theirs["status"] == "done"


def test_a_revision_that_there_never_was(ana: Workspace) -> None:
    made = promise(ana)
    with pytest.raises(Conflict, match="revision 1, not 7"), ana.insisting(Terms(rev=7)):
        start_action(ana, made.id)


def test_a_revision_is_insisted_on_for_one_document(ana: Workspace) -> None:
    one, other = promise(ana), promise(ana, "Send figures")
    before = ana.store.seq
    with pytest.raises(WrongUsage, match="2 documents"), ana.insisting(Terms(rev=1)):
        start_action(ana, one.id, other.id)
    with pytest.raises(WrongUsage, match="nothing that exists"), ana.insisting(Terms(rev=1)):
        promise(ana)
    assert ana.store.seq == before


def test_taking_back_can_insist_on_a_revision(ana: Workspace, open_as: OpenAs) -> None:
    made = promise(ana)
    start_action(ana, made.id)
    with pytest.raises(Conflict), ana.insisting(Terms(rev=made.rev)):
        undo(ana)
    with ana.insisting(Terms(rev=made.rev + 1)):
        undo(ana)
    assert ana.records.get(Action, made.id).status == "open"


def test_taking_back_what_was_changed_since_stays_a_conflict(ana: Workspace, open_as: OpenAs) -> None:
    mine = ana.records.account("TechStart")
    set_goal(ana, mine, "fewer tools")
    lead = open_as("lead")
    set_goal(lead, lead.records.account("TechStart"), "more tools")
    ana.catch_up()
    now = ana.records.get(Account, mine.id)
    with pytest.raises(Conflict) as conflict, ana.insisting(Terms(rev=now.rev)):
        undo(ana)
    assert (conflict.value.who, conflict.value.fields) == (lead.actor.name, ("goal",))
