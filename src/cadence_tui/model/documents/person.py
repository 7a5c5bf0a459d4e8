"""The people of the team."""

from datetime import date
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.base import Document

Role = Literal["csm", "lead", "admin", "reader"]


class Absence(Struct, frozen=True, omit_defaults=True):
    """Days away, both included."""

    first: date
    last: date
    why: str = ""


class Person(Document, tag="person", kw_only=True):
    """A team member. `hours` is read by `model.hours.parse_hours`; `call_share` is their part for calls."""

    name: str
    login: str
    role: Role = "csm"
    pod: str = ""
    email: str = ""
    country: str = ""
    subdivision: str = ""
    timezone: str = "UTC"
    hours: str = "Mon-Fri 09:00-13:00 14:00-18:00"
    call_share: float = 0.5
    language: Language = "en"
    leave: tuple[Absence, ...] = ()
    gone: date | None = None
