"""A planning problem as a JSON file of its own: people, accounts and calls to place, without any store.

Dates are ISO dates, times minutes after midnight. What only informs the reader is accepted and not looked at.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

DAY = 24 * 60
LONGEST_GAP = 3660
MOST_WEEKS = 104
DEAREST = 1_000_000_000

Text = Annotated[str, Meta(min_length=1)]
Minute = Annotated[int, Meta(ge=0, le=DAY)]
Length = Annotated[int, Meta(ge=1, le=DAY)]
Gap = Annotated[int, Meta(ge=0, le=LONGEST_GAP)]
Share = Annotated[float, Meta(gt=0, le=1)]
Weekday = Literal["0", "1", "2", "3", "4", "5", "6"]
"""0 is Monday."""
Span = tuple[Minute, Minute]
"""Part of a day; the end is not included."""
Days = tuple[dt.date, dt.date]
"""From the first day to the last, both included."""
Informative = Any


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An object that may have no other names than these."""


class Csm(_Part, frozen=True, kw_only=True):
    """Who makes calls: working spans by weekday in their zone, leave, the shares that calls may take."""

    id: Text
    pod: Text
    country: Text
    tz: Text
    work: dict[Weekday, list[Span]]
    call_share: Share
    day_share: Share
    pto: list[Days]
    bottleneck: Informative = None


class Busy(_Part, frozen=True, kw_only=True):
    """Working time of somebody that something else has taken."""

    csm: Text
    date: dt.date
    start: Minute
    end: Minute


class Blackout(_Part, frozen=True, kw_only=True):
    """Days without touches of these kinds in an industry; null is every kind, every industry."""

    kinds: list[Text] | None
    industry: Text | None
    first: dt.date = field(name="from")
    last: dt.date = field(name="to")


class Preference(_Part, frozen=True, kw_only=True):
    """When an account likes to be called: weekdays, and hours in its own zone."""

    days: list[Annotated[int, Meta(ge=0, le=6)]]
    begin: Minute = field(name="from")
    end: Minute = field(name="to")


class Account(_Part, frozen=True, kw_only=True):
    """A customer: whose it is, when it can be called in its own zone, and how far apart calls must be."""

    id: Text
    csm: Text
    industry: str
    country: Text
    tz: Text
    hours: Span
    min_gap: Gap
    pref: Preference | None = None
    segment: Informative = None
    stage: Informative = None
    arr: Informative = None
    risk: Informative = None
    start: Informative = None
    renewal: Informative = None
    last_contact: Informative = None
    channel: Informative = None
    period: Informative = None


class Agreed(_Part, frozen=True, kw_only=True):
    """A call that the customer has confirmed: it stays, and counts as load."""

    id: Text
    account: Text
    csm: Text
    date: dt.date
    start: Minute
    minutes: Length
    kind: Informative = None


class Touch(_Part, frozen=True, kw_only=True):
    """A call to place. Without an ideal day it floats; with `prev` it keeps a gap to the call before."""

    id: Text
    account: Text
    csm: Text
    kind: Text
    minutes: Length
    value: Annotated[float, Meta(ge=0, le=DEAREST)]
    ideal: dt.date | None
    earliest: dt.date
    latest: dt.date
    prev: Text | None = None
    gap: tuple[Gap, Gap, Gap] | None = None
    period: Informative = None


class ProblemFile(_Part, frozen=True, kw_only=True):
    """The whole problem. `holidays` are by country and bind its people and its accounts."""

    start: dt.date
    weeks: Annotated[int, Meta(ge=1, le=MOST_WEEKS)]
    grid: Length
    step: Length = 5
    csms: list[Csm]
    busy: list[Busy]
    holidays: dict[Text, list[dt.date]]
    blackouts: list[Blackout]
    accounts: list[Account]
    fixed: list[Agreed]
    touches: list[Touch]
    meta: Informative = None
    version: Informative = None
