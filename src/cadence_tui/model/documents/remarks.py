"""What people say about a document: remarks, and a lead's word."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

VerdictWord = Literal["approved", "returned", "escalated", "reassigned", "redated"]


class Comment(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A remark of a person."""

    by: str
    at: datetime
    text: str


class Verdict(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A lead's word (A3); `deadline` of an escalation, `signed` when its session was signed."""

    verdict: VerdictWord
    by: str
    at: datetime
    why: str = ""
    deadline: date | None = None
    signed: datetime | None = None
