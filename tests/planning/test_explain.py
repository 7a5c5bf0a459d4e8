"""Why here, why not there: every place of the window with its load (P5)."""

from dataclasses import replace

import pytest

from cadence_tui.planning.explain import why, why_not
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem
from tests.planning.book import agreed, on, person, problem, request

CLOSING = {on(day): ((540, 960),) for day in range(14)}


@pytest.fixture
def book() -> Problem:
    calls = [request(f"r{n:02}", ideal=1, latest=13) for n in range(20)]
    asked = request("asked", account="acme", ideal=1, latest=13, hours=CLOSING, blocked=frozenset({on(3)}))
    return problem(
        *calls,
        asked,
        weeks=2,
        people=(person(weeks=2, away={on(8): "holiday"}),),
        fixed=(agreed("f", 11, 600, account="acme"),),
        min_gap={"acme": 2},
    )


def test_an_appointment_elsewhere_is_named_and_rest_is_not_called_that() -> None:
    mine = person(weeks=2, busy={on(0): ((600, 660), (780, 840))})
    mine = replace(mine, spans={**mine.spans, on(0): ((540, 600), (660, 780), (840, 1080))})
    mine = replace(mine, away={on(1): "busy"}, spans={d: s for d, s in mine.spans.items() if d != on(1)})
    asked = problem(request("asked", latest=13), weeks=2, people=(mine,))
    made = plan(asked)

    def against(day: int, minute: int | None) -> list[tuple[str, int | None]]:
        found = why_not(asked, made, "asked", on(day), minute)
        return [(why.code, why.args.get("start")) for why in found]

    assert against(0, 570) == []
    assert against(0, 585) == [("busy", 600)]
    assert against(0, 630) == [("busy", 600)]
    # The lunch break is no appointment, whatever lies in it beside.
    assert against(0, 1080) == [("not_working", 1080)]
    assert against(0, 525) == [("not_working", 525)]
    assert against(1, None) == [("busy", None)]


def test_every_week_shows_the_load_with_and_without_the_call(book: Problem) -> None:
    made = plan(book)
    here = next(entry for entry in made.entries if entry.id == "asked")
    weeks = why(book, made, "asked")
    assert [week.week for week in weeks] == [0, 1]
    for week in weeks:
        assert week.after == week.before + 30
        assert week.current == (week.week == here.week)
        carried = week.after if week.current else week.before
        assert carried == made.load["ana"][week.week].minutes
        assert week.raises_peak == (week.after / week.capacity > made.peaks["ana"].level)
        for day in week.days:
            assert day.current == (day.date == here.date)
            assert day.delta_days == (day.date - on(1)).days


def test_the_chosen_day_has_nothing_against_it_and_the_others_say_what_has(book: Problem) -> None:
    made = plan(book)
    against = {
        day.date: {r.code for r in day.against} for week in why(book, made, "asked") for day in week.days
    }
    here = next(entry.date for entry in made.entries if entry.id == "asked")
    assert against[here] == set()
    assert against[on(3)] == {"blocked"}
    assert against[on(10)] == against[on(11)] == {"too_close"}
    assert on(8) not in against


@pytest.mark.parametrize(
    ("day", "minute", "codes"),
    [
        (-1, None, {"overdue"}),
        (14, None, {"beyond_horizon"}),
        (3, None, {"blocked"}),
        (8, None, {"holiday"}),
        (5, None, {"day_off"}),
        (10, None, {"too_close"}),
        (4, 907, {"off_grid"}),
        (4, 780, {"not_working"}),
        (4, 945, {"customer_closed"}),
        (11, 615, {"too_close", "taken"}),
    ],
)
def test_a_move_is_refused_with_every_reason(
    book: Problem, day: int, minute: int | None, codes: set[str]
) -> None:
    assert {reason.code for reason in why_not(book, plan(book), "asked", on(day), minute)} == codes


def test_a_free_time_is_not_refused(book: Problem) -> None:
    made = plan(book)
    entry = next(entry for entry in made.entries if entry.id == "asked")
    assert why_not(book, made, "asked", entry.date, entry.start) == ()


def test_full_weeks_and_days_are_given_with_their_figures() -> None:
    small = problem(
        *(request(f"r{n}", latest=4) for n in range(9)),
        weeks=1,
        people=(person(weeks=1, week_share=0.1, day_share=0.2),),
    )
    made = plan(small)
    (left,) = made.shed
    full = {r.code: r.args for r in why_not(small, made, left.id, on(0))}
    assert full["full_week"] == {"load": 240, "capacity": 240, "need": 30}
    assert not any(week.possible for week in why(small, made, left.id))


def test_an_unknown_request_is_an_error(book: Problem) -> None:
    with pytest.raises(KeyError):
        why(book, plan(book), "nobody")


def test_a_full_week_names_the_least_valuable_call_that_would_have_to_leave() -> None:
    calls = [request(f"r{n}", latest=4, value=2.0 + n) for n in range(8)]
    asked = request("asked", ideal=1, latest=13, value=1.0)
    tight = problem(*calls, asked, weeks=2, people=(person(weeks=2, week_share=0.1),))
    made = plan(tight)
    full, free = why(tight, made, "asked")
    assert next(entry.week for entry in made.entries if entry.id == "asked") == 1
    assert full.gives_way == ("r0",)
    assert free.gives_way == ()


def test_a_cheaper_week_would_raise_the_peak_and_a_closed_one_has_no_price() -> None:
    calls = [request(f"r{n:02}", ideal=7, earliest=0, latest=20) for n in range(30)]
    away = {on(day): "leave" for day in range(14, 19)}
    book = problem(*calls, weeks=3, people=(person(weeks=3, away=away),))
    made = plan(book)
    for entry in made.entries:
        weeks = why(book, made, entry.id)
        assert weeks[2].points is None
        here = weeks[entry.week].points
        assert here is not None
        cheaper = [week for week in weeks if week.points is not None and week.points < here - 0.05]
        assert all(week.raises_peak for week in cheaper)
