"""What the benchmarks hold to be the least possible is what trying everything finds."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.planning.desk import Desk, Wanted, desks_of
from benchmarks.planning.least import evenness, least_moves, least_peak, least_shed
from cadence_tui.planning.problem import Problem, Spacing
from tests.planning.book import agreed, on, person, problem, request

LOADS = [15, 20, 30, 45, 60]
WEEKS, LEVEL = 2, 2.0

calls = st.lists(
    st.tuples(
        st.sampled_from(LOADS),
        st.sets(st.sampled_from([0, 1, 4, 7, 8, 11]), min_size=1, max_size=3),
        st.sampled_from([0.5, 1.0, 3.0]),
    ),
    min_size=1,
    max_size=5,
)
shares = st.sampled_from([(0.03, 0.2), (0.05, 0.2), (0.05, 0.5)])


def book_of(
    wanted: list[tuple[int, set[int], float]], share: tuple[float, float], days_agreed: int
) -> Problem:
    """Calls that may take certain days only, in two weeks of which some hold agreed calls already."""
    requests = [
        request(
            f"r{n}",
            latest=13,
            minutes=load,
            load=load,
            value=value,
            blocked=frozenset(on(day) for day in range(14) if day not in days),
        )
        for n, (load, days, value) in enumerate(wanted)
    ]
    fixed = tuple(agreed(f"f{n}", 7 * n) for n in range(days_agreed))
    one = person(weeks=WEEKS, week_share=share[0], day_share=share[1])
    return problem(*requests, weeks=WEEKS, people=(one,), fixed=fixed)


def packings(desk: Desk, wanted: list[Wanted]) -> Iterator[tuple[int, ...]]:
    """All ways to give every call one of its days that weeks and days have room for."""
    for choice in product(*(call.days for call in wanted)):
        added = [0] * 14
        for day, call in zip(choice, wanted, strict=True):
            added[day] += call.load
        days = all(minutes <= room for minutes, room in zip(added, desk.day_room, strict=True))
        if days and all(sum(added[7 * w : 7 * w + 7]) <= desk.room[w] for w in range(WEEKS)):
            yield choice


def loads(desk: Desk, wanted: list[Wanted], choice: tuple[int, ...]) -> list[int]:
    """Minutes of each week."""
    weeks = list(desk.agreed)
    for day, call in zip(choice, wanted, strict=True):
        weeks[day // 7] += call.load
    return weeks


@settings(max_examples=40, deadline=None)
@given(calls, shares, st.integers(0, 2))
def test_the_least_peak(
    wanted: list[tuple[int, set[int], float]], share: tuple[float, float], n: int
) -> None:
    """Never above what is possible; with days that hold as much as their week it is reached."""
    book = book_of(wanted, share, n)
    desk = desks_of(book)["ana"]
    sheet = [call for call in map(desk.wanted, book.requests) if call.days]
    peaks = [
        max(m / c for m, c in zip(loads(desk, sheet, choice), desk.capacity, strict=True))
        for choice in packings(desk, sheet)
    ]
    if not peaks:
        return
    least = least_peak(desk, sheet)
    assert least.level <= min(peaks) + 1e-6
    if share[1] == 0.5:
        assert least.exact
        assert abs(least.level - min(peaks)) < 1e-6


@settings(max_examples=40, deadline=None)
@given(calls, shares)
def test_the_least_value_shed(wanted: list[tuple[int, set[int], float]], share: tuple[float, float]) -> None:
    book = book_of(wanted, share, 1)
    desks = desks_of(book)
    sheet = [desks["ana"].wanted(one) for one in book.requests]
    best = min(
        sum(call.value for call, stays in zip(sheet, staying, strict=True) if not stays)
        for staying in product((True, False), repeat=len(sheet))
        if any(packings(desks["ana"], [call for call, stays in zip(sheet, staying, strict=True) if stays]))
        or not any(staying)
    )
    value, _ = least_shed(desks, [{"ana": call} for call in sheet])
    assert value <= best + 1e-6
    if share[1] == 0.5:
        assert value >= 0.99 * best - 1e-6


@settings(max_examples=40, deadline=None)
@given(calls, shares, st.randoms(use_true_random=False))
def test_the_fewest_moves(
    wanted: list[tuple[int, set[int], float]], share: tuple[float, float], chance: Random
) -> None:
    book = book_of(wanted, share, 0)
    desk = desks_of(book)["ana"]
    sheet = [call for call in map(desk.wanted, book.requests) if call.days]
    before = {call.id: chance.choice([*call.days, -1]) for call in sheet}
    moves = [
        sum(before[call.id] != day for call, day in zip(sheet, choice, strict=True))
        for choice in packings(desk, sheet)
    ]
    if moves:
        assert least_moves(desk, sheet, before, book.requests) <= min(moves)


@settings(max_examples=40, deadline=None)
@given(calls, shares)
def test_the_least_points(wanted: list[tuple[int, set[int], float]], share: tuple[float, float]) -> None:
    """No packing of whole calls costs less than the programme says, and it is not far below."""
    book = book_of(wanted, share, 1)
    desk = desks_of(book)["ana"]
    sheet = [call for call in map(desk.wanted, book.requests) if call.days]
    costs = {call.id: {week: week * call.value for week in call.options} for call in sheet}
    points = [
        sum(costs[call.id][day // 7] for call, day in zip(sheet, choice, strict=True))
        + sum(
            LEVEL * minutes**2 / (30 * whole)
            for minutes, whole in zip(loads(desk, sheet, choice), desk.capacity, strict=True)
        )
        for choice in packings(desk, sheet)
    ]
    if points:
        best = evenness(desk, sheet, costs, desk.capacity, LEVEL).points
        assert 0 < best <= min(points) + 1e-6


def test_a_call_that_follows_another_moves_with_it() -> None:
    """The first has lost its day; the second must keep a week's distance, so two move."""
    first = request("one", account="a", latest=6, blocked=frozenset({on(0)}))
    second = request("two", account="a", earliest=7, latest=13)
    book = problem(first, second, weeks=WEEKS, people=(person(weeks=WEEKS),))
    desk = desks_of(book)["ana"]
    sheet = [desk.wanted(one) for one in book.requests]
    assert least_moves(desk, sheet, {"one": 0, "two": 7}, book.requests) == 1
    bound = replace(second, after="one", spacing=Spacing(7, 7, 7))
    assert least_moves(desk, sheet, {"one": 0, "two": 7}, (first, bound)) == 2
