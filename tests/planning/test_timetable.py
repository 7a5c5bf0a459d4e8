"""A full week, in which many want the same hours: nobody overlaps, and more get what they want (P2)."""

from random import Random

import pytest

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem, Request
from cadence_tui.planning.result import Plan
from tests.planning.book import on, person, problem, request
from tests.planning.rules import broken_rules

MORNING, AFTERNOON = ((540, 720),), ((900, 1080),)


def full_week(seed: int, count: int) -> Problem:
    """Calls of all lengths that would fill the week, most of them wanted on the same mornings."""
    chance = Random(seed)
    calls: list[Request] = []
    for number in range(count):
        minutes = chance.choice([15, 20, 30, 30, 45, 60])
        wanted = chance.choice([MORNING, MORNING, AFTERNOON, None])
        calls.append(
            request(
                f"r{number:02}",
                minutes=minutes,
                load=minutes,
                value=chance.choice([1.0, 2.0, 3.0]),
                ideal=chance.randrange(5),
                latest=4,
                weekdays=tuple(sorted(chance.sample(range(5), 2))),
                preferred_hours=None if wanted is None else {on(day): wanted for day in range(5)},
                hours=None if number % 5 else {on(day): ((600, 1020),) for day in range(5)},
            )
        )
    return problem(*calls, weeks=1, people=(person(weeks=1, week_share=0.95, day_share=1.0),))


def met(book: Problem, made: Plan) -> float:
    """The share of the wished hours that are met."""
    wishes = {call.id: call for call in book.requests if call.preferred_hours}
    placed = [entry for entry in made.entries if entry.id in wishes and entry.start is not None]
    good = sum(
        begin <= (entry.start or 0) and (entry.start or 0) + wishes[entry.id].minutes <= end
        for entry in placed
        for begin, end in (wishes[entry.id].preferred_hours or {})[entry.date]
    )
    return good / max(1, len(placed))


@pytest.mark.parametrize("seed", range(12))
def test_a_full_week_has_no_two_calls_at_once(seed: int) -> None:
    book = full_week(seed, 70)
    made = plan(book)
    assert broken_rules(book, made) == []
    again = plan(book, made)
    assert again.moves == ()


@pytest.mark.parametrize("seed", range(4))
def test_calls_without_a_wish_leave_the_wanted_hours_to_others(seed: int) -> None:
    book = full_week(seed, 34)
    made = plan(book)
    assert broken_rules(book, made) == []
    assert made.shed == ()
    assert met(book, made) >= 0.75
