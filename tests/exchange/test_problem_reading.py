"""A planning problem from a file is read as it is, or refused with the path of every fault."""

import json
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.faults import LISTED, sentence
from cadence_tui.exchange.problem_maker import problem_of
from cadence_tui.exchange.problem_reading import read_problem
from cadence_tui.locale import speech
from cadence_tui.model.errors import BadInput
from cadence_tui.planning.plan import plan
from tests.exchange.conftest import Write
from tests.exchange.problem_samples import problem, touch

ENGLISH = speech("en")
_GONE = object()


def refusal(write: Write, content: Any) -> BadInput:
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    with pytest.raises(BadInput) as caught:
        read_problem(write(text, "p.json"))
    return caught.value


def faults(write: Write, content: Any) -> dict[str, tuple[str, str]]:
    """Found and expected by path."""
    where = refusal(write, content).where
    return {each.field: (each.found, ENGLISH.word(each.expected)) for each in where}


def changed(place: str, value: Any) -> dict[str, Any]:
    """The problem with another value at a place such as `touches/0/minutes`."""
    whole = problem()
    inner: Any = whole
    *way, last = [int(step) if step.isdecimal() else step for step in place.split("/")]
    for step in way:
        inner = inner[step if isinstance(inner, list) else str(step)]
    key = last if isinstance(inner, list) else str(last)
    if value is _GONE:
        del inner[key]
    else:
        inner[key] = value
    return whole


def test_a_problem_is_read_whole(write: Write) -> None:
    found = read_problem(write(json.dumps(problem()), "p.json"))
    assert [each.id for each in found.touches] == ["n1", "n2", "q1", "l1", "l2"]
    assert found.accounts[0].pref is not None
    assert (found.accounts[0].pref.begin, found.accounts[0].pref.end) == (840, 960)
    assert found.step == 5


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("step", _GONE),
        ("meta", _GONE),
        ("meta", {"anything": [1, {"deep": None}]}),
        ("version", 1),
        ("csms/0/pto", [["2026-03-10", "2026-03-12"], ["2026-03-11", "2026-03-16"]]),
        ("csms/0/work", {}),
        ("csms/0/work/0", [[840, 1080], [540, 780]]),
        ("accounts/0/pref", _GONE),
        ("accounts/0/stage", {"odd": True}),
        ("touches/0/ideal", "2026-05-01"),
        ("touches/0/period", "monthly"),
        ("touches/0/id", "\x1b[31m\u202e é 日本"),
        ("touches/0/value", 0),
        ("fixed/0/date", "2026-01-07"),
        ("blackouts/0/kinds", None),
        ("holidays/JP", ["1999-01-01"]),
        ("weeks", 104),
    ],
)
def test_what_is_unusual_but_possible_is_accepted(write: Write, place: str, value: Any) -> None:
    assert read_problem(write(json.dumps(changed(place, value)), "p.json"))


