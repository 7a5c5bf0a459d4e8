"""A day and an hour typed apart, in the reader's language, by the clock of a person (P9)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from cadence_tui.model.documents import Person
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.workspace.session import Workspace


def typed_hour(text: str) -> time | None:
    """`14:30`, `9` or `9:05`; None for anything else."""
    hours, colon, minutes = text.strip().replace("h", ":").replace(".", ":").partition(":")
    if not (hours.isascii() and hours.isdecimal()) or len(hours) > 2 or int(hours) > 23:
        return None
    if not colon or not minutes:
        return time(int(hours))
    if not (minutes.isascii() and minutes.isdecimal()) or len(minutes) != 2 or int(minutes) > 59:
        return None
    return time(int(hours), int(minutes))


def typed_moment(ws: Workspace, day: str, hour: str, host: Person, language: str) -> datetime:
    """The instant that is meant, by the host's clock. Raises Refused for what is no day or no hour."""
    found = typed_date(day, ws.rules.capture_words(language).dates, ws.today()).day
    if found is None:
        raise Refused(message("No day is understood: {text}", text=day))
    at = typed_hour(hour)
    if at is None:
        raise Refused(message("An hour such as 14:30 is expected"))
    return datetime.combine(found, at, ZoneInfo(host.timezone))
