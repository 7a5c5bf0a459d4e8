"""Who may do what around a call and to what comes out of it: each act, asked of everybody (X2, C7).

A reader, a CSM of another pod and somebody who was removed are refused with the reason and leave no trace;
who stands in for an owner on leave may all of it, for the days of that leave.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, structs

from cadence_tui.exchange.call_file import CallFile
from cadence_tui.model.documents import (
    Absence,
    Account,
    Action,
    Call,
    Cover,
    CoverPart,
    Entry,
    OwnQuestion,
    Person,
    Risk,
    Touchpoint,
)
from cadence_tui.model.documents.outlook import Handoff, Opportunity
from cadence_tui.model.errors import NotPermitted
from cadence_tui.model.message import message
from cadence_tui.practice import call_clock
from cadence_tui.workspace import (
    agendas,
    briefs,
    call_log,
    calls,
    capturing,
    closing,
    handoffs,
    left_calls,
    nudges,
    opportunities,
    questions,
    recaps,
    risks,
    short_ways,
)
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.taking_back import undo

NOW = datetime(2026, 11, 23, 15, 12, tzinfo=UTC)
TODAY = NOW.date()
OPEN, EMPTY, CLOSED, ACCOUNT = "call-open", "call-empty", "call-closed", "account-x"
Do = Callable[[Workspace], Any]


def line(ws: Workspace, text: str) -> Any:
    return capturing.listener(ws, ws.records.get(Call, OPEN), "en").understand(text)


def entry(ws: Workspace, call: str = OPEN) -> Entry:
    return ws.records.get(Call, call).entries[0]


def told(**fields: Any) -> CallFile:
    fields = {"started": NOW - timedelta(hours=1), "no_next_reason": "they call back", **fields}
    return CallFile(call=Call(id="", account="", **fields), said=frozenset(fields))


RECORD = closing.CallRecord(summary="Fine", concerns=("They look at Trello",))
ACTS: dict[str, Do] = {
    "calls.start_call": lambda ws: calls.start_call(ws, "touch-coming"),
    "calls.start_ad_hoc": lambda ws: calls.start_ad_hoc(ws, ACCOUNT),
    "calls.tick_checklist": lambda ws: calls.tick_checklist(
        ws, "touch-coming", ws.rules.checklist.items[0].id
    ),
    "calls.step_section": lambda ws: calls.step_section(ws, OPEN, 1),
    "calls.switch_section": lambda ws: calls.switch_section(
        ws, OPEN, ws.records.get(Call, OPEN).sections[1].section
    ),
    "calls.toggle_speaker": lambda ws: calls.toggle_speaker(ws, OPEN),
    "calls.pause_call": lambda ws: calls.pause_call(ws, OPEN),
    "calls.resume_call": lambda ws: calls.resume_call(ws, OPEN),
    "calls.hang_up": lambda ws: calls.hang_up(ws, OPEN),
    "calls.take_over": lambda ws: calls.take_over(ws, OPEN),
    "capturing.keep_draft": lambda ws: capturing.keep_draft(ws, OPEN, "half a l"),
    "capturing.add_entry": lambda ws: capturing.add_entry(ws, OPEN, line(ws, "! send the plan by Friday")),
    "capturing.edit_entry": lambda ws: capturing.edit_entry(ws, OPEN, entry(ws), line(ws, "another line")),
    "capturing.remove_entry": lambda ws: capturing.remove_entry(ws, OPEN, entry(ws)),
    "capturing.mark_asked": lambda ws: capturing.mark_asked(ws, OPEN, "any"),
    "closing.closing_draft": lambda ws: closing.closing_draft(ws, OPEN),
    "closing.keep_record": lambda ws: closing.keep_record(ws, OPEN, RECORD),
    "closing.close_call": lambda ws: closing.close_call(ws, OPEN, RECORD, next_touch=None, reason="later"),
    "closing.amending_draft": lambda ws: closing.amending_draft(ws, CLOSED),
    "closing.amend_call": lambda ws: closing.amend_call(ws, CLOSED, RECORD),
    "short_ways.no_show": lambda ws: short_ways.no_show(ws, "touch-empty"),
    "short_ways.declined": lambda ws: short_ways.declined(ws, "touch-coming"),
    "short_ways.declined in a call": lambda ws: short_ways.declined(ws, "touch-empty"),
    "short_ways.wrong_contact": lambda ws: short_ways.wrong_contact(ws, EMPTY, "Somebody"),
    "short_ways.wrong_contact_at": lambda ws: short_ways.wrong_contact_at(ws, "touch-coming", "Somebody"),
    "short_ways.short_call": lambda ws: short_ways.short_call(ws, EMPTY),
    "short_ways.short_call_at": lambda ws: short_ways.short_call_at(ws, "touch-coming"),
    "call_log.log_call of a touch": lambda ws: call_log.log_call(ws, "touch-coming", told()),
    "call_log.log_call of a call": lambda ws: call_log.log_call(ws, EMPTY, told()),
    "call_log.log_call": lambda ws: call_log.log_call(ws, ACCOUNT, told(concerns=("They look at Trello",))),
    "call_log.amend_from_file": lambda ws: call_log.amend_from_file(
        ws, CLOSED, CallFile(call=Call(id="", account="", summary="Fine"), said=frozenset({"summary"}))
    ),
    "recaps.keep_recap": lambda ws: recaps.keep_recap(ws, CLOSED, "Subject\n\nWords"),
    "risks.add_risk": lambda ws: risks.add_risk(ws, ACCOUNT, "They leave"),
    "risks.edit_risk": lambda ws: risks.edit_risk(ws, "risk-x", risks.RiskEdit(remark="so they said")),
    "opportunities.add_opportunity": lambda ws: opportunities.add_opportunity(ws, ACCOUNT, "10 seats"),
    "opportunities.propose": lambda ws: opportunities.propose(ws, "chance-x"),
    "opportunities.win": lambda ws: opportunities.win(ws, "chance-x"),
    "opportunities.lose": lambda ws: opportunities.lose(ws, "chance-x", "no budget"),
    "handoffs.hand_off": lambda ws: handoffs.hand_off(ws, ACCOUNT, "support", "look at it", "it fails"),
    "handoffs.take_up": lambda ws: handoffs.take_up(ws, "handoff-x"),
    "handoffs.answer_handoff": lambda ws: handoffs.answer_handoff(ws, "handoff-x", "mended"),
    "questions.add_question": lambda ws: questions.add_question(
        ws, "What now?", topic="value", account=ACCOUNT
    ),
    "questions.pin_question": lambda ws: questions.pin_question(ws, ACCOUNT, "question-x"),
    "agendas.take_agenda": lambda ws: agendas.take_agenda(ws, OPEN, "pulse"),
    "agendas.take_agenda_of_touch": lambda ws: agendas.take_agenda_of_touch(ws, "touch-coming", "pulse"),
    "left_calls.hang_up_then": lambda ws: left_calls.hang_up_then(ws, OPEN),
    "left_calls.hang_up_left": lambda ws: left_calls.hang_up_left(ws, OPEN),
    "left_calls.pick_up": lambda ws: left_calls.pick_up(ws, OPEN),
    "left_calls.heed_set_clock": lambda ws: left_calls.heed_set_clock(ws, OPEN, None, NOW),
    "nudges.nudge": lambda ws: nudges.nudge(ws, "action-x"),
    "briefs.answer_question": lambda ws: briefs.answer_question(ws, CLOSED, entry(ws, CLOSED)),
}
"""Every act of these modules, and what it needs to be done."""


class World(Struct, frozen=True):
    """The workspaces of those who ask, and where they work."""

    path: Path
    refused: dict[str, Workspace]


def opened(path: Path, login: str, now: datetime = NOW) -> Workspace:
    return open_workspace(path, acting=login, clock=FixedClock(now))


def documents(ana: Workspace) -> list[Any]:
    """An account of Ana's with a call that runs, one without a line, a closed one, and what came of it."""
    me, at = ana.actor.id, NOW - timedelta(minutes=20)
    agenda = calls.agenda_of(ana, Call(id="", account=ACCOUNT))

    def touch(name: str) -> Touchpoint:
        return Touchpoint(
            id=name, account=ACCOUNT, owner=me, channel="video", date=TODAY, start=at, minutes=30
        )

    def call(name: str, touch_id: str, **fields: Any) -> Call:
        made = Call(id=name, account=ACCOUNT, owner=me, touchpoint=touch_id, **fields)
        return call_clock.start(made, agenda, at)

    return [
        Account(id=ACCOUNT, name="Xenon", owner=me, pod=ana.actor.pod),
        touch("touch-coming"),
        touch("touch-open"),
        touch("touch-empty"),
        call(OPEN, "touch-open", entries=(Entry(at=at, text="a line"),)),
        call(EMPTY, "touch-empty"),
        Call(
            id=CLOSED, account=ACCOUNT, owner=me, status="closed", started=at, ended=at,
            entries=(Entry(at=at, text="how many?", mark="question"),),
        ),
        Risk(id="risk-x", account=ACCOUNT, title="Trello", owner=me, raised=at),
        Opportunity(id="chance-x", account=ACCOUNT, title="Seats", owner=me, raised=at),
        Handoff(id="handoff-x", account=ACCOUNT, to="support", what="Look", why="it fails", by=me, at=at),
        OwnQuestion(
            id="question-x", account=ACCOUNT, text="How is it?", language="en", topic="value", by=me, made=at
        ),
        Action(id="action-x", account=ACCOUNT, title="Add users", side="theirs", owner="Alex", created=at),
    ]  # fmt: skip


