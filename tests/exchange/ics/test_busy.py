"""Other calendars become busy times: what recurs, what is free, in which zone, and what is refused (P8)."""

import time
from datetime import date
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.ics.reading import IcsFile, read_ics
from cadence_tui.exchange.ics.recurrence import Budget
from cadence_tui.model.errors import BadInput
from tests.exchange.ics.files import busy, event, ics

NINE = ("DTSTART:20260302T090000Z", "DTEND:20260302T093000Z")
CUSTOM_ZONE = """BEGIN:VTIMEZONE
TZID:Our Office
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def test_recurrences_with_their_exceptions(tmp_path: Path) -> None:
    weekly = event(*NINE, "RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE:20260309T090000Z", uid="w")
    moved = event(
        "RECURRENCE-ID:20260316T090000Z", "DTSTART:20260317T150000Z", "DTEND:20260317T160000Z", uid="w"
    )
    off = event("RECURRENCE-ID:20260323T090000Z", *NINE, "STATUS:CANCELLED", uid="w")
    free = event("RECURRENCE-ID:20260330T090000Z", *NINE, "TRANSP:TRANSPARENT", uid="w")
    expected = ["03-02 09:00-09:30", "03-17 15:00-16:00", "04-06 09:00-09:30"]
    assert busy(ics(tmp_path / "a.ics", weekly, moved, off, free)) == expected


def test_a_recurrence_ends_with_its_last_day_and_comes_on_extra_ones(tmp_path: Path) -> None:
    until = event(*NINE, "RRULE:FREQ=DAILY;UNTIL=20260303T235959Z", "RDATE:20260310T090000Z")
    expected = ["03-02 09:00-09:30", "03-03 09:00-09:30", "03-10 09:00-09:30"]
    assert busy(ics(tmp_path / "a.ics", until)) == expected


@pytest.mark.parametrize(
    "line",
    ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
     "ATTENDEE;PARTSTAT=DECLINED:mailto:Ana@Example.com"],
)  # fmt: skip
def test_what_takes_no_time_is_free(tmp_path: Path, line: str) -> None:
    assert busy(ics(tmp_path / "a.ics", event(*NINE, line))) == []


def test_what_others_declined_and_what_is_tentative_takes_time(tmp_path: Path) -> None:
    lines = ("ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.com", "STATUS:TENTATIVE")
    assert busy(ics(tmp_path / "a.ics", event(*NINE, *lines))) == ["03-02 09:00-09:30"]


def test_our_own_events_are_no_busy_times(tmp_path: Path) -> None:
    assert busy(ics(tmp_path / "a.ics", event(*NINE, uid="4k1egnj8exsdq8@cadence"))) == []


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        # Clocks change on 8 March in New York, on 29 March in Madrid, never in São Paulo.
        ("America/New_York", "20260306", "03-06 14:00-15:00"),
        ("America/New_York", "20260309", "03-09 13:00-14:00"),
        ("Eastern Standard Time", "20260306", "03-06 14:00-15:00"),
        ("Eastern Standard Time", "20260309", "03-09 13:00-14:00"),
        ("Europe/Madrid", "20260327", "03-27 08:00-09:00"),
        ("Europe/Madrid", "20260330", "03-30 07:00-08:00"),
        ("Romance Standard Time", "20260330", "03-30 07:00-08:00"),
        ("Our Office", "20260327", "03-27 08:00-09:00"),
        ("Our Office", "20260330", "03-30 07:00-08:00"),
        ("America/Sao_Paulo", "20260306", "03-06 12:00-13:00"),
        ("America/Sao_Paulo", "20260330", "03-30 12:00-13:00"),
        ("E. South America Standard Time", "20260330", "03-30 12:00-13:00"),
    ],
)
def test_hours_are_those_of_their_zone_on_both_sides_of_a_change(
    tmp_path: Path, zone: str, day: str, expected: str
) -> None:
    lines = (f"DTSTART;TZID={zone}:{day}T090000", f"DTEND;TZID={zone}:{day}T100000")
    assert busy(ics(tmp_path / "a.ics", event(*lines), head=CUSTOM_ZONE)) == [expected]


def test_a_series_keeps_its_hour_by_the_clock_across_a_change(tmp_path: Path) -> None:
    lines = ("DTSTART;TZID=Europe/Madrid:20260327T090000", "DTEND;TZID=Europe/Madrid:20260327T100000")
    series = event(*lines, "RRULE:FREQ=WEEKLY;COUNT=2")
    assert busy(ics(tmp_path / "a.ics", series)) == ["03-27 08:00-09:00", "04-03 07:00-08:00"]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Europe/Madrid", "07:00-08:00"), ("America/New_York", "13:00-14:00"), ("Asia/Tokyo", "00:00-01:00")],
)
def test_hours_without_a_zone_are_by_the_persons_clock(tmp_path: Path, zone: str, expected: str) -> None:
    floating = event("DTSTART:20260330T090000", "DURATION:PT1H")
    assert busy(ics(tmp_path / "a.ics", floating), zone) == [f"03-30 {expected}"]


def test_whole_days_are_the_persons_days(tmp_path: Path) -> None:
    trip = event("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260330")
    assert busy(ics(tmp_path / "a.ics", trip)) == ["03-27 23:00-22:00"]
    one = event("DTSTART;VALUE=DATE:20260330")
    assert busy(ics(tmp_path / "b.ics", one), "America/Sao_Paulo") == ["03-30 03:00-03:00"]


def test_free_busy_lists_are_read_too(tmp_path: Path) -> None:
    listed = (
        "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY;FBTYPE=BUSY:20260302T090000Z/PT1H,20260303T090000Z/20260303T1000"
        "00Z\nFREEBUSY;FBTYPE=FREE:20260304T090000Z/PT1H\nEND:VFREEBUSY\n"
    )
    assert busy(ics(tmp_path / "a.ics", listed)) == ["03-02 09:00-10:00", "03-03 09:00-10:00"]


def test_only_the_days_that_are_planned_are_read_and_touching_times_are_one(tmp_path: Path) -> None:
    forever = event("DTSTART:20260101T000000Z", "DTEND:20260102T000000Z", "RRULE:FREQ=DAILY")
    later = event("DTSTART:20290101T090000Z", "DTEND:20290101T100000Z", uid="later")
    assert busy(ics(tmp_path / "a.ics", forever, later), "UTC") == ["02-23 00:00-00:00"]


def test_to_dos_and_several_calendars_in_a_file_do_no_harm(tmp_path: Path) -> None:
    to_do = "BEGIN:VTODO\nUID:t\nSUMMARY:Buy milk\nDUE:20260302T090000Z\nEND:VTODO\n"
    one = ics(tmp_path / "a.ics", to_do, event(*NINE))
    other = ics(tmp_path / "b.ics", event(NINE[0], "DURATION:PT1H", uid="two"))
    one.write_bytes(one.read_bytes() + other.read_bytes())
    assert busy(one) == ["03-02 09:00-10:00"]


@pytest.mark.parametrize(
    ("lines", "found", "expected"),
    [
        (("DTSTART:tomorrow",), "tomorrow", "a time as iCalendar writes it"),
        (("DTSTART;TZID=Our House:20260302T090000",), "Our House", "a time zone that is known"),
        (
            ("DTSTART:20260302T090000Z", "DTEND:20260302T080000Z"),
            "2026-03-02 08:00",
            "an end after the start",
        ),
        (
            ("DTSTART:20260302T090000Z", "DTEND;VALUE=DATE:20260303"),
            "2026-03-03",
            "a day if the start is a day",
        ),
        ((*NINE, "RRULE:FREQ=SOMETIMES"), "FREQ=SOMETIMES", "a rule of repetition"),
        ((*NINE, "RRULE:FREQ=SECONDLY"), "FREQ=SECONDLY", "fewer repetitions"),
        (
            (*NINE, "RRULE:FREQ=MINUTELY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR"),
            "FREQ=MINUTELY",
            "fewer repetitions",
        ),
        ((), "", "when it starts"),
    ],
)
def test_a_file_is_refused_whole_with_event_and_line(
    tmp_path: Path, lines: tuple[str, ...], found: str, expected: str
) -> None:
    file = ics(tmp_path / "a.ics", event(*NINE, uid="good"), event(*lines, uid="bad", title="Board"))
    with pytest.raises(BadInput) as refused:
        busy(file)
    (where,) = refused.value.where
    assert (where.file, where.row) == (str(file), 11)
    assert where.field.startswith("Board · bad")
    assert where.found.startswith(found)
    assert str(where.expected).startswith(expected)


@pytest.mark.parametrize(
    "text", ["", "hello", "BEGIN:VEVENT\nUID:a\nEND:VEVENT\n", "BEGIN:VCALENDAR\n", "\0\1"]
)
def test_what_is_no_calendar_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.ics"
    file.write_text(text)
    with pytest.raises(BadInput) as refused:
        read_ics(file)
    assert refused.value.where[0].file == str(file)


def test_a_file_that_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="an existing file"):
        read_ics(tmp_path / "none.ics")
    with pytest.raises(BadInput, match="less than"):
        read_ics(ics(tmp_path / "a.ics", event(*NINE)), limit=100)


@pytest.mark.parametrize(
    "rule",
    ["DAILY;BYMONTH=2;BYMONTHDAY=30", "HOURLY;BYMONTH=2;BYMONTHDAY=31", "DAILY;INTERVAL=7;BYDAY=TU",
     "MONTHLY;BYDAY=6MO", "MONTHLY;BYMONTHDAY=20;BYDAY=1MO", "WEEKLY;BYDAY=MO,TU;BYMONTHDAY=1;BYSETPOS=2"],
)  # fmt: skip
def test_a_rule_that_never_comes_is_not_looked_for_until_the_end_of_time(tmp_path: Path, rule: str) -> None:
    series = [event(*NINE, f"RRULE:FREQ={rule}", uid=str(number)) for number in range(40)]
    file = ics(tmp_path / "a.ics", *series)
    begun = time.process_time()
    assert busy(file) in ([], ["03-02 09:00-09:30"])
    # The library alone would take more than a second for each.
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "rule",
    [
        "YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE="
        + ",".join(map(str, range(60))),
        "DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(0, 60, 4))),
        "MINUTELY;COUNT=2000000",
        "HOURLY;BYMINUTE=" + ",".join(map(str, range(60))),
    ],
)  # fmt: skip
def test_a_flood_within_the_weeks_is_refused_before_it_is_unfolded(tmp_path: Path, rule: str) -> None:
    begun = time.process_time()
    with pytest.raises(BadInput, match="fewer repetitions"):
        busy(ics(tmp_path / "a.ics", event(*NINE, f"RRULE:FREQ={rule}")))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "rule",
    ["HOURLY;BYSETPOS=2", "SECONDLY;INTERVAL=400;BYSETPOS=2", "DAILY;BYSETPOS=-2", "WEEKLY;BYSETPOS=2",
     "YEARLY;BYDAY=MO;BYSETPOS=366", "HOURLY;BYHOUR=9,10;BYMINUTE=5,5;BYSETPOS=2"],
)  # fmt: skip
def test_a_position_that_no_period_reaches_is_refused(tmp_path: Path, rule: str) -> None:
    begun = time.process_time()
    with pytest.raises(BadInput, match="a BYSETPOS that some period reaches"):
        busy(ics(tmp_path / "a.ics", event(*NINE, f"RRULE:FREQ={rule}")))
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "rule",
    [
        "MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1",
        "DAILY;BYHOUR=9,15;BYSETPOS=2",
        "DAILY;BYSETPOS=1",
        "WEEKLY;BYMONTHDAY=1,2,3,4;BYSETPOS=2",
        "MONTHLY;BYDAY=1MO,-1FR",
        "WEEKLY;WKST=SU;BYDAY=SU,SA;BYSETPOS=2",
        "MONTHLY;BYDAY=FR;BYSETPOS=-2;BYHOUR=9,10,11",
        "YEARLY;BYDAY=10MO,11MO,-20TU,-21TU,30WE,31WE,40TH,41TH,42TH,43TH,44TH",
    ],
)
def test_a_position_that_is_reached_is_unfolded(tmp_path: Path, rule: str) -> None:
    assert len(busy(ics(tmp_path / "a.ics", event(*NINE, f"RRULE:FREQ={rule}")))) > 10


def test_looking_for_days_that_never_come_is_counted_too(tmp_path: Path) -> None:
    first = (
        "DTSTART:00010101T090000Z",
        "DTEND:00010101T100000Z",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    )
    begun = time.process_time()
    with pytest.raises(BadInput, match="fewer repetitions"):
        busy(ics(tmp_path / "a.ics", *(event(*first, uid=str(number)) for number in range(40))))
    assert time.process_time() - begun < 20


def test_what_positions_are_taken_from_is_counted_too(tmp_path: Path) -> None:
    sixty = ",".join(map(str, range(60)))
    rule = f"RRULE:FREQ=HOURLY;BYMINUTE={sixty};BYSECOND={sixty};BYSETPOS=1"
    with pytest.raises(BadInput, match="fewer repetitions"):
        busy(ics(tmp_path / "a.ics", event(*NINE, rule)))


rules = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 3).map(str),
        "BYDAY": st.sampled_from(["MO", "TU,TH", "MO,TU,WE,TH,FR"]),
        "BYMONTH": st.sampled_from(["3", "1,2,3,4"]),
        "BYMONTHDAY": st.sampled_from(["1", "15,-1"]),
        "BYHOUR": st.sampled_from(["9", "9,15"]),
    },
)


@given(rules)
@settings(max_examples=60, deadline=None)
def test_what_is_reckoned_is_never_less_than_what_is_unfolded(rule: dict[str, str]) -> None:
    written = ";".join(f"{name}={value}" for name, value in rule.items())
    text = f"BEGIN:VCALENDAR\n{event(*NINE, f'RRULE:{written}')}END:VCALENDAR\n"
    calendar = icalendar.Calendar.from_ical(text)
    file = IcsFile("a.ics", "", (calendar,))
    budget = Budget(file, date(2026, 3, 2), date(2026, 12, 31))
    before = budget.left
    (component,) = file.components("VEVENT")
    budget.spend(component)
    found = recurring_ical_events.of(calendar).between(date(2026, 3, 2), date(2027, 1, 1))
    assert len(found) <= before - budget.left
