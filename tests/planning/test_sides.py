"""Reviews that may stand before or after a closed season do not all crowd into its last day (P2, P3)."""

from cadence_tui.planning.plan import plan
from tests.planning.book import on, person, problem, request
from tests.planning.rules import broken_rules

CLOSED = frozenset(on(day) for day in range(8, 28))


def test_what_does_not_fit_before_the_season_comes_after_it() -> None:
    reviews = [
        request(
            f"review{n}",
            account=f"a{n}",
            minutes=60,
            load=120,
            value=9,
            ideal=7,
            earliest=7,
            latest=34,
            blocked=CLOSED,
        )
        for n in range(6)
    ]
    between = [request(f"call{n}", account=f"a{n}", ideal=16, earliest=14, latest=18) for n in range(6)]
    book = problem(
        *reviews, *between, weeks=5, people=(person(weeks=5),), min_gap={f"a{n}": 3 for n in range(6)}
    )
    made = plan(book)
    assert broken_rules(book, made) == []
    assert made.shed == ()
    days = sorted(entry.date for entry in made.entries if entry.id.startswith("review"))
    assert days[0] == on(7)
    assert days[-1] >= on(28)
    assert made.peaks["ana"].level <= 0.5


def test_a_call_that_stands_stays_on_its_side() -> None:
    review = request("review", account="a", load=120, value=9, ideal=7, earliest=7, latest=34, blocked=CLOSED)
    between = request("call", account="a", ideal=16, earliest=14, latest=18)
    book = problem(review, between, weeks=5, people=(person(weeks=5),), min_gap={"a": 3})
    made = plan(book)
    assert [move.id for move in plan(book, made).moves] == []
