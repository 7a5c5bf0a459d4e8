"""Until when a signal is answered, in the working time of whoever answers it (T7).

All is reckoned in instants, so that a day on which the clocks change is as long as it is.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Person
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.rules.signals import Deadline
from cadence_tui.practice.working_time import Minutes, instant_of, on_leave

_DAY = timedelta(days=1)
_NEVER = timedelta(days=400)
"""Whoever does not work for that long has no working time from there on."""
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


_Works = Callable[[date], _WorkDay | None]


def deadline_of(deadline: Deadline, raised: datetime, person: Person, holidays: Collection[date]) -> datetime:
    """The last instant at which a signal raised then is answered in time, in the person's zone.

    Never before it was raised, always within working time, ends included. What is raised outside of it counts
    from where work goes on. `hours` pass day and night on working days; where they end outside the hours of
    work, the work of that day decides: the next of its spans, after the last one its end. Somebody whose work
    is not enough for it, for want of hours, on long leave or soon gone, is taken to work always.
    """
    zone = ZoneInfo(person.timezone)
    first = raised.astimezone(zone).date()
    found = _within(deadline, raised, first, _usual(person, holidays))
    if found is None:
        found = _within(deadline, raised, first, _always(person))
    assert found is not None  # whole days never end
    return found.astimezone(zone)


def _within(deadline: Deadline, raised: datetime, first: date, works: _Works) -> datetime | None:
    """The instant by somebody's work; None where that ends before."""
    begin = _begin(_days(works, first), raised)
    if begin is None:
        return None
    day, start = begin
    if deadline.working_hours is not None:
        return _worked(_days(works, day), start, timedelta(hours=deadline.working_hours))
    if deadline.hours is not None:
        return _passed(_days(works, day), start, timedelta(hours=deadline.hours))
    if deadline.working_days is not None:
        return _nth_day(works, first, start, deadline.working_days)
    return _same_week(works, day)


def _usual(person: Person, holidays: Collection[date]) -> _Works:
    hours = parse_hours(person.hours)

    def usual(day: date) -> _WorkDay | None:
        if (person.gone and day >= person.gone) or on_leave(person, day) or day in holidays:
            return None
        spans: Minutes = tuple((span.start, span.end) for span in hours.on(day.weekday()))
        return _work_day(day, spans, person.timezone) if spans else None

    return usual


def _always(person: Person) -> _Works:
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


def _days(works: _Works, first: date) -> Iterator[_WorkDay]:
    """The days of work from a day on; they end where none comes for long, as for whoever is gone."""
    last = first + _NEVER
    while first < last:
        if (work := works(first)) is not None:
            yield work
            last = first + _NEVER
        first += _DAY


def _begin(days: Iterator[_WorkDay], raised: datetime) -> tuple[date, datetime] | None:
    """The first day of work that is left and the instant from which time counts."""
    for work in days:
        for start, end in work.spans:
            if raised < end:
                return work.day, max(raised, start)
    return None


def _worked(days: Iterator[_WorkDay], start: datetime, left: timedelta) -> datetime | None:
    for work in days:
        for begin, end in work.spans:
            begin = max(begin, start)
            if begin >= end:
                continue
            if left <= end - begin:
                return begin + left
            left -= end - begin
    return None


def _passed(days: Iterator[_WorkDay], start: datetime, left: timedelta) -> datetime | None:
    for work in days:
        begin = max(work.begin, start)
        if left <= work.end - begin:
            return _at_work(work, begin + left)
        left -= work.end - begin
    return None


def _at_work(work: _WorkDay, instant: datetime) -> datetime:
    for start, end in work.spans:
        if instant <= end:
            return max(instant, start)
    return work.closing


def _nth_day(works: _Works, raised: date, start: datetime, count: int) -> datetime | None:
    nth = next(islice(_days(works, raised + _DAY), count - 1, None), None)
    return max(start, nth.closing) if nth is not None else None


def _same_week(works: _Works, first: date) -> datetime | None:
    """The end of the last day of work in the week of a day of work."""
    week = (monday(first) + _DAY * place for place in range(6, -1, -1))
    return next((work.closing for day in week if (work := works(day)) is not None), None)
