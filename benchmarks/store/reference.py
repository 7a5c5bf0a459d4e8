"""The reference store: 2,000 accounts, 50,000 touchpoints, 10,000 promises, usage; made once a run."""

import random
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cadence_tui.store.open import make_store, open_store
from cadence_tui.store.protocol import Change, Store
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA

ACCOUNTS, TOUCHES, ACTIONS, WEEKS = 2_000, 50_000, 10_000, 50
OPEN_TOUCHES, LIVE_ACTIONS = 500, 2_000
AT = "2026-03-02T09:00:00+00:00"
LOGIN = "ana"
_DAY = date(2026, 3, 2)
_LETTERS = string.ascii_lowercase + "áéíóúãç"

Made = tuple[str, dict[str, Any]]


def reference_store(home: Path, *, history: float = 1.0) -> Path:
    """The folder of the store; `history` is the share of what is closed and of usage that it has."""
    path = home / f"reference-{history:g}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_store(path, COLLECTIONS, schema=SCHEMA, documents=_documents(history)).close()
    return path


def opened(path: Path) -> Store:
    """The store with every hot document loaded."""
    store = open_store(path, COLLECTIONS, schema=SCHEMA)
    for collection in COLLECTIONS:
        store.hot(collection.kind)
    return store


def account_id(number: int) -> str:
    """The id of an account."""
    return f"acc{number % ACCOUNTS:011d}"


def action_id(number: int) -> str:
    """The id of a live promise."""
    return f"act{number % LIVE_ACTIONS:011d}"


def edited(kind: str, doc_id: str, rev: int, text: str) -> Change:
    """A change of one field."""
    return Change(kind=kind, id=doc_id, base_rev=rev, set={_TEXT[kind]: text})


_TEXT = {"account": "goal", "action": "title"}


def held(number: int) -> dict[str, Any]:
    """A touchpoint that is history, without its id."""
    day = _DAY - timedelta(days=number % 700)
    return {
        "account": account_id(number),
        "owner": "p0000000000001",
        "touch": ("check_in", "business_review", "pulse")[number % 3],
        "channel": "video",
        "status": "held",
        "date": day.isoformat(),
        "start": f"{day.isoformat()}T15:30:00Z",
        "minutes": 45,
        "work_minutes": 60,
        "rule": "segment: every 30 days, moved to the customer's weekday",
        "ideal": day.isoformat(),
        "earliest": (day - timedelta(days=7)).isoformat(),
        "latest": (day + timedelta(days=7)).isoformat(),
        "contact": f"con{number:011d}",
        "purpose": _words(number, 300),
    }


def _documents(history: float) -> Iterator[Made]:
    yield "settings", {"id": "settings", "preset": "check-in-guide", "made": datetime.now(UTC).isoformat()}
    yield "person", {"id": "p0000000000001", "name": "Ana Ruiz", "login": LOGIN, "role": "admin"}
    for number in range(ACCOUNTS):
        yield "account", {"id": account_id(number), **_account(number)}
    for number in range(int(ACCOUNTS * history)):
        yield "usage", {"id": f"use{number:011d}", **_usage(number)}
    for number in range(OPEN_TOUCHES + int((TOUCHES - OPEN_TOUCHES) * history)):
        status = "planned" if number < OPEN_TOUCHES else "held"
        yield "touchpoint", {"id": f"tou{number:011d}", **held(number), "status": status}
    for number in range(LIVE_ACTIONS + int((ACTIONS - LIVE_ACTIONS) * history)):
        status = "open" if number < LIVE_ACTIONS else "done"
        yield "action", {"id": f"act{number:011d}", **_action(number, status)}


def _account(number: int) -> dict[str, Any]:
    word = {"why": _words(number, 90), "by": "p0000000000001", "at": AT, "until": "2026-12-31"}
    return {
        "name": f"{_words(number, 12).title()} {number}",
        "external_id": f"ACC-{number:05d}",
        "owner": "p0000000000001",
        "pod": ("norte", "sul", "east")[number % 3],
        "segment": {"value": "enterprise", **word},
        "stage": {"value": "adoption", **word},
        "health": {"value": "green", **word},
        "arr": {"amount": f"{number * 37 % 90_000}.00", "currency": "USD"},
        "start": "2025-06-30",
        "renewal": "2027-06-30",
        "industry": "software",
        "country": "US",
        "timezone": "America/Chicago",
        "language": "es",
        "tags": [_words(number + each, 10) for each in range(6)],
        "preferences": {"weekdays": [0, 1], "hours": "Mon-Tue 13:00-17:00", "channel": "video"},
        "goal": _words(number, 480),
    }


def _usage(number: int) -> dict[str, Any]:
    seats = 20 + number % 50
    weeks = [
        {
            "week": (_DAY - timedelta(weeks=WEEKS - week)).isoformat(),
            "teams": {"Engineering": {"active": (number + week) % seats, "seats": seats, "logins": week}},
            "features": {"Boards": (number * week) % 100},
        }
        for week in range(WEEKS)
    ]
    return {"account": account_id(number), "weeks": weeks}


def _action(number: int, status: str) -> dict[str, Any]:
    return {
        "account": account_id(number),
        "title": _words(number, 70),
        "owner": "p0000000000001",
        "due": (_DAY + timedelta(days=number % 60)).isoformat(),
        "status": status,
        "priority": "high",
        "origin": f"call{number:010d}",
        "carried": [f"call{number + 1:010d}"],
        "created": AT,
    }


def _words(seed: int, length: int) -> str:
    """Text of its own for each seed."""
    chosen = random.Random(seed)
    text = "".join(chosen.choices(_LETTERS + "     ", k=length))
    return " ".join(text.split())
