"""Free hours: when an owner and a customer can both talk, and what is taken already."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from cadence_tui.content.sample.patterns import Patterns
from cadence_tui.model.documents import Person
from cadence_tui.model.hours import Hours, Span, parse_hours


class Diary:
    """The calls agreed so far, of everybody."""

    def __init__(self, patterns: Patterns) -> None:
        self._slots = tuple(_minutes(slot) for slot in patterns.slots)
        self._office = Span(*patterns.customer_hours)
        self._limit = patterns.day_limit
        self._no_calls = frozenset(patterns.no_calls)
        self._taken: defaultdict[tuple[str, date], list[Span]] = defaultdict(list)

    def workday(self, day: date, step: int) -> date:
        """The day itself or the nearest day in that direction on which people are called."""
        while day.weekday() > 4 or f"{day:%m-%d}" in self._no_calls:
            day += timedelta(days=step)
        return day

    def book(
        self, owner: Person, day: date, minutes: int, zone: str, wish: str = "", turn: int = 0
    ) -> datetime | None:
        """The first hour that suits both, tried from slot `turn` on; none when the day is full.

        `wish` are the customer's hours in their zone (model.hours).
        """
        if any(absence.first <= day <= absence.last for absence in owner.leave):
            return None
        taken = self._taken[owner.id, day]
        if len(taken) >= self._limit:
            return None
        ahead = _offset(zone, day) - _offset(owner.timezone, day)
        theirs = _hours(wish).on(day.weekday()) if wish else (self._office,)
        ours = _hours(owner.hours).on(day.weekday())
        for place in range(len(self._slots)):
            start = self._slots[(turn + place) % len(self._slots)]
            call = Span(start, start + minutes)
            local = Span(call.start + ahead, call.end + ahead)
            if _inside(call, ours) and _inside(local, theirs) and not _meets(call, taken):
                taken.append(call)
                return _instant(owner.timezone, day, start)
        return None

    def reserve(self, owner: Person, day: date, at: str, minutes: int) -> datetime:
        """An hour that is agreed whatever the hours say."""
        start = _minutes(at)
        self._taken[owner.id, day].append(Span(start, start + minutes))
        return _instant(owner.timezone, day, start)


def _inside(call: Span, spans: Sequence[Span]) -> bool:
    return any(span.start <= call.start and call.end <= span.end for span in spans)


def _meets(call: Span, spans: Sequence[Span]) -> bool:
    return any(span.start < call.end and call.start < span.end for span in spans)


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@cache
def _hours(text: str) -> Hours:
    return parse_hours(text)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@cache
def _offset(zone: str, day: date) -> int:
    offset = datetime.combine(day, time(12), _zone(zone)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


def _instant(zone: str, day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), _zone(zone)).astimezone(UTC)
