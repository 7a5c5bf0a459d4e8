"""Until when a signal is answered, in the working time of whoever answers it (T7).

All is reckoned in instants, so that a day on which the clocks change is as long as it is.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Person
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.rules.signals import Deadline
from cadence_tui.practice.working_time import Minutes, instant_of, on_leave

_DAY = timedelta(days=1)
_NEVER = timedelta(days=400)
"""Whoever does not work for that long has no working time."""
_WHOLE_DAY: Minutes = ((0, 24 * 60),)
Stretch = tuple[datetime, datetime]


class _WorkDay(Struct, frozen=True):
    """A day of work: its midnights and its spans, in instants."""

    day: date
    begin: datetime
    end: datetime
    spans: tuple[Stretch, ...]

    @property
    def closing(self) -> datetime:
        """When work ends."""
        return self.spans[-1][1]


def deadline_of(deadline: Deadline, raised: datetime, person: Person, holidays: Collection[date]) -> datetime:
    """The last instant at which a signal raised then is answered in time, in the person's zone.

    Never before it was raised, always within working time, ends included. What is raised outside of it counts
    from where work goes on. `hours` pass day and night on working days; where they end outside the hours of
    work, the work of that day decides: the next of its spans, after the last one its end. Somebody without
    working time is taken to work always.
    """
    zone = ZoneInfo(person.timezone)
    works = _works(person, holidays, raised, zone)
    begin, start = _begin(works, raised)
    days = _days(works, begin)
    if deadline.working_hours is not None:
        found = _worked(days, start, timedelta(hours=deadline.working_hours))
    elif deadline.hours is not None:
        found = _passed(days, start, timedelta(hours=deadline.hours))
    elif deadline.working_days is not None:
        found = _nth_day(works, raised.astimezone(zone).date(), start, deadline.working_days)
    else:
        found = _same_week(works, begin)
    return found.astimezone(zone)


_Works = Callable[[date], _WorkDay | None]


def _works(person: Person, holidays: Collection[date], raised: datetime, zone: ZoneInfo) -> _Works:
    hours = parse_hours(person.hours)

    def usual(day: date) -> _WorkDay | None:
        if (person.gone and day >= person.gone) or on_leave(person, day) or day in holidays:
            return None
        spans: Minutes = tuple((span.start, span.end) for span in hours.on(day.weekday()))
        return _work_day(day, spans, person.timezone) if spans else None

    first = raised.astimezone(zone).date()
    horizon = first + _NEVER
    if any(usual(day) for day in takewhile(lambda day: day < horizon, _calendar(first))):
        return usual
    return lambda day: _work_day(day, _WHOLE_DAY, person.timezone)


def _work_day(day: date, spans: Minutes, zone: str) -> _WorkDay:
    instants = tuple(
        (instant_of(day, start, zone).astimezone(UTC), instant_of(day, end, zone).astimezone(UTC))
        for start, end in spans
    )
    midnight, next_midnight = instant_of(day, 0, zone), instant_of(day + _DAY, 0, zone)
    # A span in the hour that the clocks leave out is none.
    real = tuple((start, end) for start, end in instants if start < end)
    return _WorkDay(day, midnight.astimezone(UTC), next_midnight.astimezone(UTC), real or instants)


def _calendar(first: date) -> Iterator[date]:
    while True:
        yield first
        first += _DAY


def _days(works: _Works, first: date) -> Iterator[_WorkDay]:
    return (work for day in _calendar(first) if (work := works(day)) is not None)


def _begin(works: _Works, raised: datetime) -> tuple[date, datetime]:
    """The first day of work that is left and the instant from which time counts."""
    first = raised.astimezone(UTC).date() - _DAY
    for work in _days(works, first):
        for start, end in work.spans:
            if raised < end:
                return work.day, max(raised, start)
    raise AssertionError  # the days of work never end


def _worked(days: Iterator[_WorkDay], start: datetime, left: timedelta) -> datetime:
    for work in days:
        for begin, end in work.spans:
            begin = max(begin, start)
            if begin >= end:
                continue
            if left <= end - begin:
                return begin + left
            left -= end - begin
    raise AssertionError


def _passed(days: Iterator[_WorkDay], start: datetime, left: timedelta) -> datetime:
    for work in days:
        begin = max(work.begin, start)
        if left <= work.end - begin:
            return _at_work(work, begin + left)
        left -= work.end - begin
    raise AssertionError


def _at_work(work: _WorkDay, instant: datetime) -> datetime:
    for start, end in work.spans:
        if instant <= end:
            return max(instant, start)
    return work.closing


def _nth_day(works: _Works, raised: date, start: datetime, count: int) -> datetime:
    days = _days(works, raised + _DAY)
    for _ in range(count - 1):
        next(days)
    return max(start, next(days).closing)


def _same_week(works: _Works, first: date) -> datetime:
    """The end of the last day of work in the week of a day of work."""
    week = (monday(first) + _DAY * place for place in range(6, -1, -1))
    return next(work.closing for day in week if (work := works(day)) is not None)
