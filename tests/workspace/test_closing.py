"""Closing a call in a real store: what it makes in one act, who may amend it, what undo takes back (C7)."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest

from cadence_tui.model.documents import Account, Action, Call, Opportunity, Person, Risk, Signal, Touchpoint
from cadence_tui.model.errors import Conflict, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.model.money import Money
from cadence_tui.workspace import calls, capturing, closing
from cadence_tui.workspace.call_page import amendments
from cadence_tui.workspace.closing import CallRecord
from cadence_tui.workspace.next_touch import next_slots, slot_on
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

WORRYING = CallRecord(
    summary="Product stays in Trello",
    sentiment="concerning",
    adoption="needs_attention",
    relationship="at_risk",
    concerns=("Product team stays in Trello",),
    opportunities=("10 engineers in Q2 5k",),
    attendees=("Alex Moreno",),
    forecast="renews if product moves over",
    shared=("Onboarding templates", "= Sprint guide"),
)


def account(ws: Workspace) -> Account:
    return ws.records.account("TechStart")


def running(ws: Workspace, *lines: str) -> Call:
    touch = next(t for t in ws.records.open_touchpoints() if t.account == account(ws).id)
    call = calls.start_call(ws, touch.id)
    for line in lines:
        heard = capturing.listener(ws, call, "en").understand(line)
        call = capturing.add_entry(ws, call.id, heard)
    return call


def closed(ws: Workspace, record: CallRecord = WORRYING, *lines: str) -> Call:
    call = running(ws, *lines)
    return closing.close_call(ws, call.id, record, next_touch=next_slots(ws, call)[0])


def found(ws: Workspace, shape: type) -> list:
    return ws.records.of_account(shape, account(ws).id)


def stranger(open_as: Callable[[str], Workspace]) -> Person:
    """A CSM of another pod."""
    admin = open_as("admin")
    made = Person(id=admin.new_id(), name="Far Away", login="far", role="csm", pod="other")
    admin.commit(message("new"), made=[made])
    return made


def test_closing_makes_everything_in_one_act(ana: Workspace) -> None:
    before = ana.store.seq
    call = running(ana, "! me: send the API guide by Friday")
    seq = ana.store.seq
    call = closing.close_call(ana, call.id, WORRYING, next_touch=next_slots(ana, call)[0])
    assert (ana.store.seq, before < seq) == (seq + 1, True)
    (risk,) = (each for each in found(ana, Risk) if each.origin == call.id)
    assert (risk.title, risk.severity, risk.owner) == ("Product team stays in Trello", "high", ana.actor.id)
    (chance,) = (each for each in found(ana, Opportunity) if each.origin == call.id)
    assert chance.amount == Money(Decimal("5000.00"), "USD")
    (signal,) = (each for each in found(ana, Signal) if each.cause == "call_concern")
    assert (signal.status, signal.figures["source"]) == ("open", call.id)
    assert signal.deadline is not None
    titles = {action.title: action for action in found(ana, Action) if action.origin == call.id}
    assert set(titles) == {"send the API guide", "Onboarding templates"}
    assert titles["Onboarding templates"].due == date(2026, 11, 24)
    assert call.shared == ("Onboarding templates", "Sprint guide")
    assert set(call.actions) == {action.id for action in titles.values()}
    assert ana.records.get(Touchpoint, call.touchpoint).status == "held"


def test_undo_of_a_close_takes_all_of_it_back(ana: Workspace) -> None:
    call = running(ana)
    counts = [len(found(ana, shape)) for shape in (Risk, Opportunity, Signal, Action, Touchpoint)]
    closing.close_call(ana, call.id, WORRYING, next_touch=next_slots(ana, call)[0])
    undo(ana)
    assert [len(found(ana, shape)) for shape in (Risk, Opportunity, Signal, Action, Touchpoint)] == counts
    again = ana.records.get(Call, call.id)
    assert (again.status, ana.records.get(Touchpoint, call.touchpoint).status) == ("open", "planned")
    closing.close_call(ana, call.id, WORRYING, next_touch=next_slots(ana, call)[0])
    assert [each.status for each in found(ana, Signal) if each.cause == "call_concern"] == ["open"]


def test_a_second_call_with_the_same_concern_makes_no_twin(ana: Workspace) -> None:
    first = closed(ana)
    second = calls.start_ad_hoc(ana, account(ana).id)
    closing.close_call(ana, second.id, WORRYING, next_touch=None, reason="as agreed")
    (risk,) = (each for each in found(ana, Risk) if each.title == WORRYING.concerns[0])
    assert (risk.origin, len(risk.comments)) == (first.id, 1)
    (signal,) = (
        each for each in found(ana, Signal) if each.cause == "call_concern" and each.status == "open"
    )
    assert signal.figures["source"] == second.id


def test_whoever_closes_second_is_told(open_as: Callable[[str], Workspace]) -> None:
    ana, other = open_as("ana"), open_as("ana")
    call = running(ana)
    other.catch_up()
    draft = closing.closing_draft(other, call.id)
    closing.close_call(ana, call.id, WORRYING, next_touch=None, reason="merged")
    with pytest.raises((Conflict, Refused)):
        closing.close_call(other, call.id, CallRecord(summary="mine"), next_touch=draft.slots[0])
    other.catch_up()
    assert other.records.get(Call, call.id).summary == WORRYING.summary
    assert len([each for each in found(other, Risk) if each.origin == call.id]) == 1


def test_what_is_typed_in_the_form_is_kept_and_what_is_captured_since_joins_it(ana: Workspace) -> None:
    call = running(ana, "- Trello", "launched mobile")
    record = CallRecord(summary="my own words", concerns=("Trello is free",), attendees=("Alex Moreno",))
    closing.keep_record(ana, call.id, record)
    heard = capturing.listener(ana, call, "en").understand("- price")
    capturing.add_entry(ana, call.id, heard)
    again = closing.closing_draft(ana, call.id)
    assert (again.call.summary, again.call.concerns) == ("my own words", ("Trello is free", "price"))
    assert again.call.key_points == ("launched mobile",)
    undo(ana)
    assert ana.records.get(Call, call.id).summary == "my own words"


def test_the_mood_is_understood_in_the_typists_language(ana: Workspace) -> None:
    call = running(ana, "~ contento con el lanzamiento")
    assert closing.closing_draft(ana, call.id).call.sentiment is None
    assert closing.closing_draft(ana, call.id, "es").call.sentiment == "positive"


def test_a_typed_time_is_refused_where_another_call_is(ana: Workspace) -> None:
    other = next(
        touch
        for touch in ana.records.open_touchpoints(owner=ana.actor.id)
        if touch.start and touch.account != account(ana).id and touch.date > ana.today()
    )
    call = running(ana)
    assert other.start is not None
    at = other.start.astimezone(ana.local_now().tzinfo)
    with pytest.raises(Refused, match="Not possible there"):
        closing.close_call(
            ana, call.id, WORRYING, next_touch=slot_on(ana, call, at.date(), at.time(), like=None)
        )
    far = slot_on(ana, call, date(2027, 5, 12), time(10), like=None)
    done = closing.close_call(ana, call.id, WORRYING, next_touch=far)
    assert ana.records.get(Touchpoint, done.next_touch).date == date(2027, 5, 12)


def test_an_amended_record_keeps_its_history_and_makes_what_is_new(
    open_as: Callable[[str], Workspace],
) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    call = closed(ana)
    lead.catch_up()
    record = CallRecord(summary="Product moves in January", concerns=(*WORRYING.concerns, "price"))
    seen = lead.records.get(Call, call.id)
    amended = closing.amend_call(lead, call.id, record, seen=seen)
    assert (amended.summary, amended.attendees, amended.actions) == (
        "Product moves in January",
        ("Alex Moreno",),
        call.actions,
    )
    titles = {each.title for each in found(lead, Risk) if each.origin == call.id}
    assert titles == {"Product team stays in Trello", "price"}
    (change,) = amendments(lead, call.id)
    assert (change.by, dict(change.before)["summary"]) == (lead.actor.id, WORRYING.summary)
    ana.catch_up()
    with pytest.raises(Refused, match="changes nothing"):
        closing.amend_call(ana, call.id, _said(amended))


def test_an_open_call_is_closed_and_not_amended(ana: Workspace) -> None:
    call = running(ana)
    with pytest.raises(Refused, match="still open"):
        closing.amending_draft(ana, call.id)


def test_people_of_another_pod_amend_nothing(open_as: Callable[[str], Workspace]) -> None:
    ana = open_as("ana")
    call = closed(ana)
    other = open_as(stranger(open_as).login)
    with pytest.raises(NotPermitted):
        closing.amend_call(other, call.id, CallRecord(summary="not mine"))


def test_two_who_amend_at_once_lose_nothing(open_as: Callable[[str], Workspace]) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    call = closed(ana)
    lead.catch_up()
    seen = lead.records.get(Call, call.id)
    closing.amend_call(ana, call.id, _said(call, summary="hers"))
    with pytest.raises(Conflict):
        closing.amend_call(lead, call.id, _said(call, summary="theirs"), seen=seen)


def _said(call: Call, **other: str) -> CallRecord:
    return CallRecord(**{name: getattr(call, name) for name in CallRecord.__struct_fields__} | other)