@pytest.mark.parametrize(
    ("place", "value", "path", "found", "expected"),
    [
        ("start", "2026-03-03", "start", "2026-03-03", "a Monday"),
        ("start", "2026-02-30", "start", "2026-02-30", "a date such as"),
        ("start", "9999-12-27", "start", "9999-12-27", "a year between"),
        ("start", 20260302, "start", "20260302", "a date such as"),
        ("weeks", 0, "weeks", "0", "from 1 to 104"),
        ("weeks", 105, "weeks", "105", "from 1 to 104"),
        ("weeks", 4.0, "weeks", "4.0", "a whole number"),
        ("weeks", True, "weeks", "true", "a whole number"),
        ("weeks", "4", "weeks", '"4"', "a whole number"),
        ("weeks", 10**60, "weeks", "Infinity", "a whole number"),
        ("grid", 0, "grid", "0", "from 1"),
        ("step", 0, "step", "0", "from 1"),
        ("hurry", 1, "hurry", "hurry", "one of: start, weeks"),
        ("touches", _GONE, "touches", "", "a list"),
        ("touches", {}, "touches", "{}", "a list"),
        ("holidays", [], "holidays", "[]", "a JSON object"),
        ("holidays/CO/0", "soon", "holidays.CO[0]", "soon", "a date such as"),
        ("csms/0/pod", "", "csms[0].pod", "", "text that is not empty"),
        ("csms/0/country", "XX", "csms[0].country", "XX", "stands in holidays"),
        ("csms/0/tz", "Mars/Base", "csms[0].tz", "Mars/Base", "a time zone"),
        ("csms/0/tz", "../../etc/passwd", "csms[0].tz", "../../etc/passwd", "a time zone"),
        ("csms/0/call_share", 0, "csms[0].call_share", "0", "above 0 and up to 1"),
        ("csms/0/day_share", 1.01, "csms[0].day_share", "1.01", "above 0 and up to 1"),
        ("csms/0/day_share", False, "csms[0].day_share", "false", "above 0 and up to 1"),
        ("csms/0/day_share", float("nan"), "csms[0].day_share", "NaN", "above 0 and up to 1"),
        ("csms/0/work/7", [], "csms[0].work.7", "7", "one of: 0, 1"),
        ("csms/0/work/1", [[780, 540]], "csms[0].work.1[0]", "[780, 540]", "after its beginning"),
        ("csms/0/work/1", [[540, 1500]], "csms[0].work.1[0][1]", "1500", "from 0 to 1,440"),
        ("csms/0/work/1", [[540, 600, 660]], "csms[0].work.1[0]", "[540, 600, 660]", "a list of 2"),
        ("csms/0/work/1", [[540, 700], [660, 780]], "csms[0].work.1[1]", "[660, 780]", "csms[0].work.1[0]"),
        ("csms/0/pto", [["2026-03-05", "2026-03-04"]], "csms[0].pto[0][1]", "2026-03-04", "not before"),
        ("busy/0/csm", "eva", "busy[0].csm", "eva", "stands in csms"),
        ("busy/0/end", 540, "busy[0].end", "540", "after its beginning"),
        ("busy/0/end", 610, "busy[1]", "[600, 660]", "busy[0] does not have"),
        ("blackouts/0/to", "2026-03-04", "blackouts[0].to", "2026-03-04", "not before 2026-03-05"),
        ("blackouts/0/kinds", "qbr", "blackouts[0].kinds", '"qbr"', "a list, or null"),
        ("accounts/0/csm", "eva", "accounts[0].csm", "eva", "stands in csms"),
        ("accounts/0/country", "XX", "accounts[0].country", "XX", "stands in holidays"),
        ("accounts/0/tz", "EST5EDT4", "accounts[0].tz", "EST5EDT4", "a time zone"),
        ("accounts/0/hours", [1080, 540], "accounts[0].hours", "[1080, 540]", "after its beginning"),
        ("accounts/0/min_gap", -1, "accounts[0].min_gap", "-1", "from 0"),
        ("accounts/0/pref/days", [7], "accounts[0].pref.days[0]", "7", "from 0 to 6"),
        ("accounts/0/pref/to", 840, "accounts[0].pref.to", "840", "after its beginning, 840"),
        ("accounts/0/pref/at", 1, "accounts[0].pref.at", "at", "one of: days, from, to"),
        ("fixed/0/account", "acme", "fixed[0].account", "acme", "stands in accounts"),
        ("fixed/0/start", 1420, "fixed[0].minutes", "30", "20 minutes at most"),
        ("fixed/0/start", None, "fixed[0].start", "null", "a whole number"),
        ("fixed/0/minutes", 31, "fixed[0].minutes", "31", "a multiple of 5"),
        ("fixed/0/id", "n1", "fixed[0].id", "n1", "touches[0] has this one"),
        ("touches/0/minutes", 0, "touches[0].minutes", "0", "from 1"),
        ("touches/0/minutes", 32, "touches[0].minutes", "32", "a multiple of 5"),
        ("touches/0/minutes", _GONE, "touches[0].minutes", "", "a whole number"),
        ("touches/0/ideal", _GONE, "touches[0].ideal", "", "a date such as"),
        ("touches/0/value", -0.5, "touches[0].value", "-0.5", "a number from 0"),
        ("touches/0/value", float("inf"), "touches[0].value", "Infinity", "a number from 0"),
        ("touches/0/account", "acme", "touches[0].account", "acme", "stands in accounts"),
        ("touches/0/csm", "eva", "touches[0].csm", "eva", "stands in csms"),
        ("touches/0/latest", "2026-03-02", "touches[0].latest", "2026-03-02", "not before 2026-03-03"),
        ("touches/0/earliest", "0001-01-01", "touches[0].earliest", "0001-01-01", "a year between"),
        ("touches/0/id", "n2", "touches[1].id", "n2", "touches[0] has this one"),
        ("touches/0/gap", [1, 2, 3], "touches[0].prev", "", "the id of the touch"),
        ("touches/4/gap", _GONE, "touches[4].gap", "", "at least, aimed at, at most"),
        ("touches/4/gap", [8, 7, 18], "touches[4].gap", "[8, 7, 18]", "at least, aimed at, at most"),
        ("touches/4/gap", [8, 14], "touches[4].gap", "[8, 14]", "a list of 3"),
        ("touches/4/prev", "l0", "touches[4].prev", "l0", "stands in touches"),
        ("touches/4/prev", "n1", "touches[4].prev", "n1", "the same account, lumen"),
        ("touches/4/prev", "l2", "touches[4].prev", "l2", "a chain with a beginning"),
        ("meta", {"x": [float("-inf")]}, "meta.x[0]", "-Infinity", "a number of usual size"),
    ],
)
def test_what_is_impossible_is_refused_with_its_path(
    write: Write, place: str, value: Any, path: str, found: str, expected: str
) -> None:
    told = faults(write, changed(place, value))
    assert list(told) == [path]
    assert told[path][0] == found
    assert expected in told[path][1]


