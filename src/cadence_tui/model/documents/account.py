"""Customer companies and the people there."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from cadence_tui.model.documents.base import Document
from cadence_tui.model.documents.remarks import Verdict
from cadence_tui.model.money import Money

Language = Literal["en", "es", "pt-BR"]


class Override(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A person's word against a rule: what, why, who, when, until when, and what a lead says of it (A3)."""

    value: str
    why: str
    by: str = ""
    at: datetime | None = None
    until: date | None = None
    verdicts: tuple[Verdict, ...] = ()


class Pinned(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A day agreed for good: a kind of touch by a rule of RFC 5545, as in `FREQ=MONTHLY;BYDAY=1TU`."""

    touch: str
    when: str


class Rhythm(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Another rhythm than the rule's for the routine touches of an account, by decision and not by wish.

    `touch` is the kind that it is for, empty for every routine one. `source` is the id of the adaptation or
    experiment that it came from; empty parts leave the rule's. It holds to the end of `until`.
    """

    touch: str = ""
    every_days: int | None = None
    channel: str = ""
    source: str
    by: str = ""
    at: datetime | None = None
    until: date | None = None


class Preferences(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How a customer wants to be reached (T9); empty means no wish. Hours are local to the account.

    `refused` and `wanted` are kinds of touch: what is not to come, and what needs consent and has it.
    """

    channel: str = ""
    every_days: int | None = None
    weekdays: tuple[int, ...] = ()
    hours: str = ""
    quiet: tuple[tuple[date, date], ...] = ()
    refused: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    pinned: tuple[Pinned, ...] = ()


class Account(Document, tag="account", kw_only=True):
    """A customer company. `segment` and `stage` are set only where a person overrides the rule (T1, T2).

    `pinned_questions` are ids of questions that are offered in every call, asked lately or not (C4).
    """

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
    rhythm: Rhythm | None = None
    goal: str = ""
    pinned_questions: tuple[str, ...] = ()


class Contact(Document, tag="contact", kw_only=True):
    """A person at a customer; their wishes stand over the account's where they are the one spoken to."""

    account: str
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    language: Language | None = None
    champion: bool = False
    sponsor: bool = False
    left: date | None = None
    preferences: Preferences = Preferences()
