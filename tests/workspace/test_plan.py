"""From the store to a level plan and back: hours, holidays, leave, zones, accepting, conflicts (P1-P5)."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import (
    Absence,
    Account,
    Contact,
    Cover,
    CoverPart,
    Document,
    Person,
    Preferences,
    Signal,
    Touchpoint,
)
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.views.proposal import Proposal, ProposedCall
from cadence_tui.views.wording import reason_text
from cadence_tui.workspace.plan import accept, asked_for, propose
from cadence_tui.workspace.planning_book import gather
from cadence_tui.workspace.proposing import agreed_plan
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.touches import add_touch, confirm, decline, pin
from tests.workspace.planning_store import MADRID, account, at, mature, opened, person, planned, workspace

MONDAY = date(2026, 3, 2)


def book_of(count: int) -> list[Document]:
    """Accounts whose last check-in was on the same Monday four weeks ago."""
    documents: list[Document] = [person()]
    for number in range(count):
        documents += mature(f"acme{number:02}", MONDAY - timedelta(days=28))
    return documents


def check_ins(proposal: Proposal) -> list[ProposedCall]:
    return [call for call in proposal.calls if call.touch == "check_in"]


def call_of(proposal: Proposal, name: str) -> ProposedCall:
    return next(call for call in proposal.calls if call.account == name and call.touch == "check_in")


# -- proposing -----------------------------------------------------------------------


def test_calls_that_are_due_on_one_day_are_spread_over_the_weeks_they_may_take(tmp_path: Path) -> None:
    proposal = propose(workspace(tmp_path / "store", book_of(24)))
    first = [call for call in check_ins(proposal) if call.date < MONDAY + timedelta(weeks=4)]
    weeks = Counter((call.date - MONDAY).days // 7 for call in first)
    assert sum(weeks.values()) >= 24
    assert max(weeks.values()) < 24
    owner = proposal.owners[0]
    assert owner.lower_bound <= owner.peak <= owner.capacity
    assert all(week.load <= week.capacity for week in owner.weeks)


def test_a_plan_is_the_same_every_time(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", book_of(9))
    assert propose(ws) == propose(ws)


def test_leave_and_public_holidays_stay_free(tmp_path: Path) -> None:
    away = Absence(date(2026, 3, 9), date(2026, 3, 13))
    ana = person(country="ES", subdivision="MD", leave=(away,))
    documents = [ana, *book_of(20)[1:]]
    proposal = propose(workspace(tmp_path / "store", documents))
    days = {call.date for call in proposal.calls}
    assert not any(away.first <= day <= away.last for day in days)
    assert not days & {date(2026, 4, 2), date(2026, 4, 3), date(2026, 5, 1)}
    assert next(week for week in proposal.owners[0].weeks if week.monday == away.first).capacity == 0


def test_a_holiday_of_the_customer_stays_free_too(tmp_path: Path) -> None:
    wish = Preferences(every_days=56)
    documents = [person(), *mature("rio", date(2026, 2, 24), country="BR", preferences=wish)]
    proposal = propose(workspace(tmp_path / "store", documents))
    call = call_of(proposal, "rio")
    assert call.ideal == date(2026, 4, 22)
    assert "moved_closed" in [reason.code for reason in call.due_reasons]
    assert call.date not in (date(2026, 4, 3), date(2026, 4, 21))


def test_the_wishes_of_the_contact_who_is_spoken_to_bind_the_plan(tmp_path: Path) -> None:
    thursdays = Preferences(weekdays=(3,), hours="Thu 15:00-17:00")
    alex = Contact(id="alex", account="acme", name="Alex", champion=True, preferences=thursdays)
    documents = [person(), *mature("acme", date(2026, 2, 24)), alex]
    call = call_of(propose(workspace(tmp_path / "store", documents)), "acme")
    assert call.date.weekday() == 3
    assert call.start is None or call.start.hour in (15, 16)


def test_a_country_that_nobody_knows_has_no_holidays(tmp_path: Path) -> None:
    documents = [person(country="ZZ"), *mature("acme", date(2026, 2, 9), country="QQ")]
    assert call_of(propose(workspace(tmp_path / "store", documents)), "acme").change == "new"


@pytest.mark.parametrize(("zone", "hours"), [("America/New_York", "Mon-Fri 09:00-10:00")])
def test_the_customers_hours_hold_on_both_sides_of_a_change_of_clocks(
    tmp_path: Path, zone: str, hours: str
) -> None:
    wish = Preferences(hours=hours, every_days=7)
    documents = [person(), *mature("york", date(2026, 2, 26), timezone=zone, preferences=wish)]
    ws = workspace(tmp_path / "store", documents)
    calls = check_ins(propose(ws, weeks=6))
    timed = [call for call in calls if call.start is not None]
    assert len(timed) >= 3
    assert {call.start.astimezone(MADRID).hour for call in timed if call.start} == {14, 15}
    for call in timed:
        assert call.start is not None
        there = call.start.astimezone(ZoneInfo(zone))
        assert 9 * 60 <= there.hour * 60 + there.minute <= 9 * 60 + 30


def test_nothing_is_planned_for_who_has_left_nor_for_today_or_before(tmp_path: Path) -> None:
    documents = [person(), *mature("gone", date(2026, 1, 5), churned=date(2026, 2, 1))]
    documents += mature("late", date(2025, 12, 1))
    proposal = propose(workspace(tmp_path / "store", documents))
    assert {call.account for call in proposal.calls} == {"late"}
    assert min(call.date for call in proposal.calls) > MONDAY


def test_a_planned_call_of_a_customer_who_left_is_offered_for_dropping(tmp_path: Path) -> None:
    gone = account("gone", churned=date(2026, 2, 27))
    ws = workspace(tmp_path / "store", [person(), gone, planned("gone", at(date(2026, 3, 5), 10))])
    proposal = propose(ws)
    assert [(call.change, call.account) for call in proposal.calls] == [("dropped", "gone")]
    accept(ws, proposal)
    assert ws.records.get(Touchpoint, "gone-planned").status == "cancelled"


def test_mails_are_listed_and_take_no_place(tmp_path: Path) -> None:
    mail = Preferences(channel="email")
    ws = workspace(tmp_path / "store", [person(), *mature("letters", date(2026, 2, 9), preferences=mail)])
    proposal = propose(ws)
    assert not check_ins(proposal)
    assert {due.touch for due in proposal.mails} >= {"check_in"}
    assert {due.channel for asking in asked_for(ws).values() for due in asking.due} >= {"email"}


def test_agreed_calls_stand_and_planned_ones_stay_where_they_may(tmp_path: Path) -> None:
    documents: list[Document] = [person(), account("fixed"), account("free"), account("pinned")]
    documents += [
        planned("fixed", at(date(2026, 3, 4), 10), status="confirmed"),
        planned("pinned", at(date(2026, 3, 4), 11), pinned=True),
        planned("free", at(date(2026, 3, 4), 12)),
    ]
    proposal = propose(workspace(tmp_path / "store", documents))
    standing = {call.id: call for call in proposal.calls if call.change == "kept"}
    assert set(standing) == {"free-planned"}
    assert standing["free-planned"].start == at(date(2026, 3, 4), 12)


def test_a_planned_call_on_a_day_of_leave_is_moved_and_says_why(tmp_path: Path) -> None:
    ana = person(leave=(Absence(date(2026, 3, 4), date(2026, 3, 4)),))
    ws = workspace(tmp_path / "store", [ana, account("acme"), planned("acme", at(date(2026, 3, 4), 10))])
    moved = next(call for call in propose(ws).calls if call.id == "acme-planned")
    assert moved.change == "moved"
    assert moved.date != date(2026, 3, 4)
    assert moved.was_date == date(2026, 3, 4)
    assert moved.reasons[0].code == "plan_leave"


def test_what_has_no_room_is_said_with_its_reason(tmp_path: Path) -> None:
    away = Absence(date(2026, 3, 2), date(2026, 6, 30))
    ws = workspace(tmp_path / "store", [person(leave=(away,)), *mature("acme", date(2026, 2, 9))])
    proposal = propose(ws)
    assert not proposal.calls
    assert proposal.shed
    assert {shed.reasons[0].code for shed in proposal.shed} == {"plan_leave"}


def test_what_is_due_before_planning_may_begin_is_not_said_to_lack_room(tmp_path: Path) -> None:
    today, tomorrow = date(2026, 3, 2), date(2026, 3, 3)
    answer = Signal(
        id="s1",
        account="acme",
        cause="detractor",
        subject="c1",
        raised=at(today, 9),
        deadline=at(today, 13),
        figures={"score": 3, "name": "Pilar"},
    )
    # A day of calls: tomorrow has no room, today has.
    full = [planned(f"full{hour}", at(tomorrow, hour), pinned=True) for hour in range(9, 18)]
    others = [account(f"full{hour}") for hour in range(9, 18)]
    documents = [person(), *mature("acme", date(2026, 2, 9)), answer, *others, *full]
    proposal = propose(workspace(tmp_path / "store", documents))
    (shed,) = [each for each in proposal.shed if ":signal:" in each.id]
    assert shed.reasons[0].code == "plan_same_day_signal"
    assert dict(shed.reasons[0].args) == {"latest": today, "soonest": tomorrow}
    assert not [each for each in shed.reasons if each.code in ("plan_no_room", "plan_shed_by_priority")]
    text = reason_text(shed.reasons[0], speech("en"))
    assert text.startswith("due by Mon 2 Mar, and nothing is planned before Tue 3 Mar")


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
def test_every_reason_has_words(tmp_path: Path, language: str) -> None:
    away = Absence(date(2026, 3, 9), date(2026, 3, 20))
    documents = [person(country="ES", call_share=0.1, leave=(away,)), *book_of(30)[1:]]
    documents += [planned("acme00", at(date(2026, 3, 9), 10))]
    proposal = propose(workspace(tmp_path / "store", documents))
    reasons = [reason for part in (*proposal.calls, *proposal.shed) for reason in part.reasons]
    assert {reason.code for reason in reasons} >= {"plan_levelled", "plan_full_block"}
    for reason in reasons:
        assert not reason_text(reason, speech(language)).startswith("plan ")


def test_a_lead_plans_for_everybody_and_a_csm_for_themselves(tmp_path: Path) -> None:
    documents: list[Document] = [person(), person("bea"), person("lena", role="lead")]
    documents += [*mature("mine", date(2026, 2, 9)), *mature("hers", date(2026, 2, 9), owner="bea")]
    path = tmp_path / "store"
    own = propose(workspace(path, documents))
    assert {owner.owner for owner in own.owners} == {"ana"}
    lena = opened(path, "lena")
    assert {owner.owner for owner in propose(lena).owners} == {"ana", "bea"}


def test_the_agreed_weeks_know_how_flat_they_could_be(tmp_path: Path) -> None:
    documents: list[Document] = [person()]
    for number in range(6):
        name = f"acme{number}"
        call = planned(name, at(date(2026, 3, 10), 9 + number // 2, 30 * (number % 2)))
        documents += [account(name), call]
    ws = workspace(tmp_path / "store", documents)
    plan = agreed_plan(gather(ws))[0]
    assert plan.peak_week == date(2026, 3, 9)
    assert plan.peak == 6 * 45
    assert plan.lower_bound < plan.peak
    assert plan.gap == plan.peak - plan.lower_bound


# -- accepting -----------------------------------------------------------------------


def open_calls(ws: Workspace) -> list[Touchpoint]:
    return sorted(ws.records.open_touchpoints(), key=lambda touch: (touch.date, touch.id))


def test_accepting_makes_the_calls_in_one_act_that_can_be_taken_back(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", book_of(6))
    proposal, before = propose(ws), ws.store.seq
    accepted = accept(ws, proposal)
    assert accepted.made == len(proposal.changes()) == len(open_calls(ws))
    assert ws.store.seq == before + 1
    made = {touch.due_id: touch for touch in open_calls(ws)}
    for call in proposal.changes():
        touch = made[call.id]
        assert (touch.date, touch.start) == (call.date, call.start)
        assert (touch.status, touch.rule, touch.value) == ("planned", call.rule, call.value)
    undo(ws)
    assert open_calls(ws) == []


def test_what_was_accepted_stays_when_planning_again(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", book_of(12))
    accept(ws, propose(ws))
    again = propose(ws)
    assert not [call for call in again.calls if call.change in ("moved", "dropped")]
    kept = [call for call in again.calls if call.change == "kept"]
    assert len(kept) == len(open_calls(ws))


def test_only_what_was_chosen_is_accepted(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", book_of(4))
    chosen = propose(ws).changes()[1]
    assert accept(ws, propose(ws), {chosen.id}).made == 1
    assert [touch.due_id for touch in open_calls(ws)] == [chosen.id]
    with pytest.raises(Refused):
        accept(ws, propose(ws), {"nothing"})


def test_a_due_touch_that_somebody_else_has_planned_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "store"
    ws = workspace(path, [*book_of(3), person("lena", role="lead")])
    proposal = propose(ws)
    other = opened(path, "lena")
    accept(other, propose(other, ["ana"]), {proposal.changes()[0].id})
    accepted = accept(ws, proposal)
    assert [out.call.id for out in accepted.left_out] == [proposal.changes()[0].id]
    assert accepted.left_out[0].why[0].code == "plan_not_due"
    dues = [touch.due_id for touch in open_calls(ws)]
    assert len(dues) == len(set(dues)) == len(proposal.changes())


def test_an_hour_that_was_taken_meanwhile_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "store"
    ws = workspace(path, [*book_of(1), person("lena", role="lead"), account("visit")])
    proposal = propose(ws)
    call = next(call for call in proposal.changes() if call.start and call.account == "acme00")
    assert call.start is not None
    other = opened(path, "lena")
    add_touch(other, "visit", call.date, call.start)
    left_out = {out.call.id: out.why[0].code for out in accept(ws, proposal).left_out}
    assert left_out[call.id] == "plan_taken"


def test_a_moved_call_that_was_confirmed_meanwhile_stays(tmp_path: Path) -> None:
    ana = person(leave=(Absence(date(2026, 3, 4), date(2026, 3, 4)),))
    ws = workspace(tmp_path / "store", [ana, account("acme"), planned("acme", at(date(2026, 3, 4), 10))])
    proposal = propose(ws)
    confirm(ws, "acme-planned")
    accepted = accept(ws, proposal)
    assert "acme-planned" in {out.call.id for out in accepted.left_out}
    assert ws.records.get(Touchpoint, "acme-planned").date == date(2026, 3, 4)


def test_a_customer_who_left_meanwhile_gets_nothing(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", book_of(2))
    proposal = propose(ws)
    was = ws.records.get(Account, "acme00")
    ws.commit(message("{name} left", name="acme00"), edits=[(was, replace(was, churned=MONDAY))])
    accept(ws, proposal)
    assert {touch.account for touch in open_calls(ws)} == {"acme01"}


def test_readers_and_colleagues_do_not_accept(tmp_path: Path) -> None:
    path = tmp_path / "store"
    documents = [*book_of(2), person("bea"), person("rita", role="reader")]
    proposal = propose(workspace(path, documents))
    for login in ("bea", "rita"):
        other = opened(path, login)
        with pytest.raises(NotPermitted):
            accept(other, proposal)


def test_a_declined_call_is_due_again(tmp_path: Path) -> None:
    ws = workspace(tmp_path / "store", book_of(1))
    accept(ws, propose(ws))
    first = open_calls(ws)[0]
    decline(ws, first.id)
    assert first.due_id in {call.id for call in propose(ws).changes()}


def test_a_pinned_call_is_not_moved_even_off_a_day_of_leave(tmp_path: Path) -> None:
    ana = person(leave=(Absence(date(2026, 3, 4), date(2026, 3, 4)),))
    ws = workspace(tmp_path / "store", [ana, account("acme"), planned("acme", at(date(2026, 3, 4), 10))])
    pin(ws, "acme-planned")
    assert "acme-planned" not in {call.id for call in propose(ws).changes()}


# -- leave and the pod ----------------------------------------------------------------


LEAVE = (MONDAY + timedelta(days=7), MONDAY + timedelta(days=39))
"""Five weeks and more: longer than a monthly call of a mid-market customer can wait."""


def away_book(**others: Person) -> list[Document]:
    """Ana is on leave for five weeks; her account was called two weeks ago."""
    ana = person(leave=(Absence(*LEAVE),))
    return [ana, *others.values(), *mature("acme", MONDAY - timedelta(days=10))]


def in_the_leave(proposal: Proposal) -> list[ProposedCall]:
    return [call for call in check_ins(proposal) if LEAVE[0] <= call.date <= LEAVE[1]]


def test_a_call_that_falls_into_a_leave_is_proposed_with_a_colleague_on_its_days(tmp_path: Path) -> None:
    book = away_book(bia=person("bia"), carl=person("carl", pod="south"))
    ws = workspace(tmp_path / "store", book)
    proposal = propose(ws)
    covered = in_the_leave(proposal)
    assert covered
    assert {(call.owner, call.covers) for call in covered} == {("bia", "ana")}
    assert all("plan_covered" in {why.code for why in call.reasons} for call in covered)
    assert [owner.owner for owner in proposal.owners] == ["ana"]
    accept(ws, proposal)
    made = [touch for touch in ws.records.open_touchpoints(owner="bia") if touch.account == "acme"]
    assert [(touch.date, touch.covers) for touch in made] == [(call.date, "ana") for call in covered]
    assert propose(ws).changes() == []


def test_whom_the_cover_names_makes_the_calls(tmp_path: Path) -> None:
    cover = Cover(
        id="cover",
        person="ana",
        first=LEAVE[0],
        last=LEAVE[1],
        parts=(CoverPart(account="acme", stand_in="eva"),),
    )
    book = [*away_book(bia=person("bia"), eva=person("eva", pod="south")), cover]
    assert {call.owner for call in in_the_leave(propose(workspace(tmp_path / "store", book)))} == {"eva"}


def test_who_has_a_call_at_that_hour_is_not_asked_to_stand_in_then(tmp_path: Path) -> None:
    busy = [
        planned(
            f"other{day}", at(MONDAY + timedelta(days=day), 9), owner="bia", minutes=480, status="confirmed"
        )
        for day in range(7, 40)
        if day % 7 < 5
    ]
    others = [account(f"other{day}", owner="bia") for day in range(7, 40) if day % 7 < 5]
    ws = workspace(tmp_path / "store", [*away_book(bia=person("bia", call_share=1.0)), *others, *busy])
    assert in_the_leave(propose(ws)) == []


def test_a_leave_that_is_over_asks_nobody(tmp_path: Path) -> None:
    ana = person(leave=(Absence(MONDAY - timedelta(days=9), MONDAY - timedelta(days=1)),))
    ws = workspace(tmp_path / "store", [ana, person("bia"), *mature("acme", MONDAY - timedelta(days=20))])
    assert {call.covers for call in propose(ws).calls} == {""}
    assert gather(ws).stand_ins == ()
