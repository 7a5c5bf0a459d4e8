"""T5, T6: the first days of an account and the days before its renewal."""

from datetime import timedelta
from itertools import pairwise

import pytest

from tests.practice.accounts import TODAY, account, codes, days, due, figures, only, touch

RUNGS = ["renewal_90", "renewal_60", "renewal_30", "renewal_14", "renewal_7"]
START_STEPS = ["kickoff", "week_one", "first_results"]


def ahead(number: int):
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize("segment", ["enterprise", "mid_market", "smb", "tech_touch"])
def test_kickoff_on_day_3_and_first_check_in_on_day_7(segment: str) -> None:
    found = due(account(segment, TODAY), weeks=2)
    assert [(item.touch, item.ideal) for item in found[:2]] == [("kickoff", ahead(3)), ("week_one", ahead(7))]
    assert all(item.channel == "auto_email" for item in found) == (segment == "tech_touch")


def test_the_weekly_rhythm_of_a_new_account_waits_for_its_first_steps() -> None:
    found = due(account("enterprise", TODAY), weeks=5)
    assert [(item.touch, item.ideal) for item in found] == [
        ("kickoff", ahead(3)),
        ("week_one", ahead(7)),
        ("check_in", ahead(14)),
        ("check_in", ahead(21)),
        ("first_results", ahead(28)),
        ("check_in", ahead(35)),
    ]


def test_a_held_step_is_not_asked_again_and_lets_go_of_the_ones_before() -> None:
    of = account("enterprise", TODAY - timedelta(days=6))
    found = due(of, touch(TODAY - timedelta(days=1), "week_one"))
    assert not only(found, "kickoff", "week_one")
    assert only(found, "first_results")


def test_a_missed_kickoff_is_due_today_and_stands_for_what_was_missed_after_it() -> None:
    found = only(due(account("enterprise", TODAY - timedelta(days=10)), weeks=3), *START_STEPS)
    assert [item.touch for item in found] == ["kickoff", "first_results"]
    assert (found[0].ideal, found[0].overdue) == (TODAY, 7)
    assert figures(found[0], "stands_for")["touch"] == "week_one"


def test_a_call_held_since_settles_a_missed_step() -> None:
    of = account("enterprise", TODAY - timedelta(days=10))
    assert not only(due(of, touch(TODAY - timedelta(days=2))), "kickoff", "week_one")
    assert only(due(of, touch(TODAY - timedelta(days=2), "email_check_in")), "kickoff")


def test_a_kickoff_missed_for_weeks_is_let_go() -> None:
    assert not only(due(account("enterprise", TODAY - timedelta(days=25))), "kickoff", "week_one")
    still_coming = only(due(account("enterprise", TODAY - timedelta(days=25))), "first_results")
    assert days(still_coming) == [ahead(3)]


@pytest.mark.parametrize("segment", ["enterprise", "mid_market", "smb", "tech_touch"])
def test_the_renewal_ladder_stands_for_every_segment(segment: str) -> None:
    renewal = ahead(95)  # a Friday
    found = only(due(account(segment, renewal=renewal), weeks=14), *RUNGS)
    assert [item.touch for item in found] == RUNGS
    for item, days_before in zip(found, (90, 60, 30, 14, 7), strict=True):
        assert abs((item.ideal - renewal).days + days_before) <= 1, item
        assert item.ideal.weekday() < 5
        assert (item.channel == "auto_email") == (segment == "tech_touch")
    assert [item.value for item in found] == sorted(item.value for item in found)


def test_a_missed_rung_is_due_until_the_next_one_opens() -> None:
    of = account(renewal=ahead(50))
    found = only(due(of), *RUNGS)
    assert [item.touch for item in found] == ["renewal_60", "renewal_30", "renewal_14", "renewal_7"]
    assert found[0].ideal == TODAY
    assert figures(found[0], "stands_for")["touch"] == "renewal_90"
    nearer = only(due(account(renewal=ahead(34))), *RUNGS)
    assert [item.touch for item in nearer] == ["renewal_30", "renewal_14", "renewal_7"]
    assert [reason.args["touch"] for reason in nearer[0].reasons if reason.code == "stands_for"] == [
        "renewal_90",
        "renewal_60",
    ]


def test_a_held_rung_lets_go_of_the_ones_before_and_last_years_does_not_count() -> None:
    renewal = ahead(50)
    this_year = touch(TODAY - timedelta(days=9), "renewal_60")
    last_year = touch(renewal - timedelta(days=365 + 30), "renewal_30")
    found = only(due(account(renewal=renewal), this_year, last_year), *RUNGS)
    assert [item.touch for item in found] == ["renewal_30", "renewal_14", "renewal_7"]


def test_an_agreed_rung_is_not_asked_again() -> None:
    agreed = touch(ahead(18), "renewal_30", "confirmed")
    found = only(due(account(renewal=ahead(50)), agreed), *RUNGS)
    assert "renewal_30" not in [item.touch for item in found]


def test_an_agreed_rung_about_to_open_stands_for_the_missed_one() -> None:
    agreed = touch(ahead(2), "renewal_14", "planned")
    found = only(due(account(renewal=ahead(15)), agreed), *RUNGS)
    assert [item.touch for item in found] == ["renewal_7"]


def test_an_agreed_rung_stands_for_missed_ones_also_after_its_own_day() -> None:
    agreed = touch(ahead(2), "renewal_7", "confirmed")
    assert not only(due(account(renewal=ahead(6)), agreed), *RUNGS)


def test_the_last_rung_stays_due_for_a_while_after_an_unsigned_renewal() -> None:
    lapsed = only(due(account(renewal=TODAY - timedelta(days=5))), *RUNGS)
    assert [(item.touch, item.ideal) for item in lapsed] == [("renewal_7", TODAY)]
    assert not only(due(account(renewal=TODAY - timedelta(days=15))), *RUNGS)


def test_rungs_absorb_the_check_ins_near_them() -> None:
    renewal = ahead(95)
    found = due(account("enterprise", renewal=renewal), touch(TODAY - timedelta(days=20)), weeks=14)
    calls = days(found)
    assert min((later - earlier).days for earlier, later in pairwise(calls)) >= 6


def test_renewal_inside_onboarding_has_ladder_and_first_steps_and_the_renewals_rhythm() -> None:
    found = due(account("enterprise", TODAY, renewal=ahead(42)), weeks=6)
    assert {"kickoff", "week_one", "renewal_30", "renewal_14", "renewal_7"} <= {item.touch for item in found}
    assert {item.rule for item in only(found, "check_in")} <= {"enterprise.pre_renewal.check_in"}


def test_a_step_on_a_weekend_moves_to_the_nearest_working_day() -> None:
    found = due(account("enterprise", TODAY - timedelta(days=2)), weeks=2)
    week_one = only(found, "week_one")[0]  # day 7 is a Saturday
    assert week_one.ideal == ahead(4)
    assert "moved_weekday" in codes(week_one)
