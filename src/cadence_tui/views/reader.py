"""Who reads a page about promises: language, day, hour and names as they are theirs."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.text import plain


class Reader(Struct, frozen=True, kw_only=True):
    """Who reads: language, day, zone, and the names of colleagues by id."""

    speech: Speech
    today: date
    zone: str
    people: Mapping[str, str]

    def name(self, person_id: str) -> str:
        """The name of a colleague."""
        return plain(self.people.get(person_id, person_id))

    def day(self, instant: datetime) -> str:
        """The reader's day of an instant."""
        return self.speech.day(self._date(instant))

    def days_since(self, instant: datetime) -> int:
        """How many of the reader's days ago an instant was."""
        return (self.today - self._date(instant)).days

    def clock(self, instant: datetime) -> str:
        """The reader's hour of an instant."""
        return self.speech.time(instant.astimezone(ZoneInfo(self.zone)))

    def _date(self, instant: datetime) -> date:
        return instant.astimezone(ZoneInfo(self.zone)).date()
