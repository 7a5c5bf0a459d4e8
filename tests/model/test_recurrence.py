"""Days that come again by a rule (T8, T9)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.recurrence import is_recurrence, occurrences

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
