"""The lead's review on the command line: every kind of item, the signed record, what its owner hears (A3)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cadence_tui.model.documents import Override, Risk
from cadence_tui.model.message import message
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import open_workspace
from tests.cli.conftest import NOW, Cadence


@pytest.fixture
def kinds(sample_store: Path) -> dict[str, str]:
    """The ids of a risk without a plan and of a stage set by hand, both Ana's with TechStart."""
    now = datetime.fromisoformat(NOW)
    ws = open_workspace(sample_store, acting="ana", clock=FixedClock(now))
    account = ws.records.account("TechStart")
    risk = Risk(
        id=ws.new_id(),
        account=account.id,
        title="*Back* in Trello",
        owner=ws.actor.id,
        raised=now - timedelta(days=20),
    )
    changed = type(account)(**{name: getattr(account, name) for name in account.__struct_fields__})
    changed.stage = Override(value="onboarding", why="starts anew", by=ws.actor.id, at=now)
    ws.commit(message("{title}", title=risk.title), edits=[(account, changed)], made=[risk])
    ws.close()
    return {"risk": risk.id, "override": f"{account.id}.stage"}


def test_every_kind_has_the_same_form(cadence: Cadence, kinds: dict[str, str]) -> None:
    found = {each["id"]: each for each in cadence("review", "--json", who="lead").data}
    risk, override = found[kinds["risk"]], found[kinds["override"]]
    assert (risk["kind"], risk["reason"], risk["age_days"]) == ("risk", "risk_unplanned", 20)
    assert (override["kind"], override["reason"], override["value"]) == (
        "override",
        "override_open",
        "onboarding",
    )
    assert {frozenset(each) - {"field", "value"} for each in found.values()} == {frozenset(risk)}
    shown = cadence("review", who="lead").out
    assert "stage set by hand: Onboarding" in shown
    assert "*Back* in Trello" in shown


def test_verdicts_take_any_kind_and_become_a_record(cadence: Cadence, kinds: dict[str, str]) -> None:
    assert cadence("review", "escalate", "trello", who="lead").status == 0
    assert cadence("review", "comment", kinds["risk"], "--text", "call them", who="lead").status == 0
    ended = cadence("review", "by-rule", kinds["override"], "--why", "no", "--json", who="lead").data
    assert ended["stage"]["until"] == "2026-11-22"
    signed = cadence("review", "sign", "--comment", "fewer", "--json", who="lead").data
    assert [(each["kind"], each["verdict"]) for each in signed["items"]] == [
        ("risk", "escalated"),
        ("override", "returned"),
    ]
    (session,) = cadence("review", "sessions", "--json", who="lead").data
    assert session["counts"] == {"escalated": 1, "returned": 1}
    assert session["id"] in cadence("review", "sessions", who="lead").out
    record = cadence("review", "show", session["id"], "--json", who="lead").data
    assert record["items"][0]["deadline"] == "2026-11-26"
    assert record["items"][0]["remarks"] == ["call them"]
    assert cadence("review", "sign", who="lead").status == 1


def test_a_record_reads_as_text_and_as_markdown(cadence: Cadence, kinds: dict[str, str]) -> None:
    cadence("review", "return", kinds["risk"], "--why", "which | plan?", who="lead")
    review = cadence("review", "sign", "--json", who="lead").data["id"]
    text = cadence("review", "show", review, who="lead").out
    assert "Review of 23 Nov 2026 by Marta Oliveira" in text
    assert "which | plan?" in text
    page = cadence("review", "show", review, "--format", "markdown", who="lead").out
    assert page.startswith("# Review of 23 Nov 2026 by Marta Oliveira")
    assert r"\*Back\* in Trello" in page
    assert r"which \| plan?" in page
    spanish = cadence("review", "show", review, "--lang", "es", who="lead").out
    assert "Revisión del 23 nov 2026, por Marta Oliveira" in spanish


def test_the_owner_hears_it_and_may_not_review(cadence: Cadence, kinds: dict[str, str]) -> None:
    cadence("review", "return", kinds["risk"], "--why", "which plan?", who="lead")
    review = cadence("review", "sign", "--json", who="lead").data["id"]
    said = cadence("review", "said", "--json").data
    assert (said[0]["id"], said[0]["verdict"], said[0]["waits"]) == (kinds["risk"], "returned", True)
    assert "which plan?" in cadence("review", "said").out
    for words in (["approve", kinds["risk"]], ["sign"], ["sessions"], ["show", review]):
        assert cadence("review", *words).status == 1
    assert cadence("review", "show", "nothing", who="lead").status == 5
    assert cadence("review", "approve", "nothing", who="lead").status == 5


def test_another_pods_queue_is_its_own(cadence: Cadence, kinds: dict[str, str]) -> None:
    every = cadence("review", "--json", who="lead").data
    norte = cadence("review", "--lead", "ana", "--json", who="lead").data
    assert {each["id"] for each in norte} == {each["id"] for each in every}
    assert cadence("review", "--lead", "nobody").status == 5
