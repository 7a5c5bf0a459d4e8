"""Calls that were left open, stand in another's way, or are somebody else's (C3)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Call
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.practice import call_clock
from cadence_tui.workspace import calls, capturing, left_calls, short_ways
from cadence_tui.workspace.agendas import take_agenda, take_agenda_of_touch
from cadence_tui.workspace.calls import CallStillOpen
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.running import leads_call
from cadence_tui.workspace.session import Workspace, open_workspace

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
Moment = Callable[..., Workspace]


@pytest.fixture
def at(sample_store: Path) -> Iterator[Moment]:
    """Somebody in the sample store, so many minutes after noon."""
    opened: list[Workspace] = []

    def open_at(minutes: float = 0, login: str = "ana") -> Workspace:
        clock = FixedClock(NOON + timedelta(minutes=minutes))
        opened.append(open_workspace(sample_store, acting=login, clock=clock))
        return opened[-1]

    yield open_at
    for workspace in opened:
        workspace.close()


def techstart(ws: Workspace) -> Account:
    return ws.records.account("TechStart")


def started(ws: Workspace) -> Call:
    return calls.start_ad_hoc(ws, techstart(ws).id)


def another(ws: Workspace, call: Call) -> Account:
    """An account of the same person, with which they are not talking."""
    own = (each for each in ws.records.accounts() if each.owner == ws.actor.id)
    return next(each for each in own if each.id != call.account)


def used(ws: Workspace, call: Call) -> int:
    return call_clock.state(call, ws.now(), ws.rules.agendas.guide).call_used


def test_a_call_is_left_when_nothing_was_done_in_it_for_long(at: Moment) -> None:
    call = started(at())
    capturing.keep_draft(at(12), call.id, "half a line")
    asked = at(179)
    assert left_calls.left_since(asked, asked.records.get(Call, call.id)) is None
    later = at(12 + 180)
    assert left_calls.left_since(later, later.records.get(Call, call.id)) == NOON + timedelta(minutes=12)


def test_a_call_that_stands_still_is_not_left(at: Moment) -> None:
    call = started(at())
    calls.pause_call(at(5), call.id)
    day_after = at(24 * 60)
    again = day_after.records.get(Call, call.id)
    assert left_calls.opening(day_after, again).left is None
    assert used(day_after, again) == 300


def test_hung_up_as_of_the_last_sign_it_is_as_long_as_it_was(at: Moment) -> None:
    call = started(at())
    calls.step_section(at(20), call.id, 1)
    day_after = at(24 * 60)
    ended = left_calls.hang_up_left(day_after, call.id)
    assert (ended.ended, ended.running_since) == (NOON + timedelta(minutes=20), None)
    assert used(day_after, ended) == 20 * 60


def test_gone_on_with_the_time_between_does_not_count(at: Moment) -> None:
    call = started(at())
    calls.step_section(at(20), call.id, 1)
    left_calls.pick_up(at(24 * 60), call.id)
    later = at(24 * 60 + 5)
    assert used(later, later.records.get(Call, call.id)) == 25 * 60


def test_a_machine_whose_clock_is_set_back_loses_nothing(at: Moment) -> None:
    call = started(at())
    back = at(-30)
    for _ in range(2):
        left_calls.heed_set_clock(back, call.id, call.running_since, NOON + timedelta(minutes=10))
    later = at(-29)
    assert used(later, later.records.get(Call, call.id)) == 11 * 60


def test_a_second_call_is_refused_with_the_way_to_the_first(at: Moment) -> None:
    ana = at()
    call = started(ana)
    other = next(
        each for each in ana.records.accounts() if each.id != call.account and each.owner == ana.actor.id
    )
    with pytest.raises(CallStillOpen) as refused:
        calls.start_ad_hoc(ana, other.id)
    assert (refused.value.call, refused.value.other, refused.value.wanted) == (
        call.id,
        "TechStart",
        other.name,
    )


def test_somebody_elses_call_is_found_as_it_is_and_can_be_taken_over(at: Moment) -> None:
    ana = at()
    call = calls.pause_call(ana, started(ana).id)
    lead = at(3, "lead")
    seen = calls.start_call(lead, call.touchpoint)
    assert (seen.rev, seen.owner, seen.running_since) == (call.rev, ana.actor.id, None)
    assert leads_call(ana)
    assert not leads_call(lead)
    assert calls.take_over(lead, call.id).owner == lead.actor.id
    assert leads_call(lead)


def test_another_pod_may_not_lead_the_call(at: Moment) -> None:
    ana = at()
    call = started(ana)
    stranger = replace(ana.actor, id="stranger", login="stranger", pod="elsewhere")
    elsewhere = at(1)
    elsewhere.actor = stranger
    for act in (calls.take_over, calls.pause_call, calls.hang_up, calls.toggle_speaker):
        with pytest.raises(NotPermitted, match="another pod"):
            act(elsewhere, call.id)
    other = next(
        each for each in ana.records.accounts() if each.owner == ana.actor.id and each.id != call.account
    )
    with pytest.raises(NotPermitted, match="another pod"):
        calls.start_ad_hoc(elsewhere, other.id)


def test_another_agenda_while_the_call_runs(at: Moment) -> None:
    call = started(at())
    changed = take_agenda(at(7), call.id, "pulse")
    assert changed.agenda == "pulse"
    assert changed.sections[0].used == 7 * 60
    later = at(8)
    assert used(later, changed) == 8 * 60
    with pytest.raises(NotFound):
        take_agenda(later, call.id, "tea")


def test_another_agenda_before_the_call(at: Moment) -> None:
    ana = at()
    touch = next(each for each in ana.records.open_touchpoints() if each.account == techstart(ana).id)
    prepared = take_agenda_of_touch(ana, touch.id, "template30")
    assert prepared.started is None
    call = calls.start_call(ana, touch.id)
    assert (call.id, call.agenda, len(call.sections)) == (prepared.id, "template30", 6)
    assert sum(section.planned for section in call.sections) == call.booked_minutes * 60


def test_a_touch_that_is_over_starts_no_call(at: Moment) -> None:
    ana = at()
    call = started(ana)
    short_ways.wrong_contact(ana, call.id, "Nobody")
    with pytest.raises(Refused, match="over"):
        calls.start_call(ana, call.touchpoint)
