"""Ids are short, printable, unique, and sort by the instant they were made."""

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.ids import ID_LENGTH, id_maker, new_id

INSTANTS = st.integers(0, 34 * 365 * 86_400_000).map(
    lambda milliseconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
)
ENTROPY = st.integers(0, 2**64)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@given(INSTANTS, ENTROPY)
def test_an_id_is_short_and_safe_in_files_and_commands(now: datetime, entropy: int) -> None:
    made = new_id(now, entropy)
    assert len(made) == ID_LENGTH
    assert made.isascii()
    assert made.isalnum()
    assert made == made.lower()


@given(INSTANTS, st.integers(1, 10**10), ENTROPY, ENTROPY)
def test_a_later_id_sorts_later(now: datetime, milliseconds: int, one: int, other: int) -> None:
    assert new_id(now, one) < new_id(now + timedelta(milliseconds=milliseconds), other)


@given(st.integers(0, 2**30 - 1), st.integers(0, 2**30 - 1))
def test_ids_of_one_instant_differ_by_chance(one: int, other: int) -> None:
    assert (new_id(NOON, one) == new_id(NOON, other)) == (one == other)


@given(st.lists(st.tuples(INSTANTS, ENTROPY), min_size=2, max_size=30))
def test_a_maker_ascends_even_when_the_clock_goes_back(ticks: list[tuple[datetime, int]]) -> None:
    instants, chances = iter([now for now, _ in ticks]), iter([entropy for _, entropy in ticks])
    make = id_maker(lambda: next(instants), lambda: next(chances))
    made = [make() for _ in ticks]
    assert made == sorted(set(made))


def test_an_instant_before_the_first_still_makes_an_id() -> None:
    assert new_id(datetime(1999, 1, 1, tzinfo=UTC), 5) == "0000000000" + "0005"


def test_threads_that_share_a_maker_never_get_the_same_id() -> None:
    make = id_maker(lambda: NOON, lambda: 0)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            made = [
                made
                for batch in pool.map(lambda _: [make() for _ in range(500)], range(16))
                for made in batch
            ]
    finally:
        sys.setswitchinterval(interval)
    assert len(set(made)) == 8000
