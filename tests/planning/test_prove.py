"""With the extra `prove` the fullest week of a flat plan is the least there is, and the plan says so (P3)."""

import os
import subprocess
import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.planning import prove
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem, Request
from tests.planning.book import person, problem, request
from tests.planning.rules import broken_rules

pytest.importorskip("highspy")
WEEKS = 3


def book_of(lengths: list[int], spans: list[tuple[int, int]]) -> Problem:
    calls = (
        request(
            f"r{n}", minutes=minutes, load=minutes, ideal=7 * first, earliest=7 * first, latest=7 * last + 4
        )
        for n, (minutes, (first, last)) in enumerate(zip(lengths, spans, strict=True))
    )
    return problem(*calls, weeks=WEEKS, people=(person(weeks=WEEKS),))


def least_peak(calls: tuple[Request, ...]) -> int:
    """Minutes of the fullest week in the best of all ways to lay out the calls."""
    weeks = [range((call.earliest - START).days // 7, (call.latest - START).days // 7 + 1) for call in calls]
    return min(
        max(
            sum(call.load for call, at in zip(calls, choice, strict=True) if at == week)
            for week in range(WEEKS)
        )
        for choice in product(*weeks)
    )


START = problem().start
CALLS = st.lists(
    st.tuples(
        st.sampled_from([15, 20, 30, 45, 60]),
        st.tuples(st.integers(0, WEEKS - 1), st.integers(0, WEEKS - 1)).map(
            lambda ends: (min(ends), max(ends))
        ),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=40, deadline=None)
@given(CALLS)
def test_no_way_to_lay_out_the_calls_is_flatter(drawn: list[tuple[int, tuple[int, int]]]) -> None:
    book = book_of([minutes for minutes, _ in drawn], [span for _, span in drawn])
    made = plan(book, mode="flatten")
    assert broken_rules(book, made) == []
    assert made.peaks["ana"].minutes == least_peak(book.requests)
    assert made.peaks["ana"].proven


def test_a_plan_that_the_bound_alone_cannot_prove_is_proven_by_the_solver(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 45 + 45 + 20 in two weeks: the flow thinks of 55 in each, but one of them holds two whole calls.
    book = book_of([45, 45, 20], [(0, 1), (0, 1), (0, 1)])
    assert plan(book, mode="flatten").peaks["ana"].proven
    for module in ("engine", "weeks"):
        monkeypatch.setattr(f"cadence_tui.planning.{module}.can_prove", lambda: False)
    alone = plan(book, mode="flatten").peaks["ana"]
    assert (alone.minutes, alone.proven) == (65, False)


def test_the_solver_is_loaded_for_flat_plans_only_and_prints_nothing() -> None:
    code = """
import sys
from cadence_tui.planning.plan import plan
from tests.planning.book import person, problem, request
book = problem(*(request(f"r{n}", minutes=m, load=m, latest=11) for n, m in enumerate((45, 45, 20))), weeks=2,
               people=(person(weeks=2),))
plan(book)
assert "highspy" not in sys.modules
assert plan(book, mode="flatten").peaks["ana"].proven
assert "highspy" in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_what_has_no_packing_is_impossible() -> None:
    book = book_of([60, 60], [(0, 0), (0, 0)])
    assert prove.can_prove()
    assert plan(book, mode="flatten").peaks["ana"].minutes == 120
