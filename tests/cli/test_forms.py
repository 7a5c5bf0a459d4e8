"""The JSON of every command has the fields of the contract."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.exchange.archive import read_export
from cadence_tui.workspace.collections import SCHEMA
from tests.cli.conftest import Cadence

ROW = {
    "id": str,
    "name": str,
    "segment": str,
    "stage": str,
    "owner": str,
    "arr": dict,
    "last_touch": str,
    "next_touch": str,
    "renewal": str,
    "open_actions": int,
    "overdue_actions": int,
    "risk": list,
}
ITEM = ("id", "account", "title", "side", "owner", "due", "status", "priority", "origin", "carried", "slips")


def has(data: dict[str, Any], *names: str) -> bool:
    return set(names) <= set(data)


def test_accounts(cadence: Cadence) -> None:
    rows = cadence("accounts", "--json").data
    assert len(rows) >= 20
    techstart = next(row for row in rows if row["name"] == "TechStart")
    for name, kind in ROW.items():
        assert isinstance(techstart[name], kind), name
    assert has(techstart["health"], "score", "band", "coverage", "trend")
    assert techstart["arr"] == {"amount": "28500.00", "currency": "USD"}
    date.fromisoformat(techstart["renewal"])


def test_accounts_are_filtered_by_words_in_any_language(cadence: Cadence) -> None:
    everybody = cadence("accounts", "--json").data
    red = cadence("accounts", "health:red", "--json").data
    assert 0 < len(red) < len(everybody)
    assert {row["health"]["band"] for row in red} == {"red"}
    assert cadence("accounts", "salud:roj", "--json", "--lang", "es").data == red


def test_an_account_whole(cadence: Cadence) -> None:
    shown = cadence("account", "show", "techstart", "--json").data
    assert has(shown, *ROW, "health", "contacts", "touchpoints", "calls", "actions", "usage", "tickets")
    assert shown["account"]["kind"] == "account"
    assert shown["account"]["tags"] == ["50 people"]
    assert {contact["account"] for contact in shown["contacts"]} == {shown["id"]}


def test_an_account_is_found_by_id_external_id_and_part_of_its_name(cadence: Cadence) -> None:
    by_name = cadence("account", "show", "TECHst", "--json").data
    assert cadence("account", "show", by_name["id"], "--json").data == by_name
    assert cadence("account", "show", by_name["external_id"], "--json").data == by_name


def test_health(cadence: Cadence) -> None:
    health = cadence("health", "TechStart", "--json").data
    assert has(health, "score", "band", "coverage", "components", "moved", "to_green")
    for component in health["components"]:
        assert has(component, "name", "weight", "points", "max", "age_days", "why")
    known = [each for each in health["components"] if each["points"] is not None]
    reached = sum(each["points"] for each in known) / sum(each["max"] for each in known)
    assert health["score"] == pytest.approx(100 * reached, abs=1)


def test_health_on_a_day_in_the_past(cadence: Cadence) -> None:
    health = cadence("health", "TechStart", "--as-of", "2026-10-01", "--json").data
    assert health["day"] == "2026-10-01"
    assert cadence("health", "TechStart", "--as-of", "2027-10-01").status == 2


def test_due(cadence: Cadence) -> None:
    due = cadence("due", "--weeks", "4", "--json").data
    assert due
    for touch in due:
        assert has(touch, "id", "account", "kind", "channel", "minutes", "rule", "value")
        assert touch["earliest"] <= touch["ideal"] <= touch["latest"]


def test_a_plan_is_proposed_and_changes_nothing(cadence: Cadence) -> None:
    plan = cadence("plan", "--weeks", "6", "--json").data
    assert has(plan, "calls", "weeks", "peak", "shortages", "shed", "changes")
    for call in plan["calls"]:
        assert has(call, "id", "account", "owner", "kind", "start", "minutes", "load_minutes", "ideal", "why")
    for week in plan["weeks"]:
        assert has(week, "owner", "week", "load", "capacity")
    for peak in plan["peak"].values():
        assert peak["gap"] == peak["minutes"] - peak["lower_bound"] >= 0
    assert cadence("log", "--json").data == []


def test_an_accepted_plan_is_the_calendar(cadence: Cadence) -> None:
    accepted = cadence("plan", "--weeks", "4", "--accept", "--json").data
    new = [call for call in accepted["calls"] if call["change"] == "new" and call["start"]]
    assert accepted["accepted"]["made"] > 0
    week = cadence("calendar", "--week", new[0]["date"], "--json").data
    for call in week:
        assert has(call, "id", "account", "owner", "kind", "start", "minutes", "load_minutes", "status")
    agreed = {
        (call["account"], call["kind"], datetime.fromisoformat(call["start"]))
        for call in week
        if call["start"]
    }
    assert (new[0]["account"], new[0]["kind"], datetime.fromisoformat(new[0]["start"])) in agreed
    assert cadence("plan", "--weeks", "4", "--json").data["changes"] == []


@pytest.mark.parametrize("mode", ["repair", "relevel", "flatten"])
def test_a_plan_is_asked_for_in_three_ways(cadence: Cadence, mode: str) -> None:
    usual = cadence("plan", "--weeks", "6", "--owner", "ana", "--json").data
    data = cadence("plan", "--weeks", "6", "--owner", "ana", "--mode", mode, "--json").data
    (peak,), (before,) = data["peak"].values(), usual["peak"].values()
    assert peak["lower_bound"] <= peak["minutes"] <= before["minutes"]
    if mode == "repair":
        assert data == usual


def test_the_dials_trade_level_weeks_for_calls_on_time(cadence: Cadence) -> None:
    def deviation(level: str) -> int:
        calls = cadence("plan", "--weeks", "6", "--level", level, "--json").data["calls"]
        return sum(
            abs((date.fromisoformat(call["date"]) - date.fromisoformat(call["ideal"])).days) for call in calls
        )

    assert deviation("on_time") < deviation("flat")


def test_a_brief(cadence: Cadence) -> None:
    brief = cadence("brief", "TechStart", "--json").data
    assert len(brief["sections"]) > 3
    for part in brief["sections"]:
        assert part["title"]
        assert all(has(line, "text", "source") for line in part["lines"])
    assert cadence("brief", "TechStart", "--format", "markdown").out.startswith("# TechStart\n\nCheck-in · ")


def test_a_call_is_recorded_and_shown(cadence: Cadence, tmp_path: Path) -> None:
    file = tmp_path / "call.json"
    told = {
        "started": "2026-11-20T15:00:00+00:00",
        "summary": "Usage is up again",
        "sentiment": "positive",
        "promises": [
            {"title": "Send the guide", "due": "2026-11-27"},
            {"title": "Name users", "side": "theirs", "owner": "Alex"},
        ],
        "next": {"date": "2026-12-02"},
    }
    file.write_text(json.dumps(told))
    logged = cadence("call", "log", "TechStart", "--file", file, "--json").data
    assert (logged["status"], logged["summary"], logged["sentiment"]) == (
        "closed",
        told["summary"],
        "positive",
    )
    assert cadence("call", "show", logged["id"], "--json").data == logged
    account = cadence("account", "show", "TechStart", "--json").data
    touches = {touch["id"]: touch for touch in account["touchpoints"]}
    assert touches[logged["touchpoint"]]["status"] == "held"
    assert touches[logged["next_touch"]]["date"] == "2026-12-02"
    promised = {action["title"]: action for action in account["actions"] if action["origin"] == logged["id"]}
    assert promised["Send the guide"]["due"] == "2026-11-27"
    assert promised["Name users"]["owner"] == "Alex"
    earlier = [action for action in account["actions"] if action["title"] == "Add three more users"]
    assert logged["id"] in earlier[0]["carried"]
    cadence("undo")
    assert cadence("call", "show", logged["id"]).status == 5


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ('{"started": "2026-11-20T15:00:00"}', "started"),
        ('{"started": "0001-01-01T00:00:00+14:00"}', "started"),
        ('{"ended": "9999-12-31T23:59:59-14:00"}', "ended"),
        ('{"booked_minutes": -1}', "booked_minutes"),
        ('{"booked_minutes": 1000000000000000000000000000000}', "booked_minutes"),
        ('{"promises": [{"title": ""}]}', "promises[0].title"),
        ('{"promises": [{"title": "Guide", "due": "9999-12-31"}]}', "promises[0].due"),
        ('{"next": {"date": "0001-01-01"}}', "next.date"),
        ('{"next": {"date": "2026-12-02", "start": "2026-12-02T10:00:00"}}', "next.start"),
        ('{"next": {"date": "2026-12-02", "minutes": -5}}', "next.minutes"),
        ('{"next": {"date": "2026-12-02", "channel": "pigeon"}}', "next.channel"),
        ('{"next": {"date": "2026-12-02", "touch": "hug"}}', "next.touch"),
    ],
)
def test_a_call_that_cannot_have_been_is_refused_with_its_field(
    cadence: Cadence, tmp_path: Path, told: str, field: str
) -> None:
    file = tmp_path / "call.json"
    file.write_text(told)
    before = cadence("log", "--json").data
    refused = cadence("call", "log", "TechStart", "--file", file, "--json")
    assert (refused.status, refused.error["where"][0]["field"]) == (3, field)
    assert cadence("log", "--json").data == before


def test_a_call_is_recorded_for_its_touchpoint_once(cadence: Cadence, tmp_path: Path) -> None:
    file = tmp_path / "call.json"
    file.write_text('{"started": "2026-11-23T08:30:00+00:00", "no_next_reason": "They leave"}')
    touches = cadence("account", "show", "TechStart", "--json").data["touchpoints"]
    planned = next(touch for touch in touches if touch["status"] == "planned")
    logged = cadence("call", "log", planned["id"], "--file", file, "--json").data
    assert logged["touchpoint"] == planned["id"]
    assert cadence("call", "log", planned["id"], "--file", file).status == 1
    assert cadence("call", "log", logged["id"], "--file", file).status == 1


def test_the_ledger(cadence: Cadence) -> None:
    items = cadence("actions", "--json").data
    assert items
    assert all(has(item, *ITEM, "created", "rev") for item in items)
    late = cadence("actions", "late", "--json").data
    assert late
    assert all(item["due"] < "2026-11-23" for item in late)
    closed = cadence("actions", "--closed", "--json").data
    assert {"done"} <= {item["status"] for item in closed} - {item["status"] for item in items}


def test_a_promise_from_first_word_to_last(cadence: Cadence) -> None:
    made = cadence("action", "add", "TechStart", "Send figures", "--due", "2026-11-25", "--json").data
    assert has(made, *ITEM, "created", "rev")
    one = made["id"]
    for words, status in (
        (("start", one), "in_progress"),
        (("block", one, "--why", "no access"), "blocked"),
        (("wait", one), "waiting"),
        (("done", one), "done"),
        (("reopen", one), "open"),
    ):
        assert cadence("action", *words, "--json").data["status"] == status
    edited = cadence("action", "edit", one, "--due", "2026-12-01", "--why", "they asked", "--json").data
    assert [slip["why"] for slip in edited["slips"]] == ["they asked"]
    assert cadence("action", "drop", one, "--why", "not wanted", "--json").data["status"] == "dropped"


def test_the_review(cadence: Cadence) -> None:
    waiting = cadence("review", "--json", who="lead").data
    assert waiting
    assert all(has(item, "id", "reason", "age_days") for item in waiting)
    first, second, third, fourth = (item["id"] for item in waiting[:4])
    assert (
        cadence("review", "approve", first, "--json", who="lead").data["verdicts"][-1]["verdict"]
        == "approved"
    )
    returned = cadence("review", "return", second, "--why", "which day?", "--json", who="lead").data
    assert returned["verdicts"][-1]["why"] == "which day?"
    assert cadence("review", "escalate", third, "--until", "2026-12-01", who="lead").status == 0
    ours = next(
        item["id"] for item in waiting if item["side"] == "ours" and item["id"] not in (first, second)
    )
    assert cadence("review", "reassign", ours, "--to", "lead", who="lead").status == 0
    assert cadence("review", "approve", fourth).status == 1


def test_the_touch_model(cadence: Cadence, tmp_path: Path) -> None:
    model = cadence("touch-model", "--json").data["model"]
    assert cadence("touch-model", "show", "--json").data["model"] == model
    assert {"enterprise", "smb"} <= {segment["id"] for segment in model["segments"]}
    page = cadence("touch-model", "--lang", "pt-BR").out
    for segment in model["segments"]:
        assert segment["title"]["pt-BR"] in page
    assert cadence("touch-model", "check", "--json").data["ok"]
    broken = tmp_path / "own.toml"
    broken.write_text('title = "one"\n')
    refused = cadence("touch-model", "check", broken, "--json")
    assert (refused.status, refused.error["where"][0]["file"]) == (3, str(broken))


def test_search(cadence: Cadence) -> None:
    hits = cadence("search", "documentacion", "--json").data + cadence("search", "API", "--json").data
    assert all(has(hit, "kind", "id", "account", "text", "when") for hit in hits)
    assert any("API documentation" in hit["text"] for hit in hits)
    assert cadence("search", "techstart", "api", "--json").data
    assert cadence("search", "zzzz", "--json").data == []
    assert cadence("search", "--json").status == 2
    assert cadence("search", "since:soon", "--json").status == 3
    few = cadence("search", "a", "--limit", "2", "--json").data
    assert few == cadence("search", "a", "--json").data[:2]
    assert "there are more: --limit" in cadence("search", "a", "--limit", "2").out
    typed = cadence("search", "api", "account:techstart", "kind:promise", "--json").data
    assert typed == cadence("search", "api", "--account", "TechStart", "--kind", "action", "--json").data
    assert [hit["kind"] for hit in typed] == ["action"]


def test_the_log(cadence: Cadence) -> None:
    cadence("action", "add", "TechStart", "Send figures")
    cadence("action", "add", "Nimbus", "Send figures")
    log = cadence("log", "--json").data
    assert [entry["seq"] for entry in log] == [2, 1]
    assert all(has(entry, "seq", "at", "who", "what", "why", "documents") for entry in log)
    assert log[0]["who"] == "ana"
    assert [entry["seq"] for entry in cadence("log", "--account", "techstart", "--json").data] == [1]
    assert cadence("log", "--since", "2026-11-24", "--json").data == []
    assert "Compromiso" in cadence("log", "--lang", "es").out


def test_undo_and_redo(cadence: Cadence) -> None:
    promise = cadence("action", "add", "TechStart", "Send figures", "--json").data["id"]
    assert cadence("undo").status == 0
    assert promise not in [item["id"] for item in cadence("actions", "--json").data]
    assert cadence("redo", "--json").data["redone"]
    assert promise in [item["id"] for item in cadence("actions", "--json").data]
    assert cadence("undo", "1", "--json").data["undone"]
    assert cadence("undo", "77").status == 1


def test_the_team(cadence: Cadence) -> None:
    added = cadence(
        "person", "add", "zoe", "--name", "Zoë Park", "--role", "reader", "--json", who="admin"
    ).data
    assert (added["kind"], added["login"], added["role"]) == ("person", "zoe", "reader")
    people = cadence("person", "list", "--json").data
    assert "zoe" in [person["login"] for person in people]
    assert cadence("action", "add", "TechStart", "x", who="zoe").status == 1
    assert cadence("person", "remove", "zoe", "--json", who="admin").data["gone"] == "2026-11-23"
    assert "zoe" not in [person["login"] for person in cadence("person", "list", "--json").data]
    assert cadence("person", "add", "eve").status == 1
    assert cadence("person", "remove", "ana", who="admin").status == 1


def test_the_doctor(cadence: Cadence, sample_store: Path) -> None:
    examined = cadence("doctor", "--json").data
    assert (examined["ok"], examined["problems"]) == (True, [])
    assert examined["documents"] > 100
    snapshot = next(sample_store.glob("snap-*/account.json"))
    snapshot.write_bytes(snapshot.read_bytes()[:-1])
    found = cadence("doctor", "--json")
    assert found.status == 4
    assert not found.data["ok"]
    assert found.data["problems"][0]["file"].endswith("account.json")


def test_everything_is_exported_without_loss(cadence: Cadence, command: Cadence, tmp_path: Path) -> None:
    file, again = tmp_path / "all.json", tmp_path / "again"
    assert cadence("export", "--out", file).status == 0
    documents = read_export(file, schema=SCHEMA)
    assert len(documents) == cadence("doctor", "--json").data["documents"]
    assert command("restore", file, "--store", again, "--json").data["documents"] == len(documents)
    exported = command("export", "--store", again, "--as", "ana").out
    assert exported.splitlines()[1:] == file.read_text().splitlines()[1:]