@pytest.mark.parametrize(("place", "first"), [("csms/1/id", "ana"), ("accounts/1/id", "nimbus")])
def test_an_id_that_another_has_is_refused(write: Write, place: str, first: str) -> None:
    name = place.partition("/")[0]
    told = faults(write, changed(place, first))
    assert told[f"{name}[1].id"] == (first, f"an id of its own; {name}[0] has this one")


def test_every_fault_is_told_at_once(write: Write) -> None:
    whole = problem(start="2026-03-04", weeks=0, hurry=True)
    whole["csms"][0]["call_share"] = 2
    whole["accounts"][2]["tz"] = "Nowhere"
    whole["touches"][0] |= {"minutes": 31, "colour": "red"}
    whole["touches"][2]["account"] = "acme"
    whole["touches"][4]["latest"] = 7
    assert set(faults(write, whole)) == {
        "start", "weeks", "hurry", "csms[0].call_share", "accounts[2].tz", "touches[0].minutes",
        "touches[0].colour", "touches[2].account", "touches[4].latest",
    }  # fmt: skip


def test_what_is_wrong_with_one_field_hides_nothing_of_the_others(write: Write) -> None:
    whole = problem()
    whole["touches"][0] |= {"minutes": -5, "csm": "eva", "m": 1}
    whole["touches"][4] |= {"latest": 7, "gap": [3, 2, 1], "account": None}
    whole["accounts"][1] |= {"min_gap": None, "country": "XX", "hours": [600]}
    whole["csms"][0] |= {"tz": "Nowhere", "work": {"0": [[1, "x"]]}, "pto": [["2026-03-05", "2026-03-04"]]}
    assert set(faults(write, whole)) == {
        "touches[0].minutes", "touches[0].csm", "touches[0].m", "touches[4].latest", "touches[4].gap",
        "touches[4].account", "accounts[1].min_gap", "accounts[1].country", "accounts[1].hours",
        "csms[0].tz", "csms[0].work.0[0][1]", "csms[0].pto[0][1]",
    }  # fmt: skip


def test_a_list_that_is_not_there_is_one_fault_and_not_one_for_each_mention(write: Write) -> None:
    assert list(faults(write, changed("csms", _GONE))) == ["csms"]
    assert list(faults(write, changed("accounts/0/id", None))) == ["accounts[0].id"]


def test_a_chain_that_comes_back_to_itself_is_one_fault(write: Write) -> None:
    whole = problem()
    whole["touches"][3] |= {"prev": "l2", "gap": [1, 2, 3]}
    [(path, (found, _))] = faults(write, whole).items()
    assert (path, found) in {("touches[3].prev", "l2"), ("touches[4].prev", "l1")}


def test_two_touches_cannot_follow_the_same_one(write: Write) -> None:
    whole = problem()
    first = next(touch for touch in whole["touches"] if touch.get("prev"))
    whole["touches"].append(first | {"id": "twin"})
    [(path, (found, expected))] = faults(write, whole).items()
    assert (path, found) == (f"touches[{len(whole['touches']) - 1}].prev", first["prev"])
    assert f"no other follows; {first['id']} does" in expected


def test_a_fault_is_counted_once_however_many_there_are(write: Write) -> None:
    many = [touch(f"t{n}", "nimbus", "2026-03-02", "2026-03-06", minutes="x") for n in range(2 * LISTED)]
    assert refusal(write, problem(touches=many)).message.figures["n"] == 2 * LISTED


def test_there_is_an_end_to_what_is_listed_and_the_number_says_how_many(write: Write) -> None:
    many = [touch(f"t{n}", "nobody", "2026-03-02", "2026-03-06") for n in range(LISTED + 50)]
    refused = refusal(write, problem(touches=many))
    assert len(refused.where) == LISTED
    assert refused.message.figures["n"] == LISTED + 50


