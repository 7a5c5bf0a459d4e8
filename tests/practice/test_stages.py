"""T2: stages by date, walked along every edge."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.model.documents import Override
from cadence_tui.practice.stages import stage_of, stage_spans
from tests.practice.accounts import MODEL, TODAY, account

START = date(2025, 9, 1)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (START - timedelta(days=10), "onboarding"),
        (START, "onboarding"),
        (START + timedelta(days=55), "onboarding"),  # the last day of week 8
        (START + timedelta(days=56), "early_adoption"),
        (date(2026, 2, 28), "early_adoption"),
        (date(2026, 3, 1), "maturity"),  # six months to the day
        (date(2030, 1, 1), "maturity"),
    ],
)
def test_stages_follow_the_start(day: date, stage: str) -> None:
    assert stage_of(account(start=START), MODEL, day).value == stage


@pytest.mark.parametrize(
    ("days_before", "stage"),
    [(91, "maturity"), (90, "pre_renewal"), (7, "pre_renewal"), (0, "pre_renewal"), (-1, "maturity")],
)
def test_the_renewal_has_its_own_stage_from_90_days_before(days_before: int, stage: str) -> None:
    of = account(renewal=TODAY + timedelta(days=days_before))
    assert stage_of(of, MODEL, TODAY).value == stage


@pytest.mark.parametrize("age", [0, 55, 56, 150])
def test_a_renewal_wins_over_onboarding_and_early_adoption(age: int) -> None:
    of = account(start=TODAY - timedelta(days=age), renewal=TODAY + timedelta(days=30))
    placed = stage_of(of, MODEL, TODAY)
    assert placed.value == "pre_renewal"
    assert placed.reasons[-1].args["days"] == 30


def test_a_renewal_stage_that_does_not_win_leaves_onboarding_alone() -> None:
    stages = tuple(msgspec.structs.replace(stage, wins=False) for stage in MODEL.stages)
    model = msgspec.structs.replace(MODEL, stages=stages)
    near = {"renewal": TODAY + timedelta(days=30)}
    assert stage_of(account(start=TODAY, **near), model, TODAY).value == "onboarding"
    assert stage_of(account(**near), model, TODAY).value == "pre_renewal"


def test_an_end_of_month_start_keeps_to_the_shorter_month() -> None:
    of = account(start=date(2025, 8, 31))
    assert stage_of(of, MODEL, date(2026, 2, 27)).value == "early_adoption"
    assert stage_of(of, MODEL, date(2026, 2, 28)).value == "maturity"


def test_without_a_start_an_account_is_mature_and_the_reason_says_why() -> None:
    placed = stage_of(account(start=None), MODEL, TODAY)
    assert (placed.value, placed.reasons[-1].code) == ("maturity", "stage_no_start")


def test_a_person_overrules_even_a_renewal_until_their_word_ends() -> None:
    override = Override(value="onboarding", why="started anew", until=TODAY)
    of = account(stage=override, renewal=TODAY + timedelta(days=30))
    assert stage_of(of, MODEL, TODAY).value == "onboarding"
    assert stage_of(of, MODEL, TODAY + timedelta(days=1)).value == "pre_renewal"


def test_an_unknown_stage_is_named_and_the_rule_holds() -> None:
    placed = stage_of(account(stage=Override(value="growth", why="?")), MODEL, TODAY)
    assert placed.value == "maturity"
    assert placed.reasons[0].code == "stage_override_unknown"


@settings(max_examples=60, deadline=None)
@given(
    start=st.none() | st.integers(-300, 60),
    renewal=st.none() | st.integers(-60, 300),
    until=st.none() | st.integers(-20, 200),
)
def test_spans_tell_the_stage_of_every_day(start: int | None, renewal: int | None, until: int | None) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else TODAY + timedelta(days=offset)

    override = None if until is None else Override(value="onboarding", why="anew", until=day(until))
    of = account(start=day(start), renewal=day(renewal), stage=override)
    spans = stage_spans(of, MODEL, TODAY, TODAY + timedelta(days=250))
    assert (spans[0].first, spans[-1].last) == (TODAY, TODAY + timedelta(days=250))
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in pairwise(spans))
    for span in spans:
        for offset in range((span.last - span.first).days + 1):
            assert stage_of(of, MODEL, span.first + timedelta(days=offset)).value == span.stage
