"""T9: what a customer asked for binds, and leaving the guideline is said."""

from datetime import date, timedelta

import pytest

from tests.practice.accounts import (
    TODAY,
    account,
    all_held,
    codes,
    days,
    due,
    figures,
    in_stage,
    only,
    touch,
    wishes,
)


def test_a_wished_frequency_sets_the_rhythm() -> None:
    of = in_stage("mid_market", "maturity", preferences=wishes(every_days=42))
    first = only(due(of, *all_held(TODAY)), "check_in")[0]
    assert first.ideal == TODAY + timedelta(days=42)
    assert figures(first, "wish_frequency") == {"every_days": 42, "rule_days": 28}
    assert "wish_outside_guideline" not in codes(first)


@pytest.mark.parametrize(("every", "outside"), [(28, False), (56, False), (57, True), (27, True), (7, True)])
def test_a_wish_outside_the_guideline_is_named(every: int, outside: bool) -> None:
    of = in_stage("mid_market", "maturity", preferences=wishes(every_days=every))
    first = only(due(of, *all_held(TODAY)), "check_in")[0]
    assert ("wish_outside_guideline" in codes(first)) == outside


def test_a_wished_frequency_leaves_reviews_and_the_renewal_ladder_alone() -> None:
    renewal = TODAY + timedelta(days=120)
    of = account("enterprise", renewal=renewal, preferences=wishes(every_days=7))
    found = due(of, touch(TODAY, "business_review"), weeks=17)
    assert len([item for item in found if item.touch.startswith("renewal_")]) == 5


@pytest.mark.parametrize("nonsense", [0, -3])
def test_a_frequency_that_is_none_is_no_wish(nonsense: int) -> None:
    of = in_stage("mid_market", "maturity", preferences=wishes(every_days=nonsense))
    assert days(only(due(of, *all_held(TODAY)), "check_in"))[0] == TODAY + timedelta(days=28)


def test_who_wants_mail_gets_mail_for_calls_without_minutes() -> None:
    of = in_stage("enterprise", "maturity", preferences=wishes(channel="email"))
    found = due(of, *all_held(TODAY))
    assert {item.channel for item in found} == {"email"}
    assert {item.minutes for item in found} == {0}
    assert all(item.work_minutes == 10 for item in found)
    assert figures(found[0], "wish_channel") == {"channel": "email", "was": "video"}


def test_a_mail_in_place_of_a_call_restarts_the_clock() -> None:
    of = in_stage("enterprise", "maturity", preferences=wishes(channel="email"))
    found = only(due(of, touch(TODAY, channel="email")), "check_in")
    assert found[0].ideal == TODAY + timedelta(days=28)


def test_a_wish_for_the_telephone_turns_video_into_a_call_but_no_mail() -> None:
    assert {
        item.channel for item in due(in_stage("enterprise", "maturity", preferences=wishes(channel="call")))
    } == {"call"}
    found = due(in_stage("tech_touch", "maturity", preferences=wishes(channel="call")))
    assert {item.channel for item in found} == {"auto_email"}


def test_a_channel_that_is_unknown_changes_nothing() -> None:
    found = due(in_stage("enterprise", "maturity", preferences=wishes(channel="pigeon")))
    assert {item.channel for item in found} == {"video"}


def test_wished_weekdays_shift_the_day_and_keep_the_rhythm() -> None:
    of = account("enterprise", TODAY - timedelta(days=29), preferences=wishes(weekdays=(3,)))
    found = only(due(of, *all_held(TODAY), weeks=4), "check_in")
    assert [item.ideal.weekday() for item in found] == [3] * len(found)
    assert len(found) >= 3
    assert "moved_weekday" in codes(found[0])


def test_only_weekend_days_wished_means_working_days() -> None:
    found = due(in_stage("enterprise", "onboarding", preferences=wishes(weekdays=(5, 6))), touch(TODAY))
    assert found
    assert all(item.ideal.weekday() < 5 for item in found)


def test_quiet_dates_shift_a_touch_to_the_nearer_side_and_never_drop_it() -> None:
    nominal = TODAY + timedelta(days=28)
    quiet = ((nominal - timedelta(days=2), nominal + timedelta(days=10)),)
    of = in_stage("mid_market", "maturity", preferences=wishes(quiet=quiet))
    first = only(due(of, *all_held(TODAY)), "check_in")[0]
    assert first.ideal == nominal - timedelta(days=3)
    assert figures(first, "moved_closed") == {"day": nominal, "to": first.ideal, "why": "quiet"}


def test_a_quiet_quarter_leaves_one_touch_before_it_and_starts_anew_after() -> None:
    quiet = ((TODAY + timedelta(days=20), TODAY + timedelta(days=110)),)
    of = in_stage("mid_market", "maturity", preferences=wishes(quiet=quiet))
    found = due(of, *all_held(TODAY), weeks=30)
    assert days(found)[0] == TODAY + timedelta(days=18)  # the last working day before
    assert days(found)[1] == TODAY + timedelta(days=112)  # the first one after
    assert not any(quiet[0][0] <= day <= quiet[0][1] for day in days(found))


def test_quiet_for_ever_asks_for_nothing() -> None:
    of = in_stage("mid_market", "maturity", preferences=wishes(quiet=((date(2000, 1, 1), date(2100, 1, 1)),)))
    assert due(of) == []
