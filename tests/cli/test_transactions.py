"""`--txn` and `--if-rev`: what is sent twice is done once, and only on the revision that was seen."""

import fcntl
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.cli.command import Command
from tests.cli.conftest import PROGRAM, Cadence
from tests.cli.test_help import COMMANDS, PAGE

ADD = ("action", "add", "TechStart", "Send the guide")
Add = Callable[..., dict[str, Any]]


@pytest.fixture
def added(cadence: Cadence) -> dict[str, Any]:
    """A promise of Ana's at revision 1."""
    data: dict[str, Any] = cadence(*ADD, "--json").data
    return data


def writing() -> set[str]:
    return {words for words, each in COMMANDS.items() if isinstance(each, Command) and each.writes}


def test_the_page_names_the_commands_that_take_them() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    found = re.search(r"Commands that change something \((.*?)\) take two more", text)
    assert found
    told = re.findall(r"`([^`]+)`", found[1])
    named = {name for each in told for name in COMMANDS if name == each or _is_of(name, each)}
    assert named == writing()


def _is_of(name: str, told: str) -> bool:
    group, _, every = told.partition(" ")
    return every == "…" and name.startswith(f"{group} ")


@pytest.mark.parametrize("words", COMMANDS)
def test_they_stand_in_the_help_of_commands_that_change_something(command: Cadence, words: str) -> None:
    told = command(*words.split(), "--help").out
    assert ("--txn ID" in told, "--if-rev N" in told) == (words in writing(), words in writing())


# -- once --------------------------------------------------------------------------------


def test_what_is_sent_twice_is_done_once(cadence: Cadence) -> None:
    first = cadence(*ADD, "--txn", "7f0c", "--json").data
    again = cadence(*ADD, "--txn", "7f0c", "--json")
    [entry] = cadence("log", "--json").data
    document = {"kind": "action", "id": first["id"], "rev": 1}
    assert again.status == 0
    assert again.data == {
        "repeated": True,
        "seq": 1,
        "at": again.data["at"],
        **document,
        "documents": [document],
    }
    assert entry["seq"] == 1
    assert (
        cadence(*ADD, "--txn", "7f0c").out
        == "Done before, as number 1: Promise for TechStart: Send the guide\n"
    )


def test_a_repetition_is_known_before_the_act_could_be_refused(
    cadence: Cadence, added: dict[str, Any]
) -> None:
    for words in (("done", added["id"]), ("done", "send the guide")):
        assert cadence("action", *words, "--txn", "d").status == 0
    assert cadence("action", "done", added["id"]).status == 1
    assert cadence("action", "done", added["id"], "--txn", "d", "--if-rev", "1").status == 0


@pytest.mark.parametrize(
    ("words", "who"),
    [(("plan", "--weeks", "4", "--accept"), "ana"), (("undo",), "ana"), (("person", "add", "eva"), "admin")],
)
def test_every_kind_of_change_is_done_once(cadence: Cadence, words: tuple[str, ...], who: str) -> None:
    cadence(*ADD)
    first = cadence(*words, "--txn", "t", who=who)
    assert first.status == 0, first.err
    before = cadence("log", "--json").data
    again = cadence(*words, "--txn", "t", "--json", who=who)
    assert (again.status, again.data["repeated"], again.data["seq"]) == (0, True, 2)
    assert cadence("log", "--json").data == before


def test_files_are_taken_in_once(cadence: Cadence, tmp_path: Path) -> None:
    call = tmp_path / "call.json"
    call.write_text('{"started": "2026-11-20T15:00:00+00:00", "no_next_reason": "They leave"}')
    rows = tmp_path / "tickets.csv"
    rows.write_text("account,opened,title\nTechStart,2026-11-02,Slow\n")
    for words in (("call", "log", "TechStart", "--file", call), ("import", "tickets", rows)):
        kept = cadence(*words, "--txn", words[0], "--json")
        assert (kept.status, "repeated" in kept.data) == (0, False)
        assert cadence(*words, "--txn", words[0], "--json").data["repeated"]
    told = [entry["what"] for entry in cadence("log", "--json").data]
    assert len([what for what in told if not what.startswith("Signals")]) == 2


def test_the_id_counts_whoever_sends_it_with_whatever(cadence: Cadence) -> None:
    first = cadence(*ADD, "--txn", "t", "--json").data
    other = cadence("action", "add", "TechStart", "Send figures", "--txn", "t", "--json", who="lead")
    assert (other.status, other.data["id"]) == (0, first["id"])
    assert len(cadence("log", "--json").data) == 1


