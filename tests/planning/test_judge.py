"""The judge of plans sees what is planted: stand-ins, chains, agreed calls, moves for nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Spacing, Spans, StandIn
from cadence_tui.planning.result import Plan
from tests.planning.book import agreed, on, person, problem, request
from tests.planning.rules import broken_promises, broken_rules, rooms_for

EVENING: dict[date, Spans] = {on(day): ((1000, 1080),) for day in range(28)}
BOOK = problem(
    request("first", account="acme", ideal=1),
    request("second", account="acme", ideal=9, earliest=7, latest=20),
    request("other", ideal=4),
    people=(person(), person("bia")),
    fixed=(agreed("f", 3, 600),),
)


def changed(made: Plan, key: str, **change: Any) -> Plan:
    """The plan with one entry elsewhere; its figures go along with whoever makes the call."""
    entries = tuple(replace(e, **change) if e.id == key else e for e in made.entries)
    return replace(made, entries=entries)


def without_figures(faults: list[str]) -> list[str]:
    return [fault for fault in faults if "reported wrongly" not in fault]


def test_a_colleague_takes_only_what_names_them_and_in_the_hours_they_see() -> None:
    made = plan(BOOK)
    assert broken_rules(BOOK, made) == []
    theirs = changed(made, "other", owner="bia")
    assert broken_rules(BOOK, theirs) == ["other is with bia, who may not take it"]
    named = replace(BOOK.requests[2], stand_ins={"bia": StandIn()})
    allowed = replace(BOOK, requests=(*BOOK.requests[:2], named))
    assert without_figures(broken_rules(allowed, theirs)) == []
    late = replace(named, stand_ins={"bia": StandIn(hours=EVENING)})
    seen = replace(BOOK, requests=(*BOOK.requests[:2], late))
    assert without_figures(broken_rules(seen, theirs)) == ["other is outside the customer's hours"]
    nobody = replace(allowed, people=BOOK.people[:1])
    assert broken_rules(nobody, theirs) == ["other is with bia, who may not take it"]


@pytest.mark.parametrize(("day", "legal"), [(9, True), (7, False), (10, False)])
def test_a_call_that_follows_another_keeps_its_distance(day: int, legal: bool) -> None:
    made = changed(changed(plan(BOOK), "first", date=on(1)), "second", date=on(day), start=None)
    follows = replace(BOOK.requests[1], after="first", spacing=Spacing(7, 7, 8))
    book = replace(BOOK, requests=(BOOK.requests[0], follows, BOOK.requests[2]))
    wanted = [] if legal else [f"second is {day - 1} days after first"]
    assert without_figures(broken_rules(book, made)) == wanted


@pytest.mark.parametrize("change", [{"start": 630}, {"date": on(4)}, {"owner": "bia"}])
def test_an_agreed_call_does_not_move(change: dict[str, Any]) -> None:
    faults = broken_rules(BOOK, changed(plan(BOOK), "f", **change))
    assert "an agreed call was moved or lost" in faults


def test_a_call_that_could_have_stayed_was_moved_for_nothing() -> None:
    old = plan(BOOK)
    assert broken_promises(BOOK, old, plan(BOOK, old)) == []
    away = changed(plan(BOOK, old), "other", date=on(2), start=840, status="moved")
    assert broken_promises(BOOK, old, away) == [f"other was moved from {on(4)} for nothing"]
    sick = replace(BOOK, people=(person(away={on(4): "leave"}), person("bia")))
    assert broken_promises(sick, old, away) == []
    untrue = changed(plan(BOOK, old), "other", date=on(2), start=840)
    assert "other is moved but says kept" in broken_promises(BOOK, old, untrue)


def test_a_shed_call_that_would_still_fit_is_found() -> None:
    made = plan(BOOK)
    lost = replace(made, entries=tuple(entry for entry in made.entries if entry.id != "other"))
    assert (on(2), 540, "ana") in rooms_for(BOOK, lost, "other")
    full = replace(BOOK, people=(person(week_share=0.01), person("bia")))
    assert rooms_for(full, lost, "other") == []
