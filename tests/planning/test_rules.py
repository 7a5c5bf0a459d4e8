"""Whatever is asked, no hard rule is broken and nothing is dropped (P2, P5)."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Fixed, Person, Problem, Request, Spans
from cadence_tui.planning.result import Plan
from tests.planning.book import MONDAY, OFFICE, on, request
from tests.planning.rules import broken_rules

WEEKS = 3
SPANS: list[Spans] = [OFFICE, ((540, 720),), ((547, 660), (900, 955)), ((540, 570),), ()]
HOURS: list[Spans] = [((540, 1080),), ((660, 780),), ((1000, 1400),), ()]


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    made: list[Person] = []
    for name in ("ana", "bia")[: draw(st.integers(1, 2))]:
        odd = draw(st.dictionaries(st.integers(0, 20), st.sampled_from(SPANS), max_size=8))
        days = [odd.get(k, OFFICE) for k in range(7 * WEEKS)]
        spans = {on(k): day for k, day in enumerate(days) if k % 7 < 5 and day}
        share = draw(st.sampled_from([0.2, 0.5, 0.9]))
        made.append(Person(id=name, spans=spans, week_share=share, day_share=min(1.0, share * 1.3)))
    return tuple(made)


@st.composite
def requests(draw: st.DrawFn, number: int) -> Request:
    minutes = draw(st.sampled_from([15, 20, 30, 45, 60]))
    ideal = draw(st.integers(-3, 7 * WEEKS + 2))
    hours = draw(st.none() | st.sampled_from(HOURS))
    return request(
        f"r{number}",
        account=draw(st.sampled_from("pqrstu")),
        owner=draw(st.sampled_from(["ana", "ana", "bia", "gone"])),
        minutes=minutes,
        load=minutes + draw(st.sampled_from([0, 10, 25])),
        value=draw(st.sampled_from([0.0, 0.5, 1.0, 2.0, 7.5])),
        ideal=ideal,
        earliest=ideal - draw(st.integers(0, 10)),
        latest=ideal + draw(st.integers(0, 10)),
        weekdays=draw(st.sampled_from([(), (1,), (0, 4)])),
        hours=None if hours is None else {on(k): hours for k in range(7 * WEEKS)},
        blocked=frozenset(on(k) for k in draw(st.lists(st.integers(0, 20), max_size=3))),
        floating=draw(st.booleans()),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    wanted = [draw(requests(number)) for number in range(draw(st.integers(0, 14)))]
    fixed = [
        Fixed(
            id=f"f{number}",
            account=draw(st.sampled_from("pqr")),
            owner=draw(st.sampled_from(["ana", "bia"])),
            date=on(draw(st.integers(-4, 20))),
            start=draw(st.none() | st.sampled_from([540, 600, 925])),
            minutes=30,
            load=40,
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return Problem(
        start=MONDAY,
        today=on(draw(st.sampled_from([-1, 0, 0, 3]))),
        weeks=WEEKS,
        people=draw(people()),
        requests=tuple(wanted),
        fixed=tuple(fixed),
        min_gap=draw(st.dictionaries(st.sampled_from("pqrstu"), st.integers(0, 9))),
    )


@settings(max_examples=80, deadline=None)
@given(problems())
def test_every_plan_is_legal_and_complete(book: Problem) -> None:
    assert broken_rules(book, plan(book)) == []


@settings(max_examples=25, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(book: Problem, chance: Any) -> None:
    shuffled = {name: tuple(chance.sample(getattr(book, name), len(getattr(book, name)))) for name in _LISTS}
    assert plan(replace(book, **shuffled)) == plan(book)


_LISTS = ("requests", "people", "fixed")


@settings(max_examples=40, deadline=None)
@given(problems())
def test_planning_again_moves_nothing(book: Problem) -> None:
    made = plan(book)
    again = plan(book, made)
    assert _places(again).items() >= _places(made).items()
    assert all(entry.status != "moved" for entry in again.entries)


@settings(max_examples=30, deadline=None)
@given(problems(), problems())
def test_a_plan_made_for_another_book_is_no_excuse(book: Problem, other: Problem) -> None:
    assert broken_rules(book, plan(book, plan(other))) == []


def _places(made: Plan) -> dict[str, tuple[date, int | None]]:
    return {entry.id: (entry.date, entry.start) for entry in made.entries}
