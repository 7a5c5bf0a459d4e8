"""Leave is entered, its cover accepted as one act, and everything returns by itself (P6)."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import (
    Absence,
    Account,
    Action,
    Document,
    GroupSession,
    Person,
    Signal,
    Touchpoint,
)
from cadence_tui.model.errors import Conflict, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.views.actions import cards
from cadence_tui.views.actions import in_scope as actions_in_scope
from cadence_tui.views.cover import offer_text
from cadence_tui.views.cover_lines import leave_lines, plan_head
from cadence_tui.views.names import NO_NAMES
from cadence_tui.views.signals import in_scope as signals_in_scope
from cadence_tui.views.wording_cover import HANDOVER
from cadence_tui.views.words import Words
from cadence_tui.workspace import calls, capturing, closing
from cadence_tui.workspace import cover as acts
from cadence_tui.workspace.actions import add_action, assign_action, finish_action
from cadence_tui.workspace.call_list import coming_calls
from cadence_tui.workspace.covering import covered_by, covered_now
from cadence_tui.workspace.greeting import fresh_return
from cadence_tui.workspace.handover import handover_facts, handover_of, handovers, while_away
from cadence_tui.workspace.leave import add_leave, change_leave, leaves, remove_leave
from cadence_tui.workspace.ledger_reading import LedgerBook
from cadence_tui.workspace.next_touch import slot_on
from cadence_tui.workspace.planning_book import gather
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.signal_reading import read_signals
from cadence_tui.workspace.taking_back import redo, undo
from cadence_tui.workspace.touches import add_touch, confirm, move_touch, no_show
from tests.workspace.planning_store import NOW, account, at, opened, person, planned, workspace

MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)
CALL = "acme-planned"
BEFORE, IN, AFTER = (
    NOW,
    datetime(2026, 3, 10, 9, tzinfo=NOW.tzinfo),
    datetime(2026, 3, 16, 9, tzinfo=NOW.tzinfo),
)


def team(path: Path, *more: Document, when: datetime | None = None, **call: object) -> Workspace:
    """Ana, Bea of her pod and Zoe of another; acme has an agreed call in the leave to come."""
    documents = [
        person(),
        person("bea"),
        person("zoe", pod="south"),
        person("max", role="lead", pod=""),
        account("acme"),
        account("other", owner="bea"),
        account("third", owner="zoe"),
        planned("acme", when or at(MONDAY, 10), **{"status": "confirmed", **call}),
    ]
    return workspace(path, [*documents, *more])


def away(path: Path, *more: Document, **call: object) -> Workspace:
    """The same with the leave entered and the cover accepted."""
    ws = team(path, *more, **call)
    add_leave(ws, "ana", MONDAY, FRIDAY)
    acts.accept_cover(ws, "ana")
    return ws


def call(ws: Workspace, touch: str = CALL) -> Touchpoint:
    return ws.records.get(Touchpoint, touch)


def test_leave_over_an_agreed_call_is_allowed_and_names_it(tmp_path: Path) -> None:
    ws = team(tmp_path / "store")
    entered = add_leave(ws, "ana", MONDAY, FRIDAY, why="holiday")
    assert [touch.id for touch in entered.calls] == [CALL]
    assert ws.records.get(Person, "ana").leave == (Absence(MONDAY, FRIDAY, "holiday"),)
    undo(ws)
    assert leaves(ws) == []


def test_group_sessions_in_the_leave_are_told_with_the_leave_and_in_its_plan(tmp_path: Path) -> None:
    hours = {"owner": "ana", "minutes": 60}
    ws = team(
        tmp_path / "store",
        GroupSession(id="in", title="Office hours", start=at(FRIDAY, 17), **hours),
        GroupSession(id="off", title="Called off", start=at(MONDAY, 17), status="cancelled", **hours),
        GroupSession(id="later", title="Webinar", start=at(date(2026, 3, 16), 17), **hours),
        GroupSession(id="bea", title="Hers", start=at(MONDAY, 17), **{**hours, "owner": "bea"}),
    )
    entered = add_leave(ws, "ana", MONDAY, FRIDAY)
    plan = acts.propose_cover(ws, "ana")
    [row] = leaves(ws)
    for found in (entered.sessions, plan.sessions, row.sessions):
        assert [each.id for each in found] == ["in"]
    words = Words(speech=speech("en"), names=NO_NAMES, zone="Europe/Madrid")
    assert "1 group session lies in it" in plan_head(plan, words)
    told = "\n".join("".join(text for text, _ in each.spans) for each in leave_lines(row, words))
    assert "Fri 13 Mar 17:00 · Office hours" in told
    assert "call them off" in told


def test_leave_is_ones_own_or_a_leads_business(tmp_path: Path) -> None:
    team(tmp_path / "store").close()
    with pytest.raises(NotPermitted):
        add_leave(opened(tmp_path / "store", "bea"), "ana", MONDAY, FRIDAY)
    lead = opened(tmp_path / "store", "max")
    add_leave(lead, "ana", MONDAY, FRIDAY)
    with pytest.raises(NotPermitted):
        acts.accept_cover(opened(tmp_path / "store", "bea"), "ana")
    assert acts.accept_cover(lead, "ana").parts[0].stand_in == "bea"


def test_of_two_who_accept_at_once_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewing = account("renewing", renewal=date(2026, 3, 12))
    # No call lies in the leave, so that nothing but the cover itself is written.
    ws = team(tmp_path / "store", renewing, when=at(date(2026, 3, 20), 10))
    add_leave(ws, "ana", MONDAY, FRIDAY)
    lead = opened(tmp_path / "store", "max")
    acts.accept_cover(ws, "ana")
    with monkeypatch.context() as patched:
        # As if both had looked at the same moment.
        patched.setattr(lead, "catch_up", lambda: None)
        with pytest.raises(Conflict):
            acts.accept_cover(lead, "ana")
    lead.catch_up()
    assert len(lead.records.covers()) == 1


def test_a_leave_that_is_entered_again_is_covered_again(tmp_path: Path) -> None:
    ws = away(tmp_path / "store")
    before = ws.records.covers()
    remove_leave(ws, "ana", MONDAY, FRIDAY)
    add_leave(ws, "ana", MONDAY, FRIDAY)
    made = acts.accept_cover(ws, "ana")
    assert ws.records.covers() == [made]
    assert made.id not in {cover.id for cover in before}


@pytest.mark.parametrize(
    ("first", "last"), [(FRIDAY, MONDAY), (date(2026, 2, 2), date(2026, 2, 6)), (MONDAY, date(2028, 1, 1))]
)
def test_impossible_days_are_refused(tmp_path: Path, first: date, last: date) -> None:
    with pytest.raises(Refused):
        add_leave(team(tmp_path / "store"), "ana", first, last)


def test_the_plan_names_what_needs_somebody_and_from_whom(tmp_path: Path) -> None:
    promise = Action(id="p", account="acme", title="Report", owner="ana", due=date(2026, 3, 11), created=NOW)
    signal = Signal(id="s", account="acme", cause="nps_detractor", raised=NOW, deadline=at(FRIDAY, 12))
    ws = team(tmp_path / "store", promise, signal, account("calm", renewal=date(2026, 3, 12)))
    add_leave(ws, "ana", MONDAY, FRIDAY)
    plan = acts.propose_cover(ws, "ana")
    found = {
        each.account.id: {need.source for need in each.needs if not need.moves} for each in plan.accounts
    }
    assert {CALL, "p", "s"} <= found["acme"]
    assert "calm" in found["calm"]
    assert {each.stand_in for each in plan.accounts} == {"bea"}


def test_a_colleague_is_not_proposed_for_a_call_on_their_public_holiday(tmp_path: Path) -> None:
    holy_week, day = date(2026, 3, 30), date(2026, 4, 2)
    documents = [
        person(),
        person("bea", country="ES", subdivision="MD"),
        person("zoe", pod="south"),
        account("acme"),
        account("other", owner="bea"),
        account("third", owner="zoe"),
        planned("acme", at(day, 10), status="confirmed"),
    ]
    ws = workspace(tmp_path / "store", documents)
    add_leave(ws, "ana", holy_week, day)
    [acme] = [each for each in acts.propose_cover(ws, "ana").accounts if each.account.id == "acme"]
    assert [each.person for each in acme.offers] == ["zoe", "bea"]
    words = Words(speech=speech("en"), names=NO_NAMES, zone="Europe/Madrid")
    assert "public holiday on 2 Apr" in offer_text(acme.offers[1], words)


def test_a_planned_call_with_another_day_moves_and_needs_nobody(tmp_path: Path) -> None:
    window = {"earliest": date(2026, 3, 5), "latest": date(2026, 3, 17)}
    ws = team(tmp_path / "store", status="planned", **window)
    add_leave(ws, "ana", MONDAY, FRIDAY)
    moving = {each.account.id for each in acts.propose_cover(ws, "ana").moving}
    assert "acme" in moving
    narrow = team(tmp_path / "narrow", status="planned", earliest=MONDAY, latest=FRIDAY)
    add_leave(narrow, "ana", MONDAY, FRIDAY)
    acts.accept_cover(narrow, "ana")
    assert call(narrow).owner == "bea"


def test_accepting_hands_the_calls_over_and_undo_takes_it_back(tmp_path: Path) -> None:
    ws = away(tmp_path / "store")
    assert (call(ws).owner, call(ws).covers, call(ws).status) == ("bea", "ana", "confirmed")
    undo(ws)
    assert (call(ws).owner, ws.records.covers()) == ("ana", [])
    redo(ws)
    assert call(ws).owner == "bea"


def test_the_stand_in_sees_the_call_and_may_work_on_the_account(tmp_path: Path) -> None:
    away(tmp_path / "store", person("yan", pod="")).close()
    bea = opened(tmp_path / "store", "bea", now=IN)
    assert set(covered_by(bea, "bea")) == {"acme"}
    assert [row.touch for row in coming_calls(bea)] == [CALL]
    new = add_touch(bea, "acme", FRIDAY, at(FRIDAY, 12))
    assert (new.owner, new.covers) == ("bea", "ana")
    with pytest.raises(NotPermitted):
        confirm(opened(tmp_path / "store", "yan", now=IN), CALL)


def test_rights_outside_the_pod_last_as_long_as_the_cover(tmp_path: Path) -> None:
    ws = team(tmp_path / "store")
    add_leave(ws, "ana", MONDAY, FRIDAY)
    acts.accept_cover(ws, "ana", assigned={"acme": "zoe"})
    with pytest.raises(NotPermitted):
        add_action(opened(tmp_path / "store", "zoe", now=BEFORE), "acme", "too early")
    add_action(opened(tmp_path / "store", "zoe", now=IN), "acme", "in time")
    with pytest.raises(NotPermitted):
        add_action(opened(tmp_path / "store", "zoe", now=AFTER), "acme", "too late")


def test_after_the_last_day_everything_open_is_the_owners_without_anybodys_doing(tmp_path: Path) -> None:
    away(tmp_path / "store").close()
    bea = opened(tmp_path / "store", "bea", now=IN)
    made = add_action(bea, "acme", "Send the offer", due=date(2026, 3, 20))
    assert made.owner == "bea"
    given = add_action(bea, "acme", "Stays")
    assign_action(bea, given.id, owner="zoe")
    ana = opened(tmp_path / "store", "ana", now=AFTER)
    seq = ana.store.seq
    assert (call(ana).owner, call(ana).covers) == ("ana", "")
    assert ana.records.get(Action, made.id).owner == "ana"
    assert ana.records.get(Action, given.id).owner == "zoe"
    assert [touch.id for touch in ana.records.open_touchpoints(owner="ana")] == [CALL]
    assert ana.records.open_touchpoints(owner="bea") == []
    assert gather(ana, ["bea"]).calls() == []
    assert covered_now(ana) == {}
    assert ana.store.seq == seq, "nothing was written"
    finish_action(ana, made.id)
    assert ana.records.get(Action, made.id).status == "done"


def test_a_call_that_the_stand_in_moves_behind_the_leave_is_the_owners(tmp_path: Path) -> None:
    away(tmp_path / "store").close()
    bea = opened(tmp_path / "store", "bea", now=BEFORE)
    behind = date(2026, 3, 17)
    move_touch(bea, CALL, behind, at(behind, 10))
    assert call(bea).owner == "ana"


def test_a_shorter_leave_gives_back_what_lies_behind_it(tmp_path: Path) -> None:
    late = planned("late", at(FRIDAY, 11), status="confirmed")
    ws = away(tmp_path / "store", account("late"), late)
    assert call(ws, "late-planned").owner == "bea"
    remove_leave(ws, "ana", date(2026, 3, 12), FRIDAY)
    assert (call(ws).owner, call(ws, "late-planned").owner) == ("bea", "ana")
    [cover] = ws.records.covers()
    assert cover.last == date(2026, 3, 11)
    undo(ws)
    assert call(ws, "late-planned").owner == "bea"


def test_no_leave_after_all_ends_the_cover(tmp_path: Path) -> None:
    ws = away(tmp_path / "store")
    remove_leave(ws, "ana", MONDAY)
    assert (call(ws).owner, ws.records.covers()) == ("ana", [])
    # Leave again in the same days is not covered by what was agreed for the other one.
    add_leave(ws, "ana", MONDAY, FRIDAY)
    assert call(ws).owner == "ana"
    with pytest.raises(NotFound):
        remove_leave(ws, "ana", date(2026, 5, 4))


def test_a_longer_leave_asks_for_the_rest_and_keeps_the_first_part(tmp_path: Path) -> None:
    late = planned("late", at(date(2026, 3, 17), 11), status="confirmed")
    ws = away(tmp_path / "store", account("late"), late, person("cleo"), account("fourth", owner="cleo"))
    first = {part.account: part.stand_in for part in ws.records.covers()[0].parts}
    change_leave(ws, "ana", Absence(MONDAY, FRIDAY), MONDAY, date(2026, 3, 18))
    plan = acts.propose_cover(ws, "ana")
    assert {each.account.id for each in plan.accounts} >= {"acme", "late"}
    acts.accept_cover(ws, "ana")
    [cover] = ws.records.covers()
    after = {part.account: part.stand_in for part in cover.parts}
    assert after.items() >= first.items()
    assert "late" in after
    assert cover.last == date(2026, 3, 18)


def test_another_stand_in_takes_the_calls_along(tmp_path: Path) -> None:
    ws = away(tmp_path / "store")
    acts.assign_cover(ws, "acme", "zoe")
    assert call(ws).owner == "zoe"
    with pytest.raises(Refused):
        acts.assign_cover(ws, "acme", "ana")
    with pytest.raises(Refused):
        acts.assign_cover(ws, "acme", "zoe")


def test_nobody_stands_in_who_is_away_too(tmp_path: Path) -> None:
    ws = team(tmp_path / "store", person("leo", leave=(Absence(MONDAY, MONDAY),)))
    add_leave(ws, "ana", MONDAY, FRIDAY)
    with pytest.raises(Refused):
        acts.accept_cover(ws, "ana", assigned={"acme": "leo"})
    assert call(ws).owner == "ana", "nothing half done"


def test_asking_for_another_day_instead(tmp_path: Path) -> None:
    ws = team(tmp_path / "store")
    add_leave(ws, "ana", MONDAY, FRIDAY)
    acts.accept_cover(ws, "ana", moved=["acme"])
    moved = call(ws)
    assert (moved.owner, moved.status) == ("ana", "planned")
    assert moved.latest is not None
    assert moved.latest > FRIDAY
    assert "acme" in {each.account.id for each in acts.propose_cover(ws, "ana").moving}


def test_two_people_away_at_once_do_not_cover_each_other(tmp_path: Path) -> None:
    of_bea = replace(planned("other", at(MONDAY, 12), status="confirmed"), owner="bea")
    ws = team(tmp_path / "store", of_bea)
    max_ = opened(tmp_path / "store", "max")
    add_leave(max_, "ana", MONDAY, FRIDAY)
    add_leave(max_, "bea", MONDAY, FRIDAY)
    acts.accept_cover(max_, "ana")
    acts.accept_cover(max_, "bea")
    ws.catch_up()
    assert {call(ws).owner, call(ws, "other-planned").owner} == {"zoe"}


def test_coming_back_early_ends_leave_and_cover(tmp_path: Path) -> None:
    away(tmp_path / "store").close()
    ana = opened(tmp_path / "store", "ana", now=IN)
    acts.come_back(ana)
    assert ana.records.get(Person, "ana").leave == (Absence(MONDAY, MONDAY),)
    assert call(ana).owner == "ana"
    assert covered_now(ana) == {}
    with pytest.raises(Refused):
        acts.come_back(ana)


def test_the_handover_says_why_what_and_who_with_the_record_of_each_line(tmp_path: Path) -> None:
    ws = away(tmp_path / "store")
    acts.note_cover(ws, "acme", "Ask for Carla")
    [handover] = handovers(ws, "ana")
    assert handover == handover_of(ws, "acme")
    brief = handover_facts(ws, handover).brief
    parts = {section.id: section.lines for section in brief.sections}
    assert [line.code for line in parts["cover"]] == ["cover_why", "cover_note"]
    assert parts["cover"][1].args["text"] == "Ask for Carla"
    assert CALL in [line.source for line in parts["in_leave"]]
    # That no call is on record yet is of no record.
    assert all(line.source for lines in parts.values() for line in lines if line.code != "no_call_yet")


def test_only_who_is_away_who_stands_in_or_a_lead_writes_the_note(tmp_path: Path) -> None:
    away(tmp_path / "store").close()
    acts.note_cover(opened(tmp_path / "store", "bea"), "acme", "I know them")
    with pytest.raises(NotPermitted):
        acts.note_cover(opened(tmp_path / "store", "zoe"), "acme", "me too")


def test_what_happened_meanwhile_is_told_on_the_first_days_back(tmp_path: Path) -> None:
    away(tmp_path / "store").close()
    bea = opened(tmp_path / "store", "bea", now=IN)
    promise = add_action(bea, "acme", "Send the offer")
    ana = opened(tmp_path / "store", "ana", now=AFTER)
    news = while_away(ana)
    [acme] = [each for each in news.accounts if each.account.id == "acme"]
    assert (acme.stand_in, [each.id for each in acme.promises]) == ("bea", [promise.id])
    assert [touch.id for touch in acme.left] == [CALL]
    assert fresh_return(ana) is not None
    later = opened(tmp_path / "store", "ana", now=AFTER + timedelta(days=30))
    assert fresh_return(later) is None
    acts.come_back(ana)
    assert fresh_return(ana) is None, "once it is said to be over, nobody is greeted again"


@pytest.mark.parametrize(("hour", "left"), [(9, []), (10, []), (11, [CALL])])
def test_a_call_still_to_come_is_not_said_not_to_have_been_held(
    tmp_path: Path, hour: int, left: list[str]
) -> None:
    away(tmp_path / "store").close()
    news = while_away(opened(tmp_path / "store", "ana", now=at(MONDAY, hour)))
    assert [touch.id for each in news.accounts if each.account.id == "acme" for touch in each.left] == left


def test_a_call_without_an_hour_was_not_held_once_its_day_is_over(tmp_path: Path) -> None:
    ws = away(tmp_path / "store", status="planned", earliest=MONDAY, latest=FRIDAY)
    ws.commit(message("no hour"), edits=[(call(ws), replace(call(ws), start=None))])
    ws.close()
    for day, left in ((MONDAY, []), (date(2026, 3, 10), [CALL])):
        news = while_away(opened(tmp_path / "store", "ana", now=at(day, 18)))
        found = [touch.id for each in news.accounts if each.account.id == "acme" for touch in each.left]
        assert found == left


def test_an_account_that_nobody_can_take_is_told(tmp_path: Path) -> None:
    gone = Absence(MONDAY, FRIDAY)
    documents = [person(), person("bea", leave=(gone,)), account("acme"), account("other", owner="bea")]
    call_in_it = planned("acme", at(MONDAY, 10), status="confirmed")
    ws = workspace(tmp_path / "store", [*documents, call_in_it])
    add_leave(ws, "ana", MONDAY, FRIDAY)
    assert [each.account.id for each in acts.propose_cover(ws, "ana").uncovered] == ["acme"]
    with pytest.raises(Refused):
        acts.accept_cover(ws, "ana")


def test_an_account_of_a_customer_who_left_needs_nobody(tmp_path: Path) -> None:
    ws = team(tmp_path / "store", account("gone", churned=date(2026, 2, 1), renewal=date(2026, 3, 12)))
    add_leave(ws, "ana", MONDAY, FRIDAY)
    plan = acts.propose_cover(ws, "ana")
    assert "gone" not in {each.account.id for each in (*plan.accounts, *plan.moving)}
    assert ws.records.get(Account, "gone").churned is not None


def test_the_next_touch_and_promise_of_a_call_that_the_stand_in_held_are_the_owners(
    tmp_path: Path,
) -> None:
    away(tmp_path / "store").close()
    bea = opened(tmp_path / "store", "bea", now=at(MONDAY, 10))
    running = calls.start_call(bea, CALL)
    heard = capturing.listener(bea, running, "en").understand("! Send the offer on friday")
    running = capturing.add_entry(bea, running.id, heard)
    behind = date(2026, 3, 24)
    slot = slot_on(bea, running, behind, time(10), None)
    record = closing.CallRecord(
        summary="All fine", sentiment="neutral", adoption="on_track", relationship="strong"
    )
    closed = closing.close_call(bea, running.id, record, next_touch=slot)
    assert bea.records.get(Touchpoint, closed.next_touch).owner == "ana"
    [promise] = bea.records.of_account(Action, "acme")
    assert (promise.owner, promise.covers) == ("bea", "ana")

    ana = opened(tmp_path / "store", "ana", now=AFTER)
    assert call(ana).status == "held"
    assert call(ana).owner == "bea", "what was held stays with whoever held it"
    assert ana.records.get(Action, promise.id).owner == "ana"
    [news] = [each for each in while_away(ana).accounts if each.account.id == "acme"]
    [held] = news.held
    assert held.call is not None
    assert (held.call.id, held.call.summary) == (closed.id, "All fine")


def test_promises_and_signals_of_covered_accounts_are_among_the_stand_ins_own(tmp_path: Path) -> None:
    promise = Action(id="p", account="acme", title="Report", owner="ana", due=FRIDAY, created=NOW)
    signal = Signal(id="s", account="acme", cause="nps_detractor", raised=NOW, deadline=at(FRIDAY, 12))
    away(tmp_path / "store", promise, signal).close()

    def seen(now: datetime) -> tuple[set[str], set[str]]:
        bea = opened(tmp_path / "store", "bea", now=now)
        ledger = LedgerBook(bea).read()
        board = cards(ledger.actions, ledger.accounts, ledger.people, today=bea.today(), zone="UTC")
        words = Words(speech=speech("en"))
        covered = covered_by(bea, "bea")
        own = actions_in_scope(board, "mine", person="bea", pod="", covered=ledger.covered)
        rows = signals_in_scope(read_signals(bea, words), "mine", person="bea", pod="", covered=covered)
        return {card.id for card in own}, {row.id for row in rows}

    assert seen(BEFORE) == (set(), set())
    assert seen(IN) == ({"p"}, {"s"})
    assert seen(AFTER) == (set(), set())


def test_what_the_owner_does_after_the_return_is_theirs_for_good(tmp_path: Path) -> None:
    away(tmp_path / "store").close()
    ana = opened(tmp_path / "store", "ana", now=AFTER)
    no_show(ana, CALL)
    assert (call(ana).owner, call(ana).covers) == ("ana", "")
    undo(ana)
    assert (call(ana).owner, call(ana).status) == ("ana", "confirmed")


def test_leave_entered_week_by_week_is_one_leave(tmp_path: Path) -> None:
    week = timedelta(days=7)
    late = planned("late", at(FRIDAY + week, 11), status="confirmed")
    ws = team(tmp_path / "store", account("late"), late)
    add_leave(ws, "ana", MONDAY, FRIDAY)
    add_leave(ws, "ana", MONDAY + week, FRIDAY + week)
    [found] = leaves(ws, who="ana")
    assert (found.first, found.last) == (MONDAY, FRIDAY + week)
    assert {part.account for part in acts.accept_cover(ws, "ana").parts} >= {"acme", "late"}
    # Back in the middle: nothing is left of the second week either.
    ana = opened(tmp_path / "store", "ana", now=IN)
    acts.come_back(ana)
    assert leaves(ana, who="ana") == []
    assert call(ana, "late-planned").owner == "ana"
    undo(ana)
    change_leave(ana, "ana", Absence(found.first, found.last), MONDAY, FRIDAY)
    [shorter] = leaves(ana, who="ana")
    assert (shorter.first, shorter.last) == (MONDAY, FRIDAY)
    remove_leave(ana, "ana", MONDAY)
    assert leaves(ana, who="ana") == []


@pytest.mark.parametrize(
    ("score", "band", "told"),
    [
        (None, "unknown", "health unknown"),
        (100, "unknown", "health 100, too little known for a band"),
        (72, "yellow", "health 72, yellow"),
    ],
)
def test_the_handover_tells_a_score_without_a_band_to_be_one(score: int | None, band: str, told: str) -> None:
    words = Words(speech=speech("en"), names=NO_NAMES)
    [(text, _)] = HANDOVER["cover_health"]({"score": score, "band": band}, words)  # type: ignore[arg-type]
    assert text == told
