"""Problems of every kind for properties that hold whatever is asked."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from cadence_tui.planning.problem import Fixed, Person, Problem, Request, Spacing, Spans, StandIn
from tests.planning.book import MONDAY, OFFICE, on, request

WEEKS = 3
SPANS: list[Spans] = [OFFICE, ((540, 720),), ((547, 660), (900, 955)), ((540, 570),), ()]
HOURS: list[Spans] = [((540, 1080),), ((660, 780),), ((1000, 1400),), ()]
NAMES = ("ana", "bia", "caio")


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    """One to three people with odd days."""
    made: list[Person] = []
    for name in NAMES[: draw(st.integers(1, 3))]:
        odd = draw(st.dictionaries(st.integers(0, 20), st.sampled_from(SPANS), max_size=8))
        days = [odd.get(k, OFFICE) for k in range(7 * WEEKS)]
        spans = {on(k): day for k, day in enumerate(days) if k % 7 < 5 and day}
        share = draw(st.sampled_from([0.2, 0.5, 0.9]))
        made.append(Person(id=name, spans=spans, week_share=share, day_share=min(1.0, share * 1.3)))
    return tuple(made)


@st.composite
def requests(draw: st.DrawFn, number: int) -> Request:
    """A call of any length, window, hours and owner, some of whom are nobody."""
    minutes = draw(st.sampled_from([15, 20, 30, 45, 60]))
    ideal = draw(st.integers(-3, 7 * WEEKS + 2))
    owner = draw(st.sampled_from(["ana", "ana", "bia", "gone"]))
    mates = draw(st.sets(st.sampled_from([*NAMES, "gone"]), max_size=2)) - {owner}
    return request(
        f"r{number}",
        account=draw(st.sampled_from("pqrstu")),
        owner=owner,
        minutes=minutes,
        load=minutes + draw(st.sampled_from([0, 10, 25])),
        value=draw(st.sampled_from([0.0, 0.5, 1.0, 2.0, 7.5])),
        ideal=ideal,
        earliest=ideal - draw(st.integers(0, 10)),
        latest=ideal + draw(st.integers(0, 10)),
        weekdays=draw(st.sampled_from([(), (1,), (0, 4)])),
        hours=draw(hours()),
        blocked=frozenset(on(k) for k in draw(st.lists(st.integers(0, 20), max_size=3))),
        floating=draw(st.booleans()),
        alone=draw(st.sampled_from([False, False, False, True])),
        stand_ins={mate: StandIn(hours=draw(hours())) for mate in sorted(mates)},
    )


def hours() -> st.SearchStrategy[dict[date, Spans] | None]:
    """Any hour, or the same ones on every day."""
    whole = [{on(k): spans for k in range(7 * WEEKS)} for spans in HOURS]
    return st.none() | st.sampled_from(whole)


@st.composite
def chained(draw: st.DrawFn, wanted: list[Request]) -> list[Request]:
    """Some calls follow the one before them of the same account and owner, as the calls of one series do."""
    last: dict[tuple[str, str], str] = {}
    made: list[Request] = []
    for one in wanted:
        if one.alone:
            made.append(one)
            continue
        before = last.get((one.account, one.owner))
        if before and draw(st.booleans()):
            least, ideal, most = sorted(draw(st.tuples(*[st.integers(0, 12)] * 3)))
            one = _following(one, before, Spacing(least, ideal, most))
        last[one.account, one.owner] = one.id
        made.append(one)
    return made


def _following(one: Request, before: str, spacing: Spacing) -> Request:
    return replace(one, after=before, spacing=spacing)


@st.composite
def problems(draw: st.DrawFn, most: int = 14, apart: bool = False) -> Problem:
    """Up to so many calls and three agreed ones in three weeks.

    Calls of an account keep a gap, and some follow others; `apart` are those that have nothing to do with
    each other.
    """
    wanted = [draw(requests(number)) for number in range(draw(st.integers(0, most)))]
    wanted = [replace(one, account=one.id) for one in wanted] if apart else draw(chained(wanted))
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
