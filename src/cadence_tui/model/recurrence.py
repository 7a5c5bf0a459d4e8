"""Days that come again by a rule of RFC 5545: weekdays of messages, days that a customer agreed (T8, T9)."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_ANCHOR = date(2001, 1, 1)
"""A Monday, the first of a month and of a year: rules with an interval count from it, on every machine."""
_KEYS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"})
_NEEDS_DAY = {
    "DAILY": (),
    "WEEKLY": ("BYDAY",),
    "MONTHLY": ("BYDAY", "BYMONTHDAY"),
    "YEARLY": ("BYDAY", "BYMONTHDAY"),
}
_PART = re.compile(r"[A-Z]+=[A-Z0-9,+-]+")
_MOST_INTERVAL = 60


def occurrences(rule: str, first: date, last: date) -> tuple[date, ...]:
    """The days of a rule between two days, both included, ascending. Raises ValueError for a faulty rule."""
    years = range(first.year, last.year + 1)
    return tuple(day for year in years for day in _of_year(rule, year) if first <= day <= last)


def is_recurrence(rule: str) -> bool:
    """Whether a text is a rule that `occurrences` understands and that has days at all."""
    try:
        return any(_of_year(rule, year) for year in range(2024, 2030))
    except ValueError:
        return False


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name. Raises ValueError for what is not one, or has no fixed day."""
    parts: dict[str, str] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if not _PART.fullmatch(part) or name not in _KEYS or name in parts:
            raise ValueError(rule)
        parts[name] = value
    needs = _NEEDS_DAY.get(parts.get("FREQ", ""))
    if needs is None or (needs and not parts.keys() & set(needs)):
        raise ValueError(rule)
    if not 1 <= int(parts.get("INTERVAL", "1")) <= _MOST_INTERVAL:
        raise ValueError(rule)
    return parts


@lru_cache(maxsize=1024)
def _of_year(rule: str, year: int) -> tuple[date, ...]:
    # Loaded here: most starts show figures that need no rule.
    from dateutil.rrule import rrulestr

    parts = parts_of(rule)
    begin = _aligned(parts["FREQ"], int(parts.get("INTERVAL", "1")), date(year, 1, 1))
    found = rrulestr(rule, dtstart=datetime.combine(begin, time()))
    return tuple(
        moment.date()
        for moment in found.between(datetime(year, 1, 1), datetime(year, 12, 31), inc=True)  # noqa: DTZ001
    )


def _aligned(frequency: str, interval: int, day: date) -> date:
    """The last beginning of a period on or before a day, counted in intervals from the anchor."""
    if frequency == "YEARLY":
        return date(day.year - (day.year - _ANCHOR.year) % interval, 1, 1)
    if frequency == "MONTHLY":
        months = (day.year - _ANCHOR.year) * 12 + day.month - 1
        months -= months % interval
        return date(_ANCHOR.year + months // 12, months % 12 + 1, 1)
    step = 7 * interval if frequency == "WEEKLY" else interval
    return day - timedelta(days=(day - _ANCHOR).days % step)
