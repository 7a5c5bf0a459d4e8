"""Promises change by who may; what is said stays on them; several are one act, with one undo (A1, A2)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.errors import BadInput, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.workspace.actions import (
    add_action,
    assign_action,
    block_action,
    comment_action,
    drop_action,
    edit_action,
    finish_action,
    redate_action,
    reopen_action,
    start_action,
    wait_on_customer,
)
from cadence_tui.workspace.ledger import action_called
from cadence_tui.workspace.session import Workspace, act_of
from cadence_tui.workspace.taking_back import redo, undo

OpenAs = Callable[[str], Workspace]


def promise(ws: Workspace, title: str = "Send the templates", **fields: object) -> Action:
    return add_action(ws, "TechStart", title, **fields)  # type: ignore[arg-type]


def now(ws: Workspace, action: Action) -> Action:
    return ws.records.get(Action, action.id)


def in_another_pod(lead: Workspace, ana: Workspace) -> Account:
    """An account of somebody whom Ana shares no pod with."""
    rui = Person(id="rui", name="Rui Alves", login="rui", pod="sul")
    account = Account(id="far", name="Far Away", owner="rui", pod="sul")
    lead.commit(message("Rui"), made=[rui, account])
    ana.changed_kinds()
    return account


def test_a_promise_begins_as_the_actors_own(ana: Workspace) -> None:
    action = promise(ana, "  Send \x1b[31m templates ", due=date(2026, 12, 4), priority="high")
    assert (action.owner, action.side, action.status) == (ana.actor.id, "ours", "open")
    assert action.title == "Send ␛[31m templates"
    assert now(ana, action) == action


def test_what_the_customer_promises_belongs_to_a_name_there(ana: Workspace) -> None:
    assert promise(ana, side="theirs").owner == ""
    assert promise(ana, side="theirs", owner="Alex Moreno").owner == "Alex Moreno"


def test_a_promise_says_something_for_somebody_who_exists(ana: Workspace) -> None:
    with pytest.raises(BadInput):
        promise(ana, "   ")
    with pytest.raises(NotFound):
        promise(ana, owner="nobody like that")


def test_the_status_knows_since_when(ana: Workspace) -> None:
    action = promise(ana)
    assert action.status_since is None
    for act, status in ((start_action, "in_progress"), (wait_on_customer, "waiting")):
        (changed,) = act(ana, action.id)
        assert (changed.status, changed.status_since) == (status, ana.now())


def test_blocked_says_why_until_it_goes_on(ana: Workspace) -> None:
    action = promise(ana)
    with pytest.raises(Refused):
        block_action(ana, action.id, reason="  ")
    (blocked,) = block_action(ana, action.id, reason="legal has it")
    assert (blocked.status, blocked.blocked_reason) == ("blocked", "legal has it")
    (again,) = block_action(ana, action.id, reason="legal lost it")
    assert (again.blocked_reason, again.status_since) == ("legal lost it", blocked.status_since)
    (going,) = start_action(ana, action.id)
    assert going.blocked_reason == ""


def test_closed_is_closed_until_it_is_opened_again(ana: Workspace) -> None:
    action = promise(ana)
    (done,) = finish_action(ana, action.id)
    assert (done.status, done.done) == ("done", ana.now())
    for act in (start_action, wait_on_customer):
        with pytest.raises(Refused):
            act(ana, action.id)
    (open_again,) = reopen_action(ana, action.id, status="waiting")
    assert (open_again.status, open_again.done) == ("waiting", None)


def test_dropping_leaves_the_reason_as_a_remark(ana: Workspace) -> None:
    action = promise(ana)
    (dropped,) = drop_action(ana, action.id, reason="they bought it elsewhere")
    assert dropped.status == "dropped"
    assert dropped.done == ana.now()
    assert [comment.text for comment in dropped.comments] == ["they bought it elsewhere"]


def test_a_date_that_was_promised_moves_with_a_reason(ana: Workspace) -> None:
    action = promise(ana)
    first, second = ana.today() + timedelta(days=3), ana.today() + timedelta(days=10)
    (dated,) = redate_action(ana, action.id, due=first, why="")
    assert (dated.due, dated.slips) == (first, ())
    with pytest.raises(Refused):
        redate_action(ana, action.id, due=second, why=" ")
    (moved,) = redate_action(ana, action.id, due=second, why="waiting for legal")
    (slip,) = moved.slips
    assert (slip.was, slip.to, slip.by, slip.why) == (first, second, ana.actor.id, "waiting for legal")
    with pytest.raises(Refused):
        edit_action(ana, action.id, due=None)
    assert edit_action(ana, action.id, due=None, why="open end").due is None


def test_the_log_says_the_new_date_as_a_date(ana: Workspace) -> None:
    action = promise(ana)
    redate_action(ana, action.id, due=date(2026, 12, 4), why="")
    told = act_of(next(iter(ana.store.log())))
    assert speech("es").word(told) == "Nueva fecha 4 dic: Send the templates"


def test_editing_changes_what_is_given_and_a_new_side_has_no_owner_yet(ana: Workspace) -> None:
    action = promise(ana, due=date(2026, 12, 4))
    edited = edit_action(ana, action.id, title="Send all templates", priority="low")
    assert (edited.title, edited.priority, edited.due) == ("Send all templates", "low", date(2026, 12, 4))
    assert edit_action(ana, action.id, side="theirs").owner == ""
    assert edit_action(ana, action.id, owner="Alex").owner == "Alex"


def test_ours_goes_to_colleagues_who_are_still_there(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    gone = Person(id="gone", name="Gone Away", login="gone", gone=ana.today())
    lead.commit(message("Gone"), made=[gone])
    ana.changed_kinds()
    action = promise(ana)
    (given,) = assign_action(ana, action.id, owner="lead")
    assert given.owner == lead.actor.id
    with pytest.raises(Refused):
        assign_action(ana, action.id, owner="gone")


def test_several_are_one_act_and_one_undo(ana: Workspace) -> None:
    actions = [promise(ana, f"Promise {number}") for number in range(3)]
    before = ana.store.seq
    changed = finish_action(ana, *(action.id for action in actions))
    assert [action.status for action in changed] == ["done"] * 3
    assert ana.store.seq == before + 1
    undo(ana)
    assert {now(ana, action).status for action in actions} == {"open"}
    redo(ana)
    assert {now(ana, action).status for action in actions} == {"done"}


def test_those_that_are_as_wished_are_left_out_and_nothing_at_all_is_refused(ana: Workspace) -> None:
    one, other = promise(ana, "One"), promise(ana, "Other")
    finish_action(ana, one.id)
    assert [action.id for action in finish_action(ana, one.id, other.id)] == [other.id]
    before = ana.store.seq
    with pytest.raises(Refused):
        finish_action(ana, one.id, other.id)
    assert ana.store.seq == before


def test_a_refusal_changes_none_of_them(ana: Workspace) -> None:
    one, closed = promise(ana, "One"), promise(ana, "Closed")
    finish_action(ana, closed.id)
    with pytest.raises(Refused):
        start_action(ana, one.id, closed.id)
    assert now(ana, one).status == "open"


def test_a_csm_keeps_to_the_own_pod_and_a_lead_does_not(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    far = in_another_pod(lead, ana)
    theirs = add_action(lead, far.id, "Call them", owner="rui")
    ana.changed_kinds()
    with pytest.raises(NotPermitted):
        comment_action(ana, theirs.id, text="mine now")
    with pytest.raises(NotPermitted):
        add_action(ana, far.id, "Another")
    assign_action(lead, theirs.id, owner="ana")
    ana.changed_kinds()
    (done,) = finish_action(ana, theirs.id)
    assert done.status == "done"


def test_a_reader_changes_nothing(ana: Workspace, open_as: OpenAs) -> None:
    action = promise(ana)
    lead = open_as("lead")
    lead.commit(message("Role"), edits=[(ana.actor, replace(ana.actor, role="reader"))])
    with pytest.raises(NotPermitted):
        finish_action(open_as("ana"), action.id)


def test_an_open_promise_is_found_by_part_of_its_title(ana: Workspace) -> None:
    action = promise(ana, "Résumé of the onboarding")
    assert action_called(ana, "resume of").id == action.id
    promise(ana, "Second resume of it")
    with pytest.raises(Refused):
        action_called(ana, "resume of")
    with pytest.raises(NotFound):
        action_called(ana, "no such thing")


def test_of_several_refused_each_is_named_with_its_reason(ana: Workspace) -> None:
    one, shut, dropped = promise(ana, "One"), promise(ana, "Shut"), promise(ana, "Dropped")
    finish_action(ana, shut.id)
    drop_action(ana, dropped.id, reason="no need")
    with pytest.raises(Refused) as caught:
        start_action(ana, one.id, shut.id, dropped.id)
    told = speech("en").word(caught.value.message)
    assert told == (
        "Nothing was changed: 2 of 3 cannot. Shut is closed: open it again first;"
        " Dropped is closed: open it again first"
    )
    assert [where.field for where in caught.value.where] == [shut.id, dropped.id]


def test_what_stands_against_all_alike_is_said_once(ana: Workspace) -> None:
    one, other = (promise(ana, each, due=date(2026, 11, 27)) for each in ("One", "Other"))
    with pytest.raises(Refused) as caught:
        redate_action(ana, one.id, other.id, due=date(2026, 11, 30), why=" ")
    assert speech("en").word(caught.value.message) == "A few words are needed: why?"


def test_what_shows_that_it_is_done_is_said_with_it_or_afterwards(ana: Workspace) -> None:
    one, other = promise(ana, "One"), promise(ana, "Other")
    (done,) = finish_action(ana, one.id, evidence=" mail of 23 Nov ")
    assert (done.status, done.evidence) == ("done", "mail of 23 Nov")
    finish_action(ana, other.id)
    (shown,) = finish_action(ana, other.id, evidence="ticket 31 closed")
    assert (shown.done, shown.evidence) == (ana.now(), "ticket 31 closed")
    (again,) = reopen_action(ana, one.id)
    assert again.evidence == ""
    undo(ana)
    assert now(ana, one).evidence == "mail of 23 Nov"
