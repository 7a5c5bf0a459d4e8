"""A day typed where only a day is asked for: `fri`, `15`, `+3`, `in two weeks`, `4/12`, and why."""

import re
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.clock import in_reach
from cadence_tui.model.rules.capture import DateWords
from cadence_tui.practice.line import Line
from cadence_tui.practice.spoken_dates import find_date

_AHEAD = re.compile(r"\+(\d{1,3})")
_DAY = re.compile(r"\d{1,2}")
_LONGEST_MONTHS = 3


class TypedDate(Struct, frozen=True):
    """A day, if one was understood, and what was said after the comma."""

    day: date | None
    why: str


def typed_date(text: str, words: DateWords, today: date) -> TypedDate:
    """What was typed as `DAY` or `DAY, WHY`; a bare number is the next such day of a month."""
    when, _, why = text.partition(",")
    day = _day(when.strip(), words, today) if in_reach(today) else None
    return TypedDate(day if day and in_reach(day) else None, why.strip())


def _day(text: str, words: DateWords, today: date) -> date | None:
    if ahead := _AHEAD.fullmatch(text):
        return today + timedelta(days=int(ahead[1]))
    if _DAY.fullmatch(text):
        return _next_such_day(int(text), today)
    # A short name of a weekday is one for sure only after a word such as "by".
    spoken = find_date(Line(text), words, today) or find_date(Line(f"{words.by[0]} {text}"), words, today)
    return spoken.day if spoken else None


def _next_such_day(number: int, today: date) -> date | None:
    days = (today + timedelta(days=ahead) for ahead in range(1, 31 * _LONGEST_MONTHS))
    return next((day for day in days if day.day == number), None)
