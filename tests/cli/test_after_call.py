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
    assert (ran.status, ran.err) == (1, "Lea Left left the team on 23 Nov\n")
