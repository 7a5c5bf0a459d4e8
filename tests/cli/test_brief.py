"""`cadence brief` and `cadence call answer`: the page for people and for scripts (C1)."""

import pytest

from tests.cli.conftest import Cadence

SECTIONS = ["account", "ours", "theirs", "since_last", "suggestions", "questions", "usage"]


def test_text_names_the_account_and_its_promises_first(cadence: Cadence) -> None:
    page = cadence("brief", "TechStart").out
    assert page.startswith("TechStart\n  ")
    assert "\n  ▲ health " in page
    assert page.index("What they promised") < page.index("Since the last call") < page.index("Suggestions")


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_same_command_prints_the_same_bytes(cadence: Cadence, language: str, form: str) -> None:
    asked = ("brief", "TechStart", "--format", form, "--ids", "--lang", language)
    assert cadence(*asked).out == cadence(*asked).out


def test_ids_stand_behind_the_lines_on_request(cadence: Cadence) -> None:
    data = cadence("brief", "TechStart", "--json").data
    sources = {line["source"] for part in data["sections"] for line in part["lines"]}
    plain, with_ids = cadence("brief", "TechStart").out, cadence("brief", "TechStart", "--ids").out
    assert all(f"  ({source})" in with_ids and source not in plain for source in sources)


def test_the_call_itself_stands_under_the_name(cadence: Cadence) -> None:
    call = cadence("brief", "TechStart", "--json").data["call"]
    head = f"{call['minutes']} min · today"
    _, about, purpose, *_ = cadence("brief", "TechStart").out.splitlines()
    assert about.endswith(head)
    assert "Mon 23 Nov · 14:00" in about
    assert purpose.strip() == call["purpose"] != ""
    assert head in cadence("brief", "TechStart", "--format", "markdown").out.split("##")[0]
    assert (call["date"], call["state"]) == ("2026-11-23", "today")


def test_scripts_get_parts_lines_sources_and_what_is_ticked(cadence: Cadence) -> None:
    data = cadence("brief", "TechStart", "--json").data
    assert [part["id"] for part in data["sections"]][: len(SECTIONS)] == SECTIONS
    assert all(line["text"] and line["source"] for part in data["sections"] for line in part["lines"])
    checks = next(part["lines"] for part in data["sections"] if part["id"] == "checklist")
    assert (checks[0]["item"], checks[0]["done"]) == ("health", False)
    assert cadence("brief", data["touchpoint"], "--json").data == data


def test_a_question_is_answered_by_its_call_and_some_of_its_words(cadence: Cadence) -> None:
    sections = cadence("brief", "TechStart", "--json").data["sections"]
    (question,) = next(part["lines"] for part in sections if part["id"] == "questions")
    assert cadence("call", "answer", question["source"], "nothing of the kind").status == 5
    assert "Who in product" in cadence("call", "answer", question["source"], "who in product").out
    later = cadence("brief", "TechStart", "--json").data["sections"]
    assert all(part["id"] != "questions" for part in later)
    assert cadence("brief", question["source"], "--json").data["account"] is not None
    assert cadence("undo").status == 0
    assert cadence("brief", "TechStart", "--json").data["sections"] == sections
