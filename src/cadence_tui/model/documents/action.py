"""Action items: one promise for ever, referenced by calls and never copied (A1)."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document

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


class Comment(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A remark of a person on an item."""

    by: str
    at: datetime
    text: str


class Verdict(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A lead's word on an item (A3); `deadline` of an escalation, `signed` when its session was signed."""

    verdict: Literal["approved", "returned", "escalated", "reassigned", "redated"]
    by: str
    at: datetime
    why: str = ""
    deadline: date | None = None
    signed: datetime | None = None


class Action(Document, tag="action", kw_only=True):
    """A promise. `owner` is a person's id when ours, a contact's name when theirs; `carried` lists the calls
    that brought it along; `status_since` is when the status last changed, None when it never did. `covers` is
    for whom it was promised while they were away."""

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
    external_id: str = ""
    covers: str = ""
