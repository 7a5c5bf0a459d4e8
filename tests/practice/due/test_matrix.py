"""T3: the rhythm of every segment in every stage, and of the days where two stages meet."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest

from cadence_tui.practice.stages import stage_of
from tests.practice.accounts import (
    LONG_AGO,
    MODEL,
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
)

FRIDAY = TODAY - timedelta(days=3)
RHYTHMS_ALONE = msgspec.structs.replace(MODEL, new_account=(), renewal=())

# segment, stage, touch: days between two, minutes, channel
MATRIX = [
    ("enterprise", "onboarding", "check_in", 7, 30, "video"),
    ("enterprise", "early_adoption", "check_in", 14, 30, "video"),
    ("enterprise", "maturity", "check_in", 28, 45, "video"),
    ("enterprise", "pre_renewal", "check_in", 14, 30, "video"),
    ("mid_market", "onboarding", "check_in", 14, 20, "video"),
    ("mid_market", "early_adoption", "check_in", 28, 30, "video"),
    ("mid_market", "maturity", "check_in", 28, 30, "video"),
    ("mid_market", "pre_renewal", "check_in", 28, 30, "video"),
    ("smb", "onboarding", "email_check_in", 7, 0, "email"),
    ("smb", "early_adoption", "email_check_in", 14, 0, "email"),
    ("smb", "early_adoption", "check_in", 28, 20, "call"),
    ("smb", "maturity", "email_check_in", 28, 0, "email"),
    ("smb", "maturity", "check_in", 91, 20, "call"),
    ("smb", "pre_renewal", "email_check_in", 14, 0, "email"),
    ("smb", "pre_renewal", "check_in", 28, 20, "call"),
    ("tech_touch", "early_adoption", "email_check_in", 7, 0, "auto_email"),
    ("tech_touch", "maturity", "email_check_in", 28, 0, "auto_email"),
    ("tech_touch", "pre_renewal", "email_check_in", 14, 0, "auto_email"),
]


@pytest.mark.parametrize(("segment", "stage", "kind", "every", "minutes", "channel"), MATRIX)
def test_the_first_touch_falls_one_period_after_the_last(
    segment: str, stage: str, kind: str, every: int, minutes: int, channel: str
) -> None:
    found = due(in_stage(segment, stage), *all_held(FRIDAY), model=RHYTHMS_ALONE)
    first = only(found, kind)[0]
    assert first.rule == f"{segment}.{stage}.{kind}"
    assert (first.ideal, first.minutes, first.channel) == (
        FRIDAY + timedelta(days=every),
        minutes,
        channel,
    )
    assert figures(first, "rhythm")["every_days"] == every
    assert first.earliest <= first.ideal <= first.latest


def test_mails_twice_a_week_come_every_three_and_a_half_days() -> None:
    of = account("tech_touch", TODAY - timedelta(days=22))
    found = due(of, touch(TODAY, "email_check_in"), weeks=4)
    gaps = [(later - earlier).days for earlier, later in pairwise([TODAY, *days(found)])]
    assert len(found) == 8
    assert set(gaps) == {3, 4}


@pytest.mark.parametrize("segment", ["enterprise", "mid_market"])
def test_a_review_is_due_every_quarter_in_maturity_only(segment: str) -> None:
    history = [touch(FRIDAY, "business_review")]
    reviews = only(due(in_stage(segment, "maturity"), *history, weeks=30), "business_review")
    assert days(reviews) == [FRIDAY + timedelta(days=91), FRIDAY + timedelta(days=182)]
    assert not only(due(in_stage(segment, "pre_renewal"), *history, weeks=12), "business_review")


def test_a_business_review_absorbs_the_check_in_near_it_and_restarts_its_clock() -> None:
    review = TODAY + timedelta(days=28)
    history = [
        touch(review - timedelta(days=91), "business_review"),
        touch(review - timedelta(days=38)),  # the next one would fall 10 of 28 days before the review
    ]
    found = due(in_stage("mid_market", "maturity"), *history)
    assert days(only(found, "business_review")) == [review]
    assert days(only(found, "check_in"))[0] == review + timedelta(days=28)


def test_a_check_in_farther_from_the_review_than_the_share_stays() -> None:
    review = TODAY + timedelta(days=28)
    history = [touch(review - timedelta(days=91), "business_review"), touch(review - timedelta(days=42))]
    found = due(in_stage("mid_market", "maturity"), *history)
    assert days(only(found, "check_in"))[0] == review - timedelta(days=14)


def test_an_optional_call_is_marked_and_takes_no_mail_away() -> None:
    found = due(account("smb", TODAY - timedelta(days=10)), touch(TODAY), weeks=5)
    calls, mails = only(found, "check_in"), only(found, "email_check_in")
    assert [call.optional for call in calls][:1] == [True]
    assert days(mails)[:4] == [TODAY + timedelta(days=7 * week) for week in (1, 2, 3, 4)]


def test_nothing_human_is_asked_for_tech_touch() -> None:
    for stage in ("onboarding", "early_adoption", "maturity", "pre_renewal"):
        assert {item.delivered_by for item in due(in_stage("tech_touch", stage))} == {"automation"}


def test_the_rhythm_changes_on_the_day_the_stage_does() -> None:
    start = TODAY - timedelta(days=42)
    edge = start + timedelta(days=56)
    checks = only(due(account("enterprise", start), touch(TODAY), weeks=8), "check_in")
    assert days(checks)[0] == TODAY + timedelta(days=7)
    assert days(checks)[1] == TODAY + timedelta(days=21)
    after = [item for item in checks if item.ideal >= edge]
    assert {item.rule for item in after} == {"enterprise.early_adoption.check_in"}
    assert "stage_begins" in codes(after[0])
    assert figures(after[0], "stage_begins")["day"] == edge


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (55, "onboarding"),
        (56, "early_adoption"),
        (183, "early_adoption"),
        (184, "maturity"),
        (309, "maturity"),
        (310, "pre_renewal"),
        (400, "pre_renewal"),
        (401, "maturity"),
    ],
)
def test_the_last_day_of_a_stage_is_the_day_before_the_first_of_the_next(day: int, stage: str) -> None:
    of = account("enterprise", TODAY, renewal=TODAY + timedelta(days=400))
    assert stage_of(of, MODEL, TODAY + timedelta(days=day)).value == stage


@pytest.mark.parametrize("segment", ["enterprise", "mid_market", "smb", "tech_touch"])
def test_a_renewal_inside_onboarding_wins_until_its_day(segment: str) -> None:
    start, renewal = TODAY - timedelta(days=14), TODAY + timedelta(days=28)
    found = due(
        account(segment, start, renewal=renewal), touch(TODAY - timedelta(days=7), "week_one"), weeks=5
    )
    stages = [(item.rule.split(".")[1], item.ideal > renewal) for item in found if item.rule.count(".") == 2]
    assert set(stages) <= {("pre_renewal", False), ("onboarding", True)}
    assert ("onboarding", True) in stages or segment != "enterprise"
    assert [item.touch for item in found if item.touch.startswith("renewal_")] == [
        "renewal_30",
        "renewal_14",
        "renewal_7",
    ]


def test_a_slow_rhythm_gives_way_to_a_quicker_one_no_earlier_than_its_stage() -> None:
    renewal = TODAY + timedelta(days=110)  # pre-renewal begins in 20 days
    checks = only(
        due(account("enterprise", renewal=renewal), touch(TODAY - timedelta(days=5)), weeks=4), "check_in"
    )
    # Monthly would be in 23 days; biweekly was in 9: it is due when the new stage begins.
    assert checks == [] or checks[0].ideal >= renewal - timedelta(days=90)
    ladder = only(
        due(account("enterprise", renewal=renewal), touch(TODAY - timedelta(days=5)), weeks=4), "renewal_90"
    )
    assert days(ladder) == [TODAY + timedelta(days=21)]  # the 90th day before is a Sunday


@pytest.mark.parametrize("segment", ["enterprise", "mid_market", "smb", "tech_touch"])
def test_an_account_without_revenue_start_or_history_still_gets_its_touches(segment: str) -> None:
    found = due(account(segment, None))
    assert found
    assert all("never_held" in codes(item) for item in found[:1])


def test_an_overdue_touch_is_due_today_and_its_series_goes_on_from_there() -> None:
    found = only(due(in_stage("mid_market", "maturity"), *all_held(TODAY - timedelta(days=52))), "check_in")
    assert found[0].ideal == TODAY
    assert found[0].overdue == 24
    assert found[0].earliest == TODAY
    assert found[0].latest == TODAY + timedelta(days=8 + 7)
    assert figures(found[0], "overdue")["day"] == TODAY - timedelta(days=24)
    assert [item.overdue for item in found[1:]] == [0] * len(found[1:])
    assert found[1].ideal >= TODAY + timedelta(days=28)


def test_a_touch_due_today_is_not_overdue() -> None:
    first = only(due(in_stage("mid_market", "maturity"), touch(TODAY - timedelta(days=28))), "check_in")[0]
    assert (first.ideal, first.overdue) == (TODAY, 0)


@pytest.mark.parametrize(
    "not_counting",
    [
        {"internal": True},
        {"status": "no_show"},
        {"status": "declined"},
        {"status": "cancelled"},
        {"kind": "coffee"},
    ],
)
def test_only_a_held_qualifying_touch_restarts_the_clock(not_counting: dict[str, object]) -> None:
    last = touch(TODAY - timedelta(days=10))
    between = touch(TODAY - timedelta(days=2), **not_counting)  # pyright: ignore[reportArgumentType]
    first = only(due(in_stage("mid_market", "maturity"), last, between), "check_in")[0]
    assert first.ideal == TODAY + timedelta(days=18)


def test_a_mail_does_not_restart_the_clock_of_calls_but_a_call_that_of_mails() -> None:
    of = in_stage("smb", "maturity")
    call, mail = touch(TODAY - timedelta(days=60)), touch(TODAY - timedelta(days=3), "email_check_in")
    assert days(only(due(of, call, mail), "check_in")) == [TODAY + timedelta(days=31)]
    late_call, early_mail = touch(TODAY), touch(TODAY - timedelta(days=20), "email_check_in")
    assert days(only(due(of, late_call, early_mail), "email_check_in"))[0] == TODAY + timedelta(days=28)


def test_a_churned_account_gets_nothing_from_that_day() -> None:
    leaving = TODAY + timedelta(days=10)
    of = in_stage("enterprise", "onboarding", churned=leaving)
    assert all(item.ideal < leaving for item in due(of, touch(TODAY)))
    assert due(of, touch(TODAY))
    assert not due(in_stage("enterprise", "onboarding", churned=TODAY))


def test_a_bulk_import_is_spread_over_the_whole_period() -> None:
    first = [due(account("tech_touch", id=f"acc{n}"))[0] for n in range(400)]
    assert all(item.floating and item.earliest == TODAY for item in first)
    assert all(item.latest >= TODAY + timedelta(days=28) for item in first)
    weeks = [sum(1 for item in first if (item.ideal - TODAY).days // 7 == week) for week in range(4)]
    assert max(days(first)) <= TODAY + timedelta(days=28)
    assert min(weeks) >= 75, weeks


def test_a_floating_touch_keeps_its_day_while_days_pass() -> None:
    of = account(id="acc7")
    first = only(due(of), "check_in")[0]
    tomorrow = only(due(of, today=TODAY + timedelta(days=1)), "check_in")[0]
    assert first.ideal > TODAY + timedelta(days=1)
    assert (tomorrow.id, tomorrow.ideal) == (first.id, first.ideal)


def test_contact_before_the_start_does_not_count() -> None:
    start = TODAY + timedelta(days=7)
    found = due(account("enterprise", start), touch(LONG_AGO), weeks=4)
    assert all(item.ideal >= start for item in found)
    assert found[0].touch == "kickoff"
    assert only(found, "check_in")[0].ideal == start + timedelta(days=14)


def test_every_due_touch_says_which_rule_made_it_and_what_it_is_for() -> None:
    found = due(in_stage("enterprise", "onboarding"), touch(date(2026, 2, 20)))
    for item in found:
        assert item.rule.startswith("enterprise.")
        assert item.outcome == "activation" or item.rule.split(".")[1] != "onboarding"
        assert {"rhythm", "new_account"} & set(codes(item))


def test_an_account_that_starts_beyond_the_horizon_gets_nothing_yet() -> None:
    assert due(account("tech_touch", TODAY + timedelta(days=60)), weeks=4) == []


def test_a_rule_on_fixed_weekdays_keeps_to_them_whatever_was_held_when() -> None:
    rules = [
        msgspec.structs.replace(rule, every_days=None, weekdays=("Tue", "Thu"))
        for rule in MODEL.rules
        if rule.id == "tech_touch.maturity.email_check_in"
    ]
    model = msgspec.structs.replace(MODEL, rules=tuple(rules))
    for days_ago in (1, 4):
        last = touch(TODAY - timedelta(days=days_ago), "email_check_in")
        found = due(account("tech_touch"), last, weeks=2, model=model)
        assert [item.ideal.weekday() for item in found] == [1, 3, 1, 3]


def test_the_first_touch_of_a_new_account_is_overdue_before_it_floats() -> None:
    for days_ago, floating in ((10, False), (14 + 21, False), (14 + 22, True)):
        of = account("mid_market", TODAY - timedelta(days=days_ago))
        first = due(of, model=RHYTHMS_ALONE)[0]
        assert (first.floating, first.id) == (floating, f"acc1:check_in:{of.start:%Y%m%d}:1")


def test_a_series_no_longer_floats_once_an_agreed_touch_anchors_it() -> None:
    agreed = touch(TODAY + timedelta(days=9), "business_review", "confirmed")
    first = only(due(account(), agreed), "check_in")[0]
    assert (first.ideal, first.floating) == (agreed.date + timedelta(days=28), False)
    assert first.earliest > agreed.date
    assert "never_held" not in codes(first)
