"""Calls and group sessions as iCalendar: one calendar of many, or one file for each (RFC 5545, P8)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Literal

from msgspec import Struct

from cadence_tui.exchange.ics.library import icalendar
from cadence_tui.model.text import plain

OWN = "@cadence"
"""How the UID of every event of ours ends."""
_PRODUCT = "-//cadence//cadence-tui//EN"
_DAY = timedelta(days=1)

Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


class OwnEvent(Struct, frozen=True, kw_only=True):
    """One event. Without `start` (an instant) it fills its `day`, and blocks nothing of it.

    `changed` is when it was changed last, `sequence` how often: both belong to the event, so that the same
    event is the same bytes whenever it is written. `where` is a place or an address to dial into.
    """

    uid: str
    summary: str
    description: str
    day: date
    start: datetime | None
    minutes: int
    status: Status
    sequence: int
    changed: datetime
    where: str = ""


def calendar_bytes(events: Iterable[OwnEvent], *, name: str = "") -> bytes:
    """A calendar with its events in order of time; `name` is what programs show for it.

    Hours are instants in UTC: right on both sides of every change of clocks, and in no need of a VTIMEZONE.
    """
    made = new_calendar()
    if name:
        made.add("x-wr-calname", plain(name))
    for event in sorted(events, key=lambda event: (event.day, event.uid)):
        made.add_component(_component(event))
    return made.to_ical()


def event_bytes(event: OwnEvent, alarms: Iterable[Any] = ()) -> bytes:
    """A calendar with one event, as a file of a vdir holds it; `alarms` are VALARM components of others."""
    component = _component(event)
    for alarm in alarms:
        component.add_component(alarm)
    made = new_calendar()
    made.add_component(component)
    return made.to_ical()


def new_calendar() -> Any:
    """A calendar of ours without anything in it."""
    made = icalendar().Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    return made


def _component(event: OwnEvent) -> Any:
    made = icalendar().Event()
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed.replace(microsecond=0))
    made.add("last-modified", event.changed.replace(microsecond=0))
    made.add("sequence", event.sequence)
    made.add("summary", plain(event.summary))
    made.add("description", plain(event.description, lines=True))
    if event.where:
        made.add("location", plain(event.where))
    made.add("status", event.status)
    # Customers' names are in it: not for those with whom the calendar is shared.
    made.add("class", "PRIVATE")
    if event.start is None:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + _DAY)
        made.add("transp", "TRANSPARENT")
    else:
        made.add("dtstart", event.start)
        made.add("dtend", event.start + timedelta(minutes=event.minutes))
        made.add("transp", "OPAQUE")
    return made
