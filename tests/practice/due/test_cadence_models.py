"""T3, cadence models: every rhythm to the figure, where stages meet, steps and ladder of every tier."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest

from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import Due, asking
from cadence_tui.practice.stages import stage_of
from tests.practice.accounts import LONG_AGO, TODAY, account, all_held, days, due, only, touch

MODEL = load_touch_model("cadence-models")
RHYTHMS_ALONE = msgspec.structs.replace(MODEL, new_account=(), renewal=())
CSM, ROBOT = "csm", "automation"
WORKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")

# segment, stage, touch: days between two (or weekdays), minutes, work, channel, by whom, what for
MATRIX = [
    ("enterprise", "first_week", "check_in", 7, 30, 15, "video", CSM, "activation"),
    ("enterprise", "onboarding", "check_in", 14, 30, 15, "video", CSM, "activation"),
    ("enterprise", "early_adoption", "check_in", 14, 30, 15, "video", CSM, "adoption"),
    ("enterprise", "early_adoption", "business_review", 91, 60, 90, "video", CSM, "value"),
    ("enterprise", "maturity", "check_in", 14, 30, 15, "video", CSM, "value"),
    ("enterprise", "maturity", "business_review", 91, 60, 90, "video", CSM, "value"),
    ("enterprise", "pre_renewal", "check_in", 14, 30, 15, "video", CSM, "renewal"),
    ("enterprise", "pre_renewal", "business_review", 91, 60, 90, "video", CSM, "value"),
    ("mid_market", "first_week", "check_in", 7, 30, 15, "video", CSM, "activation"),
    ("mid_market", "onboarding", "check_in", 28, 30, 15, "video", CSM, "activation"),
    ("mid_market", "onboarding", "email_check_in", 14, 0, 10, "email", CSM, "activation"),
    ("mid_market", "early_adoption", "check_in", 56, 30, 15, "video", CSM, "adoption"),
    ("mid_market", "early_adoption", "email_check_in", 28, 0, 10, "email", CSM, "adoption"),
    ("mid_market", "early_adoption", "business_review", 182, 60, 60, "video", CSM, "value"),
    ("mid_market", "maturity", "check_in", 56, 30, 15, "video", CSM, "value"),
    ("mid_market", "maturity", "email_check_in", 28, 0, 10, "email", CSM, "value"),
    ("mid_market", "maturity", "business_review", 182, 60, 60, "video", CSM, "value"),
    ("mid_market", "pre_renewal", "check_in", 28, 30, 15, "video", CSM, "renewal"),
    ("mid_market", "pre_renewal", "business_review", 182, 60, 60, "video", CSM, "value"),
    ("smb", "first_week", "email_check_in", WORKDAYS, 0, 0, "auto_email", ROBOT, "activation"),
    ("smb", "onboarding", "email_check_in", 7, 0, 0, "auto_email", ROBOT, "activation"),
    ("smb", "early_adoption", "email_check_in", 91, 0, 0, "auto_email", ROBOT, "adoption"),
    ("smb", "maturity", "email_check_in", 91, 0, 0, "auto_email", ROBOT, "value"),
    ("smb", "pre_renewal", "email_check_in", 91, 0, 0, "auto_email", ROBOT, "renewal"),
    ("tech_touch", "first_week", "email_check_in", 3.5, 0, 0, "auto_email", ROBOT, "activation"),
    ("tech_touch", "onboarding", "email_check_in", 7, 0, 0, "auto_email", ROBOT, "activation"),
    ("tech_touch", "onboarding", "in_app_tip", 14, 0, 0, "in_app", ROBOT, "activation"),
    ("tech_touch", "early_adoption", "email_check_in", 14, 0, 0, "auto_email", ROBOT, "adoption"),
    ("tech_touch", "early_adoption", "in_app_tip", 28, 0, 0, "in_app", ROBOT, "adoption"),
    ("tech_touch", "maturity", "email_check_in", 28, 0, 0, "auto_email", ROBOT, "value"),
    ("tech_touch", "pre_renewal", "email_check_in", 14, 0, 0, "auto_email", ROBOT, "renewal"),
]
# Days since the start on which today lies well inside the stage.
SINCE = {"onboarding": 70, "early_adoption": 250, "maturity": 900, "pre_renewal": 900}
DUE_DAY = TODAY + timedelta(days=3)

STEPS = {
    "enterprise": [
        ("kickoff", 3, "video", CSM),
        ("week_one", 7, "video", CSM),
        ("first_results", 28, "video", CSM),
    ],
    "mid_market": [
        ("kickoff", 3, "video", CSM),
        ("week_one", 7, "video", CSM),
        ("first_results", 28, "video", CSM),
    ],
    "smb": [("kickoff", 3, "auto_email", ROBOT), ("week_one", 7, "auto_email", ROBOT)],
    "tech_touch": [("kickoff", 3, "auto_email", ROBOT), ("week_one", 7, "auto_email", ROBOT)],
}
LADDER = {
    "enterprise": [
        ("video", 30, CSM),
        ("video", 45, CSM),
        ("video", 30, CSM),
        ("call", 15, CSM),
        ("call", 15, CSM),
    ],
    "mid_market": [
        ("video", 20, CSM),
        ("video", 30, CSM),
        ("video", 30, CSM),
        ("call", 15, CSM),
        ("call", 15, CSM),
    ],
    "smb": [
        ("auto_email", 0, ROBOT),
        ("call", 20, CSM),
        ("email", 0, CSM),
        ("auto_email", 0, ROBOT),
        ("call", 15, CSM),
    ],
    "tech_touch": [("auto_email", 0, ROBOT)] * 5,
}
RUNGS = (90, 60, 30, 14, 7)


def test_the_model_is_its_matrix() -> None:
    found = [
        (
            *(rule.segment, rule.stage, rule.touch, rule.weekdays or rule.every_days),
            *(rule.minutes, rule.work_minutes, rule.channel, rule.delivered_by, rule.outcome),
        )
        for rule in MODEL.rules
    ]
    assert found == MATRIX


@pytest.mark.parametrize(
    ("segment", "stage", "kind", "every"),
    [row[:4] for row in MATRIX if row[1] != "first_week"],
)
def test_the_next_touch_falls_one_period_after_the_last(
    segment: str, stage: str, kind: str, every: int
) -> None:
    renewal = TODAY + timedelta(days=85) if stage == "pre_renewal" else None
    of = account(segment, TODAY - timedelta(days=SINCE[stage]), renewal=renewal)
    alone = msgspec.structs.replace(
        RHYTHMS_ALONE,
        rules=tuple(rule for rule in MODEL.rules if (rule.segment, rule.touch) == (segment, kind)),
    )
    first = due(of, *all_held(DUE_DAY - timedelta(days=every)), model=alone)[0]
    assert (first.rule, first.ideal) == (f"{segment}.{stage}.{kind}", DUE_DAY)


# days after the start, stage: the last day of one stage and the first of the next
@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 3, 2), "first_week"),
        (date(2026, 3, 8), "first_week"),
        (date(2026, 3, 9), "onboarding"),
        (date(2026, 6, 1), "onboarding"),
        (date(2026, 6, 2), "early_adoption"),
        (date(2027, 3, 1), "early_adoption"),
        (date(2027, 3, 2), "maturity"),
        (date(2027, 12, 1), "maturity"),
        (date(2027, 12, 2), "pre_renewal"),
        (date(2028, 3, 1), "pre_renewal"),
        (date(2028, 3, 2), "maturity"),
    ],
)
def test_stages_meet_without_a_gap(day: date, stage: str) -> None:
    of = account("smb", TODAY, renewal=date(2028, 3, 1))
    assert stage_of(of, MODEL, day).value == stage


def test_scale_gets_a_mail_a_day_in_week_one_then_one_a_week_then_one_a_quarter() -> None:
    found = due(account("smb", TODAY), model=MODEL, weeks=40)
    assert {item.channel for item in found} == {"auto_email"}
    week_one = [item for item in found if item.ideal < TODAY + timedelta(days=7)]
    assert [item.ideal.weekday() for item in week_one] == [1, 2, 3, 4]  # it starts on a Monday
    assert [item.touch for item in week_one] == [
        "email_check_in",
        "email_check_in",
        "kickoff",
        "email_check_in",
    ]
    onboarding = [item for item in found if item.ideal < date(2026, 6, 2)][len(week_one) :]
    assert days(onboarding) == [TODAY + timedelta(weeks=week) for week in range(1, 14)]
    assert onboarding[0].touch == "week_one"
    quarterly = [item for item in found if item.ideal >= date(2026, 6, 2)]
    assert days(quarterly) == [date(2026, 6, 1) + timedelta(days=91 * number) for number in (1, 2)]


@pytest.mark.parametrize("weekday", range(7))
def test_week_one_of_scale_keeps_its_own_cap_and_never_falls_on_a_weekend(weekday: int) -> None:
    start = TODAY + timedelta(days=weekday)
    found = due(account("smb", start), model=MODEL, weeks=2)
    first = [item for item in found if start < item.ideal < start + timedelta(days=7)]
    assert len(first) in (4, 5)
    assert all(item.ideal.weekday() < 5 for item in first)
    assert len(set(days(first))) == len(first)


@pytest.mark.parametrize("segment", ["enterprise", "mid_market"])
def test_week_one_of_those_with_a_csm_has_two_calls(segment: str) -> None:
    found = due(account(segment, TODAY), model=MODEL, weeks=1)
    calls = [(item.touch, (item.ideal - TODAY).days) for item in found if item.channel == "video"]
    assert calls == [("kickoff", 3), ("week_one", 7)]


@pytest.mark.parametrize("segment", list(STEPS))
def test_the_steps_of_a_new_account_fall_on_their_days(segment: str) -> None:
    found = due(account(segment, TODAY), model=MODEL, weeks=13)
    steps = [
        (item.touch, (item.ideal - TODAY).days, item.channel, item.delivered_by)
        for item in only(found, "kickoff", "week_one", "first_results")
    ]
    assert steps == STEPS[segment]


@pytest.mark.parametrize("segment", list(LADDER))
def test_the_ladder_of_every_tier_stands_on_its_days(segment: str) -> None:
    renewal = TODAY + timedelta(days=98)  # a Monday
    of = account(segment, TODAY - timedelta(days=SINCE["maturity"]), renewal=renewal)
    found = [item for item in due(of, model=MODEL, weeks=14) if item.touch.startswith("renewal_")]
    assert [item.touch for item in found] == [f"renewal_{rung}" for rung in RUNGS]
    assert [(item.channel, item.minutes, item.delivered_by) for item in found] == LADDER[segment]
    for item, rung in zip(found, RUNGS, strict=True):
        assert abs((item.ideal - (renewal - timedelta(days=rung))).days) <= 3, item.touch


def test_a_renewal_inside_onboarding_wins_and_its_ladder_begins_where_it_stands() -> None:
    renewal = TODAY + timedelta(days=50)
    of = account("enterprise", TODAY - timedelta(days=20), renewal=renewal)
    assert stage_of(of, MODEL, TODAY).value == "pre_renewal"
    assert stage_of(of, MODEL, renewal + timedelta(days=1)).value == "onboarding"
    found = due(of, touch(TODAY - timedelta(days=13), "week_one"), model=MODEL, weeks=9)
    rungs = [item.touch for item in found if item.touch.startswith("renewal_")]
    assert rungs == ["renewal_60", "renewal_30", "renewal_14", "renewal_7"]
    checks = only(found, "check_in")
    assert {item.rule for item in checks if item.ideal <= renewal} <= {"enterprise.pre_renewal.check_in"}
    assert {item.rule for item in checks if item.ideal > renewal} == {"enterprise.onboarding.check_in"}


def test_core_is_called_and_written_to_by_turns_once_a_month() -> None:
    of = account("mid_market", LONG_AGO)
    history = [touch(TODAY - timedelta(days=28)), touch(TODAY - timedelta(days=28), "business_review")]
    found = only(due(of, *history, model=MODEL, weeks=22), "check_in", "email_check_in", "business_review")
    assert [(item.touch, (item.ideal - TODAY).days) for item in found] == [
        ("email_check_in", 0),
        ("check_in", 28),
        ("email_check_in", 56),
        ("check_in", 84),
        ("email_check_in", 112),
        ("email_check_in", 140),
        ("business_review", 154),  # stands for the call of day 140
    ]


def test_a_strategic_review_is_never_skipped_only_moved_out_of_december() -> None:
    of = account("enterprise", LONG_AGO)
    held = [touch(date(2026, 2, 20)), touch(date(2026, 2, 20), "business_review")]
    reviews = only(due(of, *held, model=MODEL, weeks=60), "business_review")
    assert len(reviews) >= 4
    assert all(item.ideal.month != 12 for item in reviews)
    gaps = [(later - earlier).days for earlier, later in pairwise(days(reviews))]
    assert max(gaps) < 135


def test_25_strategic_accounts_are_50_calls_in_four_weeks() -> None:
    books = [account("enterprise", LONG_AGO, id=f"acc{number}") for number in range(25)]
    history = all_held(TODAY - timedelta(days=1))
    calls = [only(due(of, *history, model=RHYTHMS_ALONE, weeks=4), "check_in") for of in books]
    assert sum(map(len, calls)) == 50


@pytest.mark.parametrize("stage", ["early_adoption", "maturity", "pre_renewal"])
def test_scale_is_left_no_month_without_a_touch(stage: str) -> None:
    renewal = TODAY + timedelta(days=85) if stage == "pre_renewal" else None
    of = account("smb", TODAY - timedelta(days=SINCE[stage]), renewal=renewal)
    record = AccountRecord(account=of, touchpoints=all_held(TODAY - timedelta(days=3)))
    until = TODAY + timedelta(weeks=12)
    found: list[Due] = list(asking(record, MODEL, today=TODAY, until=until).due)
    contacts = [TODAY - timedelta(days=3), *days(found), until]
    gaps = [(later - earlier).days for earlier, later in pairwise(contacts)]
    assert max(gaps) <= MODEL.contact.minimum_days
    by_people = [item for item in found if item.delivered_by != "automation"]
    assert all(item.touch.startswith("renewal_") for item in by_people)


def test_nobody_delivers_anything_to_tech_touch() -> None:
    for stage, since in SINCE.items():
        renewal = TODAY + timedelta(days=85) if stage == "pre_renewal" else None
        of = account("tech_touch", TODAY - timedelta(days=since), renewal=renewal)
        assert {item.delivered_by for item in due(of, model=MODEL)} == {"automation"}
