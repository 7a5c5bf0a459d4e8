"""iCalendar files as components: read whole, or refused with file, event and line (RFC 5545)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from cadence_tui.exchange.encoding import inspect
from cadence_tui.exchange.faults import bad
from cadence_tui.exchange.ics.library import icalendar
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message

LIMIT_BYTES = 10_000_000
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "FREEBUSY")
"""What an event's time hangs on; what else of it cannot be read does no harm."""
_ONCE = ("UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_LINE = re.compile(r"[ \t]|[A-Za-z0-9_.-]+[;:]")
"""How a line of a calendar file begins; with a space it goes on with the one before."""
_QUOTED = re.compile(r"'(.*?)'")
_ZONED = ("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE")


class IcsFile(Struct, frozen=True):
    """A file that could be read: its name in messages, its text, its calendars."""

    file: str
    text: str
    calendars: tuple[Any, ...]

    def components(self, *names: str) -> Iterator[Any]:
        """The components of these names, in the order of the file."""
        for calendar in self.calendars:
            for component in calendar.subcomponents:
                if component.name in names:
                    yield component

    def fault(self, component: Any, field: str, expected: Message, found: object = "") -> BadInput:
        """The refusal of the file for an event: by its line, its UID and its title."""
        uid, title = str(_first(component.get("UID"))), str(_first(component.get("SUMMARY")))
        told = " · ".join(filter(None, (title, uid, field)))
        return bad(self.file, expected, row=self._line(uid), field=told, found=str(found))

    def _line(self, uid: str) -> int | None:
        place = self.text.find(f"\nUID:{uid}") if uid else -1
        return None if place < 0 else self.text.count("\n", 0, place) + 2


def read_ics(path: Path, *, limit: int = LIMIT_BYTES) -> IcsFile:
    """The calendars in a file of fewer than `limit` bytes. Raises BadInput.

    Every event has a start; its times can be read, and their zones are known.
    """
    source = inspect(path, limit)
    try:
        text = path.read_text(encoding=source.encoding, errors="replace")
    except OSError as error:
        raise bad(source.file, message("a readable file"), found=str(error)) from None
    try:
        calendars = tuple(icalendar().Calendar.from_ical(text.lstrip("\ufeff"), multiple=True))
    except Exception as error:
        # What the library trips over in a file is told by no type of its own.
        row, line = _odd_line(text) or (None, "")
        expected = message("a line as iCalendar writes it: NAME:VALUE") if line else _calendar_expected()
        found = line or next(iter(_QUOTED.findall(str(error))), "")
        raise bad(source.file, expected, row=row, found=found) from None
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise bad(source.file, _calendar_expected(), found=text[:20])
    found = IcsFile(source.file, text, calendars)
    for component in found.components("VEVENT", "VFREEBUSY"):
        _check(component, found)
    return found


def _odd_line(text: str) -> tuple[int, str] | None:
    """The first line that is none of a calendar file, with its number."""
    lines = enumerate(text.lstrip("\ufeff").splitlines(), 1)
    return next(((row, line) for row, line in lines if line.strip() and not _LINE.match(line)), None)


def _calendar_expected() -> Message:
    return message("an iCalendar file: BEGIN:VCALENDAR to END:VCALENDAR")


def _check(component: Any, file: IcsFile) -> None:
    broken = next((name for name, _ in component.errors if name and name.upper() in _TIMES), "")
    if broken:
        raise _broken(component, broken.upper(), file)
    if component.name != "VEVENT":
        return
    twice = next((name for name in _ONCE if isinstance(component.get(name), list)), "")
    if twice:
        raise file.fault(component, twice, message("this line once"))
    if "DTSTART" not in component:
        raise file.fault(component, "DTSTART", message("when it starts"))
    for name in _ZONED:
        for value in values_of(component.get(name)):
            _check_kind(component, name, value, file)
            _check_zone(component, name, value, file)
    length = component.get("DURATION")
    if length is not None and not isinstance(getattr(length, "dt", None), timedelta):
        raise file.fault(
            component, "DURATION", message("a length of time such as PT30M"), written_value(length)
        )
    for rule in values_of(component.get("RRULE")):
        _check_rule(component, rule, file)
    _check_end(component, file)


def _check_rule(component: Any, rule: Any, file: IcsFile) -> None:
    """Whether a rule says how often, and until a day or an hour where it says until when."""
    if not rule.get("FREQ"):
        raise file.fault(component, "RRULE", _rule_expected(), written_value(rule))
    if not all(isinstance(until, date) for until in rule.get("UNTIL", ())):
        raise file.fault(component, "RRULE", message("a day or an hour"), written_value(rule))


def _broken(component: Any, name: str, file: IcsFile) -> BadInput:
    """The refusal for a value that the library could make nothing of."""
    found = str(_first(component[name]))
    if name == "DURATION":
        return file.fault(component, name, message("a length of time such as PT30M"), found)
    if name != "RRULE":
        return file.fault(component, name, message("a time as iCalendar writes it"), found)
    return file.fault(component, name, _rule_expected(), _odd_part(found) or found)


def _rule_expected() -> Message:
    """What a rule of repetition should be."""
    return message("a rule of repetition such as FREQ=WEEKLY;BYDAY=MO;COUNT=10")


def _odd_part(rule: str) -> str:
    """The first part of a rule that cannot be read; empty where each alone can."""
    for part in rule.split(";"):
        try:
            icalendar().vRecur.from_ical(part)
        except ValueError:
            return part
    return ""


def _check_kind(component: Any, name: str, value: Any, file: IcsFile) -> None:
    """Whether it is a day or an hour; the library takes lengths and periods of time, too."""
    times = [getattr(each, "dt", None) for each in getattr(value, "dts", [value])]
    if not all(_is_moment(time, or_period=name == "RDATE") for time in times):
        raise file.fault(component, name, message("a day or an hour"), written_value(value))


def _is_moment(time: Any, *, or_period: bool) -> bool:
    return isinstance(time, date) or (or_period and isinstance(time, tuple))


def written_value(value: Any) -> str:
    """A value as its file has it, or would have."""
    return value.to_ical().decode("utf-8", "replace")


def _check_zone(component: Any, name: str, value: Any, file: IcsFile) -> None:
    zone = value.params.get("TZID", "")
    times = [each.dt for each in getattr(value, "dts", [value])]
    if zone and any(isinstance(time, datetime) and time.tzinfo is None for time in times):
        expected = message("a time zone that is known, or described in the file")
        raise file.fault(component, name, expected, zone)


def _check_end(component: Any, file: IcsFile) -> None:
    start, end = _first(component["DTSTART"]).dt, component.get("DTEND")
    if end is None:
        return
    until = _first(end).dt
    if type(start) is not type(until):
        raise file.fault(component, "DTEND", message("a day if the start is a day, else an hour"), until)
    if _comparable(until) < _comparable(start):
        raise file.fault(component, "DTEND", message("an end after the start"), until)


def _comparable(moment: date | datetime) -> datetime:
    """A moment to compare with another of the same event; without a zone they are in the same one."""
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def values_of(value: Any) -> list[Any]:
    """What a component has under a name, which is nothing, a value, or several."""
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return next(iter(values_of(value)), "")
