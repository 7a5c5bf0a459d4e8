"""`cadence plan --problem`: a plan for a file, with no store, in every language, for people and programs."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOW, Cadence
from tests.exchange.plan_rules import broken_rules
from tests.exchange.problem_samples import account, problem, touch

Program = Callable[..., subprocess.CompletedProcess[str]]


def put(name: str, content: Any) -> Path:
    path = Path(name)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path.absolute()


def crowded() -> dict[str, Any]:
    """More calls in one week than it can hold."""
    touches = [touch(f"t{n}", f"a{n}", "2026-03-02", "2026-03-06", minutes=60) for n in range(12)]
    return problem(touches=touches, accounts=[account(f"a{n}") for n in range(12)], fixed=[])


def test_a_problem_is_planned_where_there_is_no_store_and_no_home(program: Program, tmp_path: Path) -> None:
    file = put("p.json", problem())
    ran = program("plan", "--problem", file, "--json", env={}, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert broken_rules(problem(), json.loads(ran.stdout)) == []
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["p.json"]


def test_the_same_problem_has_the_same_answer_whatever_the_hash_seed(program: Program) -> None:
    file = put("p.json", crowded())
    answers = {
        program("plan", "--problem", file, "--json", env={"PYTHONHASHSEED": seed}).stdout for seed in "12"
    }
    assert len(answers) == 1


def test_no_store_is_touched(cadence: Cadence, sample_store: Path) -> None:
    before = {path: path.read_bytes() for path in sample_store.rglob("*") if path.is_file()}
    assert cadence("plan", "--problem", put("p.json", problem())).status == 0
    assert {path: path.read_bytes() for path in sample_store.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "4 weeks from 2 Mar 2026: 12 calls to place, 0 agreed already",
                "ana: fullest week 2 Mar, ",
                "Too little room:",
                "min short",
                "No room for:",
                "a mail instead",
                "Calls with an hour:",
                "without a place, 0 moved",
            ],
        ),
        (
            "es",
            [
                "4 semanas desde el 2 mar 2026: 12 llamadas por ubicar, 0 ya acordadas",
                "ana: semana más cargada 2 mar, ",
                "Falta espacio:",
                "faltan",
                "Sin lugar para:",
                "mejor un correo",
                "Llamadas con hora:",
                "sin lugar, 0 movidas",
            ],
        ),
        (
            "pt-BR",
            [
                "4 semanas a partir de 2 mar 2026: 12 ligações a encaixar, 0 já combinadas",
                "ana: semana mais cheia 2 mar, ",
                "Falta espaço:",
                "faltam",
                "Sem lugar para:",
                "melhor um e-mail",
                "Ligações com horário:",
                "sem lugar, 0 movidas",
            ],
        ),
    ],
)
def test_the_page_speaks_the_language_of_the_reader(command: Cadence, language: str, said: list[str]) -> None:
    ran = command("plan", "--problem", put("p.json", crowded()), "--lang", language)
    assert ran.status == 0
    for sentence in said:
        assert sentence in ran.out


def test_the_page_shows_what_moved_and_text_of_the_file_is_only_text(command: Cadence) -> None:
    whole = problem()
    whole["touches"][0]["id"] = "\x1b[31mred {name}"
    first = command("plan", "--problem", put("p.json", whole), "--json")
    put("plan.json", first.data)
    day = next(each["date"] for each in first.data["entries"] if "red" in each["touch"])
    whole["csms"][0]["pto"].append([day, day])
    ran = command("plan", "--problem", put("p.json", whole), "--previous", "plan.json")
    assert "\x1b" not in ran.out
    [moved] = [
        line for line in ran.out.partition("Moved:")[2].splitlines() if line.startswith("  ␛[31mred {name}")
    ][:1]
    assert f"{day} " in moved
    assert "leave" in moved
    assert ran.out.rstrip().endswith(", 1 moved")


def test_modes_are_told_apart(command: Cadence) -> None:
    file = put("p.json", problem())
    plan = put("plan.json", command("plan", "--problem", file, "--json").data)
    for mode in ("repair", "relevel", "flatten"):
        ran = command("plan", "--problem", file, "--previous", plan, "--mode", mode, "--json")
        assert broken_rules(problem(), ran.data) == []
    late = command("plan", "--problem", file, "--json", "--slots-weeks", "0").data
    assert {each["start"] for each in late["entries"]} == {None}
    page = command("plan", "--problem", file, "--slots-weeks", "0").out
    listed = page.partition("Calls with a day, at an hour that is open:")[2]
    assert all(each["touch"] in listed and each["date"] in listed for each in late["entries"])
    assert "Calls with an hour:" not in page


@pytest.mark.parametrize("option", ["--problem", "--previous"])
def test_faults_are_told_with_their_path_for_programs(command: Cadence, option: str) -> None:
    good = put("good.json", problem())
    bad = put("bad.json", {"entries": 7})
    words = ["--problem", bad] if option == "--problem" else ["--problem", good, "--previous", bad]
    ran = command("plan", *words, "--json")
    assert (ran.status, ran.out) == (3, "")
    assert ran.error["code"] == "bad_input"
    told = {
        place["field"]: (place["file"], place["found"], place["expected"]) for place in ran.error["where"]
    }
    if option == "--problem":
        assert told["entries"][1] == "entries"
        assert told["touches"] == (str(bad), "", "a list")
    else:
        assert told == {"entries": (str(bad), "7", "a list")}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "touches[0].minutes · found “31” · expected a multiple of 5"),
        ("es", "touches[0].minutes · se encontró «31» · se esperaba un múltiplo de 5"),
        ("pt-BR", "touches[0].minutes · encontrado “31” · esperado um múltiplo de 5"),
    ],
)
def test_faults_are_told_in_the_language_of_the_reader(command: Cadence, language: str, said: str) -> None:
    whole = problem()
    whole["touches"][0]["minutes"] = 31
    ran = command("plan", "--problem", put("p.json", whole), "--lang", language)
    assert ran.status == 3
    assert said in ran.err


@pytest.mark.parametrize("content", ["", "{", "\udcff\udcfe", "null", "[" * 100_000])
def test_what_is_no_problem_is_refused_and_nothing_is_answered(command: Cadence, content: str) -> None:
    file = Path("p.json")
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    ran = command("plan", "--problem", file, "--json")
    assert (ran.status, ran.out) == (3, "")
    assert ran.error["where"][0]["file"] == "p.json"


@pytest.mark.parametrize(
    "words",
    [
        ["--problem", "p.json", "--accept"],
        ["--problem", "p.json", "--weeks", "4"],
        ["--problem", "p.json", "--owner", "ana"],
        ["--problem", "p.json", "--level", "flat"],
        ["--previous", "p.json"],
        ["--slots-weeks", "2"],
        ["--problem", "p.json", "--mode", "better"],
        ["--problem", "p.json", "--slots-weeks", "-1"],
    ],
)
def test_options_of_store_and_file_do_not_mix(command: Cadence, words: list[str]) -> None:
    put("p.json", problem())
    assert command("plan", *words, "--now", NOW).status == 2


def test_a_line_of_a_batch_can_be_a_plan_to_read(program: Program, sample_store: Path) -> None:
    line = f"plan --problem {put('p.json', problem())}\n"
    ran = program("--store", sample_store, "--as", "ana", "--now", NOW, "--lang", "en", "batch", input=line)
    assert "4 weeks from 2 Mar 2026" in ran.stdout
