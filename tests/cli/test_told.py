"""What the command line says of acts: who is behind them, what they changed, why they cannot be."""

import json
from pathlib import Path

import pytest

from cadence_tui.workspace.session import system_login
from tests.cli.conftest import Cadence


def added(cadence: Cadence) -> str:
    return cadence("action", "add", "TechStart", "Send the guide", "--due", "2026-12-01", "--json").data["id"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["edit", "--due", "2026-12-03", "--why", "holiday"], "Edited: Send the guide"),
        (["start"], "Started: Send the guide"),
        (["block", "--why", "no budget"], "Blocked: Send the guide (no budget)"),
        (["wait"], "Waiting on the customer: Send the guide"),
        (["done"], "Done: Send the guide"),
        (["drop", "--why", "not needed"], "Dropped: Send the guide (not needed)"),
    ],
)
def test_the_answer_says_what_was_done(cadence: Cadence, words: list[str], told: str) -> None:
    verb, *more = words
    assert cadence("action", verb, added(cadence), *more).out == f"{told}\n"


def test_a_word_of_the_lead_says_what_it_was(cadence: Cadence) -> None:
    told = cadence("review", "approve", added(cadence), who="lead")
    assert told.out == "Approved: Send the guide\n"


def test_the_log_tells_the_login_behind_somebody_else(cadence: Cadence) -> None:
    added(cadence)
    [entry] = cadence("log", "--last", "1", "--json").data
    assert (entry["who"], entry["via"]) == ("ana", system_login())
    assert f"ana (via {system_login()})" in cadence("log", "--last", "1").out
    assert f"ana (vía {system_login()})" in cadence("log", "--last", "1", "--lang", "es").out


def test_whoever_acts_as_themselves_has_nobody_behind_them(command: Cadence, tmp_path: Path) -> None:
    store = tmp_path / "own"
    assert command("init", "--store", store, "--sample", "small").status == 0
    assert command("action", "add", "TechStart", "Send the guide", "--store", store).status == 0
    [entry] = command("log", "--last", "1", "--json", "--store", store).data
    assert entry["via"] == ""
    assert "via" not in command("log", "--last", "1", "--store", store).out


def test_the_log_names_the_fields_of_an_edit_in_the_readers_words(cadence: Cadence) -> None:
    one = added(cadence)
    cadence("action", "edit", one, "--priority", "high", "--title", "Send both guides")
    assert "Edited: Send both guides · priority, what" in cadence("log", "--last", "1").out
    assert "· prioridad, qué" in cadence("log", "--last", "1", "--lang", "es").out
    cadence("undo")
    assert "· priority, what" in cadence("log", "--last", "1").out
    cadence("action", "done", one)
    assert " · " not in cadence("log", "--last", "1").out
    [entry] = cadence("log", "--last", "1", "--json").data
    assert entry["documents"][0]["fields"] == ["done", "status", "status_since"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["  Send the guide · TechStart · promise", "    Status: saved Done"]),
        ("es", ["  Send the guide · TechStart · compromiso", "    Estado: guardado Cumplido"]),
    ],
)
def test_a_conflict_words_fields_and_values(cadence: Cadence, language: str, lines: list[str]) -> None:
    one = added(cadence)
    assert cadence("action", "done", one, who="lead").status == 0
    words = ("action", "edit", one, "--due", "2026-12-05", "--why", "holiday", "--if-rev", "1")
    told = cadence(*words, "--lang", language)
    assert told.status == 1
    for line in lines:
        assert line in told.err.splitlines()
    assert "status_since" not in told.err
    assert cadence(*words, "--json").error["fields"] == ["done", "status", "status_since"]


def test_an_overtaken_act_names_its_number_and_both_values(cadence: Cadence) -> None:
    one = added(cadence)
    cadence("action", "edit", one, "--title", "Send both guides")
    number = cadence("log", "--last", "1", "--json").data[0]["seq"]
    assert cadence("action", "edit", one, "--title", "Send nothing", who="lead").status == 0
    told = cadence("undo")
    assert told.status == 1
    first, _, field = told.err.splitlines()
    assert first.startswith(f"Change {number} (Edited: Send both guides) cannot be taken back: ")
    assert field == "    What: saved Send nothing · yours Send the guide"
    assert cadence("undo", number - 1).status == 1
    assert cadence("undo", "--json").error["code"] == "conflict"


def test_a_promise_that_was_removed_is_told_of_with_who_did_it(cadence: Cadence) -> None:
    one = added(cadence)
    assert cadence("undo").status == 0
    told = cadence("action", "done", one)
    assert (told.status, "Ana Ruiz removed it on" in told.err) == (1, True)
    assert cadence("action", "done", "never-was").status == 5


def test_who_is_nobody_here_is_given_the_whole_command(command: Cadence, sample_store: Path) -> None:
    login = system_login()
    told = command("accounts", "--store", sample_store)
    assert f"with: cadence person add {login}\n" in told.err


@pytest.mark.parametrize("as_json", [True, False])
def test_a_damaged_store_says_what_is_missing_and_who_mends_it_once(
    cadence: Cadence, sample_store: Path, as_json: bool
) -> None:
    one = added(cadence)
    cadence("action", "start", one)
    journal = max(sample_store.glob("journal-*"))
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:-2], lines[-2].replace(b"TechStart", b"TechStorm"), lines[-1]]))
    form = ["--json"] if as_json else []
    for words in (["accounts"], ["action", "add", "TechStart", "More"], ["account", "show", "Nobody"]):
        told = cadence(*words, *form)
        text = told.err if not as_json else " ".join(map(str, map(json.loads, told.err.splitlines())))
        assert text.count("is damaged") == 1, words
        assert text.count("What came after it is not shown") == 1, words
        assert "cadence doctor --repair" in text
    assert "es de solo" not in cadence("accounts", "--lang", "es").err
