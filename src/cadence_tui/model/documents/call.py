"""Calls: the record of a held touchpoint, from its first second to the recap."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document

EntryMark = Literal[
    "note", "promise_ours", "promise_theirs", "question", "opportunity", "concern", "sentiment", "decision"
]
Sentiment = Literal["positive", "neutral", "concerning"]
Adoption = Literal["on_track", "needs_attention", "strong"]
Relationship = Literal["strong", "moderate", "at_risk"]
Outcome = Literal["held", "short", "wrong_contact"]


class Entry(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One captured line: when, in which section, what kind of line, and the action it became.

    `answered` is when a question that was taken along found its answer.
    """

    at: datetime
    text: str
    mark: EntryMark = "note"
    section: str = ""
    owner: str = ""
    due: date | None = None
    action: str = ""
    answered: datetime | None = None


class HalfLine(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What somebody has not finished typing in a call: a new line, and a line that corrects an entry."""

    text: str = ""
    corrected: str = ""
    corrects: Entry | None = None


class SectionTime(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Clock of one agenda section: seconds planned and seconds used so far."""

    section: str
    planned: int
    used: int = 0


class Call(Document, tag="call", kw_only=True):
    """A call's record. Open while it runs: `running_since` and `section` let it resume on the same second.
    `draft` is the line that its owner has begun; `half_lines` has by person what else is half typed.

    `outcome` is how it went: as booked, cut short, or with the wrong person. `forecast` is a word on the
    renewal and what may be bought, `shared` what is to be sent today or tomorrow. `recap` is the mail as it
    was edited, its first line the subject; empty while it is the one that the template gives.
    """

    account: str
    owner: str = ""
    touchpoint: str = ""
    agenda: str = "standard"
    status: Literal["open", "closed"] = "open"
    outcome: Outcome = "held"
    started: datetime | None = None
    ended: datetime | None = None
    booked_minutes: int = 30
    section: str = ""
    running_since: datetime | None = None
    sections: tuple[SectionTime, ...] = ()
    speaker: Literal["", "us", "them"] = ""
    us_seconds: int = 0
    them_seconds: int = 0
    checklist: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    draft: str = ""
    half_lines: dict[str, HalfLine] = {}
    attendees: tuple[str, ...] = ()
    summary: str = ""
    key_points: tuple[str, ...] = ()
    sentiment: Sentiment | None = None
    adoption: Adoption | None = None
    relationship: Relationship | None = None
    concerns: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    next_touch: str = ""
    no_next_reason: str = ""
    forecast: str = ""
    shared: tuple[str, ...] = ()
    recap: str = ""
