"""Small planning problems, written shortly."""

from datetime import date, timedelta
from typing import Any

from cadence_tui.planning.problem import Fixed, Person, Problem, Request, Spans

MONDAY = date(2026, 3, 2)
OFFICE: Spans = ((9 * 60, 13 * 60), (14 * 60, 18 * 60))


def on(day: int) -> date:
    """The date of a day of the horizon."""
    return MONDAY + timedelta(days=day)


def person(name: str = "ana", *, weeks: int = 4, away: dict[date, str] | None = None, **kinds: Any) -> Person:
    """Somebody who works office hours on weekdays, except when away."""
    away = away or {}
    dates = [on(day) for day in range(7 * weeks)]
    spans = {when: OFFICE for when in dates if when.weekday() < 5 and when not in away}
    return Person(**{"id": name, "spans": spans, "week_share": 0.5, "day_share": 0.8, "away": away, **kinds})


def request(name: str, *, ideal: int = 0, earliest: int = 0, latest: int = 6, **kinds: Any) -> Request:
    """A 30-minute check-in of an account of its own."""
    values: dict[str, Any] = {
        "id": name,
        "account": name,
        "owner": "ana",
        "kind": "check_in",
        "minutes": 30,
        "load": 30,
        "value": 1.0,
        "ideal": on(ideal),
        "earliest": on(earliest),
        "latest": on(latest),
    }
    return Request(**{**values, **kinds})


def agreed(name: str, day: int, start: int | None = None, **kinds: Any) -> Fixed:
    """An agreed call of 30 minutes."""
    values: dict[str, Any] = {"account": name, "owner": "ana", "minutes": 30, "load": 30}
    return Fixed(id=name, date=on(day), start=start, **{**values, **kinds})


def problem(*requests: Request, weeks: int = 4, **kinds: Any) -> Problem:
    """A horizon from the Monday on, with Ana alone unless people are given."""
    values: dict[str, Any] = {"today": MONDAY, "people": (person(weeks=weeks),)}
    return Problem(start=MONDAY, weeks=weeks, requests=requests, **{**values, **kinds})
