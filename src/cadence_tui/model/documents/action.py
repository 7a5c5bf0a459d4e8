"""Action items: one promise for ever, referenced by calls and never copied (A1)."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document
from cadence_tui.model.documents.remarks import Comment, Verdict

ActionStatus = Literal["open", "in_progress", "blocked", "waiting", "done", "dropped"]
Side = Literal["ours", "theirs"]
Priority = Literal["high", "normal", "low"]
LIVE_STATUSES: tuple[ActionStatus, ...] = ("open", "in_progress", "blocked", "waiting")


class Slip(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A due date that moved: from, to, who, why, when."""

    was: date | None
    to: date | None
    by: str
    why: str
    at: datetime


class Nudge(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A reminder sent to the customer about what they promised: who, when, by which channel."""

    by: str
    at: datetime
    channel: str = "email"


class Action(Document, tag="action", kw_only=True):
    """A promise. `owner` is a person's id when ours, a contact's name when theirs; `carried` lists the calls
    that brought it along; `status_since` is when the status last changed, None when it never did. `covers` is
    for whom it was promised while they were away. `evidence` says what shows that it is done, `nudges` when
    the customer was reminded."""

    account: str
    title: str
    side: Side = "ours"
    owner: str = ""
    due: date | None = None
    status: ActionStatus = "open"
    status_since: datetime | None = None
    priority: Priority = "normal"
    blocked_reason: str = ""
    origin: str = ""
    carried: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    comments: tuple[Comment, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    created: datetime
    done: datetime | None = None
    evidence: str = ""
    nudges: tuple[Nudge, ...] = ()
    external_id: str = ""
    covers: str = ""
