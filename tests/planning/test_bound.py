"""The bound is proven: no plan of the same calls has a lower fullest week, and days count too."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.planning.bound import Demand, Room, nested_bound, peak_bound
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Mode, Person, Problem
from tests.planning.problems import problems
from tests.planning.rules import places_alone

WEEKS, DAYS = 2, 14


def room_of(days: list[int], capacity: int) -> Room:
    most = tuple(min(capacity, sum(days[7 * week : 7 * week + 7])) for week in range(WEEKS))
    return Room(capacity=(capacity,) * WEEKS, agreed=(0,) * WEEKS, most=most)


def weeks_of(demand: Demand) -> Demand:
    return Demand(demand.minutes, tuple(sorted({day // 7 for day in demand.bins})))


def least_peak(days: list[int], capacity: int, demands: list[Demand]) -> float | None:
    """The lowest level of all ways to put whole calls on days; None when there is no way."""
    best: float | None = None
    for choice in product(*(demand.bins for demand in demands)):
        load = [0] * DAYS
        for day, demand in zip(choice, demands, strict=True):
            load[day] += demand.minutes
        if any(have > room for have, room in zip(load, days, strict=True)):
            continue
        peak = max(sum(load[:7]), sum(load[7:])) / capacity
        if peak <= 1 and (best is None or peak < best):
            best = peak
    return best


CALLS = st.lists(
    st.builds(
        Demand,
        st.sampled_from([15, 30, 45]),
        st.sets(st.integers(0, DAYS - 1), min_size=1, max_size=3).map(lambda days: tuple(sorted(days))),
    ),
    min_size=1,
    max_size=5,
)


@given(CALLS, st.lists(st.sampled_from([0, 30, 60, 90]), min_size=DAYS, max_size=DAYS))
def test_no_plan_is_flatter_than_the_bound(demands: list[Demand], days: list[int]) -> None:
    capacity = 120
    best = least_peak(days, capacity, demands)
    coarse = peak_bound(room_of(days, capacity), [weeks_of(demand) for demand in demands])
    sharp = nested_bound(room_of(days, capacity), days, demands, coarse)
    assert sharp >= coarse
    if best is not None:
        assert sharp <= best + 1e-6


def test_calls_before_a_closed_season_share_the_days_that_are_left() -> None:
    """Six hours must fit before the second Tuesday: its Monday holds one, whatever the week could."""
    days = [120] * 5 + [0, 0] + [60, 0, 0, 0, 0, 0, 0]
    room = Room(capacity=(600, 600), agreed=(0, 0), most=(600, 600))
    demands = [Demand(60, (0, 1, 2, 3, 4, 7))] * 6
    coarse = peak_bound(room, [weeks_of(demand) for demand in demands])
    assert round(coarse * 600) == 180
    assert round(nested_bound(room, days, demands, coarse) * 600) == 300


@settings(max_examples=40, deadline=None)
@given(problems(most=4), st.sampled_from(["repair", "flatten"]))
def test_whatever_else_is_done_with_the_same_calls_no_fullest_week_is_below_the_bound(
    book: Problem, mode: Mode
) -> None:
    made = plan(book, mode=mode)
    requests = {request.id: request for request in book.requests}
    for person in book.people:
        peak = made.peaks[person.id]
        standing = [e for e in made.entries if e.owner == person.id and e.status != "fixed"]
        days = [places_alone(book, made, requests[entry.id], person.id) for entry in standing]
        loads = [requests[entry.id].load for entry in standing]
        levels = [_fullest(book, person, zip(choice, loads, strict=True)) for choice in product(*days)]
        best = min((level for level in levels if level is not None), default=0.0)
        assert peak.bound <= peak.minutes
        assert peak.bound < best * peak.capacity + 1


def _fullest(book: Problem, person: Person, calls: Iterable[tuple[date, int]]) -> float | None:
    """The level of the fullest week from today on; None when a day or week cannot hold its calls."""
    agreed = Counter[date]()
    for call in book.fixed:
        if call.owner == person.id:
            agreed[call.date] += call.load
    added = Counter[date]()
    for when, load in calls:
        added[when] += load
    fullest = 0.0
    for week in range(max(0, (book.today - book.start).days // 7), book.weeks):
        dates = [book.start + timedelta(days=7 * week + k) for k in range(7)]
        minutes = [sum(end - start for start, end in person.spans.get(when, ())) for when in dates]
        whole = _part(person.week_share * sum(minutes))
        load = sum(agreed[when] + added[when] for when in dates)
        small = [
            added[when] and agreed[when] + added[when] > _part(person.day_share * free)
            for when, free in zip(dates, minutes, strict=True)
        ]
        if any(small) or (load > whole and any(added[when] for when in dates)):
            return None
        fullest = max(fullest, load / whole if whole else 0.0)
    return fullest


def _part(minutes: float) -> int:
    return int(minutes + 1e-9) // 5 * 5