@pytest.mark.parametrize(
    ("was", "becomes", "paths"),
    [
        ('"weeks": 4', '"weeks": 4, "weeks": 5', ["weeks"]),
        ('"id": "n1"', '"id": "n0", "id": "n1"', ["touches[0].id"]),
        ('"seed": 1', '"seed": 1, "seed": 1', ["meta.seed"]),
        ('"arr": 120000', '"arr": [{"x": 1, "x": 2}]', ["accounts[0].arr[0].x"]),
    ],
)
def test_a_name_that_stands_twice_is_refused(write: Write, was: str, becomes: str, paths: list[str]) -> None:
    text = json.dumps(problem())
    assert was in text
    told = faults(write, text.replace(was, becomes, 1))
    assert list(told) == paths
    assert "each name once" in told[paths[0]][1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "the file is empty"),
        (" \n\t", "the file is empty"),
        ("{", "a JSON text"),
        ('{"start": }', "a JSON text"),
        ("{} {}", "a JSON text"),
        ("null", "a JSON object"),
        ("[]", "a JSON object"),
        (b"\xff\xfe{\0}\0", "text in UTF-8"),
        (b'{"start": "\xe9"}', "text in UTF-8"),
        (b"\0" * 40, "a JSON text"),
        ("[" * 200_000, "nested at most"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "nested at most"),
    ],
)
def test_what_is_no_json_is_refused_in_words(write: Write, content: str | bytes, expected: str) -> None:
    assert expected in ENGLISH.word(refusal(write, content).where[0].expected)


def test_a_fault_in_the_text_itself_has_its_line_and_column(write: Write) -> None:
    [where] = refusal(write, '{"start": "2026-03-02",\n  "weeks" 4}').where
    assert where.row == 2
    assert where.found.startswith("2:11 ")


def test_half_a_character_is_a_fault_with_its_path(write: Write) -> None:
    text = json.dumps(problem()).replace('"retail"', '"\\ud800"', 1)
    assert list(faults(write, text)) == ["accounts[1].industry"]


def test_a_byte_order_mark_is_no_fault(write: Write) -> None:
    assert read_problem(write(b"\xef\xbb\xbf" + json.dumps(problem()).encode(), "p.json"))


@pytest.mark.parametrize("path", [".", "nothing.json", "/dev/null"])
def test_what_is_no_file_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(BadInput):
        read_problem(tmp_path / path)


def test_what_is_found_cannot_reach_the_terminal(write: Write) -> None:
    told = faults(write, changed("touches/0/csm", "\x1b]0;owned\x07"))
    assert told["touches[0].csm"][0] == "␛]0;owned␇"


# -- whatever stands in the file -----------------------------------------------------------

ODD = st.sampled_from(
    [
        None, True, False, 0, -1, 1, 7, 5.5, 10**30, float("nan"), float("inf"), "", "x", "ana", "n1", "l2",
        "2026-03-02", "2026-13-01", "Europe/Madrid", [], {}, [[]], [None], [1, 2], [540, 600], {"from": 1},
    ]
)  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with a key in it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_problem_with_odd_values_is_planned_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    whole = deepcopy(problem())
    for _ in range(data.draw(st.integers(1, 4))):
        container, key = data.draw(st.sampled_from(places(whole)))
        act = data.draw(st.sampled_from(["put", "drop", "repeat", "name"]))
        if act == "drop":
            del container[key]
        elif act == "repeat" and isinstance(container, list):
            container.append(deepcopy(container[key]))
        elif act == "name" and isinstance(container, dict):
            container[data.draw(st.sampled_from(["x", "id", "\x1b", "from"]))] = deepcopy(data.draw(ODD))
        else:
            container[key] = deepcopy(data.draw(ODD))
    path = tmp_path / "p.json"
    path.write_text(json.dumps(whole))
    try:
        asked = problem_of(read_problem(path))
    except BadInput as refused:
        told = [ENGLISH.word(sentence(where)) for where in refused.where]
        assert all(told), "a fault without words"
        return
    answer = plan(asked)
    assert len(answer.entries) + len(answer.shed) == len(asked.requests) + len(asked.fixed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 4000), noise=st.binary(max_size=6))
def test_any_bytes_in_the_middle_are_read_or_refused(tmp_path: Path, cut: int, noise: bytes) -> None:
    data = json.dumps(problem()).encode()
    path = tmp_path / "p.json"
    path.write_bytes(data[:cut] + noise + data[cut + len(noise) :])
    with suppress(BadInput):
        read_problem(path)
