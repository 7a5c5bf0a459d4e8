"""T3, touch model by tiers: every rhythm to the figure, templates by day, edges and ladder of every tier."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest

from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import asking
from cadence_tui.practice.stages import stage_of
from tests.practice.accounts import LONG_AGO, TODAY, account, all_held, days, due, only, touch

MODEL = load_touch_model("touch-model")
RHYTHMS_ALONE = msgspec.structs.replace(MODEL, new_account=(), renewal=())
CSM, POD, ROBOT = "csm", "pod", "automation"

# segment, stage, touch: days between two, minutes, work, channel, by whom, what for
MATRIX = [
    ("enterprise", "onboarding", "check_in", 14, 30, 15, "video", CSM, "activation"),
    ("enterprise", "early_adoption", "check_in", 14, 30, 15, "video", CSM, "adoption"),
    ("enterprise", "early_adoption", "business_review", 91, 60, 90, "video", CSM, "value"),
    ("enterprise", "maturity", "check_in", 14, 30, 15, "video", CSM, "value"),
    ("enterprise", "maturity", "business_review", 91, 60, 90, "video", CSM, "value"),
    ("enterprise", "pre_renewal", "check_in", 14, 30, 15, "video", CSM, "renewal"),
    ("enterprise", "pre_renewal", "business_review", 91, 60, 90, "video", CSM, "value"),
    ("mid_market", "onboarding", "check_in", 56, 20, 10, "video", POD, "activation"),
    ("mid_market", "onboarding", "email_check_in", 28, 0, 10, "email", POD, "activation"),
    ("mid_market", "early_adoption", "check_in", 56, 20, 10, "video", POD, "adoption"),
    ("mid_market", "early_adoption", "email_check_in", 28, 0, 10, "email", POD, "adoption"),
    ("mid_market", "early_adoption", "business_review", 182, 45, 45, "video", POD, "value"),
    ("mid_market", "maturity", "check_in", 56, 20, 10, "video", POD, "value"),
    ("mid_market", "maturity", "email_check_in", 28, 0, 10, "email", POD, "value"),
    ("mid_market", "maturity", "business_review", 182, 45, 45, "video", POD, "value"),
    ("mid_market", "pre_renewal", "check_in", 28, 20, 10, "video", POD, "renewal"),
    ("mid_market", "pre_renewal", "business_review", 182, 45, 45, "video", POD, "value"),
    ("smb", "onboarding", "email_check_in", 28, 0, 0, "auto_email", ROBOT, "activation"),
    ("smb", "early_adoption", "email_check_in", 91, 0, 0, "auto_email", ROBOT, "adoption"),
    ("smb", "maturity", "email_check_in", 91, 0, 0, "auto_email", ROBOT, "value"),
    ("smb", "pre_renewal", "email_check_in", 28, 0, 0, "auto_email", ROBOT, "renewal"),
    ("tech_touch", "onboarding", "email_check_in", 7, 0, 0, "auto_email", ROBOT, "activation"),
    ("tech_touch", "onboarding", "in_app_tip", 14, 0, 0, "in_app", ROBOT, "activation"),
    ("tech_touch", "early_adoption", "email_check_in", 28, 0, 0, "auto_email", ROBOT, "adoption"),
    ("tech_touch", "early_adoption", "in_app_tip", 28, 0, 0, "in_app", ROBOT, "adoption"),
    ("tech_touch", "maturity", "email_check_in", 28, 0, 0, "auto_email", ROBOT, "value"),
    ("tech_touch", "pre_renewal", "email_check_in", 14, 0, 0, "auto_email", ROBOT, "renewal"),
]
# Days since the start on which today lies well inside the stage.
SINCE = {"onboarding": 80, "early_adoption": 170, "maturity": 900, "pre_renewal": 900}
DUE_DAY = TODAY + timedelta(days=3)

# touch, day, channel, minutes, by whom
STEPS = {
    "enterprise": [
        ("kickoff", 3, "video", 60, CSM),
        ("week_one", 7, "video", 30, CSM),
        ("implementation_check", 14, "video", 30, CSM),
        ("first_results", 28, "video", 45, CSM),
        ("first_month_recap", 60, "video", 30, CSM),
        ("business_review", 90, "video", 60, CSM),
    ],
    "mid_market": [
        ("kickoff", 3, "video", 45, POD),
        ("week_one", 7, "auto_email", 0, ROBOT),
        ("implementation_check", 14, "video", 20, POD),
        ("first_results", 30, "video", 30, POD),
        ("business_review", 90, "video", 45, POD),
    ],
    "smb": [
        ("welcome", 1, "auto_email", 0, ROBOT),
        ("kickoff", 3, "call", 20, CSM),
        ("week_one", 7, "auto_email", 0, ROBOT),
        ("resources", 14, "auto_email", 0, ROBOT),
        ("celebration", 30, "in_app", 0, ROBOT),
        ("health_look", 90, "email", 0, CSM),
    ],
    "tech_touch": [
        ("kickoff", 3, "auto_email", 0, ROBOT),
        ("week_one", 7, "auto_email", 0, ROBOT),
        ("activation_14", 14, "auto_email", 0, ROBOT),
        ("activation_30", 30, "auto_email", 0, ROBOT),
    ],
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
        ("video", 20, POD),
        ("video", 30, POD),
        ("video", 20, POD),
        ("call", 15, POD),
        ("call", 15, POD),
    ],
    "smb": [
        ("auto_email", 0, ROBOT),
        ("call", 20, CSM),
        ("email", 0, CSM),
        ("call", 15, CSM),
        ("call", 15, CSM),
    ],
    "tech_touch": [("auto_email", 0, ROBOT)] * 5,
}
RUNGS = (90, 60, 30, 14, 7)


def test_the_model_is_its_matrix() -> None:
    found = [
        (
            *(rule.segment, rule.stage, rule.touch, rule.every_days),
            *(rule.minutes, rule.work_minutes, rule.channel, rule.delivered_by, rule.outcome),
        )
        for rule in MODEL.rules
    ]
    assert found == MATRIX


@pytest.mark.parametrize(
    ("segment", "stage", "kind", "every"),
    [row[:4] for row in MATRIX if row[1:3] != ("early_adoption", "business_review")],
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


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (0, "onboarding"),
        (89, "onboarding"),
        (90, "early_adoption"),
        (183, "early_adoption"),  # six months after 2 March are 184 days
        (184, "maturity"),
        (309, "maturity"),
        (310, "pre_renewal"),
        (400, "pre_renewal"),
        (401, "maturity"),
    ],
)
def test_stages_meet_without_a_gap(day: int, stage: str) -> None:
    of = account("smb", TODAY, renewal=TODAY + timedelta(days=400))
    assert stage_of(of, MODEL, TODAY + timedelta(days=day)).value == stage


@pytest.mark.parametrize("segment", list(STEPS))
def test_the_template_of_a_tier_is_asked_for_day_by_day(segment: str) -> None:
    """The contact budget may move what is automated by a day or two, and nobody is contacted on a weekend."""
    start = date(
        2026, 3, 4
    )  # no step from a Wednesday on falls on a Saturday or Sunday, but those of day 3 and 60
    kinds = [step[0] for step in STEPS[segment]]
    alone = msgspec.structs.replace(MODEL, rules=())
    found = due(account(segment, start), model=alone, today=start, weeks=14)
    assert [item.touch for item in found] == kinds
    for item, (kind, day, channel, minutes, by) in zip(found, STEPS[segment], strict=True):
        assert (item.touch, item.channel, item.minutes, item.delivered_by) == (kind, channel, minutes, by)
        assert abs((item.ideal - start).days - day) <= 2, kind


def test_the_template_of_the_top_tier_takes_the_place_of_its_rhythm() -> None:
    found = due(account("enterprise", TODAY), model=MODEL, weeks=15)
    assert [(item.touch, (item.ideal - TODAY).days) for item in found] == [
        ("kickoff", 3),
        ("week_one", 7),
        ("implementation_check", 14),
        ("first_results", 28),
        ("check_in", 42),
        ("first_month_recap", 60),
        ("check_in", 74),
        ("business_review", 91),  # day 90 is a Sunday
        ("check_in", 105),
    ]


def test_the_middle_tier_is_called_and_written_to_by_turns_after_its_template() -> None:
    found = due(account("mid_market", TODAY), model=MODEL, weeks=26)
    assert [(item.touch, (item.ideal - TODAY).days) for item in found] == [
        ("kickoff", 3),
        ("week_one", 7),
        ("implementation_check", 14),
        ("first_results", 30),
        ("email_check_in", 58),
        ("business_review", 91),  # stands for the call of day 86
        ("email_check_in", 119),
        ("check_in", 147),
        ("email_check_in", 175),
    ]


@pytest.mark.parametrize("segment", list(LADDER))
def test_the_ladder_of_every_tier_stands_on_its_days(segment: str) -> None:
    renewal = TODAY + timedelta(days=98)  # a Monday
    of = account(segment, TODAY - timedelta(days=SINCE["maturity"]), renewal=renewal)
    found = [item for item in due(of, model=MODEL, weeks=14) if item.touch.startswith("renewal_")]
    assert [item.touch for item in found] == [f"renewal_{rung}" for rung in RUNGS]
    assert [(item.channel, item.minutes, item.delivered_by) for item in found] == LADDER[segment]
    for item, rung in zip(found, RUNGS, strict=True):
        assert abs((item.ideal - (renewal - timedelta(days=rung))).days) <= 3, item.touch


@pytest.mark.parametrize("segment", list(STEPS))
def test_a_renewal_inside_onboarding_wins_and_keeps_the_steps_of_the_new_account(segment: str) -> None:
    renewal = TODAY + timedelta(days=61)
    of = account(segment, TODAY, renewal=renewal)
    assert stage_of(of, MODEL, TODAY).value == "pre_renewal"
    assert stage_of(of, MODEL, renewal + timedelta(days=1)).value == "onboarding"
    found = due(of, model=MODEL, weeks=12)
    steps = {kind for kind, *_ in STEPS[segment]} - {"business_review", "health_look"}
    assert steps <= {item.touch for item in found}
    assert {"renewal_60", "renewal_30", "renewal_14", "renewal_7"} <= {item.touch for item in found}
    rhythms = [item for item in found if item.rule.count(".") == 2]
    assert {item.rule.split(".")[1] for item in rhythms if item.ideal <= renewal} <= {"pre_renewal"}
    assert {item.rule.split(".")[1] for item in rhythms if item.ideal > renewal} <= {"onboarding"}


@pytest.mark.parametrize("segment", ["enterprise", "mid_market", "smb", "tech_touch"])
@pytest.mark.parametrize("stage", list(SINCE))
def test_nobody_is_left_a_month_without_a_touch(segment: str, stage: str) -> None:
    renewal = TODAY + timedelta(days=85) if stage == "pre_renewal" else None
    of = account(segment, TODAY - timedelta(days=SINCE[stage]), renewal=renewal)
    record = AccountRecord(account=of, touchpoints=all_held(TODAY - timedelta(days=3)))
    until = TODAY + timedelta(weeks=12)
    found = list(asking(record, MODEL, today=TODAY, until=until).due)
    contacts = [TODAY - timedelta(days=3), *days(found), until]
    assert max((later - earlier).days for earlier, later in pairwise(contacts)) <= MODEL.contact.minimum_days


def test_reviews_come_every_quarter_and_twice_a_year() -> None:
    for segment, least, most in (("enterprise", 91, 111), ("mid_market", 182, 212)):
        history = [touch(TODAY - timedelta(days=3)), touch(TODAY - timedelta(days=3), "business_review")]
        found = only(due(account(segment, LONG_AGO), *history, model=MODEL, weeks=60), "business_review")
        gaps = [
            (later - earlier).days for earlier, later in pairwise([TODAY - timedelta(days=3), *days(found)])
        ]
        assert least - 7 <= min(gaps)
        assert max(gaps) <= most + 31, "December moves one, and skips none"
