"""Working hours: the minutes of a week in which a person or a customer takes calls."""

import re
from itertools import pairwise

from msgspec import Struct

from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import message

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_GROUP = re.compile(
    r"(?P<first>[A-Za-z]{3})(?:\s*-\s*(?P<last>[A-Za-z]{3}))?(?P<spans>(?:\s+\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})+)"
)
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


class Span(Struct, frozen=True, order=True):
    """A part of a day, in minutes after local midnight; `end` is not included."""

    start: int
    end: int


class Hours(Struct, frozen=True):
    """Seven lists of spans, Monday first."""

    days: tuple[tuple[Span, ...], ...] = ((),) * 7

    def on(self, weekday: int) -> tuple[Span, ...]:
        """The spans of a weekday (0 is Monday)."""
        return self.days[weekday]

    def minutes(self, weekday: int) -> int:
        """Working minutes of a weekday."""
        return sum(span.end - span.start for span in self.days[weekday])


def parse_hours(text: str) -> Hours:
    """Hours from `Mon-Thu 09:00-13:00 14:00-18:00, Fri 09:00-15:00`; groups are parted by comma or semicolon.

    Raises BadInput when a group cannot be read, a span is empty, or spans of a day overlap.
    """
    days: list[list[Span]] = [[] for _ in WEEKDAYS]
    for group in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
        match = _GROUP.fullmatch(group)
        if match is None:
            raise _unreadable(text)
        first, last = _weekday(match["first"], text), _weekday(match["last"] or match["first"], text)
        if last < first:
            raise _unreadable(text)
        spans = [_span(found, text) for found in _SPAN.findall(match["spans"])]
        for day in days[first : last + 1]:
            day.extend(spans)
    for day in days:
        day.sort()
        if any(later.start < earlier.end for earlier, later in pairwise(day)):
            raise _unreadable(text)
    return Hours(tuple(tuple(day) for day in days))


def format_hours(hours: Hours) -> str:
    """The text that `parse_hours` reads back to the same hours."""
    groups: list[str] = []
    day = 0
    while day < 7:
        end = day
        while end < 6 and hours.days[end + 1] == hours.days[day]:
            end += 1
        if hours.days[day]:
            name = WEEKDAYS[day] if day == end else f"{WEEKDAYS[day]}-{WEEKDAYS[end]}"
            groups.append(" ".join([name, *(f"{clock(s.start)}-{clock(s.end)}" for s in hours.days[day])]))
        day = end + 1
    return ", ".join(groups)


def clock(minutes: int) -> str:
    """Minutes after midnight as `HH:MM`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _weekday(name: str, text: str) -> int:
    try:
        return WEEKDAYS.index(name.capitalize())
    except ValueError:
        raise _unreadable(text) from None


def _span(found: tuple[str, str, str, str], text: str) -> Span:
    start, end = int(found[0]) * 60 + int(found[1]), int(found[2]) * 60 + int(found[3])
    if not 0 <= start < end <= 24 * 60 or int(found[1]) > 59 or int(found[3]) > 59:
        raise _unreadable(text)
    return Span(start, end)


def _unreadable(text: str) -> BadInput:
    expected = "Mon-Fri 09:00-13:00 14:00-18:00"
    return BadInput(
        message(
            "Working hours cannot be read: {found} (expected: {expected})", found=text, expected=expected
        ),
        [Where(field="hours", found=text, expected=expected)],
    )
