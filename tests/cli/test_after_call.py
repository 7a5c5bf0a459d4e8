"""`cadence call`, `risk`, `opportunity`, `handoff`: what comes out of a call (C7, C8)."""

import json
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cadence

CALL = {
    "started": "2026-11-23T08:00:00+00:00",
    "booked_minutes": 30,
    "summary": "Product stays in Trello",
    "attendees": ["Alex Moreno"],
    "sentiment": "concerning",
    "relationship": "at_risk",
    "concerns": ["Product team stays in Trello"],
    "opportunities": ["10 engineers in Q2 5k"],
    "shared": ["Onboarding templates"],
    "forecast": "renews if product moves over",
    "no_next_reason": "they call back",
    "promises": [{"title": "book the product session", "due": "2026-11-24"}],
}


@pytest.fixture
def logged(cadence: Cadence, tmp_path: Path) -> dict[str, Any]:
    """A call with TechStart, documented elsewhere."""
    file = tmp_path / "call.json"
    file.write_text(json.dumps(CALL), encoding="utf-8")
    ran = cadence("call", "log", "TechStart", "--file", file, "--json")
    assert ran.status == 0, ran.err
    return ran.data


def test_a_logged_call_leaves_behind_what_a_closed_one_does(cadence: Cadence, logged: dict[str, Any]) -> None:
    (risk,) = (each for each in cadence("risk", "list", "--json").data if each["origin"] == logged["id"])
    assert (risk["title"], risk["severity"]) == ("Product team stays in Trello", "high")
    chances = cadence("opportunity", "list", "--account", "TechStart", "--json").data
    (chance,) = (each for each in chances if each["origin"] == logged["id"])
    assert chance["amount"] == {"amount": "5000.00", "currency": "USD"}
    signals = cadence("signals", "--json").data
    assert "call_concern" in {each["cause"] for each in signals}
    titles = {each["title"] for each in cadence("actions", "TechStart", "--json").data}
    assert {"book the product session", "Onboarding templates"} <= titles
    assert len(logged["actions"]) == 2
    assert cadence("undo").status == 0
    assert not [each for each in cadence("risk", "list", "--json").data if each["origin"] == logged["id"]]


