"""Hours of one zone seen from another, by date; days off cut out of working time (P2)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.model.documents import Absence, BusySpan, Person
from cadence_tui.practice.working_time import (
    Minutes,
    hours_seen_from,
    instant_of,
    is_day_over,
    joined_spans,
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


def busy(*hours: tuple[str, str]) -> list[BusySpan]:
    return [BusySpan(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in hours]


def test_busy_times_are_cut_out_of_the_working_hours() -> None:
    person = somebody(hours="Mon-Fri 09:00-13:00 14:00-18:00", timezone="Europe/Madrid")
    taken = busy(
        ("2026-03-02T08:30:20Z", "2026-03-02T09:00:01Z"),
        ("2026-03-02T12:30:00Z", "2026-03-02T13:30:00Z"),
        ("2026-03-02T18:00:00Z", "2026-03-02T19:00:00Z"),
        ("2026-03-03T20:00:00Z", "2026-03-05T08:15:00Z"),
    )
    time = working_time(person, WEEK, (), taken)
    assert time.spans[MONDAY] == ((540, 570), (601, 780), (870, 1080))
    assert time.busy[MONDAY] == ((570, 601), (810, 870), (1140, 1200))
    assert (time.away, WEEK[2] in time.spans) == ({WEEK[2]: "busy"}, False)
    assert time.spans[WEEK[3]] == ((555, 780), (840, 1080))


@pytest.mark.parametrize(("day", "first"), [(date(2026, 3, 27), 600), (date(2026, 3, 30), 600)])
def test_busy_times_stand_at_the_hour_that_the_clock_shows_that_day(day: date, first: int) -> None:
    person = somebody(timezone="Europe/Madrid")
    start = datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    taken = [BusySpan(start.astimezone(UTC), (start + timedelta(hours=1)).astimezone(UTC))]
    assert working_time(person, [day], (), taken).busy == {day: ((first, first + 60),)}


instants = st.integers(0, 8 * 86_400).map(
    lambda second: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=second)
)


@given(st.lists(st.tuples(instants, instants).map(sorted).map(lambda pair: BusySpan(*pair)), max_size=6))
def test_what_is_left_of_a_day_and_what_is_busy_share_no_minute(spans: list[BusySpan]) -> None:
    person = somebody(hours="Mon-Fri 09:00-13:00 14:00-18:00", timezone="America/New_York")
    whole, left = working_time(person, WEEK, ()), working_time(person, WEEK, (), spans)
    assert left.busy == working_time(person, WEEK, (), joined_spans(spans)).busy
    for day, worked in whole.spans.items():
        taken = minutes(left.busy.get(day, ()))
        assert minutes(left.spans.get(day, ())) == minutes(worked) - taken
        assert (day in left.spans) != (left.away.get(day) == "busy")


def minutes(parts: Minutes) -> set[int]:
    return {minute for start, end in parts for minute in range(start, end)}


def test_a_day_is_over_when_its_last_span_has_ended() -> None:
    person = somebody(hours="Mon-Thu 09:00-13:00 14:00-18:00", timezone="America/Bogota")
    zone = ZoneInfo("America/Bogota")
    at = {hour: datetime(2026, 3, 2, hour, 0, tzinfo=zone) for hour in (8, 13, 17, 18, 22)}
    assert [hour for hour, now in at.items() if is_day_over(person, MONDAY, now)] == [18, 22]
    assert not is_day_over(person, WEEK[1], at[22])
    assert not is_day_over(person, WEEK[5], datetime(2026, 3, 7, 22, 0, tzinfo=zone))
