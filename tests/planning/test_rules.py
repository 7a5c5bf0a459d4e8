"""Whatever is asked, in whatever mode, no hard rule is broken and nothing is dropped (P2, P5)."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Mode, Problem
from cadence_tui.planning.result import Plan
from tests.planning.problems import problems
from tests.planning.rules import broken_promises, broken_rules, rooms_for

MODES: tuple[Mode, ...] = ("repair", "relevel", "flatten")


@settings(max_examples=100, deadline=None)
@given(problems(), st.sampled_from(MODES))
def test_every_plan_is_legal_and_complete(book: Problem, mode: Mode) -> None:
    assert broken_rules(book, plan(book, mode=mode)) == []


@settings(max_examples=25, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(book: Problem, chance: Any) -> None:
    shuffled = {name: tuple(chance.sample(getattr(book, name), len(getattr(book, name)))) for name in _LISTS}
    assert plan(replace(book, **shuffled)) == plan(book)


_LISTS = ("requests", "people", "fixed")


@settings(max_examples=60, deadline=None)
@given(problems())
def test_planning_again_moves_nothing(book: Problem) -> None:
    made = plan(book)
    again = plan(book, made)
    assert _places(again).items() >= _places(made).items()
    assert again.moves == ()
    assert all(entry.status != "moved" for entry in again.entries)


@settings(max_examples=40, deadline=None)
@given(problems(), problems(), st.sampled_from(MODES))
def test_a_plan_made_for_another_book_is_no_excuse(book: Problem, other: Problem, mode: Mode) -> None:
    assert broken_rules(book, plan(book, plan(other), mode=mode)) == []


@settings(max_examples=40, deadline=None)
@given(problems(), st.data())
def test_a_repair_moves_only_what_cannot_stay(book: Problem, data: st.DataObject) -> None:
    old = plan(book)
    later = _a_day_off(book, data)
    new = plan(later, old)
    assert broken_rules(later, new) == []
    assert broken_promises(later, old, new) == []


@settings(max_examples=40, deadline=None)
@given(problems(apart=True))
def test_nothing_is_shed_that_would_still_fit(book: Problem) -> None:
    """But for what nobody answers for, and what is better left to the weeks after the horizon."""
    made = plan(book)
    known = {person.id for person in book.people}
    later = {one.id for one in book.requests if one.latest >= book.date(book.days)}
    asked = [call.id for call in made.shed if call.owner in known and call.id not in later]
    assert [(key, rooms) for key in asked if (rooms := rooms_for(book, made, key))] == []


def _a_day_off(book: Problem, data: st.DataObject) -> Problem:
    """The book after somebody has taken some days off."""
    away = data.draw(st.sets(st.integers(0, 7 * book.weeks - 1), min_size=1, max_size=4))
    off = {book.date(day) for day in away}
    first = book.people[0]
    spans = {when: day for when, day in first.spans.items() if when not in off}
    return replace(book, people=(replace(first, spans=spans), *book.people[1:]))


def _places(made: Plan) -> dict[str, tuple[str, date, int | None]]:
    return {entry.id: (entry.owner, entry.date, entry.start) for entry in made.entries}
