"""A proposed plan as faces see it: what is new, moved, has no room, and what it does to each week (P3-P5)."""

import datetime as dt
from typing import Literal

from msgspec import Struct

from cadence_tui.model.message import Reason
from cadence_tui.practice.due.touches import Due

Change = Literal["new", "moved", "timed", "kept", "dropped"]
"""Against the calendar as it is: `timed` gets an hour on its day, `dropped` left with its customer."""
ACCEPTABLE: tuple[Change, ...] = ("new", "moved", "timed", "dropped")


class ProposedCall(Struct, frozen=True, kw_only=True):
    """One call of a proposal.

    `id` is that of the due touch for a new call, of the touchpoint otherwise. `start` is None where only the
    day is chosen; instants are in the owner's zone. `covers` is whose call it is when its owner stands in for
    them. `due_reasons` say why the call is asked for, `reasons` why it stands there.
    """

    id: str
    account: str
    owner: str
    touch: str
    channel: str
    minutes: int
    work_minutes: int
    value: float
    rule: str
    change: Change
    date: dt.date
    start: dt.datetime | None
    covers: str = ""
    was_date: dt.date | None = None
    was_start: dt.datetime | None = None
    ideal: dt.date
    earliest: dt.date
    latest: dt.date
    due_reasons: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def load_minutes(self) -> int:
        """The owner's minutes with preparation and write-up."""
        return self.minutes + self.work_minutes

    @property
    def covered(self) -> bool:
        """Whether somebody else takes it while its owner is away."""
        return bool(self.covers)


class ShedCall(Struct, frozen=True, kw_only=True):
    """A call without a place: what may be done instead, the full weeks (Mondays), and why it was this one.

    `planned` says that it stands on the calendar where it can no longer stay.
    """

    id: str
    account: str
    owner: str
    touch: str
    channel: str
    minutes: int
    work_minutes: int
    value: float
    rule: str
    ideal: dt.date
    earliest: dt.date
    latest: dt.date
    action: Literal["email", "defer"]
    planned: bool
    weeks: tuple[dt.date, ...]
    due_reasons: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()


class WeekFigures(Struct, frozen=True, kw_only=True):
    """Minutes of a week, by its Monday: agreed now, with the proposal, and at most."""

    monday: dt.date
    agreed: int
    load: int
    capacity: int


class Shortage(Struct, frozen=True, kw_only=True):
    """Weeks (Mondays) that cannot hold their calls, by how many minutes, and the calls that gave way."""

    owner: str
    weeks: tuple[dt.date, ...]
    minutes: int
    calls: tuple[str, ...]


class OwnerPlan(Struct, frozen=True, kw_only=True):
    """One owner's weeks, and the fullest of them against what no plan of the same calls can beat."""

    owner: str
    weeks: tuple[WeekFigures, ...]
    peak_week: dt.date
    peak: int
    capacity: int
    lower_bound: int

    @property
    def gap(self) -> int:
        """Minutes between the peak and the proven bound."""
        return self.peak - self.lower_bound


class Proposal(Struct, frozen=True, kw_only=True):
    """A plan to be accepted, whole or call by call.

    `calls` are in order of time, `mails` the due touches that take no place on the calendar. `seq` is the
    number of the last change it knows of.
    """

    seq: int
    today: dt.date
    start: dt.date
    weeks: int
    owners: tuple[OwnerPlan, ...]
    calls: tuple[ProposedCall, ...]
    shed: tuple[ShedCall, ...]
    shortages: tuple[Shortage, ...]
    mails: tuple[Due, ...]

    def changes(self) -> list[ProposedCall]:
        """The calls that accepting would make, move or take away."""
        return [call for call in self.calls if call.change in ACCEPTABLE]
