"""Dates as files write them, read only when there is one way to read them."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal

from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR, monday
from cadence_tui.model.message import message

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}.*)?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_PARTED = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}", re.ASCII)
_SERIAL = re.compile(r"[1-6]\d{4}(?:[.,]\d+)?", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)
_TWELFTH = 12

Order = Literal["day", "month", "both", "open"]


def date_reader(cells: Iterable[str], *, otherwise: Order = "open") -> Callable[[str], str]:
    """Reads the dates of one column as `YYYY-MM-DD`.

    ISO dates always; `31/12/2026` and `12/31/2026` when the column as a whole shows which comes first, in the
    order `otherwise` where it does not. The reader raises Unreadable.
    """
    order = _order(cells)
    if order == "open":
        order = otherwise
    return lambda cell: _read(cell, order).isoformat()


def monday_reader(cells: Iterable[str]) -> Callable[[str], str]:
    """Reads dates that must be Mondays. The reader raises Unreadable."""
    order = _order(cells)

    def read(cell: str) -> str:
        day = _read(cell, order)
        if day.weekday():
            raise Unreadable(
                message("a Monday; the week of that day begins on {monday}", monday=monday(day).isoformat())
            )
        return day.isoformat()

    return read


def read_instant(cell: str) -> str:
    """An ISO instant with its offset; a bare ISO date is its midnight in UTC. Raises Unreadable."""
    try:
        instant = datetime.fromisoformat(cell)
    except ValueError:
        raise Unreadable(message("a date such as 2026-12-31 or 2026-12-31T09:00:00+00:00")) from None
    _check_year(instant.year)
    if instant.tzinfo is None and len(cell) > len("2026-12-31"):
        raise Unreadable(message("an instant with its offset, such as 2026-12-31T09:00:00+00:00"))
    return instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(UTC).isoformat()


def day_in(moment: datetime, zone: tzinfo) -> date:
    """The day of an instant in a zone; for one at the edge of the calendar the day that is written."""
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def in_utc(moment: datetime) -> datetime:
    """An instant in UTC; one at the edge of the calendar as it is written. Neither is in a sound file."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment


def _order(cells: Iterable[str]) -> Order:
    day_first = month_first = False
    for cell in cells:
        match = _PARTED.fullmatch(cell)
        if match is None or match[2] == ".":
            continue
        day_first = day_first or int(match[1]) > _TWELFTH >= int(match[3])
        month_first = month_first or int(match[3]) > _TWELFTH >= int(match[1])
    if day_first and month_first:
        return "both"
    if day_first:
        return "day"
    return "month" if month_first else "open"


def _read(cell: str, order: Order) -> date:
    iso = _ISO.fullmatch(cell)
    if iso:
        return _date(int(iso[1]), int(iso[3]), int(iso[4]))
    parted = _PARTED.fullmatch(cell)
    if parted:
        first, second, year = int(parted[1]), int(parted[3]), int(parted[4])
        # Dots are written by countries that put the day first.
        if parted[2] == "." or first == second or order == "day":
            return _date(year, second, first)
        if order == "month":
            return _date(year, first, second)
        if order == "both":
            raise Unreadable(
                message("a date such as 2026-12-31; in this column some dates begin with the day, some not")
            )
        raise Unreadable(
            message("a date such as 2026-12-31; nothing in this column tells the day from the month")
        )
    if _SHORT_YEAR.fullmatch(cell):
        raise Unreadable(message("a date with a year of four digits, such as 2026-12-31"))
    if _SERIAL.fullmatch(cell):
        day = _SERIAL_ZERO + timedelta(days=int(re.split("[.,]", cell)[0]))
        raise Unreadable(
            message("a date, not a spreadsheet's day number; this one would be {day}", day=day.isoformat())
        )
    raise Unreadable(message("a date such as 2026-12-31"))


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(message("a day that the calendar has, such as 2026-12-31")) from None
    _check_year(year)
    return found


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            message("a year between {first} and {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR))
        )
