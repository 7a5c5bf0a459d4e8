"""Plans as files: answers keep the rules, are read back as what stood before, and refuse what is no plan."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.plan_file import answer_lines, read_previous
from cadence_tui.exchange.problem_file import ProblemFile
from cadence_tui.exchange.problem_maker import problem_of
from cadence_tui.model.errors import BadInput
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Dials, Problem
from tests.exchange.conftest import Write
from tests.exchange.plan_rules import broken_rules
from tests.exchange.problem_samples import account, csm, problem, touch

START = date.fromisoformat(problem()["start"])


def asked(whole: dict[str, Any]) -> Problem:
    return problem_of(msgspec.convert(whole, ProblemFile))


def answer_text(found: Problem, previous: Path | None = None, **dials: int) -> str:
    before = read_previous(previous, found) if previous else None
    return b"".join(answer_lines(found, plan(found, before, Dials(**dials)))).decode()


def answer(whole: dict[str, Any], previous: Path | None = None, **dials: int) -> dict[str, Any]:
    return json.loads(answer_text(asked(whole), previous, **dials))


def test_the_answer_keeps_the_rules_and_tells_its_reasons() -> None:
    found = answer(problem())
    assert broken_rules(problem(), found) == []
    assert [each["touch"] for each in found["entries"]] == ["n1", "q1", "l1", "n2", "l2"]
    for each in found["entries"]:
        assert each["reason"] == each["reasons"][0]
        assert set(each["reason"]) == {"code", "args"}
    assert {name: set(peak) for name, peak in found["peak"].items()} == {
        "ana": {"minutes", "capacity", "level", "proven", "week"},
        "luis": {"minutes", "capacity", "level", "proven", "week"},
    }
    for name, peak in found["peak"].items():
        assert peak["level"] == peak["minutes"] / peak["capacity"]
        assert found["bound"][name]["level"] <= peak["level"]
        assert found["bound"][name]["minutes"] <= peak["minutes"]


def test_the_peak_is_the_fullest_week_with_its_agreed_calls() -> None:
    whole = problem(touches=[], fixed=[])
    whole["fixed"] = [
        {"id": "f", "account": "lumen", "csm": "luis", "date": "2026-03-17", "start": 600, "minutes": 45}
    ]
    peak = answer(whole)["peak"]["luis"]
    # Four days of eight hours: Thursday is a holiday.
    assert peak == {"minutes": 45, "capacity": 380, "level": 45 / 380, "proven": True, "week": "2026-03-16"}


def test_somebody_without_working_time_has_no_week() -> None:
    found = answer(problem(csms=[csm("ana", work={}), csm("luis", work={})]))
    assert found["peak"]["ana"] == {"minutes": 0, "capacity": 0, "level": 0.0, "proven": True, "week": None}
    assert {each["touch"] for each in found["shed"]} == {"n1", "n2", "q1", "l1", "l2"}


def test_what_has_no_room_says_what_is_short() -> None:
    touches = [touch(f"t{n}", f"a{n}", "2026-03-02", "2026-03-06", minutes=60) for n in range(12)]
    accounts = [account(f"a{n}") for n in range(12)]
    whole = problem(touches=touches, accounts=accounts, fixed=[])
    found = answer(whole)
    assert broken_rules(whole, found) == []
    assert found["shed"]
    for each in found["shed"]:
        assert each["action"] in ("email", "defer")
        assert each["weeks"] == ["2026-03-02"]
        assert each["reason"]["code"] == "full_block"
        assert each["reason"]["args"]["first"] == "2026-03-02"
    [short] = found["shortages"]
    assert (short["csm"], short["weeks"]) == ("ana", ["2026-03-02"])
    assert set(short["touches"]) == {each["touch"] for each in found["shed"]}


def test_step_rounds_what_may_be_called() -> None:
    touches = [touch("n1", "nimbus", "2026-03-02", "2026-03-06", minutes=3)]
    # Of 38 hours in the week these are 3.2 minutes: nothing in steps of five.
    people = [csm("ana", call_share=0.0014), csm("luis")]
    whole = problem(step=3, touches=touches, fixed=[], csms=people)
    found = answer(whole)
    assert [each["touch"] for each in found["entries"]] == ["n1"]
    assert broken_rules(whole, found) == []


@pytest.mark.parametrize("weeks", [0, 1, 4])
def test_so_many_weeks_get_hours(weeks: int) -> None:
    until = (START + timedelta(weeks=weeks)).isoformat()
    for each in answer(problem(), slot_weeks=weeks)["entries"]:
        assert (each["start"] is not None) == (each["date"] < until), each


# -- an earlier plan -----------------------------------------------------------------------


def test_the_same_problem_again_moves_nothing(write: Write) -> None:
    found = asked(problem())
    first = answer_text(found)
    again = json.loads(answer_text(found, write(first, "plan.json")))
    assert again["moves"] == []
    places = [(each["touch"], each["csm"], each["date"], each["start"]) for each in again["entries"]]
    assert places == [
        (each["touch"], each["csm"], each["date"], each["start"]) for each in json.loads(first)["entries"]
    ]
    assert {each["reason"]["code"] for each in again["entries"]} == {"kept"}


def test_a_list_of_entries_is_a_plan_too(write: Write) -> None:
    first = answer(problem())
    again = answer(problem(), write(json.dumps(first["entries"]), "plan.json"))
    assert {each["reason"]["code"] for each in again["entries"]} == {"kept"}


def test_what_moves_says_from_where_to_where_and_why(write: Write) -> None:
    first = answer(problem())
    was = next(each for each in first["entries"] if each["touch"] == "n1")
    whole = problem()
    whole["csms"][0]["pto"].append([was["date"], was["date"]])
    whole["csms"][1]["pod"] = "other"
    found = answer(whole, write(json.dumps(first), "plan.json"))
    assert broken_rules(whole, found) == []
    move = next(each for each in found["moves"] if each["touch"] == "n1")
    now = next(each for each in found["entries"] if each["touch"] == "n1")
    assert move["from"] == {"date": was["date"], "start": was["start"], "csm": "ana"}
    assert move["to"] == {"date": now["date"], "start": now["start"], "csm": "ana"}
    assert move["reason"] == {"code": "leave", "args": {"first": was["date"], "last": was["date"]}}


def test_calls_and_people_that_the_problem_does_not_have_are_left_out(write: Write) -> None:
    earlier = {
        "entries": [
            {"touch": "gone", "csm": "ana", "date": "2026-03-03", "start": 540},
            {"touch": "n1", "csm": "eva", "date": "2026-03-04", "start": None, "note": {"x": 1}},
        ],
        "shed": [{"touch": "old", "action": "email"}],
        "bound": {"eva": 3},
    }
    found = answer(problem(), write(json.dumps(earlier), "plan.json"))
    assert found == answer(problem())


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({}, "entries"),
        ([{"touch": "n1", "csm": "ana"}], "[0].date"),
        ([{"touch": "n1", "csm": "ana", "date": "2026-03-32"}], "[0].date"),
        (
            {"entries": [{"touch": "n1", "csm": "ana", "date": "2026-03-03", "start": 1440}]},
            "entries[0].start",
        ),
        (
            {"entries": [{"touch": "n1", "csm": "ana", "date": "2026-03-03", "start": True}]},
            "entries[0].start",
        ),
        ({"entries": [{"touch": 1, "csm": "ana", "date": "2026-03-03"}]}, "entries[0].touch"),
        ({"entries": [], "shed": [{"action": "email"}]}, "shed[0].touch"),
        (
            {"entries": [{"touch": "n1", "csm": "ana", "date": "2026-03-03"}], "shed": [{"touch": "n1"}]},
            "shed[0].touch",
        ),
        ("plan", ""),
        (7, ""),
    ],
)
def test_what_is_no_plan_is_refused_with_its_path(write: Write, content: Any, path: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_previous(write(json.dumps(content), "plan.json"), asked(problem()))
    assert [where.field for where in caught.value.where] == [path]


# -- the text ------------------------------------------------------------------------------


def test_every_entry_is_on_a_line_and_nothing_in_it_reaches_the_terminal() -> None:
    whole = problem()
    odd = "\x1b[31m\x9b31m\u202eé\x7f"
    whole["touches"][0]["id"] = odd
    text = answer_text(asked(whole))
    assert odd in {each["touch"] for each in json.loads(text)["entries"]}
    assert not set(text) & set("\x1b\x9b\u202e\x7f")
    lines = [line for line in text.splitlines() if line.startswith('{"touch"')]
    assert len(lines) == len(whole["touches"])


ZONES = st.sampled_from(["America/Bogota", "America/New_York", "Europe/Madrid", "America/Sao_Paulo"])
DAYS = st.integers(0, 27).map(lambda day: f"2026-03-{day + 2:02d}")


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    people = [
        csm(
            name,
            country=draw(st.sampled_from(["CO", "ES", "US"])),
            tz=draw(ZONES),
            pod=draw(st.sampled_from(["one", "two"])),
            call_share=draw(st.sampled_from([0.02, 0.05, 0.2])),
            day_share=draw(st.sampled_from([0.1, 0.3, 1.0])),
            pto=[sorted((draw(DAYS), draw(DAYS)))] if draw(st.booleans()) else [],
        )
        for name in ("ana", "luis", "eva")
    ]
    owners = st.sampled_from(["ana", "luis", "eva"])
    accounts = [
        account(
            f"a{n}",
            csm=draw(owners),
            country=draw(st.sampled_from(["CO", "ES", "US"])),
            tz=draw(ZONES),
            hours=draw(st.sampled_from([[540, 1080], [600, 720], [0, 1440]])),
            min_gap=draw(st.integers(0, 6)),
            industry=draw(st.sampled_from(["saas", "retail"])),
            pref=draw(st.sampled_from([None, {"days": [0, 3], "from": 540, "to": 700}])),
        )
        for n in range(draw(st.integers(1, 5)))
    ]
    touches: list[dict[str, Any]] = []
    for n in range(draw(st.integers(0, 14))):
        of = draw(st.sampled_from(accounts))
        first, last = sorted((draw(DAYS), draw(DAYS)))
        minutes = draw(st.sampled_from([15, 20, 30, 60]))
        kind = draw(st.sampled_from(["qbr", "checkin"]))
        made = touch(f"t{n}", of["id"], first, last, csm=of["csm"], minutes=minutes, kind=kind)
        made["value"] = draw(st.sampled_from([0, 1, 2.5, 9]))
        if draw(st.booleans()):
            made["ideal"] = None
            before = [each for each in touches if each["account"] == of["id"] and each["ideal"] is None]
            if before:
                made |= {"prev": before[-1]["id"], "gap": [2, 5, 12]}
        touches.append(made)
    return problem(csms=people, accounts=accounts, touches=touches, fixed=[], busy=[])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(whole=problems(), slot_weeks=st.integers(0, 4))
def test_whatever_the_problem_the_answer_keeps_the_rules(whole: dict[str, Any], slot_weeks: int) -> None:
    assert broken_rules(whole, answer(whole, slot_weeks=slot_weeks)) == []
