"""A small team with its accounts in a store, for tests of planning."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cadence_tui.model.documents import Account, Document, Person, Touchpoint
from cadence_tui.model.money import Money
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.setup import create_store

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday; clocks change on 8 March in New York and on 29 March in Madrid."""
MADRID = ZoneInfo("Europe/Madrid")


def person(login: str = "ana", **fields: Any) -> Person:
    """Somebody in Madrid who works office hours, half of them for calls."""
    values: dict[str, Any] = {"name": login.title(), "pod": "north", "timezone": "Europe/Madrid"}
    return Person(id=login, login=login, **{**values, **fields})


def account(name: str, **fields: Any) -> Account:
    """A mid-market customer of Ana's, mature, whose renewal is far away."""
    values: dict[str, Any] = {
        "owner": "ana",
        "arr": Money(Decimal(40_000), "USD"),
        "start": date(2024, 1, 15),
        "renewal": date(2027, 1, 15),
    }
    return Account(id=name, name=name, **{**values, **fields})


def held(of: str, day: date, touch: str = "check_in", **fields: Any) -> Touchpoint:
    """A call that took place."""
    values: dict[str, Any] = {"channel": "video", "minutes": 30, "work_minutes": 15, "status": "held"}
    return Touchpoint(
        id=f"{of}-{touch}-{day}", account=of, owner="ana", touch=touch, date=day, **{**values, **fields}
    )


def planned(of: str, when: datetime, **fields: Any) -> Touchpoint:
    """A call of 30 minutes at an hour of Madrid."""
    values: dict[str, Any] = {"channel": "video", "minutes": 30, "work_minutes": 15, "ideal": when.date()}
    return Touchpoint(
        id=f"{of}-planned",
        account=of,
        owner=fields.pop("owner", "ana"),
        date=when.date(),
        start=when.replace(tzinfo=MADRID).astimezone(UTC),
        **{**values, **fields},
    )


def mature(name: str, checked: date, reviewed: date = date(2026, 2, 20), **fields: Any) -> list[Document]:
    """An account with its last check-in and its last business review."""
    return [account(name, **fields), held(name, checked), held(name, reviewed, "business_review")]


def workspace(
    path: Path, documents: Iterable[Document], *, acting: str = "ana", now: datetime = NOW
) -> Workspace:
    """A workspace on a new store with these documents."""
    create_store(path, documents, made=now).close()
    return opened(path, acting, now=now)


def opened(path: Path, login: str, *, now: datetime = NOW) -> Workspace:
    """Somebody else's workspace on a store that is there."""
    return open_workspace(path, acting=login, clock=FixedClock(now))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by Madrid's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=MADRID)
