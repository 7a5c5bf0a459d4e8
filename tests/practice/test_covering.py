"""Who stands in on a day, and whose things are again when a leave is over: worked out from days (P6)."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Action, Cover, CoverPart, Person, Touchpoint
from cadence_tui.practice.covering import as_now, fitted, standing_in, stretches

MONDAY = date(2026, 3, 9)
FRIDAY = MONDAY + timedelta(days=4)
DAYS = st.integers(-20, 40).map(lambda step: MONDAY + timedelta(days=step))


def ana(*leave: Absence) -> Person:
    return Person(id="ana", name="Ana", login="ana", leave=leave or (Absence(MONDAY, FRIDAY),))


def call(day: date, **fields: object) -> Touchpoint:
    values = {"owner": "bea", "covers": "ana", "status": "confirmed", **fields}
    return Touchpoint(id="t", account="acme", date=day, **values)  # type: ignore[arg-type]


def cover(first: date = MONDAY, last: date = FRIDAY) -> Cover:
    parts = (CoverPart(account="acme", stand_in="bea"),)
    return Cover(id="c", person="ana", first=first, last=last, parts=parts)


@given(day=DAYS, today=DAYS)
def test_an_open_call_is_the_stand_ins_while_the_leave_lasts_and_lies_in_it(day: date, today: date) -> None:
    found = as_now(call(day), ana(), today)
    if MONDAY <= day <= FRIDAY and today <= FRIDAY:
        assert (found.owner, found.covers) == ("bea", "ana")
    else:
        assert (found.owner, found.covers) == ("ana", "")


@given(day=DAYS, today=DAYS)
def test_what_was_held_stays_with_whoever_held_it(day: date, today: date) -> None:
    held = call(day, status="held")
    assert as_now(held, ana(), today) == held


def test_a_promise_made_for_somebody_is_theirs_after_the_leave() -> None:
    made = Action(
        id="a",
        account="acme",
        title="x",
        owner="bea",
        covers="ana",
        created=datetime(2026, 3, 11, tzinfo=UTC),
    )
    assert as_now(made, ana(), FRIDAY).owner == "bea"
    assert as_now(made, ana(), FRIDAY + timedelta(days=1)).owner == "ana"
    assert as_now(replace(made, status="done"), ana(), date(2026, 4, 1)).owner == "bea"


def test_leave_that_no_working_day_parts_is_one() -> None:
    next_week = Absence(MONDAY + timedelta(days=7), FRIDAY + timedelta(days=7))
    person = ana(next_week, Absence(MONDAY, FRIDAY))
    assert [(each.first, each.last) for each in stretches(person)] == [(MONDAY, next_week.last)]
    # In the second week a call of the first one is not yet hers again.
    assert as_now(call(MONDAY), person, next_week.first).owner == "bea"
    apart = ana(Absence(MONDAY, FRIDAY - timedelta(days=1)), next_week)
    assert len(stretches(apart)) == 2


def test_nobody_stands_in_once_the_leave_is_gone_or_shorter() -> None:
    assert [each.stand_in for each in standing_in(cover(), ana(), FRIDAY)] == ["bea"]
    assert standing_in(cover(), Person(id="ana", name="Ana", login="ana"), FRIDAY) == []
    shorter = ana(Absence(MONDAY, MONDAY + timedelta(days=1)))
    assert standing_in(cover(), shorter, FRIDAY) == []
    [running] = standing_in(cover(), shorter, MONDAY)
    assert running.last == MONDAY + timedelta(days=1)
    assert standing_in(replace(cover(), ended=datetime(2026, 3, 9, tzinfo=UTC)), ana(), MONDAY) == []


def test_a_cover_is_cut_to_the_leave() -> None:
    cut = fitted(cover(), ana(Absence(MONDAY, MONDAY)))
    assert cut is not None
    assert (cut.first, cut.last) == (MONDAY, MONDAY)
    assert fitted(cover(), ana(Absence(date(2026, 5, 4), date(2026, 5, 8)))) is None
