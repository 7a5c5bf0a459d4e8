"""Load is spread evenly, and the plan says how near it is to what is possible (P3)."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Dials, Request
from tests.planning.book import agreed, on, person, problem, request
from tests.planning.rules import broken_rules


def test_a_hundred_monthly_accounts_without_a_date_become_twenty_five_a_week() -> None:
    book = problem(*(request(f"a{n:03}", latest=27, floating=True) for n in range(100)))
    made = plan(book)
    assert broken_rules(book, made) == []
    assert [week.minutes for week in made.load["ana"]] == [750] * 4
    assert (made.peaks["ana"].minutes, made.peaks["ana"].bound, made.peaks["ana"].gap) == (750, 750, 0)


def test_with_a_common_date_instead_they_stay_within_the_slack() -> None:
    made = plan(problem(*(request(f"a{n:03}", latest=27) for n in range(100))))
    assert max(week.minutes for week in made.load["ana"]) <= 750 * 1.05
    assert made.peaks["ana"].bound == 750


def test_without_slack_the_plan_is_as_flat_as_is_possible() -> None:
    made = plan(problem(*(request(f"a{n:03}", latest=27) for n in range(100))), dials=Dials(slack=0))
    assert [week.minutes for week in made.load["ana"]] == [750] * 4


def test_the_calls_of_a_new_account_keep_their_rhythm() -> None:
    months = [("1", 0, 0, 27), ("2", 28, 20, 55), ("3", 56, 48, 83)]
    book = problem(
        *(
            request(f"a{n:02}-{k}", account=f"a{n:02}", ideal=i, earliest=e, latest=late, floating=True)
            for n in range(40)
            for k, i, e, late in months
        ),
        weeks=12,
        min_gap={f"a{n:02}": 10 for n in range(40)},
    )
    made = plan(book)
    assert broken_rules(book, made) == []
    assert [week.minutes for week in made.load["ana"]] == [300] * 12
    days = {entry.id: entry.date for entry in made.entries}
    steps = [(days[f"a{n:02}-{k + 1}"] - days[f"a{n:02}-{k}"]).days for n in range(40) for k in (1, 2)]
    assert all(abs(step - 28) <= 7 for step in steps)


def test_a_week_with_leave_carries_less() -> None:
    away = {on(day): "leave" for day in (7, 8, 9)}
    calls = (request(f"a{n:02}", latest=27, floating=True) for n in range(54))
    made = plan(problem(*calls, people=(person(away=away),)))
    assert [week.minutes for week in made.load["ana"]] == [480, 180, 480, 480]


def test_agreed_calls_and_preparation_count_as_load() -> None:
    fixed = tuple(agreed(f"f{n}", 0, 540 + 30 * n, load=50) for n in range(6))
    calls = (request(f"a{n}", latest=13, floating=True, load=50) for n in range(6))
    made = plan(problem(*calls, weeks=2, fixed=fixed))
    assert [week.minutes for week in made.load["ana"]] == [300, 300]
    assert not {entry.date for entry in made.entries if entry.status == "new"} & {on(0)}


def test_days_are_level_too() -> None:
    made = plan(problem(*(request(f"a{n:02}", latest=4, floating=True) for n in range(20)), weeks=1))
    days = [entry.date for entry in made.entries]
    assert sorted(days.count(on(day)) for day in range(5)) == [4] * 5


calls = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from([15, 20, 30, 45, 60])),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(calls, st.lists(st.integers(0, 20), max_size=4))
def test_no_assignment_to_weeks_beats_the_bound(wanted: list[tuple[int, int, int]], off: list[int]) -> None:
    requests = [_spanning(f"r{n}", *call) for n, call in enumerate(wanted)]
    book = problem(*requests, weeks=3, people=(person(weeks=3, away={on(day): "leave" for day in off}),))
    made = plan(book)
    placed = {entry.id for entry in made.entries}
    peak = made.peaks["ana"]
    assert peak.bound <= peak.minutes
    standing = [r for r in requests if r.id in placed]
    if not standing:
        return
    capacity = [week.capacity for week in made.load["ana"]]
    best = min(_level(choice, standing, capacity) for choice in product(range(3), repeat=len(standing)))
    assert peak.bound <= best * peak.capacity + 1


def _spanning(name: str, first: int, more: int, minutes: int) -> Request:
    last = min(2, first + more)
    return request(
        name, ideal=7 * first, earliest=7 * first, latest=7 * last + 6, minutes=minutes, load=minutes
    )


def _level(choice: tuple[int, ...], requests: list[Request], capacity: list[int]) -> float:
    """Load over capacity of the fullest week; infinite when a call is outside its weeks."""
    load = [0, 0, 0]
    for week, call in zip(choice, requests, strict=True):
        if not (call.earliest - on(0)).days // 7 <= week <= (call.latest - on(0)).days // 7:
            return float("inf")
        load[week] += call.load
    return max(m / c if c else (float("inf") if m else 0.0) for m, c in zip(load, capacity, strict=True))
