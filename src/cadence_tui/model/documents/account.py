"""Customer companies and the people there."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document
from cadence_tui.model.money import Money

Language = Literal["en", "es", "pt-BR"]


class Override(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A person's word against a rule: what, why, who, when, and until when."""

    value: str
    why: str
    by: str = ""
    at: datetime | None = None
    until: date | None = None


class Preferences(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a customer wants to be reached (T9); empty means no wish. Hours are local to the account."""

    channel: str = ""
    every_days: int | None = None
    weekdays: tuple[int, ...] = ()
    hours: str = ""
    quiet: tuple[tuple[date, date], ...] = ()


class Account(Document, tag="account", kw_only=True):
    """A customer company. `segment` and `stage` are set only where a person overrides the rule (T1, T2)."""

    name: str
    external_id: str = ""
    owner: str = ""
    pod: str = ""
    segment: Override | None = None
    stage: Override | None = None
    health: Override | None = None
    arr: Money | None = None
    start: date | None = None
    renewal: date | None = None
    churned: date | None = None
    industry: str = ""
    country: str = ""
    timezone: str = ""
    language: Language = "en"
    strategic: bool = False
    complex: bool = False
    expansion: bool = False
    tags: tuple[str, ...] = ()
    preferences: Preferences = Preferences()
    goal: str = ""


class Contact(Document, tag="contact", kw_only=True):
    """A person at a customer."""

    account: str
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    language: Language | None = None
    champion: bool = False
    sponsor: bool = False
    left: date | None = None
