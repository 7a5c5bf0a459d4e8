"""When it cannot fit, the least valuable gives way and the plan says where and by how much (P5)."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Problem, StandIn
from cadence_tui.planning.result import Plan, Why
from tests.planning.book import agreed, on, person, problem, request
from tests.planning.problems import problems
from tests.planning.rules import broken_rules

SHORT_WEEK = person(weeks=1, week_share=0.1)
"""240 minutes: eight calls of 30."""


def crowded(*values: float) -> Problem:
    return problem(
        *(request(f"r{n}", latest=4, value=value) for n, value in enumerate(values)),
        weeks=1,
        people=(SHORT_WEEK,),
    )


def shed(made: Plan) -> set[str]:
    return {call.id for call in made.shed}


def why(made: Plan, key: str) -> tuple[Why, ...]:
    return next(call.reasons for call in made.shed if call.id == key)


def test_the_least_valuable_gives_way_with_the_block_and_its_rank() -> None:
    made = plan(crowded(3, 1, 3, 3, 2, 3, 3, 3, 3, 3))
    assert shed(made) == {"r1", "r4"}
    assert why(made, "r4") == (
        Why("full_block", {"first": 0, "last": 0, "need": 300, "have": 240, "short": 60}),
        Why("shed_by_priority", {"rank": 9, "value": 2, "last_kept_value": 3}),
    )
    assert [(s.owner, s.weeks, s.minutes, s.requests) for s in made.shortages] == [
        ("ana", (0,), 60, ("r1", "r4")),
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 10), min_size=9, max_size=14))
def test_of_equal_calls_exactly_the_most_valuable_stay(values: list[float]) -> None:
    book = crowded(*values)
    made = plan(book)
    assert broken_rules(book, made) == []
    kept = sorted(values[int(entry.id[1:])] for entry in made.entries)
    assert kept == sorted(values)[-8:]


def test_a_call_that_may_still_come_later_is_deferred_and_others_become_email() -> None:
    book = crowded(*[3.0] * 8, 1.0, 0.5)
    late = replace(book.requests[8], latest=on(20))
    made = plan(replace(book, requests=(*book.requests[:8], late, book.requests[9])))
    assert {(call.id, call.action) for call in made.shed} == {("r8", "defer"), ("r9", "email")}


def test_a_call_that_must_be_a_call_is_never_turned_into_email() -> None:
    book = crowded(*[3.0] * 8, 1.0)
    kickoff = replace(book.requests[8], email_ok=False)
    made = plan(replace(book, requests=(*book.requests[:8], kickoff)))
    assert [(call.id, call.action) for call in made.shed] == [("r8", "defer")]


def test_a_call_without_a_usable_day_says_what_closed_them() -> None:
    away = {on(day): "leave" for day in range(2)} | {on(2): "holiday"}
    made = plan(problem(request("r", latest=2), weeks=1, people=(person(weeks=1, away=away),)))
    assert why(made, "r") == (
        Why("leave", {"first": on(0), "last": on(1)}),
        Why("holiday", {"first": on(2), "last": on(2)}),
    )


def test_a_customer_whose_hours_never_meet_ours_is_reported() -> None:
    hours = {on(day): ((1200, 1260),) for day in range(5)}
    made = plan(problem(request("r", latest=4, hours=hours), weeks=1))
    assert [reason.code for reason in why(made, "r")] == ["no_slot"]


def test_two_calls_that_cannot_keep_their_distance_do_not_both_stand() -> None:
    book = problem(
        request("renewal", account="acme", value=5, ideal=2, latest=4),
        request("check-in", account="acme", ideal=1, latest=4),
        weeks=1,
        min_gap={"acme": 7},
    )
    made = plan(book)
    assert shed(made) == {"check-in"}
    assert "too_close" in {reason.code for reason in why(made, "check-in")}


def test_a_call_next_to_an_agreed_one_waits() -> None:
    book = problem(
        request("r", account="acme", ideal=1, latest=6),
        fixed=(agreed("f", 1, 600, account="acme"),),
        min_gap={"acme": 3},
    )
    entry = next(e for e in plan(book).entries if e.id == "r")
    assert entry.date == on(4)
    assert entry.reasons == (Why("too_close", {"first": on(1), "last": on(1)}),)


def test_an_unknown_owner_is_a_reason_not_a_crash() -> None:
    made = plan(problem(request("r", owner="gone")))
    assert why(made, "r") == (Why("no_owner", {"owner": "gone"}),)


def test_one_call_too_many_for_the_weeks_it_shares_frees_a_neighbouring_week() -> None:
    tight = [request(f"t{n}", latest=4, load=60, minutes=60) for n in range(4)]
    loose = [request(f"l{n}", latest=11, load=30) for n in range(8)]
    book = problem(*tight, *loose, weeks=2, people=(person(weeks=2, week_share=0.1),))
    made = plan(book)
    assert broken_rules(book, made) == []
    assert made.shed == ()
    assert [week.minutes for week in made.load["ana"]] == [240, 240]


def test_several_calls_of_little_worth_give_way_to_one_of_great() -> None:
    small = [request(f"s{n}", latest=0, value=1) for n in range(8)]
    review = request("review", latest=0, value=9, minutes=60, load=90)
    one_day = person(weeks=1, week_share=0.1, day_share=0.5)
    made = plan(problem(*small, review, weeks=1, people=(one_day,)))
    assert "review" in {entry.id for entry in made.entries}
    assert len(shed(made)) == 3


@settings(max_examples=60, deadline=None)
@given(problems(apart=True), st.sampled_from([1.1, 1.5, 3.0]), st.booleans())
def test_more_time_for_calls_never_costs_a_call_of_more_worth(
    book: Problem, more: float, again: bool
) -> None:
    made = plan(book)
    people = tuple(
        replace(p, week_share=min(1.0, p.week_share * more), day_share=min(1.0, p.day_share * more))
        for p in book.people
    )
    roomier = plan(replace(book, people=people), made if again else None)
    assert worth(book, roomier) <= worth(book, made)


def worth(book: Problem, made: Plan) -> float:
    """The value of what was shed."""
    values = {one.id: one.value for one in book.requests}
    return sum(values[call.id] for call in made.shed)


def test_calls_of_one_account_do_not_crowd_each_other_out_of_weeks_that_are_empty() -> None:
    early = [request("a", account="x", load=60, latest=4), request("b", account="x", latest=4)]
    roomy = [request(f"c{n}", account="x", latest=11) for n in range(2)]
    book = problem(*early, *roomy, weeks=2, people=(person(weeks=2, week_share=0.05),), min_gap={"x": 1})
    made = plan(book)
    assert broken_rules(book, made) == []
    assert (made.shed, made.shortages) == ((), ())


def test_a_call_may_pass_another_of_its_account_where_that_lets_both_stand() -> None:
    first = request("a", account="x", ideal=14, earliest=13, latest=33)
    second = request("b", account="x", ideal=16, earliest=10, latest=16)
    book = problem(first, second, weeks=5, people=(person(weeks=5),), min_gap={"x": 5})
    made = plan(book)
    assert broken_rules(book, made) == []
    assert made.shed == ()


def test_a_colleague_takes_what_the_account_leaves_no_day_for_at_home() -> None:
    away = {on(day): "leave" for day in (10, 11)}
    asked = request(
        "b",
        account="x",
        ideal=9,
        earliest=9,
        latest=14,
        stand_ins={"bia": StandIn()},
        blocked=frozenset({on(14)}),
    )
    book = problem(
        asked,
        weeks=3,
        people=(person(weeks=3, away=away), person("bia", weeks=3)),
        fixed=(agreed("f", 4, account="x"),),
        min_gap={"x": 7},
    )
    made = plan(book)
    assert broken_rules(book, made) == []
    assert [(entry.id, entry.owner) for entry in made.entries if entry.id == "b"] == [("b", "bia")]
