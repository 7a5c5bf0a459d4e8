"""What the solver answers: where each call stands, what did not fit, and the figures that prove it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["fixed", "kept", "moved", "new"]
Action = Literal["email", "defer"]


@dataclass(frozen=True, slots=True)
class Why:
    """A reason as data: a code and its figures (weeks count from 0, loads are minutes)."""

    code: str
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A placed call; `start` is minutes after the owner's midnight, None where only the day is chosen.

    `ideal` is the day aimed at: the request's own, or for a floating one the day of its phase.
    """

    id: str
    account: str
    owner: str
    date: dt.date
    start: int | None
    week: int
    ideal: dt.date
    delta_days: int
    status: Status
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shed:
    """A call without a place: what to do instead, the weeks that are full, and why it was this one."""

    id: str
    account: str
    owner: str
    action: Action
    weeks: tuple[int, ...]
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLoad:
    """Minutes that a week carries and may carry."""

    minutes: int
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The fullest week of an owner: no plan of the same calls brings its minutes below `bound`.

    In every plan of these calls some week carries `bound_level` of its capacity or more.
    `day` is the fullest day (of the horizon; None without calls) with its minutes and capacity.
    """

    week: int
    minutes: int
    capacity: int
    bound: int
    bound_level: float = 0.0
    day: int | None = None
    day_minutes: int = 0
    day_capacity: int = 0

    @property
    def gap(self) -> int:
        """Minutes between the plan and the proven bound."""
        return self.minutes - self.bound

    @property
    def proven(self) -> bool:
        """Whether no plan of the same calls has a lower fullest week."""
        return self.minutes <= self.bound

    @property
    def level(self) -> float:
        """Load over capacity; 0 for a week without capacity."""
        return self.minutes / self.capacity if self.capacity else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """Weeks in which an owner's calls cannot all fit, by how many minutes, and the calls that gave way."""

    owner: str
    weeks: tuple[int, ...]
    minutes: int
    requests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somebody's day, and the minute on it where one is chosen."""

    owner: str
    date: dt.date
    start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A call that the previous plan had elsewhere, with the decisive reason."""

    id: str
    was: Place
    now: Place
    reason: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every request is in `entries` or in `shed`; loads are by owner and week of the horizon."""

    start: dt.date
    entries: tuple[Entry, ...]
    shed: tuple[Shed, ...]
    load: Mapping[str, tuple[WeekLoad, ...]]
    peaks: Mapping[str, Peak]
    shortages: tuple[Shortage, ...]
    moves: tuple[Move, ...] = ()
