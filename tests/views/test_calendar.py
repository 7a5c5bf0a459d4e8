"""A calendar puts calls on the owner's days, counts their minutes and knows both clocks."""

from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Absence, Document, Preferences
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.calendar_entries import Card
from cadence_tui.views.calendar_lines import card_lines, day_off_text, hour_text, state_text, suggestion_text
from cadence_tui.views.names import NO_NAMES
from cadence_tui.workspace.calendar import read_calendar
from cadence_tui.workspace.plan import propose
from tests.workspace.planning_store import NOW, account, at, mature, person, planned, workspace

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 2, 2)
ENGLISH = speech("en")


def calendar_of(path: Path, *documents: Document, language: str = "en", now: datetime = NOW) -> Calendar:
    ws = workspace(path / "store", documents, now=now)
    return Calendar(read_calendar(ws, language=language))


def only(calendar: Calendar) -> Card:
    return next(card for day in calendar.week(MONDAY).days for card in day.cards)


def test_days_carry_their_calls_in_order_and_their_minutes(tmp_path: Path) -> None:
    late, early = planned("acme", at(MONDAY, 15)), planned("early", at(MONDAY, 9))
    open_hour = replace(planned("whenever", at(MONDAY, 8)), start=None)
    accounts = [account("acme"), account("early"), account("whenever")]
    week = calendar_of(tmp_path, person(), *accounts, late, early, open_hour).week(MONDAY)
    assert [card.name for card in week.days[0].cards] == ["early", "acme", "whenever"]
    assert (week.days[0].load, week.load) == (135, 135)
    assert week.days[0].capacity == 335
    assert week.days[5].capacity == 0


def test_declined_calls_are_seen_and_weigh_nothing(tmp_path: Path) -> None:
    call = planned("acme", at(MONDAY, 15), status="declined")
    week = calendar_of(tmp_path, person(), account("acme"), call).week(MONDAY)
    assert (len(week.days[0].cards), week.load) == (1, 0)


def test_days_off_say_why_in_the_readers_language(tmp_path: Path) -> None:
    ana = person(country="ES", subdivision="VC", leave=(Absence(date(2026, 3, 17), date(2026, 3, 17)),))
    week = calendar_of(tmp_path, ana, language="es").week(date(2026, 3, 16))
    told = [day_off_text(day, speech("es")) for day in week.days]
    assert told == ["", "de permiso", "", "San José", "", "libre", "libre"]


def test_a_place_asked_for_by_the_owners_calendar_stands_under_the_call(tmp_path: Path) -> None:
    asks = planned("acme", at(MONDAY, 14), suggested=at(date(2026, 3, 4), 15, 30))
    told = suggestion_text(only(calendar_of(tmp_path, person(), account("acme"), asks)), ENGLISH)
    assert told == "moved in your own calendar to Wed 4 Mar 15:30: accept or drop"
    day = replace(asks, suggested=at(date(2026, 3, 4), 0))
    told = suggestion_text(only(calendar_of(tmp_path / "day", person(), account("acme"), day)), ENGLISH)
    assert told == "moved in your own calendar to Wed 4 Mar: accept or drop"
    held = only(calendar_of(tmp_path / "held", person(), account("acme"), replace(asks, status="held")))
    assert suggestion_text(held, ENGLISH) == ""


def test_both_clocks_are_shown_where_they_differ(tmp_path: Path) -> None:
    brazil = account("acme", timezone="America/Sao_Paulo")
    card = only(calendar_of(tmp_path, person(), brazil, planned("acme", at(MONDAY, 14))))
    assert hour_text(card.start, card.theirs, card.their_zone, ENGLISH) == "14:00 (10:00 Sao Paulo)"
    paris = account("acme", timezone="Europe/Paris")
    same = only(calendar_of(tmp_path / "other", person(), paris, planned("acme", at(MONDAY, 14))))
    assert hour_text(same.start, same.theirs, same.their_zone, ENGLISH) == "14:00"


def test_another_day_over_there_is_named(tmp_path: Path) -> None:
    tokyo = account("acme", timezone="Asia/Tokyo")
    card = only(calendar_of(tmp_path, person(), tokyo, planned("acme", at(MONDAY, 17))))
    assert hour_text(card.start, card.theirs, card.their_zone, ENGLISH) == "17:00 (Tue 01:00 Tokyo)"


def test_a_call_whose_day_has_passed_waits_for_its_record(tmp_path: Path) -> None:
    later = datetime(2026, 3, 4, 9, 0, tzinfo=NOW.tzinfo)
    calendar = calendar_of(tmp_path, person(), account("acme"), planned("acme", at(MONDAY, 14)), now=later)
    assert only(calendar).state == "unrecorded"
    assert [card.id for card in calendar.coming()] == ["acme-planned"]


def test_a_pinned_call_says_whether_it_is_confirmed(tmp_path: Path) -> None:
    call = planned("acme", at(MONDAY, 14), pinned=True, status="confirmed")
    told = state_text(only(calendar_of(tmp_path, person(), account("acme"), call)), ENGLISH)
    assert told == "◆ pinned, confirmed"


def test_on_a_weekend_the_week_to_come_is_here(tmp_path: Path) -> None:
    saturday = datetime(2026, 3, 7, 9, 0, tzinfo=NOW.tzinfo)
    assert calendar_of(tmp_path, person(), now=saturday).here == date(2026, 3, 9)


def test_a_call_tells_for_whom_it_is_made_and_how_often_it_was_asked_away(tmp_path: Path) -> None:
    card = only(calendar_of(tmp_path, person(), account("acme"), planned("acme", at(MONDAY, 14))))
    touch = replace(card.touch, covers="bea", rescheduled=2)
    names = replace(NO_NAMES, people={"bea": "Bea Prado"})
    lines = card_lines(replace(card, touch=touch), Preferences(), names, ENGLISH)
    told = "".join(text for line in lines for text, _ in line.spans)
    assert "in place of Bea Prado · asked for another time 2 times" in told


def test_the_fullest_day_is_that_of_the_plan_where_one_is_looked_at(tmp_path: Path) -> None:
    ws = workspace(
        tmp_path / "store",
        [person(), account("acme"), planned("acme", at(MONDAY, 14)), *mature("due", TODAY)],
    )
    calendar = Calendar(read_calendar(ws))
    agreed = calendar.fullest_day(MONDAY, 13)
    assert agreed is not None
    assert (agreed.date, agreed.load) == (MONDAY, 45)
    planned_calls = propose(ws).calls
    with_plan = calendar.fullest_day(MONDAY, 13, planned_calls)
    loads = [
        sum(call.load_minutes for call in planned_calls if call.date == day)
        for day in {call.date for call in planned_calls}
    ]
    assert with_plan is not None
    assert with_plan.load >= max(loads)
