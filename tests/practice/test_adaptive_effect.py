"""Before and after an accepted change: better, worse, no difference shown, or too little to say (T11)."""

from datetime import timedelta

import pytest

from cadence_tui.model.documents import Adaptation
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.adaptive_effect import CohortEffect, Effect, cohort_effect, effect
from tests.practice.accounts import MODEL, TODAY, account
from tests.practice.test_adaptive import EARLY, calls, decided, spread

FIGURES, EXPERIMENTS = MODEL.adaptive, MODEL.experiments
assert FIGURES is not None
assert EXPERIMENTS is not None
ACCEPTED = decided("accepted", TODAY - timedelta(days=142))


def since(held: int, missed: int, adaptation: Adaptation = ACCEPTED, *more: Adaptation) -> Effect:
    """What came of 7 held calls of 20 when afterwards so many were held, every other week."""
    record = AccountRecord(
        account=account("mid_market", EARLY),
        touchpoints=calls(spread(held, missed), every=14),
        adaptations=[adaptation, *more],
    )
    return effect(record, adaptation, FIGURES, TODAY)


def cohort(pairs: list[tuple[int, int]]) -> CohortEffect:
    return cohort_effect([since(held, missed) for held, missed in pairs], EXPERIMENTS)


def test_one_account_that_comes_again_is_said_to_with_its_interval() -> None:
    found = since(8, 2)
    assert (found.before.offered, found.after.offered, found.after.held) == (20, 10, 8)
    assert found.difference
    assert found.difference.low > 0
    assert found.verdict.code == "effect_better"
    assert found.verdict.args["calls_after"] == 10


def test_35_percent_that_became_72_is_said_with_interval_and_sample_size() -> None:
    found = cohort(
        [(7, 3), (8, 2), (7, 3), (6, 4), (8, 2), (7, 3), (8, 3), (7, 3), (6, 2), (8, 4), (7, 3), (8, 2)]
    )
    assert found.verdict.code == "effect_better"
    told = found.verdict.args
    assert (round(told["before"], 2), round(told["after"], 2)) == (0.35, 0.72)
    assert 0 < told["low"] < told["difference"] < told["high"] < 1
    assert (told["accounts"], told["calls_before"], told["calls_after"]) == (12, 240, 120)


def test_few_calls_or_few_accounts_conclude_nothing() -> None:
    few = since(3, 2)
    assert (few.difference, few.verdict.code) == (None, "effect_few_calls")
    assert few.verdict.args == {"when": "after", "offered": 5, "least": FIGURES.least_offered}
    together = cohort([(8, 2)] * 7)
    assert (together.difference, together.verdict.code) == (None, "effect_few_accounts")
    assert cohort([]).verdict.code == "effect_few_accounts"


@pytest.mark.parametrize(("held", "missed", "code"), [(4, 6, "effect_unclear"), (0, 10, "effect_worse")])
def test_what_is_no_better_is_not_called_better(held: int, missed: int, code: str) -> None:
    assert since(held, missed).verdict.code == code


def test_calls_count_only_while_the_change_held() -> None:
    ended = decided("ended", TODAY - timedelta(days=142), ended=TODAY - timedelta(days=30))
    assert since(8, 2, ended).after.offered == 7
    lapsed = decided("accepted", TODAY - timedelta(days=142), until=TODAY - timedelta(days=60))
    assert since(8, 2, lapsed).after.offered == 5
    next_one = decided("accepted", TODAY - timedelta(days=90), id="ad2", was_days=14.0)
    assert since(8, 2, ACCEPTED, next_one).after.offered == 3
