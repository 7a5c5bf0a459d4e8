"""A call that was begun by mistake: taken back with its passing steps, or thrown away (X5, C7)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cadence_tui.model.documents import Call, Touchpoint
from cadence_tui.model.errors import Conflict, Refused
from cadence_tui.workspace import calls, capturing, short_ways
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.taking_back import redo, undo

CALL_TIME = datetime(2026, 11, 23, 19, 5, tzinfo=UTC)
OpenAt = Callable[[datetime], Workspace]


@pytest.fixture
def at(sample_store: Path) -> Iterator[OpenAt]:
    """Ana at an instant."""
    opened: list[Workspace] = []

    def ana_at(now: datetime) -> Workspace:
        opened.append(open_workspace(sample_store, acting="ana", clock=FixedClock(now)))
        return opened[-1]

    yield ana_at
    for workspace in opened:
        workspace.close()


@pytest.fixture
def ana(at: OpenAt) -> Workspace:
    """Ana when the worked example's call has begun."""
    return at(CALL_TIME)


def planned(ws: Workspace) -> Touchpoint:
    account = ws.records.account("TechStart")
    return next(touch for touch in ws.records.open_touchpoints() if touch.account == account.id)


def write(ws: Workspace, call: Call, line: str) -> Call:
    return capturing.add_entry(ws, call.id, capturing.listener(ws, call, "en").understand(line))


def stepped(ws: Workspace, at: OpenAt) -> Call:
    """The planned call, with sections, speaker, a draft and a pause behind it three minutes later."""
    call = calls.start_call(ws, planned(ws).id)
    later = at(CALL_TIME + timedelta(minutes=3))
    calls.step_section(later, call.id, 1)
    calls.toggle_speaker(later, call.id)
    capturing.keep_draft(later, call.id, "half a li")
    call = calls.pause_call(later, call.id)
    ws.catch_up()
    return call


def test_undo_of_the_start_takes_ones_own_passing_steps_along(ana: Workspace, at: OpenAt) -> None:
    call = stepped(ana, at)
    undo(ana)
    assert ana.store.get("call", call.id) is None
    assert planned(ana).call == ""
    redo(ana)
    again = ana.records.get(Call, call.id)
    assert (again.section, again.draft, again.sections) == (call.section, "half a li", call.sections)


def test_a_call_that_was_prepared_is_only_prepared_again(ana: Workspace, at: OpenAt) -> None:
    item = ana.rules.checklist.items[0].id
    before = calls.tick_checklist(ana, planned(ana).id, item)
    stepped(ana, at)
    undo(ana)
    now = ana.records.get(Call, before.id)
    assert (now.started, now.section, now.sections) == (None, "", ())
    assert (now.speaker, now.running_since, now.checklist) == ("", None, (item,))


def test_what_was_written_and_taken_back_does_not_stand_in_the_way(ana: Workspace, at: OpenAt) -> None:
    call = stepped(ana, at)
    write(ana, call, "they moved offices")
    calls.step_section(ana, call.id, 1)
    undo(ana)
    undo(ana)
    assert ana.store.get("call", call.id) is None


def test_a_line_is_taken_back_past_the_next_one_that_is_half_typed(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    capturing.keep_draft(ana, call.id, "they mov")
    write(ana, call, "they moved offices")
    capturing.keep_draft(ana, call.id, "and then")
    undo(ana)
    now = ana.records.get(Call, call.id)
    assert (now.entries, now.draft) == ((), "and then")


def test_steps_of_others_still_stand_in_the_way(ana: Workspace, open_as: Callable[[str], Workspace]) -> None:
    call = calls.start_call(ana, planned(ana).id)
    lead = open_as("lead")
    calls.step_section(lead, call.id, 1)
    ana.catch_up()
    with pytest.raises(Conflict, match=lead.actor.name):
        undo(ana)


def test_what_was_captured_is_not_undone_with_the_start(ana: Workspace) -> None:
    touch = planned(ana)
    call = calls.start_call(ana, touch.id)
    begun = ana.store.seq
    write(ana, call, "they moved offices")
    with pytest.raises(Conflict):
        undo(ana, begun)


def test_there_was_no_call(ana: Workspace, at: OpenAt) -> None:
    call = stepped(ana, at)
    short_ways.throw_away(ana, call.id)
    assert ana.store.get("call", call.id) is None
    touch = planned(ana)
    assert (touch.id, touch.status, touch.call) == (call.touchpoint, "planned", "")
    undo(ana)
    assert ana.records.get(Call, call.id).draft == "half a li"


def test_there_was_no_call_and_what_was_prepared_stays(ana: Workspace, at: OpenAt) -> None:
    item = ana.rules.checklist.items[0].id
    before = calls.tick_checklist(ana, planned(ana).id, item)
    stepped(ana, at)
    short_ways.throw_away(ana, before.id)
    now = ana.records.get(Call, before.id)
    assert (now.started, now.sections, now.checklist, now.draft) == (None, (), (item,), "")
    assert planned(ana).call == before.id


def test_there_was_no_call_nor_a_plan_for_one(ana: Workspace) -> None:
    busy = {touch.account for touch in ana.records.open_touchpoints()}
    account = next(account for account in ana.records.accounts() if account.id not in busy)
    call = calls.start_ad_hoc(ana, account.id)
    short_ways.throw_away(ana, call.id)
    assert ana.store.get("call", call.id) is None
    assert ana.store.get("touchpoint", call.touchpoint) is None


def test_what_was_captured_is_not_thrown_away(ana: Workspace) -> None:
    call = write(ana, calls.start_call(ana, planned(ana).id), "they moved offices")
    with pytest.raises(Refused, match="close it instead"):
        short_ways.throw_away(ana, call.id)


def test_nothing_has_come_yet_of_a_call_that_lies_ahead(at: OpenAt) -> None:
    early = at(CALL_TIME - timedelta(hours=5))
    touch = planned(early)
    with pytest.raises(Refused, match="still to come"):
        short_ways.short_call_at(early, touch.id)
    with pytest.raises(Refused, match="still to come"):
        short_ways.wrong_contact_at(early, touch.id, "Jordan Ellis")
    assert not calls.running_calls(early)
