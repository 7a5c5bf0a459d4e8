"""Finds the day that a typed line speaks of: "by Thursday", "para el 15", "semana que vem" (C6)."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.clock import in_reach, monday
from cadence_tui.model.rules.capture import DateWords
from cadence_tui.practice.date_grammar import DateGrammar, date_grammar
from cadence_tui.practice.day_reckoning import (
    after,
    calendar_day,
    day_of_month,
    day_of_year,
    friday_of,
    last_of_month,
    nth_friday,
    period_end,
    quarter_end,
)
from cadence_tui.practice.line import Line


class SpokenDate(Struct, frozen=True):
    """A day and where the line speaks of it; `firm` when a word such as "by" makes it a deadline.

    `weekday` (Monday is 0) was said with it, `exact` when it is written as YYYY-MM-DD, `rivals` are other
    days that the line names: none beside an exact one at its end, and no exact one, which was put right.
    """

    day: date
    start: int
    end: int
    firm: bool
    weekday: int | None = None
    exact: bool = False
    rivals: tuple[date, ...] = ()


def find_date(
    line: Line, words: DateWords, today: date, names: Collection[str] = frozenset()
) -> SpokenDate | None:
    """The day a line promises: YYYY-MM-DD at its end, else the last firm one, else the last; None when it
    speaks of no day.

    `names` are folded names of people: "para Julio" is for somebody called so.
    """
    if not in_reach(today):
        return None
    found = [one.spoken for one in _without_overlap([*_every_date(line, words, today, names)]) if one.spoken]
    firm = [one for one in found if one.firm]
    # What somebody put the line right to stands last, whatever else it says.
    last = [one for one in found if one.exact and not line.text[one.end :].strip(" .!)")]
    chosen = max(last or firm or found, key=lambda one: one.start, default=None)
    if chosen is None:
        return None
    rivals = set[date]() if last else {one.day for one in found if not one.exact} - {chosen.day}
    return replace(chosen, rivals=tuple(sorted(rivals)))


class _Reading(Struct, frozen=True):
    """A part of a line's key that speaks of a day; nothing is `spoken` where the calendar has no such day."""

    start: int
    end: int
    spoken: SpokenDate | None


def _without_overlap(found: Sequence[_Reading]) -> list[_Reading]:
    """The longest of those that share words: "Friday 4 December" is not also the coming Friday."""
    kept: list[_Reading] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _every_date(line: Line, words: DateWords, today: date, names: Collection[str]) -> Iterator[_Reading]:
    grammar = date_grammar(words)
    negated = grammar.opens_negated.match(line.key)
    for match, day in _readings(line.key, words, grammar, today):
        by, before = match["by"], line.word_before(match.start())
        if by is None and (before in grammar.not_after or _is_figure(match, before, grammar)):
            continue
        if before in grammar.negations or (negated and _is_start(match, negated, grammar)):
            continue
        if _is_name(match, names) and (by or "").strip() not in grammar.in_month:
            continue
        start, end = line.span(match.start(), match.end())
        meant = friday_of(day) if day and match["week"] else day
        yield _Reading(start, end, _spoken(match, meant, (start, end), grammar))


def _spoken(
    match: re.Match[str], day: date | None, place: tuple[int, int], grammar: DateGrammar
) -> SpokenDate | None:
    if day is None or not in_reach(day):
        return None
    groups = match.groupdict()
    said = groups.get("said")
    return SpokenDate(
        day,
        *place,
        firm=match["by"] is not None,
        weekday=grammar.weekdays[said] if said else None,
        exact=groups.get("iso") is not None,
    )


def _is_figure(match: re.Match[str], before: str, grammar: DateGrammar) -> bool:
    """Whether what looks like a date is the number of something: "version 12.10.26"."""
    return "numeric" in match.re.groupindex and before in grammar.numbered


def _is_start(match: re.Match[str], negated: re.Match[str], grammar: DateGrammar) -> bool:
    """Whether nothing shall happen before a day: "don't send it before Friday"."""
    by = match["by"]
    return by is not None and by.split(" ")[0] in grammar.starts and negated.end() <= match.start()


def _is_name(match: re.Match[str], names: Collection[str]) -> bool:
    return match.group().removeprefix(match["by"] or "").strip() in names


def _readings(
    key: str, words: DateWords, grammar: DateGrammar, today: date
) -> Iterator[tuple[re.Match[str], date | None]]:
    yield from _calendar_days(key, words, grammar, today)
    for pattern in grammar.days_of_month:
        for found in pattern.finditer(key):
            day = _day_number(found["day"], grammar)
            yield found, day_of_month(day, found["next_month"] is not None, today)
    for found in grammar.weekday.finditer(key):
        yield found, _weekday(found, words, grammar, today)
    for pattern in grammar.spans:
        for found in pattern.finditer(key):
            number = found["number"]
            count = int(number) if number.isdigit() else grammar.numbers[number]
            yield found, after(count, grammar.units[found["unit"]], today)
    for found in grammar.distance.finditer(key):
        yield found, today + timedelta(days=grammar.distances[found["distance"]])
    for name, pattern in grammar.periods:
        for found in pattern.finditer(key):
            yield found, period_end(name, today)


def _calendar_days(
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
            yield found, day_of_year(found["year"], month, _day_number(found["day"], grammar), today)
    for part, pattern in grammar.parts_of_month:
        for found in pattern.finditer(key):
            yield found, _part_of_month(part, found, words, grammar, today)
    for found in grammar.quarter.finditer(key):
        yield found, quarter_end(int(found["quarter"]), today)
    for found in grammar.named_day.finditer(key):
        month, day = grammar.named_days[found["feast"]].split("-")
        yield found, day_of_year(None, int(month), int(day), today)


def _day_number(text: str, grammar: DateGrammar) -> int:
    return int(text) if text.isdigit() else grammar.day_names[text]


def _iso(text: str) -> date | None:
    year, month, day = map(int, text.split("-"))
    return calendar_day(year, month, day)


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
    return day_of_year(parts[2] if dated else None, month, day, today)


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


def _part_of_month(
    part: str, found: re.Match[str], words: DateWords, grammar: DateGrammar, today: date
) -> date | None:
    """The day by which a part of a month is over; of a month that is over the next year's."""
    month = grammar.months[found["month"]] + 1
    years = (int(found["year"]),) if found["year"] else (today.year, today.year + 1)
    for year in years:
        first = calendar_day(year, month, 1)
        if first is None:
            return None
        days = {
            "first": first,
            "early": first.replace(day=words.early_day),
            "middle": first.replace(day=words.mid_day),
            "end": last_of_month(first),
        }
        day = days.get(part) or nth_friday(first, grammar.weeks_of_month[found["nth"]])
        if day >= today:
            return day
    return None
