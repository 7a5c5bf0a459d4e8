"""Signals as people and commands deal with them: looked for, put off, settled, answered by a contact (T7)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.exchange.call_file import read_call
from cadence_tui.model.documents import Account, Signal, Survey, Touchpoint
from cadence_tui.model.errors import Conflict, NotFound, NotPermitted, Refused, WrongUsage
from cadence_tui.model.message import message
from cadence_tui.practice.due.answers import signal_due_id
from cadence_tui.practice.segments import segment_of
from cadence_tui.workspace import signals as acts
from cadence_tui.workspace import taking_back
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.asking import due_of
from cadence_tui.workspace.call_log import log_call
from cadence_tui.workspace.calls import hang_up
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.closing import CallRecord, close_call
from cadence_tui.workspace.exports import as_csv
from cadence_tui.workspace.imports import import_files
from cadence_tui.workspace.next_touch import next_slots
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.signal_counts import Counts
from cadence_tui.workspace.signal_look import Look, look_for_signals
from cadence_tui.workspace.signal_memory import is_all_seen
from cadence_tui.workspace.signal_reading import replay_signals
from tests.conftest import NOW

OpenAs = Callable[[str], Workspace]
TOMORROW = NOW.date() + timedelta(days=1)


def signals(ws: Workspace, **fields: object) -> list[Signal]:
    return [
        each
        for each in ws.records.every(Signal)
        if all(getattr(each, name) == value for name, value in fields.items())
    ]


def detractor(ws: Workspace, account: str = "TechStart") -> Signal:
    """An open signal of a contact who would not recommend us, made by a look."""
    found = ws.records.account(account)
    answer = Survey(id=ws.new_id(), account=found.id, score=2, date=NOW.date(), contact="Iris")
    ws.commit(message("An answer"), made=[answer])
    look_for_signals(ws, [found.id])
    return signals(ws, account=found.id, cause="detractor", subject="Iris")[0]


def test_a_look_raises_in_one_commit_and_another_one_writes_nothing(ana: Workspace) -> None:
    before = ana.store.seq
    counts = look_for_signals(ana)
    assert counts.raised == len(signals(ana)) > 0
    assert ana.store.seq == before + 1
    assert look_for_signals(ana) == Counts()
    assert ana.store.seq == before + 1


def test_on_the_sample_a_bearable_part_of_the_accounts_has_one(ana: Workspace) -> None:
    look_for_signals(ana)
    customers = [each for each in ana.records.accounts() if each.churned is None]
    told = {each.account for each in signals(ana)}
    assert 0.1 <= len(told) / len(customers) <= 0.5


def test_deadlines_are_in_the_owners_zone_and_hours(ana: Workspace) -> None:
    made = detractor(ana)
    assert made.deadline is not None
    owner = ana.records.person("ana")
    # Monday 09:12 UTC is before work in Bogota: four hours of work end at noon.
    assert owner.timezone == "America/Bogota"
    assert made.deadline.isoformat() == "2026-11-23T12:00:00-05:00"


def test_two_who_look_at_the_same_moment_raise_nothing_twice(open_as: OpenAs) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    hers, theirs = Look(ana), Look(lead)
    hers.all()
    theirs.all()
    hers.keep()
    with pytest.raises(Conflict):
        theirs.keep()
    look_for_signals(lead)
    found = [(each.account, each.cause, each.subject) for each in signals(lead)]
    assert len(found) == len(set(found)) > 0


def test_a_look_is_not_what_undo_takes_back(ana: Workspace) -> None:
    made = detractor(ana)
    acts.settle(ana, made.id, "Spoke to Iris")
    look_for_signals(ana)
    taking_back.undo(ana)
    assert ana.records.get(Signal, made.id).status == "open"
    taking_back.undo(ana)
    assert not [each for each in ana.records.every(Survey) if each.contact == "Iris"]


def test_readers_look_and_change_nothing(open_as: OpenAs, ana: Workspace) -> None:
    made = detractor(ana)
    reader = Workspace(ana.store, replace(ana.actor, role="reader"), FixedClock(NOW))
    for act in (
        lambda: look_for_signals(reader),
        lambda: acts.settle(reader, made.id, "Done"),
        lambda: acts.snooze(reader, made.id, TOMORROW, "Later"),
        lambda: acts.raise_by_hand(reader, "TechStart", "milestone", "They said so"),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_accounts_of_other_pods_are_left_alone(ana: Workspace) -> None:
    stranger = Workspace(ana.store, replace(ana.actor, id="other", pod="elsewhere"), FixedClock(NOW))
    assert look_for_signals(stranger) == Counts()
    made = detractor(ana)
    with pytest.raises(NotPermitted):
        acts.settle(stranger, made.id, "Done")


def test_snoozing_needs_a_day_to_come_and_a_reason(ana: Workspace) -> None:
    made = detractor(ana)
    for until, why in ((NOW.date(), "Holidays"), (TOMORROW, "  "), (date(2036, 1, 1), "Holidays")):
        with pytest.raises(Refused):
            acts.snooze(ana, made.id, until, why)
    put_off = acts.snooze(ana, made.id, TOMORROW, "Holidays")
    assert (put_off.status, put_off.snoozed_until, put_off.why) == ("snoozed", TOMORROW, "Holidays")


def test_a_snoozed_signal_comes_back_when_somebody_looks_on_its_day(ana: Workspace) -> None:
    made = detractor(ana)
    acts.snooze(ana, made.id, TOMORROW, "Holidays")
    assert look_for_signals(ana, [made.account]) == Counts()
    later = Workspace(ana.store, ana.actor, FixedClock(NOW + timedelta(days=1)))
    assert look_for_signals(later, [made.account]).woken == 1
    assert later.records.get(Signal, made.id).status == "open"


def test_a_settled_signal_can_be_opened_again_with_a_new_deadline(ana: Workspace) -> None:
    made = detractor(ana)
    acts.settle(ana, made.id, "Spoke to Iris")
    with pytest.raises(Refused):
        acts.snooze(ana, made.id, TOMORROW, "Later")
    later = Workspace(ana.store, ana.actor, FixedClock(NOW + timedelta(days=2)))
    again = acts.reopen(later, made.id)
    assert (again.status, again.why, again.ended) == ("open", "", None)
    assert again.deadline is not None
    assert made.deadline is not None
    assert again.deadline > made.deadline
    with pytest.raises(Refused):
        acts.reopen(later, made.id)


def test_of_an_account_the_signal_settled_last_is_the_one_to_open_again(ana: Workspace) -> None:
    account = ana.records.account("TechStart").id
    with pytest.raises(Refused, match="no signal to open again"):
        acts.quiet_signal_called(ana, account)
    made: list[Signal] = []
    for hours, cause in ((1, "milestone"), (2, "champion_left")):
        later = Workspace(ana.store, ana.actor, FixedClock(NOW + timedelta(hours=hours)))
        made.append(acts.raise_by_hand(later, account, cause, "Told by telephone"))
        acts.settle(later, made[-1].id, "Seen to")
    assert acts.quiet_signal_called(ana, account).id == made[1].id
    assert acts.quiet_signal_called(ana, made[0].id).id == made[0].id


def test_what_no_rule_sees_is_raised_by_hand_once(ana: Workspace) -> None:
    made = acts.raise_by_hand(ana, "TechStart", "milestone", "They went live in all shops")
    assert made.deadline is not None
    assert look_for_signals(ana, [made.account]).ended == 0
    assert ana.records.get(Signal, made.id).status == "open"
    with pytest.raises(Refused):
        acts.raise_by_hand(ana, "TechStart", "milestone", "Again")
    with pytest.raises(Refused):
        acts.raise_by_hand(ana, "TechStart", "full_moon", "It shines")
    with pytest.raises(Refused):
        acts.raise_by_hand(ana, "TechStart", "promoter", " ")


def test_two_who_raise_the_same_by_hand_at_once_raise_one(ana: Workspace, open_as: OpenAs) -> None:
    # Open before, so that it has not taken in what the other did.
    lead = open_as("lead")
    lead.records.account("TechStart")
    made = acts.raise_by_hand(ana, "TechStart", "milestone", "All shops")
    with pytest.raises(Conflict):
        acts.raise_by_hand(lead, "TechStart", "milestone", "They told me as well")
    acts.settle(ana, made.id, "Congratulated")
    again = acts.raise_by_hand(ana, "TechStart", "milestone", "Another country")
    assert again.id != made.id


def planned_for(ws: Workspace, signal: Signal, **fields: object) -> Touchpoint:
    touch = Touchpoint(
        id=ws.new_id(),
        account=signal.account,
        owner=ws.actor.id,
        touch="outreach",
        date=NOW.date(),
        minutes=20,
        due_id=signal_due_id(signal.account, signal.id),
    )
    touch = replace(touch, **fields)
    ws.commit(message("Planned"), made=[touch])
    return touch


def logged(ws: Workspace, place: str, tmp_path: Path) -> None:
    file = tmp_path / "call.json"
    file.write_text('{"started": "2026-11-23T08:00:00+00:00", "no_next_reason": "They leave"}')
    log_call(ws, place, read_call(file))


def test_a_touch_that_is_held_settles_its_signal_in_the_same_commit(ana: Workspace, tmp_path: Path) -> None:
    made = detractor(ana)
    touch = planned_for(ana, made)
    before = ana.store.seq
    logged(ana, touch.id, tmp_path)
    assert ana.store.seq == before + 1
    answered = ana.records.get(Signal, made.id)
    assert (answered.status, answered.touch, answered.by) == ("done", touch.id, ana.actor.id)
    taking_back.undo(ana)
    assert ana.records.get(Signal, made.id).status == "open"


def test_a_call_about_another_thing_leaves_it_open(ana: Workspace, tmp_path: Path) -> None:
    made = detractor(ana)
    logged(ana, made.account, tmp_path)
    assert ana.records.get(Signal, made.id).status == "open"


def test_one_touch_answers_the_signals_that_ask_for_its_kind(ana: Workspace, tmp_path: Path) -> None:
    first = detractor(ana)
    usage = acts.raise_by_hand(ana, first.account, "usage_drop", "They told me")
    success = acts.raise_by_hand(ana, first.account, "milestone", "All shops")
    logged(ana, planned_for(ana, first).id, tmp_path)
    assert ana.records.get(Signal, usage.id).status == "done"
    assert ana.records.get(Signal, success.id).status == "open"


def test_a_call_begun_from_a_signal_answers_it_when_it_is_closed(ana: Workspace) -> None:
    made = detractor(ana)
    call = acts.call_about(ana, made.id)
    assert ana.records.get(Signal, made.id).status == "open"
    hang_up(ana, call.id)
    close_call(ana, call.id, CallRecord(summary="Heard them out"), next_touch=None, reason="They will ring")
    answered = ana.records.get(Signal, made.id)
    assert (answered.status, answered.touch) == ("done", call.touchpoint)


def test_after_a_call_about_a_signal_no_touch_is_proposed_for_that_signal(ana: Workspace) -> None:
    made = detractor(ana)
    call = acts.call_about(ana, made.id)
    hang_up(ana, call.id)
    slots = next_slots(ana, call)
    close_call(ana, call.id, CallRecord(summary="Heard them out"), next_touch=None, reason="They will ring")
    record = ana.records.record(made.account)
    still_due = {due.id for due in due_of(ana, record, ana.today() + timedelta(weeks=26))}
    assert slots
    assert all(slot.due is None or slot.due.id in still_due for slot in slots)
    assert not [slot for slot in slots if slot.due and slot.due.signals]
    gap = ana.rules.touch_model.segment(segment_of(record.account, ana.rules.touch_model, ana.today()).value)
    assert slots[0].date >= ana.today() + timedelta(days=gap.min_gap_days)


def test_an_import_of_evidence_is_looked_at_at_once(ana: Workspace, tmp_path: Path) -> None:
    rows = tmp_path / "surveys.csv"
    rows.write_text("account,kind,score,date,contact\nTechStart,nps,1,2026-11-22,Iris\n")
    imported = import_files(ana, "surveys", [rows], language="en")
    assert imported.signals.raised >= 1
    assert signals(ana, cause="detractor", subject="Iris")
    before = ana.store.seq
    again = import_files(ana, "surveys", [rows], language="en")
    assert (again.signals, ana.store.seq) == (Counts(), before)


def test_answers_exported_and_imported_again_change_nothing(ana: Workspace, tmp_path: Path) -> None:
    look_for_signals(ana)
    file, before = tmp_path / "surveys.csv", ana.store.seq
    file.write_text("".join(as_csv(ana, "surveys")))
    imported = import_files(ana, "surveys", [file], language="en")
    assert (imported.created, imported.updated, imported.signals) == (0, 0, Counts())
    assert imported.unchanged
    assert ana.store.seq == before


def test_a_trial_of_an_import_raises_nothing(ana: Workspace, tmp_path: Path) -> None:
    rows = tmp_path / "surveys.csv"
    rows.write_text("account,kind,score,date,contact\nTechStart,nps,1,2026-11-22,Iris\n")
    assert import_files(ana, "surveys", [rows], language="en", dry=True).signals == Counts()
    assert not signals(ana)


def test_who_leaves_takes_the_open_signals_along(ana: Workspace) -> None:
    made = detractor(ana)
    account = ana.records.get(Account, made.account)
    ana.commit(message("Gone"), edits=[(account, replace(account, churned=NOW.date()))])
    look_for_signals(ana, [account.id])
    ended = ana.records.get(Signal, made.id)
    assert (ended.status, ended.why, ended.by) == ("done", "churned", "")


def test_what_somebody_settled_meanwhile_is_a_conflict(open_as: OpenAs) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    made = detractor(ana)
    acts.settle(ana, made.id, "Spoke to Iris")
    lead.catch_up()
    with pytest.raises(Refused):
        acts.settle(lead, made.id, "Me too", seen=made)


def test_a_replay_writes_nothing_and_is_of_ones_own_accounts(ana: Workspace) -> None:
    before = ana.store.seq
    found = replay_signals(ana, date(2026, 6, 1))
    assert found.episodes
    assert ana.store.seq == before
    assert {each.account for each in found.episodes} <= set(found.names)
    assert all(found.since <= each.raised <= found.until for each in found.episodes)
    one = replay_signals(ana, date(2026, 6, 1), causes=("detractor",))
    assert {each.cause for each in one.episodes} == {"detractor"}
    for since in (TOMORROW, date(2020, 1, 1)):
        with pytest.raises(WrongUsage):
            replay_signals(ana, since)
    with pytest.raises(NotFound):
        replay_signals(ana, date(2026, 6, 1), causes=("full_moon",))


def test_a_signal_of_a_look_that_was_taken_back_is_raised_again(ana: Workspace, sample_store: Path) -> None:
    look_for_signals(ana)
    number = ana.store.seq
    count = len(signals(ana))
    taking_back.undo(ana, number)
    assert not signals(ana)
    later = open_workspace(
        sample_store, acting="ana", clock=FixedClock(datetime(2026, 11, 23, 20, tzinfo=UTC))
    )
    assert look_for_signals(later).raised == count
    later.close()


def test_a_look_of_the_interface_passes_over_what_was_looked_at_today(ana: Workspace) -> None:
    assert not is_all_seen(ana)
    look_for_signals(ana)
    assert is_all_seen(ana)
    assert Look(ana, only_new=True).some(1) == 0
    account = ana.records.account("TechStart")
    edit_account(ana, account.id, AccountEdit(goal="Two releases a month"))
    look = Look(ana, only_new=True)
    assert [each.name for each in look.waiting] == ["TechStart"]


def test_another_day_is_looked_at_anew(ana: Workspace) -> None:
    look_for_signals(ana)
    clock = FixedClock(NOW + timedelta(days=1))
    tomorrow = open_workspace(ana.store.path, acting="ana", clock=clock)
    assert Look(tomorrow, only_new=True).waiting == Look(ana).waiting
    tomorrow.close()
