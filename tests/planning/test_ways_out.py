"""Ways out of a shortage can be tried before anything is done (P5)."""

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem
from cadence_tui.planning.ways_out import WayOut, taken, ways_out
from tests.planning.book import person, problem, request
from tests.planning.rules import broken_rules


def short_book() -> Problem:
    """Ana lacks room for two of ten calls in her only full week; Bia has room for one of them."""
    calls = (request(f"r{n}", latest=4, value=float(n), email_ok=n != 1) for n in range(10))
    ana = person(weeks=2, week_share=0.1)
    bia = person("bia", weeks=2, week_share=0.02)
    return problem(*calls, weeks=2, people=(ana, bia))


def ways() -> dict[str, WayOut]:
    book = short_book()
    made = plan(book)
    assert {shed.id for shed in made.shed} == {"r0", "r1"}
    return {way.code: way for way in ways_out(book, made, made.shortages[0])}


def still_shed(way: WayOut) -> set[str]:
    tried = taken(short_book(), way)
    made = plan(tried)
    assert broken_rules(tried, made) == []
    return {shed.id for shed in made.shed}


def test_each_way_frees_what_it_says() -> None:
    found = ways()
    assert list(found) == ["colleague", "later", "extra_minutes", "email"]
    assert (found["colleague"].colleague, found["colleague"].requests) == ("bia", ("r1",))
    assert still_shed(found["colleague"]) == {"r0"}
    assert still_shed(found["later"]) == set()
    assert (found["extra_minutes"].minutes, found["extra_minutes"].weeks) == (60, (0,))
    assert still_shed(found["extra_minutes"]) == set()
    assert found["email"].requests == ("r0",)
    assert still_shed(found["email"]) == {"r1"}


def test_nobody_with_room_is_no_way_out() -> None:
    book = short_book()
    alone = problem(*book.requests, weeks=2, people=book.people[:1])
    made = plan(alone)
    assert "colleague" not in {way.code for way in ways_out(alone, made, made.shortages[0])}
