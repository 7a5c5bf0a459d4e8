"""The times that a calendar takes: what recurs unfolded, what is free left out, in one person's zone (P8)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.exchange.ics.library import icalendar, recurring_events
from cadence_tui.exchange.ics.reading import IcsFile, values_of, written_value
from cadence_tui.exchange.ics.recurrence import Budget
from cadence_tui.model.documents import BusySpan
from cadence_tui.model.message import message
from cadence_tui.practice.working_time import joined_spans

_DAY = timedelta(days=1)

_NOT_BUSY = frozenset({"FREE", "WORKINGELSEWHERE"})


class Whose(Struct, frozen=True, kw_only=True):
    """Whose time it is, and which days are wanted: both `first` and `last` are.

    An hour without a zone and a whole day are by the clock of `zone`. What the person with `email` has
    declined takes no time.
    """

    zone: str
    email: str
    first: date
    last: date


def busy_spans(files: Iterable[IcsFile], whose: Whose, own: str = "") -> tuple[BusySpan, ...]:
    """The times that files take, as stretches that are sorted and do not touch.

    Free are transparent and cancelled events and those whose UID ends with `own`. Raises BadInput naming the
    event that cannot be unfolded, or recurs too often.
    """
    return joined_spans(span for file in files for span in _of_file(file, whose, own))


def _of_file(file: IcsFile, whose: Whose, own: str) -> Iterator[BusySpan]:
    budget = Budget(file, whose.first, whose.last)
    for events in _by_uid(file, own):
        for event in events:
            budget.spend(event)
        yield from _clipped(_of_events(file, events, whose), whose)
    for component in file.components("VFREEBUSY"):
        yield from _clipped(_of_free_busy(file, component, ZoneInfo(whose.zone)), whose)


def _by_uid(file: IcsFile, own: str) -> list[list[Any]]:
    """Events with the exceptions to them."""
    found: dict[str, list[Any]] = {}
    for number, event in enumerate(file.components("VEVENT")):
        uid = str(event.get("UID", ""))
        if not own or not uid.endswith(own):
            found.setdefault(uid or f"#{number}", []).append(event)
    return list(found.values())


def _of_events(file: IcsFile, events: list[Any], whose: Whose) -> Iterator[BusySpan]:
    calendar, zone = icalendar().Calendar(), ZoneInfo(whose.zone)
    for event in events:
        calendar.add_component(event)
    # Hours without a zone are compared as if they were in UTC: a day more on both sides holds them all.
    first = datetime.combine(whose.first - _DAY, time(), UTC)
    last = datetime.combine(whose.last + 2 * _DAY, time(), UTC)
    try:
        for found in recurring_events().of(calendar).between(first, last):
            if _takes_time(found, whose.email):
                yield BusySpan(_instant(found["DTSTART"].dt, zone), _instant(found["DTEND"].dt, zone))
    except Exception:
        # What the libraries trip over in a rule is told by no type of theirs.
        rules = "; ".join(written_value(rule) for rule in values_of(events[0].get("RRULE")))
        raise file.fault(events[0], "RRULE", message("a recurrence that can be unfolded"), rules) from None


def _takes_time(event: Any, email: str) -> bool:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return False
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    if str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() in _NOT_BUSY:
        return False
    return not (email and any(_declined(attendee, email) for attendee in values_of(event.get("ATTENDEE"))))


def _declined(attendee: Any, email: str) -> bool:
    address = str(attendee).lower().removeprefix("mailto:")
    return address == email.lower() and str(attendee.params.get("PARTSTAT", "")).upper() == "DECLINED"


def _of_free_busy(file: IcsFile, component: Any, zone: ZoneInfo) -> Iterator[BusySpan]:
    for period in values_of(component.get("FREEBUSY")):
        if str(period.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        try:
            start, end = period.dt
            begin = _instant(start, zone)
            yield BusySpan(begin, begin + end if isinstance(end, timedelta) else _instant(end, zone))
        except (ValueError, TypeError, AttributeError, OverflowError):
            expected = message("a time as iCalendar writes it")
            raise file.fault(component, "FREEBUSY", expected, written_value(period)) from None


def _clipped(spans: Iterable[BusySpan], whose: Whose) -> Iterator[BusySpan]:
    zone = ZoneInfo(whose.zone)
    first = datetime.combine(whose.first, time(), zone).astimezone(UTC)
    last = datetime.combine(whose.last + _DAY, time(), zone).astimezone(UTC)
    for span in spans:
        if span.start < last and first < span.end:
            yield BusySpan(max(span.start, first), min(span.end, last))


def _instant(moment: date | datetime, zone: ZoneInfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
