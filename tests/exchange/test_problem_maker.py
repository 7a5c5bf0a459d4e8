"""What a problem from a file asks the solver: hours, closed days, covers, gaps."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange.problem_file import ProblemFile
from cadence_tui.exchange.problem_maker import problem_of, without
from cadence_tui.planning.problem import Person, Problem, Request, Spacing
from tests.exchange.problem_samples import account, csm, problem, touch

MONDAY = date(2026, 3, 2)


def asked(**fields: Any) -> Problem:
    return problem_of(msgspec.convert(problem(**fields), ProblemFile))


def request(name: str, found: Problem) -> Request:
    return next(each for each in found.requests if each.id == name)


def person(name: str, found: Problem) -> Person:
    return next(each for each in found.people if each.id == name)


def test_busy_times_are_cut_out_of_the_working_hours() -> None:
    ana = person("ana", asked())
    assert ana.spans[MONDAY] == ((540, 780), (840, 1080))
    assert ana.spans[MONDAY + timedelta(days=1)] == ((660, 780), (840, 1080))
    assert MONDAY + timedelta(days=5) not in ana.spans


def test_days_off_have_their_reason_and_leave_comes_first() -> None:
    found = asked()
    away = person("ana", found).away
    assert {day.isoformat() for day, why in away.items() if why == "leave"} == {
        f"2026-03-{day}" for day in range(16, 21)
    }
    assert away[date(2026, 3, 23)] == "holiday"
    assert person("luis", found).away == {date(2026, 3, 19): "holiday"}


@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-06", (540, 1080)), ("2026-03-09", (480, 1020)), ("2026-03-27", (480, 1020))],
)
def test_hours_of_an_account_move_with_its_clocks(day: str, hours: tuple[int, int]) -> None:
    seen = request("q1", asked()).hours
    assert seen is not None
    assert seen[date.fromisoformat(day)] == (hours,)


def test_hours_that_reach_beyond_midnight_end_there_and_those_of_another_day_are_none() -> None:
    accounts = [
        account("late", tz="America/Los_Angeles", hours=[540, 1440]),
        account("far", tz="Pacific/Auckland", hours=[0, 300]),
    ]
    touches = [
        touch("a", "late", "2026-03-09", "2026-03-13", csm="luis"),
        touch("b", "far", "2026-03-09", "2026-03-13"),
    ]
    found = asked(accounts=accounts, touches=touches, fixed=[])
    late, far = request("a", found).hours, request("b", found).hours
    assert late is not None
    assert late[MONDAY] == ((1080, 1440),)
    assert far == {}


def test_weekends_holidays_and_blackouts_of_the_kind_and_industry_are_closed() -> None:
    blackouts = [
        {"kinds": ["qbr"], "industry": None, "from": "2026-03-05", "to": "2026-03-05"},
        {"kinds": None, "industry": "retail", "from": "2026-03-10", "to": "2026-03-10"},
        {"kinds": ["checkin"], "industry": "saas", "from": "2026-03-11", "to": "2026-03-11"},
    ]
    found = asked(blackouts=blackouts)
    week = {day for day in request("q1", found).blocked if day < date(2026, 3, 12)}
    assert {day.day for day in week} == {5, 7, 8, 10}
    assert date(2026, 3, 23) not in request("q1", found).blocked
    nimbus = request("n1", found).blocked
    assert {day.day for day in nimbus if day.weekday() < 5} == {11, 23}


def test_wishes_floating_series_and_gaps_arrive() -> None:
    found = asked()
    nimbus, first, second = (request(name, found) for name in ("n1", "l1", "l2"))
    assert nimbus.weekdays == (1, 2)
    assert nimbus.preferred_hours is not None
    assert nimbus.preferred_hours[MONDAY] == ((840, 960),)
    assert not nimbus.floating
    assert (first.floating, first.ideal, first.after) == (True, date(2026, 3, 9), "")
    assert (second.after, second.spacing) == ("l1", Spacing(8, 14, 18))
    assert found.gap("nimbus") == 3


def test_colleagues_of_the_pod_stand_in_only_while_the_owner_is_away() -> None:
    found = asked()
    assert dict(request("n1", found).stand_ins) == {}
    cover = request("n2", found).stand_ins
    assert list(cover) == ["luis"]
    assert cover["luis"].hours is not None
    assert cover["luis"].hours[MONDAY] == ((900, 1440),)
    assert cover["luis"].preferred_hours is not None
    assert cover["luis"].preferred_hours[MONDAY] == ((1200, 1320),)


@pytest.mark.parametrize(
    ("leave", "covered"),
    [
        (["2026-03-14", "2026-03-15"], False),
        (["2026-03-14", "2026-03-16"], True),
        (["2026-03-01", "2026-03-08"], False),
        (["2026-03-01", "2026-03-09"], True),
        (["2026-01-01", "2026-12-31"], True),
    ],
)
def test_leave_at_a_weekend_asks_for_no_cover(leave: list[str], covered: bool) -> None:
    people = [csm("ana", pto=[leave]), csm("eva"), csm("kim", pod="other")]
    touches = [touch("n1", "nimbus", "2026-03-09", "2026-03-16")]
    accounts = [account("nimbus")]
    found = asked(csms=people, touches=touches, accounts=accounts, fixed=[], busy=[])
    assert list(request("n1", found).stand_ins) == (["eva"] if covered else [])


def test_what_calls_have_in_common_is_made_once() -> None:
    touches = [touch(f"n{n}", "nimbus", "2026-03-16", "2026-03-20") for n in range(3)]
    one, *others = asked(touches=touches).requests
    for other in others:
        assert other.hours is one.hours
        assert other.preferred_hours is one.preferred_hours
        assert other.blocked is one.blocked
        assert other.stand_ins["luis"] is one.stand_ins["luis"]


SPAN = st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(lambda span: span[0] < span[1])


@given(st.lists(SPAN, max_size=4), st.lists(SPAN, max_size=4))
def test_cutting_out_leaves_exactly_the_other_minutes(
    spans: list[tuple[int, int]], cuts: list[tuple[int, int]]
) -> None:
    left = without(tuple(spans), cuts)
    taken = {minute for begin, end in cuts for minute in range(begin, end)}
    for first, last in left:
        assert first < last
    assert sorted(minute for begin, end in left for minute in range(begin, end)) == sorted(
        minute for begin, end in spans for minute in range(begin, end) if minute not in taken
    )
