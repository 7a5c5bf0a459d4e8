"""Intervals as the literature prints them, and honest about calls of one account being alike (T11)."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.practice.statistics import (
    Group,
    Interval,
    difference_of,
    grouped_share,
    mean_of,
    newcombe,
    student_quantile,
    wilson,
)

GROUPS = st.integers(0, 40).flatmap(lambda n: st.builds(Group, st.integers(0, n), st.just(n)))
CONFIDENCE = st.sampled_from([0.8, 0.9, 0.95, 0.99])


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, 4), round(interval.high, 4)


# Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
@pytest.mark.parametrize(
    ("held", "offered", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_published_score_interval(held: int, offered: int, low: float, high: float) -> None:
    assert ends(wilson(held, offered, 0.95)) == (low, high)


# Newcombe (1998), "Interval estimation for the difference between independent proportions", table II.
@pytest.mark.parametrize(
    ("second", "first", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_the_published_interval(
    second: tuple[int, int], first: tuple[int, int], low: float, high: float
) -> None:
    assert ends(newcombe(Group(*first), Group(*second), 0.95)) == (low, high)


@pytest.mark.parametrize(
    ("confidence", "freedom", "quantile"),
    [(0.95, 1, 12.706), (0.95, 7, 2.365), (0.95, 10, 2.228), (0.9, 4, 2.132), (0.99, 2, 9.925),
     (0.95, 120, 1.980)],
)  # fmt: skip
def test_quantiles_are_those_of_the_tables(confidence: float, freedom: int, quantile: float) -> None:
    assert round(student_quantile(confidence, freedom), 3) == quantile


def drawn(chance: Random, accounts: int, share: float, calls: int, alike: float) -> list[Group]:
    """Accounts with a share of their own (beta), the correlation of whose calls is `alike`."""
    spread = (1 - alike) / alike
    groups: list[Group] = []
    for _ in range(accounts):
        own = chance.betavariate(share * spread, (1 - share) * spread)
        offered = max(1, round(calls * chance.uniform(0.5, 1.5)))
        groups.append(Group(sum(chance.random() < own for _ in range(offered)), offered))
    return groups


def by_accounts(first: list[Group], second: list[Group]) -> Interval:
    one, two = grouped_share(first, 0.95), grouped_share(second, 0.95)
    assert one
    assert two
    return difference_of(one, two)


def by_calls(first: list[Group], second: list[Group]) -> Interval:
    one, two = (
        Group(sum(each.held for each in groups), sum(each.offered for each in groups))
        for groups in (first, second)
    )
    return newcombe(one, two, 0.95)


def coverage(between: Callable[[list[Group], list[Group]], Interval], seed: int) -> float:
    """How often the interval has the true difference: 8 weekly accounts at 35 %, 8 biweekly ones at 72 %."""
    chance, times = Random(seed), 400
    caught = 0
    for _ in range(times):
        first, second = drawn(chance, 8, 0.35, 26, 0.25), drawn(chance, 8, 0.72, 13, 0.25)
        caught += between(first, second).holds(0.72 - 0.35)
    return caught / times


@pytest.mark.parametrize("seed", [1, 2])
def test_the_interval_over_accounts_has_the_truth_as_often_as_it_says(seed: int) -> None:
    assert coverage(by_accounts, seed) >= 0.93


def test_calls_taken_as_independent_would_promise_too_much() -> None:
    assert coverage(by_calls, 1) < 0.8


def test_more_calls_of_the_same_accounts_do_not_stand_for_more_accounts() -> None:
    few = grouped_share([Group(held, 10) for held in (0, 1, 9, 10)], 0.95)
    many = grouped_share([Group(held * 100, 1000) for held in (0, 1, 9, 10)], 0.95)
    assert few
    assert many
    assert many.interval.high - many.interval.low > 0.9 * (few.interval.high - few.interval.low)


def test_accounts_that_differ_as_chance_would_have_it_are_worth_their_calls() -> None:
    alike = grouped_share([Group(5, 10)] * 10, 0.95)
    assert alike
    assert alike.interval.low < wilson(50, 100, 0.95).low
    assert alike.interval.high - alike.interval.low < 0.25


def test_one_account_is_no_sample_and_calls_that_all_ended_alike_are_not_certain() -> None:
    assert grouped_share([Group(3, 10), Group(0, 0)], 0.95) is None
    certain = grouped_share([Group(20, 20)] * 8, 0.95)
    assert certain
    assert certain.value == 1
    assert certain.interval.low < 0.7


def test_a_mean_has_the_interval_of_student_and_none_where_nothing_differs() -> None:
    found = mean_of([2.0, 4.0, 4.0, 6.0], 0.95)
    assert found
    assert ends(found.interval) == (1.4015, 6.5985)
    assert mean_of([], 0.95) is None
    for values in ([3.0], [3.0, 3.0]):
        same = mean_of(values, 0.95)
        assert same
        assert same.interval is None


@given(GROUPS, CONFIDENCE)
def test_a_share_lies_in_its_interval(group: Group, confidence: float) -> None:
    found = wilson(group.held, group.offered, confidence)
    assert 0 <= found.low <= found.high <= 1
    assert not group.offered or found.holds(group.held / group.offered)


@given(st.lists(GROUPS, max_size=12), st.lists(GROUPS, max_size=12), CONFIDENCE)
def test_a_difference_turns_round_with_its_sides(
    first: list[Group], second: list[Group], confidence: float
) -> None:
    one, two = grouped_share(first, confidence), grouped_share(second, confidence)
    if one is None or two is None:
        return
    there, back = difference_of(one, two), difference_of(two, one)
    assert -1 - 1e-9 <= there.low <= two.value - one.value <= there.high <= 1 + 1e-9
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
