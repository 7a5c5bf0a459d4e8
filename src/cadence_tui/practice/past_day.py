"""A day that lies behind, as people type one: `2026-10-01`, `2026-10`, `1/10`, `30d`, `yesterday` (C9)."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cadence_tui.model.clock import monday
from cadence_tui.model.rules.search import PastWords, Unit
from cadence_tui.model.text import fold

_BACK = re.compile(r"(\d{1,4})d?")
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")


def past_day(text: str, words: PastWords, today: date, *, day_first: bool, last: bool = False) -> date | None:
    """The day that is meant, of a period its first or `last`; None for what cannot be read.

    A day of no year is the last such day, and so is a weekday.
    """
    try:
        if (back := _BACK.fullmatch(text)) and (len(back[1]) < 4 or text.endswith("d")):
            return today - timedelta(days=int(back[1]))
        if written := _WRITTEN.fullmatch(text):
            return _of_period(written.groups(), last=last)
        if short := _SHORT.fullmatch(text):
            return _latest([int(part) for part in short.groups() if part], today, day_first=day_first)
        return _spoken(" ".join(fold(text).split()), words, today, last=last)
    except (ValueError, OverflowError):
        return None


def _of_period(parts: Sequence[str | None], *, last: bool) -> date:
    year, month, day = (int(part) if part else 0 for part in parts)
    if day:
        return date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    month = month or 12
    return date(year, month, monthrange(year, month)[1])


def _latest(parts: Sequence[int], today: date, *, day_first: bool) -> date:
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    if month > 12:
        day, month = month, day
    if len(parts) == 3:
        return date(parts[2], month, day)
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)


def _spoken(text: str, words: PastWords, today: date, *, last: bool) -> date | None:
    for days, names in enumerate((words.today, words.yesterday, words.before_yesterday)):
        if text in map(fold, names):
            return today - timedelta(days=days)
    for weekday, names in enumerate(words.weekdays):
        if text in map(fold, names):
            return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    for name, names in words.periods.items():
        if text in map(fold, names):
            return _period(name, today)[last]
    return _ago(text, words, today)


def _period(name: str, today: date) -> tuple[date, date]:
    """First and last day of a period."""
    week, month = monday(today), today.replace(day=1)
    first, length = {
        "this_week": (week, relativedelta(days=7)),
        "last_week": (week - timedelta(days=7), relativedelta(days=7)),
        "this_month": (month, relativedelta(months=1)),
        "last_month": (month - relativedelta(months=1), relativedelta(months=1)),
    }[name]
    return first, first + length - timedelta(days=1)


def _ago(text: str, words: PastWords, today: date) -> date | None:
    units: dict[str, Unit] = {fold(name): unit for unit, names in words.units.items() for name in names}
    numbers = {fold(name): number for name, number in words.numbers.items()}
    for form in words.ago:
        pattern = re.escape(fold(form)).replace(r"\{n\}", r"(?P<n>\w+)").replace(r"\{unit\}", r"(?P<unit>.+)")
        if (found := re.fullmatch(pattern, text)) is None or found["unit"] not in units:
            continue
        count = int(found["n"]) if found["n"].isdecimal() else numbers.get(found["n"])
        if count is None:
            continue
        match units[found["unit"]]:
            case "days":
                return today - timedelta(days=count)
            case "weeks":
                return today - timedelta(weeks=count)
            case "months":
                return today - relativedelta(months=count)
    return None
