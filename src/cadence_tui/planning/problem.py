"""What the solver is asked: people with their hours, calls to place, calls already agreed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Mode = Literal["repair", "relevel", "flatten"]
"""What to do with a previous plan: keep what stands, level anew, or bring the fullest week to its minimum."""
MODES: tuple[Mode, ...] = get_args(Mode)
Spans = tuple[tuple[int, int], ...]
"""Parts of a day in minutes after the owner's midnight; the end is not included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """How a colleague sees a customer whose call they may take: the hours in the colleague's own minutes."""

    hours: Mapping[dt.date, Spans] | None = None
    preferred_hours: Mapping[dt.date, Spans] | None = None


@dataclass(frozen=True, slots=True)
class Spacing:
    """Days from the call before to this one: at least, aimed at, at most."""

    least: int
    ideal: int
    most: int

    def __post_init__(self) -> None:
        if not 0 <= self.least <= self.ideal <= self.most:
            raise ValueError("spacing: least, ideal and most must be in this order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call to place.

    `minutes` is the customer's time (the length of the slot), `load` the owner's minutes with preparation and
    write-up. `hours` are the customer's hours by date in the owner's local minutes: None is any hour, a date
    that is absent is closed. `preferred_hours` has the same shape and is a wish; so are `weekdays` (0 is
    Monday). `blocked` dates are never used. A `floating` request has no date of its own yet: the calls of one
    account and kind get a common phase that levels the load, and `ideal` only orders them. With `after`, the
    id of another request, it keeps the `spacing` to that one's day. One that stands `alone` keeps no distance
    to other calls of its account. `stand_ins` are colleagues, by id, who may take the call because its owner
    is away for a part of the window.
    """

    id: str
    account: str
    owner: str
    kind: str
    minutes: int
    load: int
    value: float
    ideal: dt.date
    earliest: dt.date
    latest: dt.date
    weekdays: tuple[int, ...] = ()
    hours: Mapping[dt.date, Spans] | None = None
    preferred_hours: Mapping[dt.date, Spans] | None = None
    blocked: frozenset[dt.date] = frozenset()
    floating: bool = False
    email_ok: bool = True
    alone: bool = False
    after: str = ""
    spacing: Spacing | None = None
    stand_ins: Mapping[str, StandIn] = field(default_factory=dict[str, StandIn])

    def __post_init__(self) -> None:
        if self.minutes <= 0 or self.load <= 0:
            raise ValueError(f"request {self.id}: minutes and load must be positive")

    @property
    def circle(self) -> str:
        """Calls of one circle keep the minimum gap to each other: those of the account, or it alone."""
        return self.id if self.alone else self.account


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A call agreed with the customer, or already held this week: it stays and counts as load."""

    id: str
    account: str
    owner: str
    date: dt.date
    start: int | None
    minutes: int
    load: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One owner: `spans` are working minutes with leave, holidays and busy times already cut out.

    `week_share` and `day_share` are the parts of a week and of a day that may be calls; `extra` are minutes
    beyond that, by week of the horizon. `away` names why a day is off (`leave`, `holiday`, `busy`), `busy`
    what other appointments took of each day; both only word reasons.
    """

    id: str
    spans: Mapping[dt.date, Spans]
    week_share: float
    day_share: float
    away: Mapping[dt.date, str] = field(default_factory=dict[dt.date, str])
    extra: Mapping[int, int] = field(default_factory=dict[int, int])
    busy: Mapping[dt.date, Spans] = field(default_factory=dict[dt.date, Spans])


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A horizon of whole weeks; `min_gap` is days between two calls of an account (1 when absent).

    Calls begin at multiples of `grid` minutes; capacities are whole multiples of `step` minutes.
    """

    start: dt.date
    today: dt.date
    weeks: int
    people: tuple[Person, ...]
    requests: tuple[Request, ...]
    fixed: tuple[Fixed, ...] = ()
    min_gap: Mapping[str, int] = field(default_factory=dict[str, int])
    grid: int = 15
    step: int = 5

    def __post_init__(self) -> None:
        if self.start.weekday() != 0:
            raise ValueError("the horizon starts on a Monday")
        if min(self.weeks, self.grid, self.step) < 1:
            raise ValueError("weeks, grid and step must be positive")
        for what, ids in (
            ("request", [r.id for r in self.requests]),
            ("person", [p.id for p in self.people]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"every {what} needs an id of its own")
        _check_order(self.requests)

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return 7 * self.weeks

    def date(self, day: int) -> dt.date:
        """The date of a day of the horizon (0 is the start)."""
        return self.start + dt.timedelta(days=day)

    def day(self, when: dt.date) -> int:
        """The day of the horizon of a date; negative before the start."""
        return (when - self.start).days

    def gap(self, account: str) -> int:
        """Least days between two calls of an account."""
        return self.min_gap.get(account, 1)


def _check_order(requests: tuple[Request, ...]) -> None:
    after = {request.id: request.after for request in requests if request.after}
    linked = {*after, *after.values()}
    if any(request.alone and request.id in linked for request in requests):
        raise ValueError("a call that stands alone is no part of a series")
    if len(set(after.values())) != len(after):
        raise ValueError("a call may have one follower only")
    for first in after:
        seen, at = {first}, after[first]
        while at in after:
            if at in seen:
                raise ValueError(f"request {first} comes after itself")
            seen.add(at)
            at = after[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """What may be traded: one point is a call of normal value at the edge of its window.

    `slack` and `day_slack` are the parts by which the busiest week and day may exceed the proven bound when
    that brings calls nearer to their ideal days. `level` and `day_level` weigh evenness, `late` lateness
    against earliness, `preference` the customer's weekday and hour, `calm` a changed day on re-planning.
    `slot_weeks` weeks from today on get starting times; later weeks get days.
    """

    slack: float = 0.05
    day_slack: float = 0.5
    level: float = 2.0
    day_level: float = 0.25
    late: float = 1.25
    preference: float = 0.25
    calm: float = 1.0
    slot_weeks: int = 3