@pytest.mark.parametrize("text", ["", "a b", "tab\there", "x" * 201, "\x1b[2J"])
def test_what_is_no_id_is_refused(cadence: Cadence, text: str) -> None:
    told = cadence(*ADD, "--txn", text, "--json")
    assert (told.status, told.error["code"]) == (2, "usage")
    assert cadence("log", "--json").data == []


def test_of_processes_that_send_it_at_once_one_does_it(sample_store: Path, cadence: Cadence) -> None:
    words = [PROGRAM, "batch", "--json", "--store", sample_store, "--as", "ana"]
    lines = "".join(f"action add TechStart Number{n} --txn t{n}\n" for n in range(20)).encode()
    pipe = subprocess.PIPE
    started = [subprocess.Popen(words, stdin=pipe, stdout=pipe) for _ in range(3)]
    for each in started:
        assert each.stdin
        each.stdin.write(lines)
        each.stdin.close()
    answers: list[list[dict[str, Any]]] = []
    for each in started:
        assert each.stdout
        answers.append([json.loads(line)["answer"] for line in each.stdout])
        assert each.wait(timeout=60) == 0
    for told in zip(*answers, strict=True):
        assert len({answer["id"] for answer in told}) == 1
        assert sum("repeated" not in answer for answer in told) == 1
    titles = [action["title"] for action in cadence("actions", "number", "--json").data]
    assert sorted(titles) == sorted(f"Number{n}" for n in range(20))


# -- on a revision -----------------------------------------------------------------------


def test_a_change_on_another_revision_is_a_conflict_with_both_sides(
    cadence: Cadence, added: dict[str, Any]
) -> None:
    one = added["id"]
    assert cadence("action", "edit", one, "--priority", "high", "--if-rev", "1", who="lead").status == 0
    told = cadence("action", "start", one, "--if-rev", "1", "--json")
    lead = next(p for p in cadence("person", "list", "--json").data if p["login"] == "lead")
    assert (told.status, told.out, told.error["code"]) == (1, "", "conflict")
    assert told.error["message"].startswith(f"{lead['name']} changed it on 23 Nov ")
    assert {name: told.error[name] for name in ("who", "kind", "id", "fields", "theirs", "mine")} == {
        "who": lead["name"],
        "kind": "action",
        "id": one,
        "fields": ["priority"],
        "theirs": {"priority": "high"},
        "mine": {},
    }
    assert told.error["at"].startswith("2026-11-23T09:12:00")
    assert cadence("action", "start", one, "--if-rev", "2").status == 0


@pytest.mark.parametrize("revision", ["0", "-1", "x", "1.5"])
def test_what_is_no_revision_is_refused(cadence: Cadence, added: dict[str, Any], revision: str) -> None:
    assert cadence("action", "start", added["id"], f"--if-rev={revision}").status == 2


def test_a_revision_is_for_a_change_of_one_document(cadence: Cadence, added: dict[str, Any]) -> None:
    other = cadence("action", "add", "TechStart", "Send figures", "--json").data
    for words in (("action", "start", added["id"], other["id"]), ADD):
        told = cadence(*words, "--if-rev", "1", "--json")
        assert (told.status, told.error["code"]) == (2, "usage")


def test_a_conflict_of_taking_back_has_both_sides(cadence: Cadence, added: dict[str, Any]) -> None:
    one = added["id"]
    cadence("action", "edit", one, "--title", "Send it")
    cadence("action", "edit", one, "--title", "Send all", who="lead")
    told = cadence("undo", "2", "--json").error
    assert (told["code"], told["fields"]) == ("conflict", ["title"])
    assert (told["theirs"], told["mine"]) == ({"title": "Send all"}, {"title": "Send the guide"})


# -- waiting -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_who_waits_is_told_for_whom(sample_store: Path, form: tuple[str, ...]) -> None:
    words = [PROGRAM, *ADD, *form, "--store", sample_store, "--as", "ana"]
    with (sample_store / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr
            line = waiting.stderr.readline()
            fcntl.flock(lock, fcntl.LOCK_UN)
            out, err = waiting.communicate(timeout=30)
    told = json.loads(line)["notice"] if form else line
    assert told.startswith("Waiting: ")
    assert str(os.getpid()) in told
    assert (waiting.returncode, err) == (0, "")
    assert "Send the guide" in out