@pytest.fixture
def world(sample_store: Path) -> Iterator[World]:
    """Ana is on leave and a CSM of another pod stands in; one of her pod is removed while they work."""
    admin, ana = opened(sample_store, "admin"), opened(sample_store, "ana")
    leave = Absence(TODAY, TODAY + timedelta(days=4), "holiday")
    people = [
        Person(id="rita", name="Rita", login="rita", role="reader", pod=ana.actor.pod),
        Person(id="far", name="Far", login="far", pod="elsewhere"),
        Person(id="left", name="Left", login="left", pod=ana.actor.pod),
        Person(id="sub", name="Sub", login="sub", pod="elsewhere"),
        Cover(
            id="cover-x",
            person=ana.actor.id,
            first=leave.first,
            last=leave.last,
            parts=(CoverPart(account=ACCOUNT, stand_in="sub"),),
        ),
    ]
    away = structs.replace(ana.actor, leave=(leave,))
    admin.commit(message("new"), made=[*people, *documents(ana)], edits=[(ana.actor, away)])
    asking = {name: opened(sample_store, name) for name in ("rita", "far", "left")}
    risks.add_risk(asking["left"], ACCOUNT, "Their last act")
    admin.catch_up()
    left = admin.records.get(Person, "left")
    admin.commit(message("gone"), edits=[(left, structs.replace(left, gone=TODAY))])
    for each in asking.values():
        each.catch_up()
    yield World(sample_store, asking)
    for each in (admin, ana, *asking.values()):
        each.close()


