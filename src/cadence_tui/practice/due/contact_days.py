"""Days on which a customer may be contacted: weekdays, quiet dates, seasons, holidays (T9, P2)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from cadence_tui.model.documents import Account, Preferences
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Blackout, TouchModel
from cadence_tui.model.text import fold

QUIET = "quiet"
HOLIDAY = "holiday"
_DAY = timedelta(days=1)
# A season returns every year: who is closed for longer than one is closed for good.
_FARTHEST = 400
_MARGIN = 70
"""Days that the table reaches beyond those in question: what lies farther is looked up day by day."""


class Closed(Struct, frozen=True):
    """Days without some touch as ordinals, both ends included; `why` is `quiet` or the id of a season."""

    first: int
    last: int
    why: str


class ContactDays:
    """The open days of one account for one kind of touch; days are ordinals.

    A table answers for the days in question: the engine asks some hundred times for each account.
    """

    def __init__(
        self,
        closed: Sequence[Closed],
        weekdays: frozenset[int],
        holidays: frozenset[int],
        first: int,
        last: int,
    ) -> None:
        self._closed, self._weekdays, self._holidays = closed, weekdays, holidays
        self._first, self._end = first - _MARGIN, last + _MARGIN
        days = range(self._first, self._end + 1)
        self._open = bytes(self._look_up(day) for day in days)

    def why_closed(self, day: int) -> str:
        """`quiet`, `holiday` or the id of the season that closes a day; empty for other days."""
        for span in self._closed:
            if span.first <= day <= span.last:
                return span.why
        return HOLIDAY if day in self._holidays else ""

    def is_open(self, day: int) -> bool:
        """Whether a touch may be held on that day."""
        if self._first <= day <= self._end:
            return self._open[day - self._first] == 1
        return self._look_up(day)

    def nearest(self, day: int, floor: int) -> int | None:
        """The open day nearest to a day and not before `floor`, the later of two; None when there is none."""
        if day >= floor and self.is_open(day):
            return day
        later = self._later(max(day, floor), day + _FARTHEST)
        earlier = self._earlier(day - 1, max(floor, day - _FARTHEST))
        if later is None or earlier is None:
            return later if earlier is None else earlier
        return later if later - day <= day - earlier else earlier

    def on_or_after(self, day: int) -> int | None:
        """The first open day from a day on; None when there is none."""
        return self._later(day, day + _FARTHEST)

    def _later(self, day: int, last: int) -> int | None:
        if self._first <= day <= self._end:
            found = self._open.find(1, day - self._first)
            if found >= 0:
                return found + self._first if found + self._first < last else None
            day = self._end + 1
        return next((each for each in range(day, last) if self._look_up(each)), None)

    def _earlier(self, day: int, first: int) -> int | None:
        if self._first <= first and day <= self._end:
            found = self._open.rfind(1, first - self._first, max(0, day + 1 - self._first))
            return found + self._first if found >= 0 else None
        return next((each for each in range(day, first - 1, -1) if self.is_open(each)), None)

    def _look_up(self, day: int) -> bool:
        return _weekday(day) in self._weekdays and not self.why_closed(day)


def contact_days(
    account: Account,
    wishes: Preferences,
    model: TouchModel,
    touch: str,
    first: int,
    last: int,
    holidays: frozenset[int] = frozenset(),
    *,
    any_weekday: bool = False,
) -> ContactDays:
    """The open days of an account for a kind of touch, seasons laid out around the two ordinals.

    With `any_weekday` the wished weekdays do not count: what goes to many has a weekday of its own.
    """
    working = _working(model.contact.weekdays)
    wished = working if any_weekday else working.intersection(wishes.weekdays)
    closed = (*_quiet(wishes), *_seasons_of(model, touch, account.industry, first, last))
    return _table(closed, wished or working, holidays, first, last)


def shift_reasons(nominal: int, meant: int, ideal: int, days: ContactDays) -> list[Reason]:
    """Why a touch left its nominal day: `meant` is the nearest open day, `ideal` the one it got."""
    if ideal != meant:
        return [reason("overdue", day=date.fromordinal(meant), to=date.fromordinal(ideal))]
    if meant == nominal:
        return []
    moved = {"day": date.fromordinal(nominal), "to": date.fromordinal(meant)}
    if why := days.why_closed(nominal):
        return [reason("moved_closed", **moved, why=why)]
    return [reason("moved_weekday", **moved)]


def closed_days(
    account: Account, wishes: Preferences, model: TouchModel, touch: str, first: date, last: date
) -> frozenset[date]:
    """The quiet dates and season days between two days, both included: never a day of this touch."""
    begin, end = first.toordinal(), last.toordinal()
    days: set[date] = set()
    for span in (*_quiet(wishes), *_seasons_of(model, touch, account.industry, begin, end)):
        for day in range(max(begin, span.first), min(end, span.last) + 1):
            days.add(date.fromordinal(day))
    return frozenset(days)


@lru_cache(maxsize=4096)
def _table(
    closed: tuple[Closed, ...], weekdays: frozenset[int], holidays: frozenset[int], first: int, last: int
) -> ContactDays:
    return ContactDays(closed, weekdays, holidays, first, last)


def _quiet(wishes: Preferences) -> tuple[Closed, ...]:
    return tuple(Closed(start.toordinal(), end.toordinal(), QUIET) for start, end in wishes.quiet)


def _seasons_of(model: TouchModel, touch: str, industry: str, first: int, last: int) -> tuple[Closed, ...]:
    return tuple(
        span
        for season in model.blackouts
        if _applies(season, touch, industry)
        for span in _laid_out(season.id, season.first, season.last, first, last)
    )


def _applies(season: Blackout, touch: str, industry: str) -> bool:
    if touch in season.spares or (season.touches and touch not in season.touches):
        return False
    if not season.industries:
        return True
    folded = _folded(industry)
    return any(_folded(name) in folded for name in season.industries)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=256)
def _laid_out(season: str, begins: str, ends: str, first: int, last: int) -> tuple[Closed, ...]:
    years = range(date.fromordinal(first).year - 1, date.fromordinal(last).year + 2)
    return tuple(_in_years(season, begins, ends, years))


def _in_years(season: str, begins: str, ends: str, years: range) -> Iterator[Closed]:
    over_new_year = ends < begins
    for year in years:
        yield Closed(_ordinal(year, begins), _ordinal(year + over_new_year, ends), season)


def _ordinal(year: int, month_day: str) -> int:
    month, day = (int(part) for part in month_day.split("-"))
    if (month, day) == (2, 29):
        return (date(year, 3, 1) - _DAY).toordinal()
    return date(year, month, day).toordinal()


@lru_cache(maxsize=64)
def _working(weekdays: tuple[str, ...]) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(name) for name in weekdays)


def _weekday(ordinal: int) -> int:
    return (ordinal + 6) % 7
