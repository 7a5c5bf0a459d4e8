"""Why a call left the week of its best day: each reason is true by the figures it gives (P5)."""

from datetime import date

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem
from cadence_tui.planning.result import Plan, Why
from tests.planning.book import on, person, problem, request

FRIDAY = 4


def last_day_of_the_week() -> Problem:
    """Only Friday is left of this week; it holds eight calls of thirty minutes."""
    calls = [request(f"now{n}", ideal=FRIDAY, earliest=FRIDAY, latest=FRIDAY) for n in range(8)]
    calls += [request(f"then{n}", ideal=FRIDAY, earliest=FRIDAY, latest=FRIDAY + 5) for n in range(12)]
    return problem(*calls, weeks=2, today=on(FRIDAY), people=(person(weeks=2, day_share=0.5),))


def reasons(made: Plan, code: str) -> list[tuple[date, Why]]:
    return [(entry.date, why) for entry in made.entries for why in entry.reasons if why.code == code]


def test_a_full_day_is_named_with_its_minutes() -> None:
    made = plan(last_day_of_the_week())
    full = reasons(made, "day_full")
    assert full
    for when, why in full:
        assert when > on(FRIDAY)
        assert why.args == {"day": on(FRIDAY), "load": 240, "capacity": 240}


def test_a_week_is_called_fuller_only_where_it_would_be() -> None:
    calls = (request(f"r{n:03}", latest=27) for n in range(100))
    made = plan(problem(*calls))
    levelled = reasons(made, "levelled")
    assert levelled
    for _, why in levelled:
        assert why.args["ideal_load"] >= why.args["week_load"]
