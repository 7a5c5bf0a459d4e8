"""The one clock that is handed in (design law 6)."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the instant; the workspace has the real one, tests and `--now` a set one."""

    def now(self) -> datetime:
        """The present instant, with its offset."""
        ...


def today(clock: Clock, timezone: str) -> date:
    """The calendar day of a person or account in their IANA zone."""
    return clock.now().astimezone(ZoneInfo(timezone)).date()


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
