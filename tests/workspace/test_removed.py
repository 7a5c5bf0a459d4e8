"""Whoever edits what a colleague removes meanwhile hears who did it, and what was typed is kept (X4)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cadence_tui.model.documents import Account, Action, Call, Touchpoint
from cadence_tui.model.errors import Conflict, NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.practice.capture import Captured
from cadence_tui.workspace import actions, calls, capturing, closing, review, touches
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.attempt import Attempt
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.ledger import action_called
from cadence_tui.workspace.review_record import sign_off
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.unsaved import keeping, save_over, unsaved
from cadence_tui.workspace.versions import read_versions

Open = Callable[[str], Workspace]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def lead(open_as: Open) -> Workspace:
    return open_as("lead")


def promise(ws: Workspace, title: str = "Send the offer") -> Action:
    return actions.add_action(ws, "TechStart", title, due=date(2026, 12, 1))


def remove(lead: Workspace, *documents: Action | Account | Touchpoint | Call) -> None:
    lead.catch_up()
    now = [lead.records.get(type(each), each.id) for each in documents]
    lead.commit(message("Removed"), dropped=now)


def kept(ws: Workspace, job: Callable[[], object]) -> Attempt:
    """What is kept of an act on what the lead removed."""
    with pytest.raises(Conflict) as error:
        keeping(ws, job)
    (attempt,) = unsaved(ws)
    assert attempt.clash is not None
    assert attempt.clash.gone
    assert error.value.who == attempt.clash.who
    return attempt


def planned(ws: Workspace) -> Touchpoint:
    account = ws.records.account("TechStart")
    return next(touch for touch in ws.records.open_touchpoints() if touch.account == account.id)


@pytest.mark.parametrize(
    "act",
    [
        lambda ws, made: actions.edit_action(ws, made.id, title="Send both offers"),
        lambda ws, made: actions.edit_action(ws, made.id, title="Send both offers", seen=made),
        lambda ws, made: actions.comment_action(ws, made.id, text="Call them first"),
        lambda ws, made: actions.redate_action(ws, made.id, due=date(2026, 12, 4), why="holiday"),
        lambda ws, made: actions.block_action(ws, made.id, reason="no budget"),
        lambda ws, made: actions.finish_action(ws, made.id),
    ],
    ids=["edit", "form", "remark", "date", "block", "done"],
)
@pytest.mark.parametrize("seen", ["before", "after"])
def test_a_promise_removed_meanwhile_can_be_brought_back_with_what_was_typed(
    ana: Workspace, lead: Workspace, act: Callable[[Workspace, Action], object], seen: str
) -> None:
    made = promise(ana)
    remove(lead, made)
    if seen == "after":
        ana.catch_up()
    attempt = kept(ana, lambda: act(ana, made))
    versions = read_versions(ana, attempt)
    assert (versions.who, versions.when) == (lead.actor.name, lead.now())
    assert versions.documents[0].gone
    save_over(ana, attempt)
    now = ana.records.get(Action, made.id)
    assert (now.created, now.rev) == (made.created, 3)
    assert now != made
    assert unsaved(ana) == []


def test_of_several_the_whole_act_is_kept_when_one_is_gone(ana: Workspace, lead: Workspace) -> None:
    first, second = promise(ana), promise(ana, "Send the contract")
    remove(lead, first)
    attempt = kept(ana, lambda: actions.comment_action(ana, first.id, second.id, text="Call them first"))
    assert not ana.records.get(Action, second.id).comments
    save_over(ana, attempt)
    for each in (first, second):
        assert [said.text for said in ana.records.get(Action, each.id).comments] == ["Call them first"]


def test_what_is_gone_is_left_out_of_what_a_lead_signs(ana: Workspace, lead: Workspace) -> None:
    made, stays = promise(ana), promise(ana)
    lead.catch_up()
    review.approve(lead, made.id, stays.id)
    ana.catch_up()
    ana.commit(message("Removed"), dropped=[ana.records.get(Action, made.id)])
    lead.catch_up()
    signed = sign_off(lead, [made.id, stays.id], since=lead.now())
    assert [item.item for item in signed.items] == [stays.id]


def test_a_removed_promise_is_told_of_by_its_id_on_the_command_line(ana: Workspace, lead: Workspace) -> None:
    made = promise(ana)
    remove(lead, made)
    ana.catch_up()
    assert action_called(ana, made.id).title == made.title


def test_an_account_and_a_call_of_the_calendar_removed_meanwhile(ana: Workspace, lead: Workspace) -> None:
    touch = planned(ana)
    account = ana.records.get(Account, touch.account)
    remove(lead, touch)
    attempt = kept(ana, lambda: touches.edit_touch(ana, touch.id, purpose="The renewal"))
    save_over(ana, attempt)
    assert ana.records.get(Touchpoint, touch.id).purpose == "The renewal"
    remove(lead, account)
    attempt = kept(ana, lambda: edit_account(ana, account.id, AccountEdit(goal="Open two shops")))
    save_over(ana, attempt)
    assert ana.records.get(Account, account.id).goal == "Open two shops"


@pytest.mark.parametrize("act", [touches.pin, touches.confirm, touches.decline, touches.cancel])
def test_one_key_on_a_removed_call_of_the_calendar(
    ana: Workspace, lead: Workspace, act: Callable[[Workspace, str], object]
) -> None:
    touch = planned(ana)
    remove(lead, touch)
    kept(ana, lambda: act(ana, touch.id))


def test_a_line_of_a_call_whose_start_was_taken_back(ana: Workspace, lead: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    lead.catch_up()
    undo(lead, lead.store.seq)
    attempt = kept(ana, lambda: capturing.add_entry(ana, call.id, Captured(text="wants seats", mark="note")))
    save_over(ana, attempt)
    assert [entry.text for entry in ana.records.get(Call, call.id).entries] == ["wants seats"]


def test_closing_a_call_whose_touchpoint_is_gone_brings_it_back_if_wished(
    ana: Workspace, lead: Workspace
) -> None:
    touch = planned(ana)
    call = calls.start_call(ana, touch.id)
    remove(lead, touch)
    ana.catch_up()
    draft = closing.closing_draft(ana, call.id)
    record = closing.CallRecord(summary="All well")
    attempt = kept(
        ana, lambda: closing.close_call(ana, call.id, record, next_touch=draft.slots[0], reason="")
    )
    save_over(ana, attempt)
    assert ana.records.get(Call, call.id).summary == "All well"
    assert ana.records.get(Touchpoint, touch.id).status == "held"


def test_a_promise_removed_from_under_its_line_is_not_made_twice(ana: Workspace, lead: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    call = capturing.add_entry(ana, call.id, Captured(text="send seats", mark="promise_ours", side="ours"))
    made = ana.records.get(Action, call.actions[0])
    remove(lead, made)
    better = Captured(text="send ten seats", mark="promise_ours", side="ours")
    attempt = kept(ana, lambda: capturing.edit_entry(ana, call.id, call.entries[0], better))
    save_over(ana, attempt)
    assert ana.records.get(Action, made.id).title == "send ten seats"


def test_what_was_erased_is_told_and_cannot_be_brought_back(
    ana: Workspace, lead: Workspace, open_as: Open
) -> None:
    call = calls.start_call(ana, planned(ana).id)
    admin = open_as("admin")
    erase(admin, plan_erasure(admin, [call.account]), "asked")
    ana.catch_up()
    attempt = kept(ana, lambda: capturing.add_entry(ana, call.id, Captured(text="wants seats", mark="note")))
    (document,) = read_versions(ana, attempt).documents
    told = {pair.name: pair.mine for pair in document.pairs}
    assert [entry.text for entry in told["entries"]] == ["wants seats"]
    with pytest.raises(Refused, match="cannot be brought back"):
        save_over(ana, attempt)
    # It does not keep anybody from the next call.
    assert calls.running_calls(ana) == []


def test_only_an_id_that_never_was_is_not_found(ana: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no document with the id 6avb"):
        actions.finish_action(ana, "6avb")
