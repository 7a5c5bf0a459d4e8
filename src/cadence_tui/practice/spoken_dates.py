"""Finds the day that a typed line speaks of: "by Thursday", "para el 15", "semana que vem" (C6)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.rules.capture import DateWords
from cadence_tui.practice.date_grammar import DateGrammar, date_grammar
from cadence_tui.practice.line import Line

_FRIDAY = timedelta(days=4)


class SpokenDate(Struct, frozen=True):
    """A day and where the line speaks of it; `firm` when a word such as "by" makes it a deadline."""

    day: date
    start: int
    end: int
    firm: bool


def find_date(line: Line, words: DateWords, today: date) -> SpokenDate | None:
    """The day a line promises: the last firm one, else the last; None when it speaks of no day."""
    found = _without_overlap([*_every_date(line, words, today)])
    firm = [one for one in found if one.firm]
    return max(firm or found, key=lambda one: one.start, default=None)


def _without_overlap(found: Sequence[SpokenDate]) -> list[SpokenDate]:
    """The longest of those that share words: "Friday 4 December" is not also the coming Friday."""
    kept: list[SpokenDate] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _every_date(line: Line, words: DateWords, today: date) -> Iterator[SpokenDate]:
    grammar = date_grammar(words)
    for match, day in _readings(line.key, words, grammar, today):
        firm = match["by"] is not None
        if day is None or (not firm and line.word_before(match.start()) in grammar.not_after):
            continue
        start, end = line.span(match.start(), match.end())
        yield SpokenDate(day, start, end, firm)


def _readings(
    key: str, words: DateWords, grammar: DateGrammar, today: date
) -> Iterator[tuple[re.Match[str], date | None]]:
    for found in grammar.iso.finditer(key):
        yield found, _iso(found["iso"])
    for found in grammar.numeric.finditer(key):
        if found["numeric"] not in grammar.not_dates:
            yield found, _numeric(found["numeric"], words.day_first, today)
    for pattern in grammar.day_months:
        for found in pattern.finditer(key):
            month = grammar.months[found["month"]] + 1
            day = int(found["day"]) if found["day"].isdigit() else 1
            yield found, _day_of_year(found["year"], month, day, today)
    for pattern in grammar.days_of_month:
        for found in pattern.finditer(key):
            yield found, _day_of_month(int(found["day"]), found["next_month"] is not None, today)
    for found in grammar.weekday.finditer(key):
        yield found, _weekday(found, words, grammar, today)
    for pattern in grammar.spans:
        for found in pattern.finditer(key):
            number = found["number"]
            count = int(number) if number.isdigit() else grammar.numbers[number]
            yield found, _after(count, grammar.units[found["unit"]], today)
    for name, pattern in grammar.periods:
        for found in pattern.finditer(key):
            yield found, _period(name, today)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    year, month, day = map(int, text.split("-"))
    return _date(year, month, day)


def _numeric(text: str, day_first: bool, today: date) -> date | None:
    parts = re.split(r"[/.-]", text)
    dated = len(parts) == 3
    if not dated and "/" not in text:
        return None
    day, month = int(parts[0]), int(parts[1])
    if not day_first:
        day, month = month, day
    if month > 12:
        day, month = month, day
    return _day_of_year(parts[2] if dated else None, month, day, today)


def _day_of_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """The day of that year; without one the next such day."""
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    candidates = (_date(today.year + ahead, month, day) for ahead in range(5))
    return next((one for one in candidates if one and one >= today), None)


def _day_of_month(day: int, next_month: bool, today: date) -> date | None:
    first = today.replace(day=1)
    months = (first + relativedelta(months=ahead) for ahead in ((1,) if next_month else (0, 1, 2)))
    days = (_date(month.year, month.month, day) for month in months)
    return next((one for one in days if one and one >= today), None)


def _weekday(found: re.Match[str], words: DateWords, grammar: DateGrammar, today: date) -> date | None:
    name = found["weekday"]
    guided = any(found[group] for group in ("by", "this", "next", "next_after", "next_week"))
    if name in grammar.shy_weekdays and not guided:
        return None
    weekday = grammar.weekdays[name]
    if found["next_week"] or (found["next"] and words.next_is_next_week):
        return monday(today) + timedelta(days=7 + weekday)
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=ahead if ahead or found["this"] else 7)


def _after(count: int, unit: str, today: date) -> date:
    if unit == "workdays":
        return _after_workdays(count, today)
    steps = {
        "hours": relativedelta(days=count // 24),
        "days": relativedelta(days=count),
        "weeks": relativedelta(weeks=count),
        "months": relativedelta(months=count),
    }
    return today + steps[unit]


def _after_workdays(count: int, today: date) -> date:
    day = today
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _period(name: str, today: date) -> date:
    """The last working day of a named week, the last day of a named month."""
    month = today.replace(day=1)
    days = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "after_tomorrow": today + timedelta(days=2),
        "this_week": max(today, monday(today) + _FRIDAY),
        "next_week": monday(today) + _FRIDAY + timedelta(days=7),
        "end_of_month": month + relativedelta(months=1, days=-1),
        "end_of_next_month": month + relativedelta(months=2, days=-1),
    }
    return days[name]
