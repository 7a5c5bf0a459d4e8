"""What stands on a day of the calendar: a call, or a group session (P2, P9)."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents import GroupSession, Touchpoint

State = Literal["planned", "confirmed", "pinned", "held", "no_show", "declined", "cancelled", "unrecorded"]


class Card(Struct, frozen=True, kw_only=True):
    """A call on its day. `start` is in the owner's zone, `theirs` in the customer's where clocks differ.

    `suggested` is the place that the owner's own calendar asks for, in their zone; at midnight it is a day.
    """

    id: str
    account: str
    name: str
    touch: Touchpoint
    state: State
    date: date
    start: datetime | None
    theirs: datetime | None
    their_zone: str
    suggested: datetime | None = None

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.touch.minutes

    @property
    def load(self) -> int:
        """Minutes with preparation and write-up."""
        return self.touch.minutes + self.touch.work_minutes


class SessionCard(Struct, frozen=True, kw_only=True):
    """A group session on its day; `start` is in the host's zone, `guests` are the names of accounts.

    `over` says that its end has passed.
    """

    session: GroupSession
    start: datetime
    over: bool = False
    guests: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The session's id."""
        return self.session.id

    @property
    def name(self) -> str:
        """What it is called."""
        return self.session.title

    @property
    def date(self) -> date:
        """The host's day."""
        return self.start.date()

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.session.minutes

    @property
    def load(self) -> int:
        """Minutes with the host's work around it."""
        return self.session.minutes + self.session.work_minutes


Entry = Card | SessionCard


def order(entry: Entry) -> tuple[date, bool, float, str]:
    """By day and hour; what has no hour yet comes last of its day."""
    start = entry.start
    return entry.date, start is None, start.timestamp() if start else 0.0, entry.id
