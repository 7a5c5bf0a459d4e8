"""Calls in a real store: one act one change, promises in the ledger, nothing lost (C3-C7)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Call, Touchpoint
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.practice import call_clock
from cadence_tui.workspace import calls, capturing, closing, short_ways
from cadence_tui.workspace.bearers import Bearing
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.next_touch import next_slots, slot_on, spoken_moment
from cadence_tui.workspace.recaps import crm_of, recap_of
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.taking_back import undo
from tests.conftest import NOW

EVENING = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
"""The hour of the worked example's call."""


@pytest.fixture
def at(sample_store: Path) -> Callable[[datetime], Workspace]:
    """Ana in the sample store at an instant."""
    return lambda now: open_workspace(sample_store, acting="ana", clock=FixedClock(now))


def techstart(workspace: Workspace) -> Account:
    return workspace.records.account("TechStart")


def planned(workspace: Workspace) -> Touchpoint:
    account = techstart(workspace)
    return next(touch for touch in workspace.records.open_touchpoints() if touch.account == account.id)


def write(workspace: Workspace, call: Call, line: str) -> Call:
    heard = capturing.listener(workspace, call, "en").understand(line)
    return capturing.add_entry(workspace, call.id, heard)


def test_a_started_call_has_its_agenda_scaled_to_the_booked_minutes(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    assert (call.agenda, call.attendees) == ("standard", ("Alex Moreno",))
    assert sum(section.planned for section in call.sections) == 30 * 60
    assert planned(ana).call == call.id


def test_starting_again_goes_on_with_the_same_call(at: Callable[[datetime], Workspace]) -> None:
    first = at(EVENING)
    call = calls.start_call(first, planned(first).id)
    capturing.keep_draft(first, call.id, "half a li")
    first.close()
    again = at(EVENING + timedelta(minutes=2, seconds=7))
    same = calls.start_call(again, planned(again).id)
    state = call_clock.state(same, again.now(), again.rules.agendas.guide)
    assert (same.id, same.draft, state.used) == (call.id, "half a li", 127)
    again.close()


def test_one_call_at_a_time(ana: Workspace) -> None:
    calls.start_call(ana, planned(ana).id)
    other = next(
        touch
        for touch in ana.records.open_touchpoints()
        if touch.owner == ana.actor.id and touch.minutes and touch.account != techstart(ana).id
    )
    with pytest.raises(Refused):
        calls.start_call(ana, other.id)


def test_a_call_without_a_plan_uses_the_one_planned_for_today(ana: Workspace) -> None:
    call = calls.start_ad_hoc(ana, techstart(ana).id)
    assert call.touchpoint == planned(ana).id


def test_a_call_without_any_plan_has_a_touchpoint_of_its_own(ana: Workspace) -> None:
    busy = {touch.account for touch in ana.records.open_touchpoints()}
    account = next(account for account in ana.records.accounts() if account.id not in busy)
    call = calls.start_ad_hoc(ana, account.id)
    touch = ana.records.get(Touchpoint, call.touchpoint)
    assert (touch.date, touch.call, touch.status) == (ana.today(), call.id, "planned")
    assert calls.start_ad_hoc(ana, account.id).id == call.id


def test_two_who_begin_at_once_are_in_one_call(open_as: Callable[[str], Workspace]) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    busy = {touch.account for touch in ana.records.open_touchpoints()}
    account = next(account for account in ana.records.accounts() if account.id not in busy)
    first = calls.start_ad_hoc(ana, account.id)
    # The lead has not heard of it.
    assert calls.start_ad_hoc(lead, account.id).id == first.id
    ana.catch_up()
    assert len([touch for touch in ana.records.open_touchpoints() if touch.account == account.id]) == 1
    undo(ana)
    again = calls.start_ad_hoc(ana, account.id)
    closing.close_call(ana, again.id, closing.CallRecord(), next_touch=None, reason="x")
    second = calls.start_ad_hoc(ana, account.id)
    assert second.touchpoint != again.touchpoint


def test_two_who_begin_the_same_planned_call_are_in_one(open_as: Callable[[str], Workspace]) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    touch = planned(ana)
    assert calls.start_call(ana, touch.id).id == calls.start_call(lead, touch.id).id


def test_an_overrun_takes_its_minutes_from_the_sections_ahead(at: Callable[[datetime], Workspace]) -> None:
    begin = at(EVENING)
    call = calls.start_call(begin, planned(begin).id)
    begin.close()
    later = at(EVENING + timedelta(minutes=11))
    moved = calls.step_section(later, call.id, 1)
    assert moved.section == "usage"
    assert moved.sections[0].used == 11 * 60
    assert 11 * 60 + sum(section.planned for section in moved.sections[1:]) == 30 * 60
    later.close()


def test_a_promise_is_in_the_ledger_at_once(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "! Alex: add three users by 4 Dec")
    action = ana.records.get(Action, call.actions[0])
    assert (action.title, action.side, action.owner, action.origin) == (
        "add three users",
        "theirs",
        "Alex Moreno",
        call.id,
    )
    assert call.entries[0].action == action.id
    assert call.draft == ""


def test_a_line_is_read_in_the_language_that_leaves_least_unclear(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    heard = capturing.listener(ana, call, "es").understand("! enviar las plantillas para el jueves")
    assert (heard.due, heard.flags) == (date(2026, 11, 26), ())


def test_a_corrected_line_corrects_its_promise(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "! send the guide by Friday")
    entry, heard = call.entries[0], capturing.listener(ana, call, "en")
    assert heard.understand(heard.line_of(entry)).due == entry.due
    call = capturing.edit_entry(ana, call.id, entry, heard.understand("! send the API guide by 4 Dec"))
    action = ana.records.get(Action, call.actions[0])
    assert (action.title, str(action.due)) == ("send the API guide", "2026-12-04")
    call = capturing.edit_entry(ana, call.id, call.entries[0], heard.understand("they have the guide"))
    assert call.actions == ()
    assert ana.store.get("action", action.id) is None


def test_a_struck_line_takes_its_untouched_promise_along(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "! send the guide by Friday")
    name = call.actions[0]
    call = capturing.remove_entry(ana, call.id, call.entries[0])
    assert (call.entries, call.actions) == ((), ())
    assert ana.store.get("action", name) is None


def test_closing_is_one_change_that_one_undo_takes_back(ana: Workspace) -> None:
    before = planned(ana)
    call = write(ana, calls.start_call(ana, before.id), "! send the guide by Friday")
    slots = next_slots(ana, call)
    commits = len(list(ana.store.log()))
    closed = closing.close_call(
        ana, call.id, closing.CallRecord(summary="all well", sentiment="positive"), next_touch=slots[0]
    )
    assert len(list(ana.store.log())) == commits + 1
    assert (closed.status, closed.summary, closed.ended) == ("closed", "all well", NOW)
    held = ana.records.get(Touchpoint, before.id)
    upcoming = ana.records.get(Touchpoint, closed.next_touch)
    assert (held.status, held.call, upcoming.status) == ("held", call.id, "planned")
    older = next(a for a in ana.records.live_actions() if a.account == call.account and a.origin != call.id)
    assert older.carried[-1] == call.id
    undo(ana)
    assert ana.records.get(Call, call.id).status == "open"
    assert ana.store.get("touchpoint", upcoming.id) is None


def test_undo_steps_over_the_clock(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "seats are full")
    calls.step_section(ana, call.id, 1)
    calls.toggle_speaker(ana, call.id)
    undo(ana)
    assert ana.records.get(Call, call.id).entries == ()
    assert ana.records.get(Call, call.id).section == "usage"


def test_without_next_touch_or_reason_a_call_stays_open(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    with pytest.raises(Refused):
        closing.close_call(ana, call.id, closing.CallRecord(), next_touch=None)
    closed = closing.close_call(ana, call.id, closing.CallRecord(), next_touch=None, reason="they merge")
    assert (closed.status, closed.no_next_reason) == ("closed", "they merge")


def test_a_promise_of_nobody_is_given_to_somebody_when_the_call_closes(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "! someone sends the guide by Friday")
    draft = closing.closing_draft(ana, call.id)
    (promise,) = draft.actions
    alex = Bearing("theirs", "Alex Moreno")
    assert draft.bearers[:2] == (alex, Bearing("ours", ana.actor.id))
    with pytest.raises(Refused, match="Nobody is named"):
        closing.close_call(ana, call.id, closing.CallRecord(), next_touch=None, reason="they merge")
    closed = closing.close_call(
        ana,
        call.id,
        closing.CallRecord(),
        next_touch=None,
        reason="they merge",
        bearers={promise.id: alex},
    )
    kept = ana.records.get(Action, promise.id)
    assert (kept.side, kept.owner, kept.due) == ("theirs", "Alex Moreno", promise.due)
    assert [(entry.mark, entry.owner) for entry in closed.entries] == [("promise_theirs", "Alex Moreno")]
    undo(ana)
    assert ana.records.get(Action, promise.id).owner == ""


@pytest.mark.parametrize("line", ["someone: send minutes", "they: send minutes", "someone sends minutes"])
def test_a_promise_of_nobody_is_still_nobodys_when_its_line_comes_back(ana: Workspace, line: str) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), f"! {line}")
    (entry,) = call.entries
    listening = capturing.listener(ana, call, "en")
    again = listening.understand(listening.line_of(entry))
    assert (again.mark, again.owner, again.text) == (entry.mark, "", entry.text)


def test_a_promise_of_somebody_stays_theirs_when_the_call_closes(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "! me: send the guide by Friday")
    (promise,) = closing.closing_draft(ana, call.id).actions
    alex = {promise.id: Bearing("theirs", "Alex Moreno")}
    closing.close_call(ana, call.id, closing.CallRecord(), next_touch=None, reason="they merge", bearers=alex)
    assert ana.records.get(Action, promise.id).owner == ana.actor.id


def test_the_next_touch_falls_on_free_working_hours(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    slots = next_slots(ana, call)
    assert len({slot.date for slot in slots}) == len(slots) == 3
    taken = [touch for touch in ana.records.open_touchpoints() if touch.owner == ana.actor.id and touch.start]
    for slot in slots:
        assert slot.start is not None
        assert slot.date.weekday() < 5
        end = slot.start + timedelta(minutes=slot.minutes)
        assert all(
            end <= touch.start or slot.start >= touch.start + timedelta(minutes=touch.minutes)
            for touch in taken
            if touch.start
        )


def test_what_is_agreed_already_comes_first(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    first = closing.close_call(ana, call.id, closing.CallRecord(), next_touch=next_slots(ana, call)[0])
    again = calls.start_ad_hoc(ana, call.account)
    slots = next_slots(ana, again)
    assert slots[0].planned == first.next_touch
    closed = closing.close_call(ana, again.id, closing.CallRecord(), next_touch=slots[0])
    assert closed.next_touch == first.next_touch


@pytest.mark.parametrize(
    ("language", "typed", "day", "hour"),
    [
        ("en", "4 Dec 10:00", "2026-12-04", time(10)),
        ("es", "jueves 9:30", "2026-11-26", time(9, 30)),
        ("pt-BR", "sexta", "2026-11-27", None),
    ],
)
def test_another_time_is_read_as_it_is_said(
    ana: Workspace, language: str, typed: str, day: str, hour: time | None
) -> None:
    words = ana.rules.capture_words(language).dates
    found = spoken_moment(typed, words, ana.today())
    assert found is not None
    assert (found[0].isoformat(), found[1]) == (day, hour)
    call = calls.start_call(ana, planned(ana).id)
    slot = slot_on(ana, call, *found, like=None)
    assert slot.start is not None
    assert slot.start.time() == (hour or time(14))


def test_a_wrong_contact_ends_the_call_without_restarting_the_rhythm(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    ended = short_ways.wrong_contact(ana, call.id, "Jordan Ellis")
    assert (ended.status, ended.attendees) == ("closed", ("Jordan Ellis",))
    assert ana.records.get(Touchpoint, ended.touchpoint).internal


def test_nobody_came(at: Callable[[datetime], Workspace]) -> None:
    early = at(NOW)
    with pytest.raises(Refused):
        short_ways.no_show(early, planned(early).id)
    early.close()
    late = at(EVENING + timedelta(minutes=10))
    touch = planned(late)
    call = calls.start_call(late, touch.id)
    short_ways.no_show(late, touch.id)
    assert late.records.get(Touchpoint, touch.id).status == "no_show"
    assert late.store.get("call", call.id) is None
    late.close()


def test_the_preparation_belongs_to_the_call_it_prepares(ana: Workspace) -> None:
    touch = planned(ana)
    prepared = calls.tick_checklist(ana, touch.id, "usage")
    calls.tick_checklist(ana, touch.id, "health")
    assert calls.tick_checklist(ana, touch.id, "usage").checklist == ("health",)
    started = calls.start_call(ana, touch.id)
    assert (started.id, started.checklist) == (prepared.id, ("health",))


def test_hanging_up_can_be_taken_back(at: Callable[[datetime], Workspace]) -> None:
    begin = at(EVENING)
    call = calls.start_call(begin, planned(begin).id)
    begin.close()
    later = at(EVENING + timedelta(minutes=3))
    assert calls.hang_up(later, call.id).ended == later.now()
    resumed = calls.resume_call(later, call.id)
    assert (resumed.ended, resumed.running_since) == (None, later.now())
    later.close()


def test_an_amended_record_keeps_who_was_there(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    closing.close_call(ana, call.id, closing.CallRecord(), next_touch=None, reason="x")
    amended = closing.amend_call(ana, call.id, closing.CallRecord(summary="better"))
    assert (amended.summary, amended.attendees, amended.status) == ("better", ("Alex Moreno",), "closed")


def test_recap_and_crm_text_tell_what_was_agreed(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "! send the guide by Friday")
    closing.close_call(
        ana, call.id, closing.CallRecord(summary="all well"), next_touch=next_slots(ana, call)[0]
    )
    mail = recap_of(ana, call.id)
    assert mail.body.startswith("Hi Alex,")
    assert "send the guide (Ana Ruiz" in mail.body
    record = crm_of(ana, call.id, speech("es"))
    assert "Resumen: all well" in record
    assert "Próximo contacto:" in record


def test_readers_start_no_calls(open_as: Callable[[str], Workspace]) -> None:
    admin = open_as("admin")
    person = admin.records.person("lead")
    admin.commit(message("role"), edits=[(person, replace(person, role="reader"))])
    reader = open_as("lead")
    with pytest.raises(NotPermitted):
        calls.start_call(reader, planned(reader).id)
