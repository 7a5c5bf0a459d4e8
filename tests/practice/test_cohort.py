"""Chance gives an arm to every account that may take part, and nobody else (T11)."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.documents import Arm, Rhythm
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.cohort import Candidate, Cohort, Invited, Wanted, cohort_of, draw
from tests.practice.accounts import MODEL, TODAY, account, touch, wishes

WANTED = Wanted(touch="check_in", a=Arm(every_days=28), b=Arm(every_days=56), segment="mid_market")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        account=st.uuids().map(str),
        owner=st.sampled_from(["ana", "rui", "eva"]),
        held=st.integers(0, 10),
        offered=st.just(10),
    ),
    max_size=40,
    unique_by=lambda each: each.account,
)


def invited(band: str = "green", pod: str = "norte", tier: str = "mid_market", **fields: Any) -> Invited:
    record = AccountRecord(account=account(tier, **fields), touchpoints=[touch(TODAY - timedelta(days=9))])
    return Invited(record=record, pod=pod, band=band)


def found(*of: Invited, wanted: Wanted = WANTED) -> Cohort:
    return cohort_of(of, wanted, MODEL, TODAY)


@given(CANDIDATES, st.text(max_size=14))
def test_both_arms_have_as_many_accounts_of_everybody(candidates: list[Candidate], seed: str) -> None:
    drawn = draw(candidates, seed)
    assert sorted(each.account for each in drawn) == sorted(each.account for each in candidates)
    arms = Counter(each.arm for each in drawn)
    assert abs(arms["a"] - arms["b"]) <= 1
    for owner in ("ana", "rui", "eva"):
        own = Counter(each.arm for each in drawn if each.owner == owner)
        assert abs(own["a"] - own["b"]) <= 2


@given(CANDIDATES)
def test_the_same_seed_draws_the_same_in_whatever_order(candidates: list[Candidate]) -> None:
    assert draw(candidates, "seed") == draw(candidates[::-1], "seed")


def test_another_seed_draws_another_way() -> None:
    candidates = [Candidate(account=f"a{n}", owner="ana", held=n, offered=20) for n in range(20)]
    draws = {tuple(each.arm for each in draw(candidates, f"seed {n}")) for n in range(10)}
    assert len(draws) == 10


def test_both_arms_attended_alike_before() -> None:
    candidates = [Candidate(account=f"a{n:02}", owner="ana", held=n, offered=40) for n in range(40)]
    drawn = draw(candidates, "seed")
    held = {arm: sum(each.held for each in drawn if each.arm == arm) for arm in ("a", "b")}
    assert abs(held["a"] - held["b"]) <= 20  # neighbours differ by one


@pytest.mark.parametrize(
    ("why", "one"),
    [
        ("red", invited(band="red")),
        ("wish", invited(preferences=wishes(every_days=14))),
        ("wish", invited(preferences=wishes(channel="call"))),
        ("no_call", invited(preferences=wishes(channel="email"))),
        ("no_call", invited(preferences=wishes(refused=("check_in",)))),
        ("rhythm", invited(rhythm=Rhythm(every_days=14, source="x", by="ana", at=NOON))),
    ],
)
def test_who_cannot_take_part_is_counted_by_reason(why: str, one: Invited) -> None:
    cohort = found(one, invited())
    assert dict(cohort.left_out) == {why: 1}
    assert len(cohort.candidates) == 1
    assert (cohort.candidates[0].held, cohort.candidates[0].offered) == (1, 1)


def test_a_rhythm_that_is_over_is_no_hindrance() -> None:
    over = Rhythm(every_days=14, source="x", by="ana", at=NOON, until=TODAY - timedelta(days=1))
    assert len(found(invited(rhythm=over)).candidates) == 1


def test_whom_nobody_asked_is_not_counted_either() -> None:
    cohort = found(invited(tier="enterprise"), invited(pod="sul"), invited(churned=TODAY),
                   wanted=Wanted(touch="check_in", a=WANTED.a, b=WANTED.b, segment="mid_market", pod="norte",
                                 stage="maturity"))  # fmt: skip
    assert (cohort.candidates, dict(cohort.left_out)) == ((), {})
