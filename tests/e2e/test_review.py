"""The lead's morning by keyboard: thirty items of every kind, two keys each at most, a record signed (A3)."""

import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.model import documents
from cadence_tui.model.documents import Account, Action, Comment, Document, Override, Risk
from cadence_tui.model.money import Money
from cadence_tui.workspace.setup import create_store
from tests.e2e.person import NOW, Person, Terminals

WAITING = 30
MOST_SECONDS = 300
ASKED = {
    "r": "returned, because:",
    "e": "settle it until:",
    "o": "Whose is it?",
    "t": "new date:",
    "x": "by the rule again, because:",
}
_NOW = datetime.fromisoformat(NOW)


def items() -> list[Document]:
    """Thirty things that wait: late promises of both sides, kept ones without a trace, risks, overrides."""
    made: list[Document] = []
    for number in range(8):
        account = Account(
            id=f"a{number}",
            name=f"Account {number}",
            owner="ana",
            pod="norte",
            arr=Money(Decimal(30_000), "USD"),
            renewal=(_NOW + timedelta(days=60 + number)).date(),
        )
        if number < 4:
            account.segment = Override(
                value="enterprise", why="they double", by="ana", at=_NOW - timedelta(days=3 + number)
            )
        made.append(account)
    for number in range(18):
        theirs = number % 6 == 5
        made.append(
            Action(
                id=f"p{number:02}",
                account=f"a{number % 8}",
                title=f"Late promise {number:02}",
                side="theirs" if theirs else "ours",
                owner="Alex" if theirs else "ana",
                due=(_NOW - timedelta(days=10 + number)).date(),
                created=_NOW - timedelta(days=40 + number),
                comments=(Comment(by="ana", at=_NOW - timedelta(days=4), text="asked again"),),
            )
        )
    for number in range(4):
        made.append(
            Action(
                id=f"d{number}",
                account=f"a{number}",
                title=f"Called done {number}",
                owner="bruno",
                status="done",
                done=_NOW - timedelta(days=1, hours=number),
                created=_NOW - timedelta(days=9),
            )
        )
        made.append(
            Risk(
                id=f"r{number}",
                account=f"a{number}",
                title=f"Back in the old tool {number}",
                severity="high",
                owner="bruno",
                raised=_NOW - timedelta(days=20 + number),
            )
        )
    return made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A lead, two CSMs, thirty items."""
    people = [
        documents.Person(id="lead", name="Marta Oliveira", login="lead", role="lead", pod="norte"),
        documents.Person(id="ana", name="Ana Ruiz", login="ana", pod="norte"),
        documents.Person(id="bruno", name="Bruno Lima", login="bruno", pod="norte"),
    ]
    path = tmp_path / "store"
    create_store(path, [*people, *items()], made=_NOW.astimezone(UTC)).close()
    return path


def verdict_on(item: dict[str, Any], turn: int) -> tuple[str, ...]:
    """The key of a verdict that fits the item; where it asks, enter takes what is proposed."""
    if item["kind"] == "override":
        return (("a",), ("x", "Enter"), ("t", "Enter"), ("r", "Enter"))[turn % 4]
    if item["kind"] == "action" and item["status"] == "done":
        return ("a",) if turn % 2 else ("r", "Enter")
    if item["kind"] == "action" and item["side"] == "theirs":
        return (("e", "Enter"), ("t", "Enter"))[turn % 2]
    return (("a",), ("r", "Enter"), ("e", "Enter"), ("o", "Enter"), ("t", "Enter"))[turn % 5]


def test_thirty_items_in_under_five_minutes_with_two_keys_each_at_most(
    terminal: Terminals, store: Path
) -> None:
    lead = Person(terminal(width=80, height=24), store, "lead", "en")
    waiting = lead.asks("review")
    assert len(waiting) == WAITING
    assert {each["kind"] for each in waiting} == {"action", "risk", "override"}
    lead.start()
    lead.press("4")
    lead.sees_offered("actions.open")
    before, began = lead.pressed, time.monotonic()
    lead.press("R")
    for turn, item in enumerate(waiting):
        judges(lead, turn, item)
    lines = lead.sees("Summary of this review")
    assert "0 undecided" in lines[1]
    assert lead.pressed - before <= 1 + 2 * WAITING
    lead.press("S")
    lead.sees("closing words:")
    lead.press("Enter")
    lead.sees("Review signed, verdicts: 30")
    assert time.monotonic() - began < MOST_SECONDS
    (session,) = lead.asks("review", "sessions")
    record = lead.asks("review", "show", session["id"])
    assert [each["item"] for each in record["items"]] == [each["id"] for each in waiting]
    assert set(record["counts"]) == {"approved", "returned", "escalated", "reassigned", "redated"}
    assert lead.asks("review") == []


def judges(lead: Person, turn: int, item: dict[str, Any]) -> None:
    """Reads the whole page of an item without scrolling, and gives a verdict on it."""
    place = f"{turn + 1} of {WAITING} "
    lines = lead.sees(lambda now: place in now[1] and item["title"] in now[2])
    # What was done is told on the last lines, on two of them where it is long.
    assert not lines[-3].strip(), "the page ends above the last row: nothing has to be scrolled"
    key, *rest = verdict_on(item, turn)
    lead.press(key)
    if rest:
        asked = ASKED[key]
        lead.sees(asked)
        lead.press(*rest)
