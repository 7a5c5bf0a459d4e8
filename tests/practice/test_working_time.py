"""Hours of one zone seen from another, by date; days off cut out of working time (P2)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.model.documents import Absence, Person
from cadence_tui.practice.working_time import (
    hours_seen_from,
    instant_of,
    is_day_over,
    minute_of,
    working_time,
)

MONDAY = date(2026, 3, 2)
ZONES = ("Europe/Madrid", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo", "Pacific/Auckland", "UTC")
WEEK = [MONDAY + timedelta(days=step) for step in range(7)]


def somebody(**fields: object) -> Person:
    return Person(id="p", name="P", login="p", **fields)  # type: ignore[arg-type]


def test_leave_and_holidays_are_cut_out_and_named() -> None:
    person = somebody(leave=(Absence(WEEK[1], WEEK[2]),))
    time = working_time(person, WEEK, {WEEK[3], WEEK[6]})
    assert sorted(time.spans) == [WEEK[0], WEEK[4]]
    assert time.away == {WEEK[1]: "leave", WEEK[2]: "leave", WEEK[3]: "holiday"}
    assert time.spans[WEEK[0]] == ((540, 780), (840, 1080))


def test_nobody_works_after_they_left() -> None:
    assert sorted(working_time(somebody(gone=WEEK[2]), WEEK, ()).spans) == WEEK[:2]


def test_the_hours_of_new_york_shift_in_madrid_while_clocks_differ() -> None:
    days = 35
    seen = hours_seen_from("Mon-Fri 09:00-17:00", "America/New_York", "Europe/Madrid", MONDAY, days)
    assert seen[date(2026, 3, 6)] == ((15 * 60, 23 * 60),)
    assert seen[date(2026, 3, 9)] == ((14 * 60, 22 * 60),)
    assert seen[date(2026, 3, 30)] == ((15 * 60, 23 * 60),)
    assert date(2026, 3, 7) not in seen


def test_hours_that_fall_into_two_days_are_cut_at_midnight() -> None:
    seen = hours_seen_from("Mon 09:00-17:00", "America/Los_Angeles", "Europe/Madrid", MONDAY, 7)
    assert seen == {MONDAY: ((18 * 60, 24 * 60),), WEEK[1]: ((0, 120),)}
    early = hours_seen_from("Mon 09:00-17:00", "Asia/Tokyo", "Europe/Madrid", MONDAY, 7)
    assert early == {MONDAY: ((60, 540),)}


@given(st.sampled_from(ZONES), st.sampled_from(ZONES), st.integers(0, 400), st.integers(8, 16))
@settings(max_examples=60)
def test_what_is_seen_is_open_there(zone: str, seen_from: str, ahead: int, hour: int) -> None:
    first = MONDAY + timedelta(days=ahead)
    seen = hours_seen_from(f"Mon-Sun {hour:02}:00-{hour + 2:02}:00", zone, seen_from, first, 3)
    for day, spans in seen.items():
        for begin, end in spans:
            for minute in (begin, end - 1):
                there = instant_of(day, minute, seen_from).astimezone(ZoneInfo(zone))
                assert hour <= there.hour < hour + 2


def test_a_clock_is_read_in_its_own_zone() -> None:
    instant = datetime.fromisoformat("2026-03-02T23:30:00+00:00")
    assert minute_of(instant, "Europe/Madrid") == (date(2026, 3, 3), 30)
    assert minute_of(instant_of(MONDAY, 615, "Asia/Tokyo"), "Asia/Tokyo") == (MONDAY, 615)


def test_a_day_is_over_when_its_last_span_has_ended() -> None:
    person = somebody(hours="Mon-Thu 09:00-13:00 14:00-18:00", timezone="America/Bogota")
    zone = ZoneInfo("America/Bogota")
    at = {hour: datetime(2026, 3, 2, hour, 0, tzinfo=zone) for hour in (8, 13, 17, 18, 22)}
    assert [hour for hour, now in at.items() if is_day_over(person, MONDAY, now)] == [18, 22]
    assert not is_day_over(person, WEEK[1], at[22])
    assert not is_day_over(person, WEEK[5], datetime(2026, 3, 7, 22, 0, tzinfo=zone))
