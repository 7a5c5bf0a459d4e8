"""A calendar puts calls on the owner's days, counts their minutes and knows both clocks."""

from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Absence, Document, Preferences
from cadence_tui.model.rules.worded import Worded
from cadence_tui.views.calendar import Calendar, FullDay, TimeOff
from cadence_tui.views.calendar_entries import Card
from cadence_tui.views.calendar_lines import (
    card_lines,
    day_off_text,
    full_day_text,
    hour_text,
    peak_text,
    state_text,
    suggestion_text,
    week_minutes_text,
    week_off_text,
)
from cadence_tui.views.names import NO_NAMES, Names
from cadence_tui.views.proposal import OwnerPlan
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


def test_a_holiday_today_is_here(tmp_path: Path) -> None:
    holiday = datetime(2026, 3, 19, 9, 0, tzinfo=NOW.tzinfo)
    calendar = calendar_of(tmp_path, person(country="ES", subdivision="VC"), now=holiday)
    assert calendar.day(date(2026, 3, 19)).away == "holiday"
    assert calendar.here == date(2026, 3, 19)


def test_a_holiday_is_named_by_its_day(tmp_path: Path) -> None:
    calendar = calendar_of(tmp_path, person(country="ES", subdivision="VC"))
    week = date(2026, 3, 16)
    assert week_off_text(week, calendar.time_off(week), ENGLISH) == "holiday 19 Mar"
    away = TimeOff(leave=2, on=(date(2026, 3, 19), date(2026, 3, 20)))
    assert week_off_text(week, away, ENGLISH) == "16 Mar 2 d leave, holidays 19 Mar, 20 Mar"
    assert week_off_text(week, away, speech("es")) == "16 mar 2 d de permiso, festivos 19 mar, 20 mar"


def test_minutes_on_a_day_off_are_not_measured_against_none() -> None:
    day = FullDay(date=date(2026, 3, 19), load=75, capacity=0)
    assert full_day_text(day, ENGLISH) == "fullest day Thu 19 Mar: 75 min on a day off"
    assert week_minutes_text(75, 0, ENGLISH) == "75 min in a week off"
    assert week_minutes_text(390, 1245, ENGLISH, brief=True) == "390/1,245 min"


def test_the_peak_says_how_low_it_could_be() -> None:
    plan = OwnerPlan(owner="ana", weeks=(), peak_week=MONDAY, peak=450, capacity=1200, lower_bound=405)
    assert peak_text(plan, ENGLISH) == "peak 450 of 1,200 min · least possible 405 (45 min less)"
    assert peak_text(replace(plan, peak=405), ENGLISH) == "peak 405 of 1,200 min · no flatter plan exists"


def test_a_call_tells_the_work_around_it_and_the_signal_it_answers(tmp_path: Path) -> None:
    call = planned("acme", at(MONDAY, 14), rule="signal.usage_drop")
    card = only(calendar_of(tmp_path, person(), account("acme"), call))
    names = Names(causes={"usage_drop": Worded(en="Less use", es="Menos uso", pt_br="Menos uso")})
    told = [
        "".join(text for text, _ in line.spans)
        for line in card_lines(card, Preferences(), names, speech("pt-BR"))
    ]
    assert "30 min · 15 min em volta" in told[0]
    assert any("sinal: Menos uso" in text for text in told)
