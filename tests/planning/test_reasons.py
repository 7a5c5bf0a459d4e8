"""Each placed call says why it is there, with the figures that decided."""

from dataclasses import replace

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem
from cadence_tui.planning.result import Entry, Why
from tests.planning.book import agreed, on, person, problem, request


def entry_of(book: Problem, key: str = "r") -> Entry:
    return next(entry for entry in plan(book).entries if entry.id == key)


def test_the_ideal_day_when_nothing_speaks_against_it() -> None:
    entry = entry_of(problem(request("r", ideal=2)))
    assert (entry.date, entry.delta_days, entry.reasons) == (on(2), 0, (Why("at_ideal"),))


def test_leave_holiday_and_blocked_dates_are_named() -> None:
    away = {on(2): "leave", on(8): "holiday"}
    book = problem(
        request("r", ideal=2),
        request("s", ideal=8, earliest=7, latest=13),
        request("t", ideal=15, earliest=14, latest=20, blocked=frozenset({on(15)})),
        people=(person(away=away),),
    )
    assert [entry_of(book, key).reasons[0] for key in "rst"] == [
        Why("leave", {"first": on(2), "last": on(2)}),
        Why("holiday", {"first": on(8), "last": on(8)}),
        Why("blocked", {"first": on(15), "last": on(15)}),
    ]


def test_an_overdue_call_comes_first_thing() -> None:
    book = replace(problem(request("r", ideal=-9, earliest=-20, latest=10)), today=on(1))
    entry = entry_of(book)
    assert (entry.date, entry.delta_days) == (on(1), 10)
    assert entry.reasons == (Why("overdue", {"first": on(-9), "last": on(-9)}),)


def test_a_preferred_weekday_in_the_same_week() -> None:
    entry = entry_of(problem(request("r", ideal=2, earliest=-12, latest=16, weekdays=(3,))))
    assert (entry.date, entry.reasons) == (on(3), (Why("preferred_day", {"weekday": 3}),))


def test_a_levelled_call_shows_both_weeks() -> None:
    week = [request(f"r{n:02}", ideal=0, latest=13) for n in range(20)]
    made = plan(problem(*week, weeks=2))
    levelled = [entry for entry in made.entries if entry.reasons[-1].code == "levelled"]
    assert levelled
    for entry in levelled:
        assert entry.reasons[-1].args == {
            "from_week": 0,
            "to_week": 1,
            "ideal_load": made.load["ana"][0].minutes + 30,
            "capacity": 1200,
            "week_load": made.load["ana"][1].minutes,
        }


def test_a_levelled_day_shows_both_days() -> None:
    made = plan(problem(*(request(f"r{n:02}", latest=4) for n in range(15)), weeks=1))
    moved = next(entry for entry in made.entries if entry.date == on(1))
    assert moved.reasons[0].code == "levelled_day"
    assert (moved.reasons[0].args["from"], moved.reasons[0].args["to"]) == (on(0), on(1))


def test_agreed_calls_are_fixed() -> None:
    entry = entry_of(problem(fixed=(agreed("f", 1, 600),)), "f")
    assert (entry.status, entry.start, entry.reasons) == ("fixed", 600, (Why("fixed"),))


def test_times_suit_the_customer_when_they_can() -> None:
    afternoon = {on(day): ((900, 1020),) for day in range(5)}
    entry = entry_of(problem(request("r", latest=4, preferred_hours=afternoon)))
    assert entry.start == 900


def test_only_the_first_weeks_get_starting_times() -> None:
    book = problem(request("r"), request("s", ideal=22, earliest=21, latest=27))
    assert [entry_of(book, key).start for key in "rs"] == [540, None]
