"""The made-up books are what they are said to be: always the same, as tight as asked, changed a little."""

import json
import os
import subprocess
import sys
from datetime import date
from itertools import combinations_with_replacement

import pytest

from benchmarks.planning.asking import problem_of
from benchmarks.planning.books import Shape, book
from benchmarks.planning.change import changed
from benchmarks.planning.desk import desks_of

SHAPE = Shape(accounts=60, people=3, start="2026-10-05")


def test_a_book_is_the_same_in_every_process() -> None:
    code = f"import json; from benchmarks.planning.books import *; print(json.dumps(book({SHAPE!r})))"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert json.loads(done.stdout) == book(SHAPE)


@pytest.mark.parametrize("tightness", [0.7, 0.95, 1.4])
def test_the_fullest_run_of_weeks_is_as_tight_as_asked(tightness: float) -> None:
    problem = problem_of(book(Shape(accounts=100, tightness=tightness)))
    desk = desks_of(problem)["csm-00"]
    calls = [call for call in map(desk.wanted, problem.requests) if call.days]

    def taken(first: int, last: int) -> float:
        inside = [call.load for call in calls if first <= min(call.options) <= max(call.options) <= last]
        return (sum(inside) + sum(desk.agreed[first : last + 1])) / sum(desk.capacity[first : last + 1])

    fullest = max(taken(*run) for run in combinations_with_replacement(range(problem.weeks), 2))
    assert fullest == pytest.approx(tightness, rel=0.03)


def test_a_change_leaves_most_of_the_book_as_it_was() -> None:
    before, after = book(SHAPE), changed(book(SHAPE))
    differs = [
        one["id"] for one, other in zip(before["accounts"], after["accounts"], strict=True) if one != other
    ]
    assert len(differs) == round(0.05 * len({touch["account"] for touch in before["touches"]}))
    assert sum(len(one["pto"]) for one in after["csms"]) == 1 + sum(len(one["pto"]) for one in before["csms"])
    old, new = ({touch["id"] for touch in form["touches"]} for form in (before, after))
    assert 0 < len(old ^ new) < 0.2 * len(old)


def test_no_review_is_due_in_december_and_retail_rests() -> None:
    form = book(SHAPE)
    retail = {account["id"] for account in form["accounts"] if account["industry"] == "retail"}
    december = [date(2026, 12, day) for day in range(1, 32)]
    resting = [
        one
        for one in problem_of(form).requests
        if one.kind == "review" or (one.kind == "check_in" and one.account in retail)
    ]
    assert {one.kind for one in resting} == {"review", "check_in"}
    assert all(one.blocked.issuperset(december) for one in resting)
