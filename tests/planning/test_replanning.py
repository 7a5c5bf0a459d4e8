"""Planning again keeps what stands and moves only what must move (P4)."""

from dataclasses import replace

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem
from cadence_tui.planning.result import Plan
from tests.planning.book import agreed, on, person, problem, request
from tests.planning.rules import broken_rules


def book_of(count: int = 60) -> Problem:
    calls = (
        request(f"r{n:02}", ideal=(n * 3) % 24, earliest=(n * 3) % 24 - 5, latest=(n * 3) % 24 + 5)
        for n in range(count)
    )
    return problem(*calls)


def moved(old: Plan, new: Plan) -> set[str]:
    before = {entry.id: (entry.date, entry.start) for entry in old.entries}
    return {
        entry.id for entry in new.entries if before.get(entry.id) not in (None, (entry.date, entry.start))
    }


def test_a_day_of_leave_moves_the_calls_of_that_day_only() -> None:
    book = book_of()
    old = plan(book)
    sick = replace(book, people=(person(away={on(9): "leave"}),))
    new = plan(sick, old)
    assert broken_rules(sick, new) == []
    that_day = {entry.id for entry in old.entries if entry.date == on(9)}
    assert that_day
    assert moved(old, new) == that_day
    for entry in new.entries:
        assert entry.status == ("moved" if entry.id in that_day else "kept")
        if entry.id in that_day:
            assert entry.reasons[0].code == "leave"


def test_new_calls_find_room_around_the_old_ones() -> None:
    book = book_of()
    old = plan(book)
    more = replace(
        book, requests=(*book.requests, *(request(f"new{n}", ideal=9, latest=20) for n in range(6)))
    )
    new = plan(more, old)
    assert moved(old, new) == set()
    assert {entry.id for entry in new.entries if entry.status == "new"} == {f"new{n}" for n in range(6)}


def test_a_call_that_has_been_agreed_takes_its_place_and_others_yield() -> None:
    book = book_of()
    old = plan(book)
    victim = next(entry for entry in old.entries if entry.start == 540 and entry.date == on(3))
    new = plan(replace(book, fixed=(agreed("f", 3, 540),)), old)
    assert moved(old, new) == {victim.id}
    assert next(entry.date for entry in new.entries if entry.id == victim.id) == on(3)


def test_dropped_requests_leave_the_others_alone() -> None:
    book = book_of()
    old = plan(book)
    assert moved(old, plan(replace(book, requests=book.requests[10:]), old)) == set()


def test_a_kept_phase_does_not_push_a_planned_call_over_the_horizon() -> None:
    first = request("p1", account="p", latest=7, floating=True)
    last = request("p2", account="p", ideal=18, earliest=18, latest=21, floating=True)
    book = problem(first, last, weeks=3)
    old = plan(book)
    shifted = replace(old, entries=tuple(replace(e, date=on(7)) if e.id == "p1" else e for e in old.entries))
    assert moved(shifted, plan(book, shifted)) == set()
    assert plan(book, shifted).shed == ()


def test_floating_calls_keep_their_phase() -> None:
    book = problem(*(request(f"a{n:02}", latest=27, floating=True) for n in range(60)))
    old = plan(book)
    fewer = replace(book, requests=book.requests[5:])
    assert moved(old, plan(fewer, old)) == set()
    assert all(entry.delta_days == 0 for entry in plan(fewer, old).entries)


def test_levelling_again_what_is_level_moves_nothing() -> None:
    for mode in ("relevel", "flatten"):
        book = book_of()
        made = plan(book, mode=mode)
        again = plan(book, made, mode=mode)
        assert again.moves == ()
        assert {entry.id: entry.date for entry in again.entries} == {
            entry.id: entry.date for entry in made.entries
        }


def test_levelling_anew_brings_a_peak_down() -> None:
    book = problem(*(request(f"r{n:02}", latest=13) for n in range(30)), weeks=2)
    crowded = plan(replace(book, requests=tuple(replace(call, latest=on(4)) for call in book.requests)))
    assert crowded.peaks["ana"].minutes == 900
    assert plan(book, crowded).moves == ()
    level = plan(book, crowded, mode="relevel")
    assert level.peaks["ana"].minutes < 500
    assert level.moves
