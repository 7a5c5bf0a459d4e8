"""Asked against has: both ways to count calls, weeks, months, and the first week that no plan can save."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.documents import Absence, Touchpoint
from cadence_tui.practice.feasibility.demand import Ask, demand
from cadence_tui.practice.feasibility.load import PersonLoad, shortages
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.feasibility.whole import feasibility
from tests.practice.accounts import TODAY
from tests.practice.feasibility.teams import csm, customer, every, held, team


def load_of(of: Team, person: str = "ana") -> PersonLoad:
    found = feasibility(demand(of)).person(person)
    assert found is not None
    return found


def test_25_accounts_every_two_weeks_are_50_calls_in_four_weeks_and_54_in_an_average_month() -> None:
    accounts = [customer(number) for number in range(25)]
    # Last held on the ten working days of the two weeks before.
    days = [
        TODAY - timedelta(days=14) + timedelta(days=number % 5 + 7 * (number % 2)) for number in range(25)
    ]
    touchpoints = [held(account, day) for account, day in zip(accounts, days, strict=True)]
    found = load_of(team(accounts, model=every(14), weeks=52, touchpoints=touchpoints))
    assert found.calls.four_weeks == 50
    assert found.calls.month == pytest.approx(25 * 365.25 / 12 / 14)
    assert round(found.calls.month) == 54
    assert found.asked == 25 * 26 * 40


def test_a_quarter_counts_at_the_same_pace() -> None:
    found = load_of(team([customer(number) for number in range(25)], model=every(14)))
    assert (round(found.calls.four_weeks), round(found.calls.month)) == (50, 54)


def test_months_and_weeks_share_the_same_minutes() -> None:
    found = load_of(team([customer(number) for number in range(9)], model=every(7)))
    assert sum(month.asked for month in found.months) == sum(week.asked for week in found.weeks)
    assert abs(sum(month.has for month in found.months) - found.has) <= 5 * len(found.weeks)
    assert [month.whole for month in found.months] == [False, True, True]


def test_leave_holidays_and_the_share_for_calls_leave_less_time() -> None:
    away = Absence(TODAY + timedelta(days=7), TODAY + timedelta(days=11))
    holiday = frozenset({TODAY + timedelta(days=14)})
    person = csm("ana", country="ES", call_share=0.25, leave=(away,))
    found = load_of(team([customer(1)], person, holidays={("ES", ""): holiday}))
    assert [week.has for week in found.weeks[:4]] == [600, 0, 480, 600]
    figures = next(each.args for each in found.reasons if each.code == "capacity")
    assert (figures["leave"], figures["holidays"]) == (5, 1)


def test_what_is_agreed_counts_once_and_by_whom_it_is_done() -> None:
    account = customer(1)
    before = load_of(team([account], model=every(14), touchpoints=[held(account)]))
    planned = Touchpoint(
        id="t1",
        account=account.id,
        owner="leo",
        channel="call",
        date=TODAY + timedelta(days=7),
        minutes=30,
        work_minutes=10,
    )
    both = team([account], csm("ana"), csm("leo"), model=every(14), touchpoints=[held(account), planned])
    ana, leo = load_of(both), load_of(both, "leo")
    assert leo.asked == 40
    assert ana.asked + leo.asked == before.asked


def test_of_a_week_that_runs_only_what_is_left_counts_on_both_sides() -> None:
    wednesday = TODAY + timedelta(days=2)
    account = customer(1)
    found = load_of(team([account], model=every(14), today=wednesday, touchpoints=[held(account, TODAY)]))
    assert sum(week.calls for week in found.weeks) == 40 * found.calls.ahead
    assert found.weeks[0].calls == 0
    assert found.weeks[0].has == found.weeks[1].has * 3 / 5
    assert found.months[0].first == wednesday
    assert sum(month.has for month in found.months) == pytest.approx(found.has, abs=5 * 13)


def test_on_friday_evening_nothing_is_left_and_nothing_more_is_asked_of_the_week() -> None:
    friday = TODAY + timedelta(days=4)
    evening = datetime.combine(friday, time(18), UTC)
    over = Touchpoint(
        id="t1",
        account="acc1",
        channel="call",
        status="confirmed",
        date=friday,
        start=evening - timedelta(hours=2),
        minutes=30,
    )
    long_silent = customer(2)
    touchpoints = [over, held(long_silent, TODAY - timedelta(days=30))]
    accounts = [customer(1), long_silent]
    of = team(accounts, model=every(14), today=friday, now=evening, notice_days=1, touchpoints=touchpoints)
    found = load_of(of)
    assert (found.weeks[0].asked, found.weeks[0].has) == (0, 0)
    # What is overdue can be done from Monday on, as the plan has it: it breaks nothing.
    assert of.soonest == TODAY + timedelta(days=7)
    assert found.weeks[1].asked
    assert found.verdict == "fits"


def test_the_hours_of_today_that_are_over_are_those_of_the_persons_own_clock() -> None:
    noon = datetime.combine(TODAY, time(12), UTC)
    ana = csm("ana", hours="Mon 09:00-17:00", call_share=0.5)
    bogota = csm("leo", hours="Mon 09:00-17:00", call_share=0.5, timezone="America/Bogota")
    of = team([customer(1)], ana, bogota, now=noon)
    assert load_of(of).weeks[0].has == 150
    assert load_of(of, "leo").weeks[0].has == 240


def test_automation_costs_nobody_and_is_counted_as_such() -> None:
    found = load_of(team([customer(1, arr=1_000, renewal=TODAY + timedelta(days=80))]))
    assert found.automated.touches
    assert found.automated.share == 1
    assert found.asked == 0


def test_a_week_breaks_when_moving_cannot_help() -> None:
    away = Absence(TODAY + timedelta(days=7), TODAY + timedelta(days=27))
    accounts = [customer(number) for number in range(3)]
    touchpoints = [held(account, TODAY) for account in accounts]
    found = load_of(team(accounts, csm("ana", leave=(away,)), model=every(14), touchpoints=touchpoints))
    assert found.verdict == "breaks"
    assert found.first_break is not None
    assert found.first_break.week == TODAY + timedelta(days=14)
    assert found.first_break.short == 3 * 40
    told = next(each.args for each in found.reasons if each.code == "breaks")
    assert (told["week"], told["minutes"]) == (found.first_break.week, 120)


def test_a_full_week_is_only_tight_when_its_calls_may_move() -> None:
    accounts = [customer(number) for number in range(4)]
    touchpoints = [held(account, TODAY - timedelta(days=7)) for account in accounts]
    person = csm("ana", hours="Mon-Fri 09:00-10:00", call_share=0.4)
    found = load_of(team(accounts, person, model=every(14), touchpoints=touchpoints, weeks=4))
    assert found.weeks[1].asked == 160
    assert found.weeks[1].over == 40
    assert found.verdict == "tight"


# -- no plan does better -------------------------------------------------------------

WINDOWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(1, 300)).map(
        lambda drawn: (drawn[0], drawn[0] + drawn[1], drawn[2])
    ),
    max_size=12,
)


def ask(first: int, last: int, minutes: int) -> Ask:
    begin, end = TODAY + timedelta(weeks=first), TODAY + timedelta(weeks=last)
    return Ask(
        account="a", owner="ana", segment="smb", touch="check_in", day=begin, earliest=begin, latest=end,
        minutes=minutes, is_call=True, by="csm",
    )  # fmt: skip


@given(windows=WINDOWS, has=st.lists(st.integers(0, 300), min_size=6, max_size=6))
def test_a_shortage_is_told_exactly_when_some_stretch_of_weeks_has_too_much_that_must_lie_in_it(
    windows: list[tuple[int, int, int]], has: list[int]
) -> None:
    short = shortages([ask(*window) for window in windows], has, team([customer(1)], weeks=6))
    too_much = [
        last
        for first in range(6)
        for last in range(first, 6)
        if sum(m for begin, end, m in windows if first <= begin and end <= last) > sum(has[first : last + 1])
    ]
    assert any(short) == bool(too_much)
    if too_much:
        assert next(week for week, missed in enumerate(short) if missed) == min(too_much)


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=3)])
def test_the_stretch_begins_with_this_week(today: date) -> None:
    found = load_of(team([customer(1)], today=today))
    assert found.weeks[0].week == TODAY
    assert len(found.weeks) == 13
