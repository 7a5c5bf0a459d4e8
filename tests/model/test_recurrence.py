"""Days that come again by a rule (T8, T9)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.model.recurrence import is_recurrence, occurrences, parts_of

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_the_first_tuesday_of_every_month() -> None:
    found = occurrences("FREQ=MONTHLY;BYDAY=1TU", *YEAR)
    assert found[:3] == (date(2026, 1, 6), date(2026, 2, 3), date(2026, 3, 3))
    assert len(found) == 12


def test_a_fortnight_keeps_its_beat_over_the_new_year() -> None:
    found = occurrences("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", date(2025, 11, 1), date(2026, 3, 1))
    assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(days=14)}


def test_a_quarter_keeps_its_months_from_year_to_year() -> None:
    found = occurrences("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", date(2025, 1, 1), date(2026, 12, 31))
    assert {day.month for day in found} == {1, 4, 7, 10}


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "every tuesday",
        "FREQ=MONTHLY",
        "FREQ=WEEKLY",
        "FREQ=HOURLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
        "FREQ=WEEKLY;BYDAY=MO;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=A;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4,6",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=20",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=6;BYMONTHDAY=1",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=3",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO\nFREQ=DAILY",
    ],
)
def test_what_is_no_rule_with_days_is_refused(rule: str) -> None:
    assert not is_recurrence(rule)


@given(
    rule=st.sampled_from(
        ["FREQ=MONTHLY;BYDAY=2TH", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", "FREQ=DAILY;INTERVAL=5"]
    ),
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 800),
    cut=st.integers(0, 800),
)
def test_a_stretch_cut_in_two_has_the_same_days(rule: str, first: date, length: int, cut: int) -> None:
    last, middle = first + timedelta(days=length), first + timedelta(days=min(cut, length))
    whole = occurrences(rule, first, last)
    assert whole == occurrences(rule, first, middle) + occurrences(rule, middle + timedelta(days=1), last)


parts = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 13).map(str),
        "BYDAY": st.lists(st.sampled_from(["MO", "TU", "1TU", "-1FR", "5SA"]), min_size=1, max_size=2).map(
            ",".join
        ),
        "BYMONTHDAY": st.sampled_from(["1", "29", "31", "-31", "-1", "13,30"]),
        "BYMONTH": st.sampled_from(["1", "2", "6", "2,12"]),
        "BYSETPOS": st.sampled_from(["1", "-1", "2", "3"]),
    },
)


@settings(max_examples=300, deadline=None)
@given(parts)
def test_a_rule_either_has_days_or_is_refused_before_they_are_looked_for(given_parts: dict[str, str]) -> None:
    rule = ";".join(f"{name}={value}" for name, value in given_parts.items())
    try:
        parts_of(rule)
    except ValueError:
        assert not is_recurrence(rule)
        return
    assert occurrences(rule, date(2001, 1, 1), date(2060, 12, 31))
