"""The short ways out of a call: the touch, the attendance and what follows are right (C7)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cadence_tui.model.documents import Call, Touchpoint
from cadence_tui.model.errors import Refused
from cadence_tui.practice.attendance import attendance_rate
from cadence_tui.workspace import calls, capturing, short_ways
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace

CALL_TIME = datetime(2026, 11, 23, 19, 5, tzinfo=UTC)


@pytest.fixture
def ana(sample_store: Path) -> Iterator[Workspace]:
    """Ana when the worked example's call has begun."""
    workspace = open_workspace(sample_store, acting="ana", clock=FixedClock(CALL_TIME))
    yield workspace
    workspace.close()


def planned(ws: Workspace) -> Touchpoint:
    account = ws.records.account("TechStart")
    return next(touch for touch in ws.records.open_touchpoints() if touch.account == account.id)


def write(ws: Workspace, call: Call, line: str) -> Call:
    return capturing.add_entry(ws, call.id, capturing.listener(ws, call, "en").understand(line))


def test_declined_before_the_call_counts_and_is_tried_again(ana: Workspace) -> None:
    touch = planned(ana)
    record = ana.records.record(touch.account)
    before = attendance_rate(record, ana.today()).total.declined
    slots = short_ways.times_again(ana, touch.id)
    assert len(slots) == 3
    assert all(ana.today() < slot.date <= ana.today() + timedelta(days=14) for slot in slots)
    gone = short_ways.declined(ana, touch.id, why="release week", again=slots[1])
    assert (gone.status, gone.why) == ("declined", "release week")
    assert attendance_rate(ana.records.record(touch.account), ana.today()).total.declined == before + 1
    following = planned(ana)
    assert (following.start, following.touch, following.minutes) == (
        slots[1].start,
        touch.touch,
        touch.minutes,
    )


def test_declined_when_the_call_begins_takes_the_call_away(ana: Workspace) -> None:
    touch = planned(ana)
    call = calls.start_call(ana, touch.id)
    short_ways.declined(ana, touch.id)
    assert ana.store.get("call", call.id) is None
    with pytest.raises(Refused):
        short_ways.declined(ana, touch.id)


def test_a_call_in_which_something_was_captured_is_not_declined(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    write(ana, call, "they moved offices")
    with pytest.raises(Refused, match="close it instead"):
        short_ways.declined(ana, call.touchpoint)


def test_a_short_call_keeps_what_was_captured_and_is_tried_soon(ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    write(ana, call, "! me: send the slides today")
    write(ana, call, "- budget frozen")
    done = short_ways.short_call(ana, call.id)
    assert (done.status, done.outcome, done.concerns, len(done.actions)) == (
        "closed",
        "short",
        ("budget frozen",),
        1,
    )
    held, following = (
        ana.records.get(Touchpoint, done.touchpoint),
        ana.records.get(Touchpoint, done.next_touch),
    )
    assert (held.status, held.internal) == ("held", False)
    assert following.date <= ana.today() + timedelta(days=14)


def test_a_short_call_before_it_begins_is_recorded_all_the_same(ana: Workspace) -> None:
    done = short_ways.short_call_at(ana, planned(ana).id)
    assert (done.status, done.outcome) == ("closed", "short")


def test_a_wrong_contact_can_be_followed_by_the_right_one(ana: Workspace) -> None:
    touch = planned(ana)
    slot = short_ways.times_again(ana, touch.id)[0]
    ended = short_ways.wrong_contact_at(ana, touch.id, "Jordan Ellis", again=slot)
    assert (ended.outcome, ended.attendees) == ("wrong_contact", ("Jordan Ellis",))
    assert ana.records.get(Touchpoint, ended.next_touch).start == slot.start
    assert ana.records.get(Touchpoint, touch.id).internal


def test_nobody_came_leaves_no_call(open_as: Callable[[str], Workspace], ana: Workspace) -> None:
    call = calls.start_call(ana, planned(ana).id)
    short_ways.no_show(ana, call.touchpoint)
    assert ana.records.get(Touchpoint, call.touchpoint).status == "no_show"
    assert ana.store.get("call", call.id) is None
