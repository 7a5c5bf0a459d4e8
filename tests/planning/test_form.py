"""The judge of the stand-alone form: a legal plan passes, and no fault that is planted goes unseen."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from benchmarks.planning.asking import answer_of, problem_of
from benchmarks.planning.books import Shape, book
from cadence_tui.planning.plan import plan
from tests.planning.form import RULES, Json, broken_rules

OFFICE = {str(day): [[540, 780], [840, 1080]] for day in range(5)}
PLACES = {"ES": "Europe/Madrid", "US": "America/New_York"}
GAP = {"prev": "ana/1", "gap": [6, 8, 10]}


def csm(name: str, pod: str, **more: Any) -> Json:
    """Somebody in Madrid with office hours; 240 minutes of calls a week and 140 a day."""
    place = {"pod": pod, "country": "ES", "tz": PLACES["ES"], "work": OFFICE, "pto": []}
    return {"id": name, **place, "call_share": 0.1, "day_share": 0.3, **more}


def account(name: str, country: str = "ES", **more: Any) -> Json:
    """A customer who takes calls from nine to six."""
    place = {"country": country, "tz": PLACES[country], "industry": "software"}
    return {"id": name, "csm": "eva", **place, "hours": [540, 1080], "min_gap": 3, "pref": None, **more}


def touch(name: str, earliest: str, latest: str, **more: Any) -> Json:
    """Half an hour of Eva with the account that its id begins with."""
    about = {"account": name.partition("/")[0], "csm": "eva", "kind": "check_in", "minutes": 30, "value": 1}
    days = {"ideal": earliest, "earliest": earliest, "latest": latest, "period": 14}
    return {"id": name, **about, **days, **more}


PROBLEM: Json = {
    "start": "2026-03-02",
    "weeks": 4,
    "grid": 15,
    "step": 5,
    "csms": [
        csm("eva", "north", pto=[["2026-03-23", "2026-03-24"]]),
        csm("leo", "north"),
        csm("mia", "south"),
    ],
    "busy": [{"csm": "eva", "date": "2026-03-03", "start": 600, "end": 660}],
    "holidays": {"ES": ["2026-03-19"], "US": ["2026-03-12"]},
    "blackouts": [
        {"kinds": ["review"], "industry": None, "from": "2026-03-05", "to": "2026-03-06"},
        {"kinds": None, "industry": "retail", "from": "2026-03-25", "to": "2026-03-31"},
    ],
    "accounts": [
        account("ana"),
        account("bob", "US"),
        account("coop", industry="retail"),
        account("dora"),
    ],
    "fixed": [
        {
            "id": "agreed",
            "account": "dora",
            "csm": "eva",
            "date": "2026-03-04",
            "start": 600,
            "minutes": 30,
            "kind": "check_in",
        }
    ],
    "touches": [
        touch("ana/1", "2026-03-02", "2026-03-13"),
        touch("ana/2", "2026-03-09", "2026-03-27", ideal=None, **GAP),
        touch("bob/1", "2026-03-09", "2026-03-13"),
        touch("bob/2", "2026-03-30", "2026-04-03"),
        touch("coop/1", "2026-03-20", "2026-03-29"),
        touch("dora/1", "2026-03-02", "2026-03-20", kind="review", minutes=60),
    ],
}


def entry(name: str, when: str, start: int | None, who: str = "eva") -> Json:
    """A call where the plan has it."""
    known = next(touch for touch in PROBLEM["touches"] if touch["id"] == name)
    same = {key: known[key] for key in ("account", "minutes")}
    return {"touch": name, **same, "csm": who, "date": when, "start": start, "reason": {"code": "new"}}


PLAN: Json = {
    "entries": [
        entry("ana/1", "2026-03-03", 540),
        entry("ana/2", "2026-03-11", 540),
        # Nine in New York is two in Madrid this week: summer time has begun there and not here.
        entry("bob/1", "2026-03-11", 840),
        entry("coop/1", "2026-03-23", 900, "leo"),
        entry("dora/1", "2026-03-09", None),
    ],
    "shed": [{"touch": "bob/2", "action": "defer", "reason": {"code": "beyond_horizon"}}],
}


def test_a_legal_plan_breaks_nothing() -> None:
    assert broken_rules(PROBLEM, PLAN) == []


def put(name: str, **change: Any) -> Callable[[Json, Json], None]:
    """A fault in an entry of the plan."""

    def plant(problem: Json, plan: Json) -> None:
        next(entry for entry in plan["entries"] if entry["touch"] == name).update(change)

    return plant


def problem_has(path: tuple[Any, ...], value: Any) -> Callable[[Json, Json], None]:
    """Another problem, to which the plan is a fault."""

    def plant(problem: Json, plan: Json) -> None:
        part: Any = problem
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = value

    return plant


FAULTS: list[tuple[str, Callable[[Json, Json], None]]] = [
    ("unknown", put("ana/1", touch="zoe/1")),
    ("unknown", lambda _, plan: plan["shed"].append({"touch": "zoe/1", "action": "email"})),
    ("twice", lambda _, plan: plan["entries"].append(plan["entries"][0])),
    ("twice", lambda _, plan: plan["shed"].append({"touch": "ana/1", "action": "email"})),
    ("missing", lambda _, plan: plan["entries"].pop()),
    ("missing", lambda _, plan: plan["shed"].clear()),
    ("fields", put("ana/1", minutes=45)),
    ("fields", put("ana/1", account="bob")),
    ("fields", put("ana/1", csm="zoe")),
    ("fields", put("ana/1", date="2026-02-30")),
    ("fields", put("ana/1", start="09:00")),
    ("fields", lambda _, plan: plan["shed"][0].update(action="forget")),
    ("window", put("ana/1", date="2026-03-16")),
    ("window", put("bob/1", date="2026-03-06")),
    ("csm day", put("ana/2", date="2026-03-23")),
    ("csm day", put("dora/1", date="2026-03-19")),
    ("csm day", problem_has(("busy", 0), {"csm": "eva", "date": "2026-03-09", "start": 0, "end": 1440})),
    ("account day", put("bob/1", date="2026-03-12")),
    ("account day", put("coop/1", date="2026-03-22")),
    ("blackout", put("dora/1", date="2026-03-05")),
    ("blackout", put("coop/1", date="2026-03-26", csm="eva")),
    ("owner", put("ana/1", csm="leo")),
    ("owner", put("coop/1", csm="mia")),
    ("owner", problem_has(("csms", 0, "pto"), [["2026-03-21", "2026-03-22"]])),
    ("gap", problem_has(("accounts", 0, "min_gap"), 9)),
    ("gap", put("dora/1", date="2026-03-03")),
    ("chain", put("ana/2", date="2026-03-16")),
    ("chain", problem_has(("touches", 1, "gap"), [9, 9, 12])),
    ("week", problem_has(("csms", 0, "call_share"), 0.03)),
    ("day", problem_has(("csms", 0, "day_share"), 0.12)),
    ("hours", put("ana/1", start=780)),
    ("hours", put("ana/1", start=765)),
    ("account hours", put("bob/1", start=765)),
    ("account hours", problem_has(("accounts", 1, "tz"), "America/Los_Angeles")),
    ("overlap", put("ana/1", start=585)),
    ("overlap", put("ana/2", start=840)),
    ("overlap", problem_has(("fixed", 0, "date"), "2026-03-11")),
    ("grid", put("ana/1", start=550)),
]


@pytest.mark.parametrize(("rule", "plant"), FAULTS)
def test_a_planted_fault_is_seen(rule: str, plant: Callable[[Json, Json], None]) -> None:
    problem, plan = deepcopy(PROBLEM), deepcopy(PLAN)
    problem["fixed"][0]["start"] = 540 if rule == "overlap" else 600
    plant(problem, plan)
    assert rule in {broken.rule for broken in broken_rules(problem, plan)}


def test_every_rule_has_a_fault_planted() -> None:
    assert {rule for rule, _ in FAULTS} == set(RULES)


@pytest.mark.parametrize(
    "shape",
    [
        Shape(accounts=25),
        Shape(accounts=100, tightness=1.3),
        Shape(accounts=120, people=3, start="2026-10-05", leave=0.12),
        Shape(accounts=60, start="2027-03-01", weeks=8),
    ],
    ids=lambda shape: shape.name,
)
def test_plans_of_whole_books_are_legal(shape: Shape) -> None:
    problem = book(shape)
    made = plan(problem_of(problem))
    assert broken_rules(problem, answer_of(problem, made)) == []
