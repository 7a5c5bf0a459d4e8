"""Days on which a customer may be contacted: wished weekdays, quiet dates, seasons (T9, P2)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Account
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Blackout, TouchModel
from cadence_tui.model.text import fold

QUIET = "quiet"
_DAY = timedelta(days=1)
# A season returns every year: who is closed for longer than one is closed for good.
_FARTHEST = 400


class Closed(Struct, frozen=True):
    """Days without some touch, both ends included; `why` is `quiet` or the id of a season."""

    first: date
    last: date
    why: str


class ContactDays:
    """The open days of one account for one kind of touch."""

    def __init__(self, closed: Sequence[Closed], weekdays: frozenset[int]) -> None:
        self._closed = closed
        self._weekdays = weekdays

    def why_closed(self, day: date) -> str:
        """`quiet` or the id of the season that closes a day; empty for other days."""
        return next((span.why for span in self._closed if span.first <= day <= span.last), "")

    def is_open(self, day: date) -> bool:
        """Whether a touch may be held on that day."""
        return day.weekday() in self._weekdays and not (self._closed and self.why_closed(day))

    def nearest(self, day: date, floor: date) -> date | None:
        """The open day nearest to a day and not before `floor`, the later of two; None when there is none."""
        for distance in range(_FARTHEST):
            later, earlier = day + _DAY * distance, day - _DAY * distance
            if later >= floor and self.is_open(later):
                return later
            if earlier >= floor and self.is_open(earlier):
                return earlier
        return None

    def on_or_after(self, day: date) -> date | None:
        """The first open day from a day on; None when there is none."""
        return self.nearest(day, day)


def contact_days(account: Account, model: TouchModel, touch: str, first: date, last: date) -> ContactDays:
    """The open days of an account for a kind of touch; seasons are laid out around the two days."""
    working = frozenset(WEEKDAYS.index(name) for name in model.contact.weekdays)
    wished = working.intersection(account.preferences.weekdays)
    return ContactDays(list(_closed(account, model, touch, first, last)), wished or working)


def shift_reasons(nominal: date, meant: date, ideal: date, days: ContactDays) -> list[Reason]:
    """Why a touch left its nominal day: `meant` is the nearest open day, `ideal` the one it got."""
    if ideal != meant:
        return [reason("overdue", day=meant, to=ideal)]
    if meant == nominal:
        return []
    if why := days.why_closed(nominal):
        return [reason("moved_closed", day=nominal, to=meant, why=why)]
    return [reason("moved_weekday", day=nominal, to=meant)]


def closed_days(account: Account, model: TouchModel, touch: str, first: date, last: date) -> frozenset[date]:
    """The quiet dates and season days between two days, both included: never a day of this touch."""
    days: set[date] = set()
    for span in _closed(account, model, touch, first, last):
        start, end = max(first, span.first), min(last, span.last)
        days |= {start + _DAY * step for step in range((end - start).days + 1)}
    return frozenset(days)


def _closed(account: Account, model: TouchModel, touch: str, first: date, last: date) -> Iterator[Closed]:
    for start, end in account.preferences.quiet:
        yield Closed(start, end, QUIET)
    for season in model.blackouts:
        if not _applies(season, touch, account.industry):
            continue
        for year in range(first.year - 1, last.year + 2):
            yield _in_year(season, year)


def _applies(season: Blackout, touch: str, industry: str) -> bool:
    if touch in season.spares or (season.touches and touch not in season.touches):
        return False
    return not season.industries or any(fold(name) in fold(industry) for name in season.industries)


def _in_year(season: Blackout, year: int) -> Closed:
    over_new_year = season.last < season.first
    return Closed(_day(year, season.first), _day(year + over_new_year, season.last), season.id)


def _day(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    if (month, day) == (2, 29):
        return date(year, 3, 1) - _DAY
    return date(year, month, day)
