"""Ways out of a shortage are tried first, and done in one act that can be taken back (P5)."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Document
from cadence_tui.model.errors import Refused
from cadence_tui.views.ways import Outcome
from cadence_tui.workspace.plan import propose
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.touches import add_touch
from cadence_tui.workspace.ways import WaysOut, gather_pod, take_way
from tests.workspace.planning_store import account, mature, opened, person, workspace

MONDAY = date(2026, 3, 2)


def overloaded(path: Path) -> Workspace:
    """Ana has little of her time for calls and far too many accounts; Bea of her pod has plenty."""
    documents: list[Document] = [person(call_share=0.05), person("bea"), account("hers", owner="bea")]
    for number in range(12):
        documents += mature(f"acme{number:02}", MONDAY - timedelta(days=28))
    return workspace(path, documents)


def trial(ws: Workspace, code: str) -> Outcome:
    found = WaysOut(gather_pod(ws, "ana"))
    ways = [way for short in found.shortages() for way in short.ways if way.code == code]
    return found.tried(ways[0])


def test_a_shortage_says_who_when_how_much_and_which_calls(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    shorts = WaysOut(gather_pod(ws, "ana")).shortages()
    first = shorts[0]
    assert first.shortage.owner == "ana"
    assert first.shortage.minutes > 0
    assert first.shortage.weeks
    assert {shed.id for shed in first.calls} == set(first.shortage.calls)
    named = {shed.id for short in shorts for shed in short.calls}
    assert named == {shed.id for shed in propose(ws).shed}


def test_trying_a_way_changes_nothing(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    before = ws.store.seq
    outcome = trial(ws, "colleague")
    assert outcome.left < outcome.left_before
    assert outcome.peak("bea")[0] > outcome.peak("bea", before=True)[0]
    assert ws.store.seq == before


def test_a_colleague_takes_the_calls_where_the_trial_put_them(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    outcome = trial(ws, "colleague")
    places = {(call.id, call.date, call.start) for call in outcome.placed}
    made = take_way(ws, outcome)
    assert made
    assert {touch.owner for touch in made} == {"bea"}
    assert {(touch.due_id, touch.date, touch.start) for touch in made} <= places
    assert len(ws.records.open_touchpoints(owner="bea")) == len(made)
    assert not {shed.id for shed in propose(ws).shed} & {touch.due_id for touch in made}
    undo(ws)
    assert not ws.records.open_touchpoints()


def test_calls_become_mails_to_be_written(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    made = take_way(ws, trial(ws, "email"))
    assert made
    assert {(touch.channel, touch.start, touch.minutes) for touch in made} == {("email", None, 0)}
    shed = {each.id for each in propose(ws).shed}
    assert not shed & {touch.due_id for touch in made}


def test_extra_minutes_let_calls_in_beyond_the_usual_part(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    outcome = trial(ws, "extra_minutes")
    assert outcome.left < outcome.left_before
    made = take_way(ws, outcome)
    assert {touch.owner for touch in made} == {"ana"}


def test_an_hour_that_was_taken_since_the_trial_is_refused(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    found = WaysOut(gather_pod(ws, "ana"))
    ways = [way for short in found.shortages() for way in short.ways if way.code == "colleague"]
    placed = [(outcome, call) for outcome in map(found.tried, ways) for call in outcome.placed]
    outcome, call = next((outcome, call) for outcome, call in placed if call.start is not None)
    with closing(opened(tmp_path / "store", "bea")) as other:
        add_touch(other, "hers", call.date, call.start)
    with pytest.raises(Refused, match="has a call then"):
        take_way(ws, outcome)
    assert not ws.records.open_touchpoints(account=call.account)


def test_a_team_with_room_is_short_of_nothing(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", [person(), *mature("acme", MONDAY - timedelta(days=28))])
    assert WaysOut(gather_pod(ws, "ana")).shortages() == []


def test_what_a_way_says_it_does_is_what_it_does(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    found = WaysOut(gather_pod(ws, "ana"))
    outcomes = [found.tried(way) for short in found.shortages() for way in short.ways]
    assert any(outcome.helps for outcome in outcomes)
    for outcome in outcomes:
        assert outcome.left >= outcome.left_before - len(outcome.way.requests)
        assert outcome.way.requests == outcome.helped
    outcome = next(outcome for outcome in outcomes if outcome.helps)
    assert len(take_way(ws, outcome)) == len(outcome.way.requests)


def test_a_colleague_without_an_hour_for_a_call_is_no_help(tmp_path: Path) -> None:
    documents: list[Document] = [person(call_share=0.05), person("bea"), account("hers", owner="bea")]
    for number in range(12):
        documents += mature(f"acme{number:02}", MONDAY - timedelta(days=28))
    ws = workspace(tmp_path / "store", documents)
    found = WaysOut(gather_pod(ws, "ana"))
    way = next(way for short in found.shortages() for way in short.ways if way.code == "colleague")
    outcome = found.tried(way)
    given = [call for call in outcome.after.calls if call.id in way.requests]
    lost = [shed for shed in outcome.before.shed if shed.id in way.requests]
    moved = tuple(replace(shed, owner="bea") for shed in lost)
    rest = tuple(call for call in outcome.after.calls if call not in given)
    in_vain = replace(outcome, way=way, after=replace(outcome.after, calls=rest, shed=moved))
    assert not in_vain.helped
    assert not in_vain.helps


def test_calls_of_an_account_that_is_not_at_hand_are_seen_as_they_are(tmp_path: Path) -> None:
    ws = overloaded(tmp_path / "store")
    book = gather_pod(ws, "ana")
    found = WaysOut(book)
    way = next(way for short in found.shortages() for way in short.ways if way.code == "colleague")
    accounts = {shed.account for shed in found.before.shed if shed.id in way.requests}
    records = {key: record for key, record in book.records.items() if key not in accounts}
    full, found.book = found.book, replace(book, records=records)
    asked = next(each for each in found.task.problem.requests if each.id == way.requests[0])
    assert found._seen_by(asked, "bea").hours == asked.hours
    found.book = full