REASONS = {
    "rita": r"Rita \(reader\) may not do this",
    "far": "Xenon is with another pod",
    "left": "Left left the team on 2026-11-23",
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_is_refused_to_whom_it_is_no_business_of(world: World, name: str) -> None:
    for who, ws in world.refused.items():
        before = ws.store.seq
        with pytest.raises(NotPermitted, match=REASONS[who]):
            ACTS[name](ws)
        assert ws.store.seq == before
    stand_in = opened(world.path, "sub")
    ACTS[name](stand_in)
    stand_in.close()


def test_who_stood_in_is_a_stranger_again_after_the_leave(world: World) -> None:
    after = opened(world.path, "sub", NOW + timedelta(days=6))
    with pytest.raises(NotPermitted, match="another pod"):
        call_log.log_call(after, ACCOUNT, told())
    after.close()


def test_who_was_removed_cannot_be_acted_for(world: World) -> None:
    with pytest.raises(NotPermitted, match="Left left the team on 2026-11-23"):
        opened(world.path, "left")


def test_who_was_removed_while_they_work_takes_nothing_back(world: World) -> None:
    with pytest.raises(NotPermitted, match="left the team"):
        undo(world.refused["left"])


def test_questions_of_others_stay_in_use(world: World) -> None:
    for who in ("rita", "far", "left"):
        with pytest.raises(NotPermitted):
            questions.remove_question(world.refused[who], "question-x")
