"""The one clock that is handed in (design law 6)."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Days before or after them are slips of the pen, and arithmetic with them leaves the calendar."""


class Clock(Protocol):
    """Tells the instant; the workspace has the real one, tests and `--now` a set one."""

    def now(self) -> datetime:
        """The present instant, with its offset."""
        ...


def today(clock: Clock, timezone: str) -> date:
    """The calendar day of a person or account in their IANA zone."""
    return clock.now().astimezone(ZoneInfo(timezone)).date()


def in_reach(day: date) -> bool:
    """Whether a day is one that people mean, and not a slip of the pen."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