def test_a_record_is_amended_from_a_file(cadence: Cadence, logged: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "amend.json"
    file.write_text(json.dumps({"summary": "They move in January"}), encoding="utf-8")
    ran = cadence("call", "amend", logged["id"], "--file", file, "--json", who="lead")
    assert (ran.data["summary"], ran.data["concerns"]) == ("They move in January", logged["concerns"])
    page = cadence("call", "show", logged["id"], "--format", "text").out
    assert "Summary before: Product stays in Trello" in page
    assert "Product team stays in Trello" in page
    file.write_text(json.dumps({"promises": [{"title": "x"}]}), encoding="utf-8")
    assert cadence("call", "amend", logged["id"], "--file", file).status == 1
    assert cadence("call", "amend", "nothing", "--file", file).status in (1, 5)


def test_the_recap_is_text_or_a_mail_file(cadence: Cadence, logged: dict[str, Any], tmp_path: Path) -> None:
    assert "Hi Alex," in cadence("call", "recap", logged["id"]).out
    data = cadence("call", "recap", logged["id"], "--language", "pt-BR", "--json").data
    assert data["to"] == ["alex.moreno@techstart.example"]
    assert "Olá" in data["body"]
    file = tmp_path / "recap.eml"
    assert cadence("call", "recap", logged["id"], "--eml", file).status == 0
    assert message_from_bytes(file.read_bytes())["Subject"].startswith("TechStart: what we agreed")
    assert cadence("call", "recap", logged["id"], "--eml", file).status == 1
    assert cadence("call", "recap", logged["id"], "--eml", file, "--force").status == 0


def test_a_risk_from_its_name_to_its_end(cadence: Cadence) -> None:
    made = cadence("risk", "add", "TechStart", "Trello", "--severity", "low", "--json").data
    planned = cadence("risk", "plan", "trello", "--plan", "a session", "--due", "2026-11-24", "--json").data
    assert (planned["id"], planned["plan"], planned["plan_due"]) == (made["id"], "a session", "2026-11-24")
    assert "a session" in cadence("risk", "list", "--account", "TechStart").out
    assert cadence("risk", "settle", made["id"], "--outcome", "moved over").status == 0
    closed = cadence("risk", "list", "--closed", "--json").data
    assert [each["status"] for each in closed if each["id"] == made["id"]] == ["settled"]
    assert cadence("risk", "settle", "trello", "--outcome", "x").status == 5


def test_an_opportunity_from_its_name_to_its_end(cadence: Cadence) -> None:
    made = cadence("opportunity", "add", "TechStart", "20 seats", "--amount", "R$ 1.200", "--json").data
    assert made["amount"] == {"amount": "1200.00", "currency": "BRL"}
    assert cadence("opportunity", "edit", "20 seats", "--expected", "2027-02-01", "--json").data["expected"]
    assert cadence("opportunity", "propose", made["id"], "--json").data["status"] == "proposed"
    assert cadence("opportunity", "lose", made["id"]).status == 2
    assert cadence("opportunity", "win", made["id"], "--json").data["status"] == "won"
    assert cadence("opportunity", "add", "TechStart", "x", "--amount", "lots").status == 3


def test_a_hand_off_from_its_question_to_its_answer(cadence: Cadence) -> None:
    words = ("handoff", "add", "TechStart", "product", "Trello import", "--why", "they will not type it")
    made = cadence(*words, "--json").data
    assert "Why: they will not type it" in cadence("handoff", "show", "trello").out
    assert "Trello import" in cadence("handoff", "list", "--to", "product").out
    assert "Trello import" not in cadence("handoff", "list", "--to", "support").out
    taken = cadence("handoff", "take", made["id"], "--json", who="lead").data
    assert taken["status"] == "taken"
    answered = cadence("handoff", "answer", made["id"], "there since May", "--json", who="lead").data
    assert (answered["status"], answered["answer"]) == ("done", "there since May")


def test_a_call_is_not_logged_with_an_account_of_another_pod(cadence: Cadence, tmp_path: Path) -> None:
    assert cadence("person", "add", "far", "--name", "Far Away", "--pod", "sul", who="admin").status == 0
    file = tmp_path / "call.json"
    file.write_text(json.dumps(CALL), encoding="utf-8")
    account = cadence("account", "show", "TechStart", "--json").data["id"]
    touch = next(each["id"] for each in cadence("calendar", "--json").data if each["account"] == account)
    for place in ("TechStart", touch):
        ran = cadence("call", "log", place, "--file", file, "--json", who="far")
        assert (ran.status, ran.error["code"]) == (1, "not_permitted")
        assert "TechStart is with another pod" in ran.error["message"]


def test_nobody_acts_as_somebody_who_was_removed(cadence: Cadence) -> None:
    assert cadence("person", "add", "left", "--name", "Lea Left", who="admin").status == 0
    assert cadence("risk", "add", "TechStart", "Trello", who="left").status == 1
    assert cadence("person", "remove", "left", who="admin").status == 0
    ran = cadence("risk", "add", "TechStart", "Trello", who="left")
    assert (ran.status, ran.err) == (1, "Lea Left left the team on 2026-11-23\n")


_ANCIENT = "1000-01-01T09:00:00+00:00"
FAULTS: list[tuple[dict[str, Any], str, str, str]] = [
    ({"ended": "2026-11-23T07:00:00Z"}, "ended", "2026-11-23T07:00:00+00:00", "an instant after"),
    ({"ended": "2026-11-23T12:00:00Z"}, "ended", "2026-11-23T12:00:00+00:00", "not still to come"),
    ({"us_seconds": -1}, "us_seconds", "-1", "a whole number from 0 to 86,400"),
    (
        {"sections": [{"section": "x", "planned": 1, "used": -1}]},
        "sections[0].used",
        "-1",
        "from 0 to 86,400",
    ),
    ({"actions": ["nope"]}, "actions[0]", "nope", "the id of a promise to TechStart"),
    ({"checklist": ["nope"]}, "checklist[0]", "nope", "one of: "),
    ({"asked": ["nope"]}, "asked[0]", "nope", "the id of a question"),
    ({"agenda": "nope"}, "agenda", "nope", "one of: pulse"),
    ({"account": "Colegio Nevadera"}, "account", "Colegio Nevadera", "TechStart, with which"),
    ({"sentiment": "angry"}, "sentiment", "angry", "one of: concerning, neutral, positive, or null"),
    ({"booked_minutes": "long"}, "booked_minutes", '"long"', "a whole number"),
    ({"attendees": [7]}, "attendees[0]", "7", "text"),
    ({"started": "yesterday"}, "started", "yesterday", "an instant with its offset"),
    ({"entries": [{"text": "x"}]}, "entries[0].at", "", "an instant with its offset"),
    (
        {"entries": [{"text": "x", "at": "2026-11-23T09:00:00"}]},
        "entries[0].at",
        "2026-11-23T09:00:00",
        "offset",
    ),
    ({"promises": [{"title": ""}]}, "promises[0].title", "", "text that is not empty"),
    ({"next": {"date": "soon"}}, "next.date", "soon", "a date such as"),
]


@pytest.mark.parametrize(("fields", "field", "found", "expected"), FAULTS)
def test_what_cannot_be_in_a_call_is_told_with_field_found_and_expected(
    cadence: Cadence, tmp_path: Path, fields: dict[str, Any], field: str, found: str, expected: str
) -> None:
    file = tmp_path / "call.json"
    file.write_text(json.dumps({**CALL, **fields}), encoding="utf-8")
    ran = cadence("call", "log", "TechStart", "--file", file, "--json")
    assert ran.status == 3, ran.err
    [where] = ran.error["where"]
    assert (where["file"], where["field"], where["found"]) == (str(file), field, found)
    assert expected in where["expected"]


def test_every_fault_of_a_call_is_told_in_the_readers_language(cadence: Cadence, tmp_path: Path) -> None:
    file = tmp_path / "call.json"
    file.write_text(json.dumps({**CALL, "sentiment": "angry", "summary": 7}), encoding="utf-8")
    err = cadence("call", "log", "TechStart", "--file", file, "--lang", "es").err
    choices = "concerning, neutral, positive, o null"
    assert f"sentiment · se encontró «angry» · se esperaba uno de estos valores: {choices}" in err
    assert "summary · se encontró «7» · se esperaba texto" in err


@pytest.mark.parametrize(
    ("content", "expected"), [("", "the file is empty"), ("[1]", "a JSON object"), ("{", "a JSON")]
)
def test_what_is_no_call_at_all(cadence: Cadence, tmp_path: Path, content: str, expected: str) -> None:
    file = tmp_path / "call.json"
    file.write_text(content, encoding="utf-8")
    ran = cadence("call", "log", "TechStart", "--file", file, "--json")
    assert ran.status == 3
    assert expected in ran.error["message"]
    assert "header" not in ran.err
    assert "malformed" not in ran.err


def test_an_amendment_names_what_it_cannot_change(
    cadence: Cadence, logged: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "amend.json"
    other = {"owner": "nobody", "started": "2026-11-22T08:00:00Z", "summary": "Other"}
    file.write_text(json.dumps(other), encoding="utf-8")
    ran = cadence("call", "amend", logged["id"], "--file", file, "--json")
    assert (ran.status, [each["field"] for each in ran.error["where"]]) == (3, ["owner", "started"])
    assert cadence("call", "show", logged["id"], "--json").data == logged


def test_a_shown_record_is_amended_whole(cadence: Cadence, logged: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "amend.json"
    file.write_text(json.dumps({**logged, "summary": "Other"}), encoding="utf-8")
    ran = cadence("call", "amend", logged["id"], "--file", file, "--json")
    assert (ran.status, ran.data["summary"]) == (0, "Other")
