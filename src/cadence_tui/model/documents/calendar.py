"""What stands on calendars beside calls: busy times, cover for leave, group sessions (P2, P6, P9)."""

from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.base import Document

GroupKind = Literal["office_hours", "user_group", "webinar", "workshop"]
GROUP_KINDS: tuple[GroupKind, ...] = ("office_hours", "user_group", "webinar", "workshop")
GuestStatus = Literal["chosen", "invited", "accepted", "declined", "attended", "no_show"]
GROUP_CHANNEL = "group"
"""The channel of touchpoints that stand for attendance at a group session: no call, and no mail."""


class BusySpan(Struct, frozen=True, array_like=True):
    """A stretch of time that is taken, as instants; the end is not included.

    What it is taken by is nobody's business here: no title is kept. As an array, for there are many.
    """

    start: datetime
    end: datetime


class BusyCalendar(Document, tag="busy", kw_only=True):
    """Times that somebody's other calendar takes, as its last reading found them.

    `source` names the calendar (a file's or folder's name); reading it again replaces the spans, which are
    sorted by start and do not touch.
    """

    person: str
    source: str
    spans: tuple[BusySpan, ...] = ()


class CoverPart(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One account during a leave: who looks after it, and what they should know."""

    account: str
    stand_in: str
    note: str = ""


class Cover(Document, tag="cover", kw_only=True):
    """Who looks after the accounts of `person` from `first` to `last`, both included.

    When the last day is over, what is still open is the person's again without anybody's doing.
    """

    person: str
    first: date
    last: date
    parts: tuple[CoverPart, ...] = ()
    ended: datetime | None = None


class Guest(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody meant to come to a group session; `contact` may be empty: then the account is meant.

    `chosen` is who has no invitation yet, `invited` who has not answered.
    """

    account: str
    contact: str = ""
    status: GuestStatus = "chosen"
    invited_at: datetime | None = None
    reminded_at: datetime | None = None
    followed_up_at: datetime | None = None

    @property
    def key(self) -> str:
        """What tells guests of one session apart."""
        return f"{self.account}:{self.contact}"


class GroupSession(Document, tag="group_session", kw_only=True):
    """One meeting with people of several accounts (P9). `minutes` is its length, `work_minutes` the host's
    work around it. `start` is an instant, `places` the most guests (0: no limit), who declined left out.

    `series` is the id of the first session of a series, `repeats` the rule of RFC 5545 by which the next ones
    come; each is a document of its own, and without the rule no more are made.
    """

    title: str
    form: GroupKind = "office_hours"
    owner: str
    start: datetime
    minutes: int
    work_minutes: int = 0
    places: int = 0
    language: Language = "en"
    where: str = ""
    topics: str = ""
    guests: tuple[Guest, ...] = ()
    status: Literal["planned", "held", "cancelled"] = "planned"
    series: str = ""
    repeats: str = ""

    @property
    def end(self) -> datetime:
        """The instant at which it is over."""
        return self.start + timedelta(minutes=self.minutes)
