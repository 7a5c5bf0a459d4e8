"""Rhythms that follow what customers do (T11): decided proposals, experiments that compare two rhythms."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document

Change = Literal["slower", "faster", "mail", "ask"]
ArmName = Literal["a", "b"]
ARMS: tuple[ArmName, ...] = ("a", "b")


class Evidence(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Calls offered on the days from `first` to `last`, by what became of them.

    `low` and `high` are the ends of the interval of the share that was held, at that confidence.
    """

    first: date
    last: date
    held: int = 0
    no_show: int = 0
    declined: int = 0
    low: float
    high: float
    confidence: float

    @property
    def offered(self) -> int:
        """All of them."""
        return self.held + self.no_show + self.declined

    @property
    def rate(self) -> float:
        """The share that was held; nothing when none was offered."""
        return self.held / self.offered if self.offered else 0.0


class Adaptation(Document, tag="adaptation", kw_only=True):
    """A proposal of another rhythm for one kind of touch, as somebody decided on it; undecided ones are
    reckoned and not kept.

    From `was_days` to `every_days`, over `channel` if that is to change. An accepted one is in force while it
    is the `source` of the account's rhythm, to the end of `until`; `ended` is the day on which somebody took
    it back. `evidence` ends on the day of the decision.
    """

    account: str
    touch: str
    change: Change
    was_days: float
    every_days: int | None = None
    channel: str = ""
    evidence: Evidence
    status: Literal["accepted", "dismissed", "ended"]
    by: str
    at: datetime
    why: str = ""
    until: date | None = None
    ended: date | None = None


class Arm(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One of the two rhythms that are compared; what is empty is as the rule says."""

    every_days: int | None = None
    channel: str = ""


class Assigned(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An account that takes part, drawn into an arm: its owner then, its calls in the time before.

    `left` is the day on which it was seen to live by another rhythm than its arm's.
    """

    account: str
    arm: ArmName
    owner: str = ""
    held: int = 0
    offered: int = 0
    left: date | None = None


class Experiment(Document, tag="experiment", kw_only=True):
    """Two rhythms on two halves of a cohort, drawn by chance from the experiment's id.

    `segment`, `stage` and `pod` say whom it asked, empty for all; `left_out` counts by reason whom it could
    not. It runs for so many weeks from `started`, stopped or finished on `ended` with a `conclusion`.
    """

    name: str
    question: str = ""
    segment: str = ""
    stage: str = ""
    pod: str = ""
    touch: str
    a: Arm
    b: Arm
    assigned: tuple[Assigned, ...]
    left_out: dict[str, int] = {}
    first: date
    last: date
    status: Literal["running", "stopped", "finished"] = "running"
    by: str
    ended: date | None = None
    conclusion: str = ""

    def arm(self, name: ArmName) -> Arm:
        """The arm of a name."""
        return self.a if name == "a" else self.b
