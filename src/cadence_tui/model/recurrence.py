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
_WEEKS_OF_MONTH = 5
_DAYS_OF_MONTH = 31
_SHORTEST = 28
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


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
    """The parts of a rule by name. Raises ValueError for what is not one, and for one without any day."""
    parts: dict[str, str] = {}
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if not _PART.fullmatch(part) or name not in _KEYS or name in parts:
            raise ValueError(rule)
        parts[name] = value
    needs = _NEEDS_DAY.get(parts.get("FREQ", ""))
    if needs is None or (needs and not parts.keys() & set(needs)):
        raise ValueError(rule)
    if not 1 <= int(parts.get("INTERVAL", "1")) <= _MOST_INTERVAL or not _has_days(parts):
        raise ValueError(rule)
    return parts


def _has_days(parts: dict[str, str]) -> bool:
    """Whether the parts can meet at all: one without days would be looked through to the year 9999."""
    days, months = _numbers(parts, "BYMONTHDAY"), _numbers(parts, "BYMONTH")
    if not all(1 <= abs(day) <= _DAYS_OF_MONTH for day in days) or not all(1 <= m <= 12 for m in months):
        return False
    if days and (parts["FREQ"] == "WEEKLY" or "BYSETPOS" in parts):
        return False
    if not _weekdays_meet(parts, bool(days)):
        return False
    if int(parts.get("INTERVAL", "1")) > 1 and not _interval_meets(parts, days, months):
        return False
    longest = max((_LENGTHS[month - 1] for month in months), default=_DAYS_OF_MONTH)
    return not days or any(abs(day) <= longest for day in days)


def _weekdays_meet(parts: dict[str, str], dated: bool) -> bool:
    """Numbered weekdays stand alone and in months; the nth of a set needs as many weekdays in it."""
    weekdays = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    numbers = [int(each[:-2]) for each in weekdays if each[:-2]]
    if numbers:
        whole = len(numbers) == len(weekdays) and all(1 <= abs(n) <= _WEEKS_OF_MONTH for n in numbers)
        if not whole or dated or parts["FREQ"] not in ("MONTHLY", "YEARLY") or "BYSETPOS" in parts:
            return False
    places = _numbers(parts, "BYSETPOS")
    if not places:
        return True
    fits = all(1 <= abs(place) <= len({*weekdays}) for place in places)
    return fits and parts["FREQ"] in ("WEEKLY", "MONTHLY")


def _interval_meets(parts: dict[str, str], days: list[int], months: list[int]) -> bool:
    """An interval counts from a fixed day: together with fixed months or dates it may miss them for ever."""
    if parts["FREQ"] == "DAILY":
        return parts.keys() <= {"FREQ", "INTERVAL"}
    if parts["FREQ"] == "MONTHLY":
        return not months and all(abs(day) <= _SHORTEST for day in days)
    weekdays = parts.get("BYDAY", "")
    fifth = any(each[:-2].strip("+-") == str(_WEEKS_OF_MONTH) for each in weekdays.split(","))
    dated = all(abs(day) <= _SHORTEST for day in days) and not (days and weekdays)
    return parts["FREQ"] != "YEARLY" or (dated and not fifth)


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(each) for each in parts[name].split(",")] if name in parts else []


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
