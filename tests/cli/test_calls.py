"""Calls on the command line: found by their account, listed with their ids (C7)."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Cadence

FILE = {
    "summary": "They want the recording",
    "sentiment": "positive",
    "no_next_reason": "they travel",
    "started": "2026-11-23T08:30:00+00:00",
}


@pytest.fixture
def logged(cadence: Cadence, tmp_path: Path) -> str:
    """The id of a call with TechStart of this morning."""
    return cadence("call", "log", "TechStart", "--file", written(tmp_path, FILE), "--json").data["id"]


def written(folder: Path, data: Mapping[str, object]) -> Path:
    file = folder / "call.json"
    file.write_text(json.dumps(data))
    return file


def test_the_name_of_an_account_means_its_last_closed_call(
    cadence: Cadence, logged: str, tmp_path: Path
) -> None:
    assert cadence("call", "show", "techstart", "--json").data["id"] == logged
    assert cadence("call", "show", logged).out == cadence("call", "show", "TechStart").out
    assert cadence("call", "recap", "techstart").out == cadence("call", "recap", logged).out
    file = written(tmp_path, {"summary": "They want the slides"})
    assert cadence("call", "amend", "techstart", "--file", file, "--json").data["id"] == logged
    assert cadence("call", "show", logged, "--json").data["summary"] == "They want the slides"


def test_what_is_neither_a_call_nor_an_account_is_said_to_be_neither(cadence: Cadence) -> None:
    told = cadence("call", "show", "nobody at all", "--lang", "es")
    assert told.status == 5
    assert "ninguna llamada con el id nobody at all ni ninguna cuenta" in told.err


def test_an_account_without_calls_says_so(cadence: Cadence) -> None:
    held = {call["account"] for call in cadence("call", "list", "--json").data}
    account = next(each for each in cadence("accounts", "--json").data if each["id"] not in held)
    told = cadence("call", "show", account["id"])
    assert (told.status, told.err) == (5, f"{account['name']} has no closed call\n")


def test_calls_are_listed_with_what_finds_them_again(cadence: Cadence, logged: str) -> None:
    rows = cadence("call", "list", "--json").data
    assert rows[0]["id"] == logged
    assert rows[0]["day"] == "2026-11-23"
    assert rows[0]["sentiment"] == "positive"
    assert [row["day"] for row in rows] == sorted((row["day"] for row in rows), reverse=True)
    shown = cadence("call", "list", "--account", "techstart", "--lang", "es").out
    line = next(line for line in shown.splitlines() if logged in line)
    assert "TechStart" in line
    assert "positivo" in line
    assert "They want the recording" in line


def test_the_list_of_calls_is_narrowed(cadence: Cadence, logged: str) -> None:
    own = cadence("call", "list", "--account", "techstart", "--json").data
    assert len({row["account"] for row in own}) == 1
    assert [row["id"] for row in cadence("call", "list", "--since", "yesterday", "--json").data] == [logged]
    assert cadence("call", "list", "--open", "--json").data == []
    few = cadence("call", "list", "--limit", "2")
    assert "there are more: --limit" in few.out
    assert len(cadence("call", "list", "--limit", "2", "--json").data) == 2
