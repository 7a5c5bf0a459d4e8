"""What is known of an account from outside: usage, tickets, surveys, and the signals drawn from them."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document

Severity = Literal["low", "normal", "high", "critical"]


class TeamUse(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One team in one week."""

    active: int = 0
    seats: int = 0
    logins: int = 0


class UsageWeek(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One week of an account, by team and by feature (times used)."""

    week: date
    teams: dict[str, TeamUse] = {}
    features: dict[str, int] = {}


class Usage(Document, tag="usage", kw_only=True):
    """The usage series of an account, weeks ascending, each beginning on a Monday.

    `initial_features` are those of the first set-up; anything else in use is an observation (H5).
    """

    account: str
    weeks: tuple[UsageWeek, ...] = ()
    initial_features: tuple[str, ...] = ()


class Ticket(Document, tag="ticket", kw_only=True):
    """A support request."""

    account: str
    title: str
    opened: date
    closed: date | None = None
    severity: Severity = "normal"
    external_id: str = ""


class Survey(Document, tag="survey", kw_only=True):
    """An answer to a survey; NPS scores run 0-10, CSAT 1-5."""

    account: str
    survey: str = "nps"
    score: float
    date: date
    contact: str = ""
    comment: str = ""


class Signal(Document, tag="signal", kw_only=True):
    """Something that starts a touch (T7); one open per account, cause and subject.

    `subject` tells apart what one cause may say twice: a team, a contact, a survey. `figures` is the evidence
    as last seen, `updated` when that was. A snoozed one comes back on `snoozed_until`. `touch` is the
    touchpoint that answered it, `why` the reason given for a snooze or an end.
    """

    account: str
    cause: str
    subject: str = ""
    raised: datetime
    updated: datetime | None = None
    deadline: datetime | None = None
    figures: dict[str, str | int | float] = {}
    status: Literal["open", "snoozed", "done"] = "open"
    snoozed_until: date | None = None
    why: str = ""
    by: str = ""
    ended: datetime | None = None
    touch: str = ""
