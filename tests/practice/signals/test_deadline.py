"""Deadlines lie in the owner's working time, whatever the clocks, weekends, leave and holidays do (T7)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.model.documents import Absence, Person
from cadence_tui.model.rules.signals import Deadline
from cadence_tui.practice.signals.deadline import deadline_of
from cadence_tui.practice.working_time import instant_of, minute_of, working_time

HOURS = ("Mon-Fri 09:00-13:00 14:00-18:00", "Tue-Thu 10:00-16:00, Sat 08:00-11:00", "Mon-Sun 00:00-24:00")
ZONES = ("Europe/Madrid", "America/New_York", "America/Santiago", "Asia/Kolkata", "Pacific/Auckland", "UTC")


def ana(**fields: object) -> Person:
    given: dict[str, object] = {"id": "p", "name": "Ana", "login": "ana", "timezone": "Europe/Madrid"}
    return Person(**(given | fields))  # type: ignore[arg-type]


def local(text: str, zone: str = "Europe/Madrid") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("rule", "raised", "until"),
    [
        # 2026-03-02 is a Monday.
        (Deadline(working_hours=4), "2026-03-02T10:00", "2026-03-02T15:00"),
        (Deadline(working_hours=3), "2026-03-02T10:00", "2026-03-02T13:00"),
        (Deadline(working_hours=4), "2026-03-06T16:00", "2026-03-09T11:00"),
        (Deadline(working_hours=4), "2026-03-07T16:00", "2026-03-09T13:00"),
        (Deadline(hours=48), "2026-03-02T10:00", "2026-03-04T10:00"),
        (Deadline(hours=48), "2026-03-06T10:00", "2026-03-10T10:00"),
        (Deadline(hours=8), "2026-03-02T12:00", "2026-03-02T18:00"),
        (Deadline(hours=1), "2026-03-02T12:30", "2026-03-02T14:00"),
        (Deadline(hours=1), "2026-03-02T22:00", "2026-03-03T10:00"),
        (Deadline(working_days=1), "2026-03-02T10:00", "2026-03-03T18:00"),
        (Deadline(working_days=2), "2026-03-05T20:00", "2026-03-09T18:00"),
        (Deadline(working_days=1), "2026-03-07T10:00", "2026-03-09T18:00"),
        (Deadline(same_week=True), "2026-03-02T10:00", "2026-03-06T18:00"),
        (Deadline(same_week=True), "2026-03-06T17:59", "2026-03-06T18:00"),
        (Deadline(same_week=True), "2026-03-06T18:01", "2026-03-13T18:00"),
    ],
)
def test_a_deadline_of_every_kind(rule: Deadline, raised: str, until: str) -> None:
    assert deadline_of(rule, local(raised), ana(), ()) == local(until)


def test_leave_and_holidays_do_not_count() -> None:
    away = ana(leave=(Absence(date(2026, 3, 3), date(2026, 3, 4)),))
    assert deadline_of(Deadline(working_days=1), local("2026-03-02T10:00"), away, ()) == local(
        "2026-03-05T18:00"
    )
    holiday = [date(2026, 3, 6)]
    assert deadline_of(Deadline(same_week=True), local("2026-03-02T10:00"), ana(), holiday) == local(
        "2026-03-05T18:00"
    )


def test_it_is_the_owners_clock_that_counts() -> None:
    raised = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    tokyo = ana(timezone="Asia/Tokyo")
    assert deadline_of(Deadline(working_hours=1), raised, tokyo, ()) == local(
        "2026-03-03T10:00", "Asia/Tokyo"
    )


def test_the_night_on_which_the_clocks_change_is_an_hour_shorter() -> None:
    # Sunday 29 March 2026 has 23 hours in Madrid; whoever works on Sundays has an hour less.
    always = ana(hours="Mon-Sun 00:00-24:00")
    until = deadline_of(Deadline(hours=24), local("2026-03-28T12:00"), always, ())
    assert until == local("2026-03-29T13:00")
    assert deadline_of(Deadline(hours=24), local("2026-03-27T10:00"), ana(), ()) == local("2026-03-30T10:00")


@pytest.mark.parametrize("fields", [{"hours": ""}, {"gone": date(2020, 1, 1)}])
def test_somebody_without_working_time_has_a_deadline_all_the_same(fields: dict[str, object]) -> None:
    raised = local("2026-03-07T16:00")
    assert deadline_of(Deadline(hours=4), raised, ana(**fields), ()) == local("2026-03-07T20:00")
    assert deadline_of(Deadline(working_days=1), raised, ana(**fields), ()) == local("2026-03-09T00:00")


@pytest.mark.parametrize(
    "fields",
    [
        {"leave": (Absence(date(2026, 3, 3), date(2199, 12, 31)),)},
        {"leave": (Absence(date(2026, 3, 3), date.max),)},
        {"gone": date(2026, 3, 3)},
    ],
)
@pytest.mark.parametrize(
    ("rule", "until"),
    [
        (Deadline(working_hours=24), "2026-03-03T17:00"),
        (Deadline(hours=48), "2026-03-04T17:00"),
        (Deadline(working_days=3), "2026-03-06T00:00"),
        (Deadline(same_week=True), "2026-03-02T18:00"),
    ],
)
def test_whoever_is_away_for_good_from_tomorrow_has_a_deadline_before_long(
    fields: dict[str, object], rule: Deadline, until: str
) -> None:
    assert deadline_of(rule, local("2026-03-02T17:00"), ana(**fields), ()) == local(until)


instants = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
rules = st.one_of(
    st.integers(1, 200).map(lambda n: Deadline(hours=n)),
    st.integers(1, 60).map(lambda n: Deadline(working_hours=n)),
    st.integers(1, 15).map(lambda n: Deadline(working_days=n)),
    st.just(Deadline(same_week=True)),
)
people = st.builds(
    lambda hours, zone, first, length: ana(
        hours=hours, timezone=zone, leave=(Absence(first, first + timedelta(days=length)),)
    ),
    st.sampled_from(HOURS),
    st.sampled_from(ZONES),
    st.dates(date(2025, 1, 1), date(2027, 12, 1)),
    st.integers(0, 40),
)
days_off = st.frozensets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=20)


@settings(max_examples=150, deadline=None)
@given(rules, instants, people, days_off)
def test_never_before_it_was_raised_and_always_at_work(
    rule: Deadline, raised: datetime, person: Person, off: frozenset[date]
) -> None:
    until = deadline_of(rule, raised, person, off)
    assert until >= raised
    day, _ = minute_of(until, person.timezone)
    worked = working_time(person, [day - timedelta(days=1), day], off).spans
    spans = [
        (instant_of(each, start, person.timezone), instant_of(each, end, person.timezone))
        for each, parts in worked.items()
        for start, end in parts
    ]
    assert any(start <= until <= end for start, end in spans)


@settings(max_examples=150, deadline=None)
@given(rules, instants, st.integers(0, 20_000), people, days_off)
def test_what_is_raised_later_is_never_due_earlier(
    rule: Deadline, raised: datetime, minutes: int, person: Person, off: frozenset[date]
) -> None:
    later = raised + timedelta(minutes=minutes)
    assert deadline_of(rule, raised, person, off) <= deadline_of(rule, later, person, off)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 100), instants, people, st.sampled_from(["hours", "working_hours", "working_days"]))
def test_more_time_is_never_less(amount: int, raised: datetime, person: Person, kind: str) -> None:
    shorter = deadline_of(Deadline(**{kind: amount}), raised, person, ())
    assert shorter <= deadline_of(Deadline(**{kind: amount + 1}), raised, person, ())
