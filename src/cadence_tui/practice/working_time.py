"""When people work and customers can be reached, day by day, in the minutes of one zone (P2)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from cadence_tui.model.documents import BusySpan, Person
from cadence_tui.model.hours import parse_hours

Minutes: TypeAlias = tuple[tuple[int, int], ...]
"""Parts of a day in minutes after midnight as a wall clock shows them; the end is not included."""
_DAY = timedelta(days=1)
_WHOLE_DAY = 24 * 60
_ALMOST_A_MINUTE = timedelta(minutes=1, microseconds=-1)


class WorkingTime(Struct, frozen=True):
    """Working spans by day, and why a day that would be worked is off: `leave`, `holiday` or `busy`.

    `busy` is what other calendars take of the day; of the spans it is cut out already.
    """

    spans: Mapping[date, Minutes]
    away: Mapping[date, str]
    busy: Mapping[date, Minutes] = field(default_factory=dict[date, Minutes])


def working_time(
    person: Person, days: Iterable[date], holidays: Collection[date], busy: Iterable[BusySpan] = ()
) -> WorkingTime:
    """The working spans of a person in their own zone, with leave, holidays and busy times cut out."""
    hours = parse_hours(person.hours)
    spans: dict[date, Minutes] = {}
    away: dict[date, str] = {}
    taken = busy_minutes(busy, person.timezone)
    for day in days:
        worked = tuple((span.start, span.end) for span in hours.on(day.weekday()))
        if not worked or (person.gone and day >= person.gone):
            continue
        if on_leave(person, day):
            away[day] = "leave"
        elif day in holidays:
            away[day] = "holiday"
        elif left := _without(worked, taken.get(day, ())):
            spans[day] = left
        else:
            away[day] = "busy"
    return WorkingTime(spans, away, taken)


def busy_minutes(busy: Iterable[BusySpan], zone: str) -> dict[date, Minutes]:
    """Busy times by the days of a zone, as sorted parts that do not touch; begun minutes count."""
    ours = ZoneInfo(zone)
    found: dict[date, list[tuple[int, int]]] = {}
    for span in busy:
        if span.start >= span.end:
            continue
        begin, end = span.start.astimezone(ours), (span.end + _ALMOST_A_MINUTE).astimezone(ours)
        for day, part in _over_days(begin, end):
            found.setdefault(day, []).append(part)
    return {day: _joined(parts) for day, parts in found.items()}


def joined_spans(busy: Iterable[BusySpan]) -> tuple[BusySpan, ...]:
    """The same times as stretches that are sorted and neither overlap nor touch."""
    found: list[BusySpan] = []
    for span in sorted(busy, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = BusySpan(found[-1].start, max(found[-1].end, span.end))
        elif span.start < span.end:
            found.append(span)
    return tuple(found)


def is_day_over(person: Person, day: date, now: datetime) -> bool:
    """Whether the work of a person on a day has ended by now; a day without work never ends."""
    local_day, minute = minute_of(now, person.timezone)
    spans = parse_hours(person.hours).on(day.weekday())
    return bool(spans) and (local_day, minute) >= (day, spans[-1].end)


def on_leave(person: Person, day: date) -> bool:
    """Whether a person has leave on a day."""
    return any(absence.first <= day <= absence.last for absence in person.leave)


@lru_cache(maxsize=512)
def hours_seen_from(hours: str, zone: str, seen_from: str, first: date, days: int) -> dict[date, Minutes]:
    """Weekly hours of one zone as spans by day of another, from `first` on; daylight saving by date.

    A day on which nothing of the hours falls is absent.
    """
    ours, theirs, week = ZoneInfo(seen_from), ZoneInfo(zone), parse_hours(hours)
    found: dict[date, list[tuple[int, int]]] = {}
    for step in range(-1, days + 1):
        day = first + _DAY * step
        for span in week.on(day.weekday()):
            begin = _instant(day, span.start, theirs).astimezone(ours)
            end = _instant(day, span.end, theirs).astimezone(ours)
            for when, part in _by_day(begin, end):
                found.setdefault(when, []).append(part)
    last = first + _DAY * days
    return {day: tuple(sorted(spans)) for day, spans in found.items() if first <= day < last}


def minute_of(instant: datetime, zone: str) -> tuple[date, int]:
    """The day and the minute that a wall clock of that zone shows."""
    local = instant.astimezone(ZoneInfo(zone))
    return local.date(), local.hour * 60 + local.minute


def instant_of(day: date, minute: int, zone: str) -> datetime:
    """The instant at which a wall clock of that zone shows a day and minute."""
    return _instant(day, minute, ZoneInfo(zone))


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    extra, minute = divmod(minute, _WHOLE_DAY)
    return datetime.combine(day + _DAY * extra, time(minute // 60, minute % 60), zone)


def _by_day(begin: datetime, end: datetime) -> Iterable[tuple[date, tuple[int, int]]]:
    """A stretch of time cut at midnight; at most one night lies in it."""
    first, last = begin.hour * 60 + begin.minute, end.hour * 60 + end.minute
    if begin.date() == end.date():
        return [(begin.date(), (first, last))] if first < last else []
    parts = [(begin.date(), (first, _WHOLE_DAY))]
    return [*parts, (end.date(), (0, last))] if last else parts


def _over_days(begin: datetime, end: datetime) -> Iterable[tuple[date, tuple[int, int]]]:
    """A stretch of time cut at every midnight; within the hour that comes twice it never shrinks."""
    first, last = begin.hour * 60 + begin.minute, end.hour * 60 + end.minute
    if begin.date() == end.date():
        return [(begin.date(), (min(first, last), max(first, last)))] if first != last else []
    nights = (end.date() - begin.date()).days
    whole = [(begin.date() + _DAY * step, (0, _WHOLE_DAY)) for step in range(1, nights)]
    parts = [(begin.date(), (first, _WHOLE_DAY)), *whole]
    return [*parts, (end.date(), (0, last))] if last else parts


def _joined(parts: Iterable[tuple[int, int]]) -> Minutes:
    found: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def _without(spans: Minutes, taken: Minutes) -> Minutes:
    for start, end in taken:
        parts = [part for a, b in spans for part in ((a, min(b, start)), (max(a, end), b))]
        spans = tuple((a, b) for a, b in parts if a < b)
    return spans
