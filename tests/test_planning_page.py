"""The page about planning from a file: its example runs; it has every field, and the refusal as it is."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from cadence_tui.cli.main import run
from cadence_tui.exchange.problem_file import ProblemFile

PAGE = (Path(__file__).parents[1] / "docs" / "planning.md").read_text(encoding="utf-8")
PROBLEM, ANSWER = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
[REFUSAL] = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["plan", *words, "--lang", "en"]) == 0
    return capfd.readouterr().out


def test_the_example_is_planned_and_planned_anew_as_the_page_shows(capfd: pytest.CaptureFixture[str]) -> None:
    Path("problem.json").write_text(PROBLEM, encoding="utf-8")
    Path("plan.json").write_text(told(capfd, "--problem", "problem.json", "--json"), encoding="utf-8")
    later = json.loads(PROBLEM)
    later["csms"][0]["pto"].append(["2026-03-09", "2026-03-10"])
    Path("later.json").write_text(json.dumps(later), encoding="utf-8")
    assert "Moved:" in told(capfd, "--problem", "later.json", "--previous", "plan.json")
    answer = json.loads(told(capfd, "--problem", "later.json", "--previous", "plan.json", "--json"))
    assert names(json.loads(ANSWER)) == names(answer)


def names(value: Any) -> Any:
    """The names in a JSON value: of an object those of each, of a list those of the first."""
    if isinstance(value, dict):
        return {name: names(each) for name, each in value.items() if name not in ("args", "code")}
    return names(value[0]) if isinstance(value, list) and value else None


def fields(shape: Any) -> Iterator[str]:
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        for field in msgspec.structs.fields(shape):
            yield field.encode_name
            yield from fields(field.type)
    for inner in get_args(shape):
        yield from fields(inner)


def test_every_field_is_explained() -> None:
    words = set(re.findall(r"`([^`\n]+)`", PAGE))
    assert [name for name in dict.fromkeys(fields(ProblemFile)) if name not in words] == []


def test_a_refusal_is_that_of_the_page(capfd: pytest.CaptureFixture[str]) -> None:
    faulty = json.loads(PROBLEM)
    faulty["touches"][0] |= {"minutes": 62, "hurry": True}
    faulty["accounts"][1]["country"] = "PT"
    Path("problem.json").write_text(json.dumps(faulty), encoding="utf-8")
    assert run(["plan", "--problem", "problem.json", "--lang", "en"]) == 3
    assert capfd.readouterr().err == REFUSAL
