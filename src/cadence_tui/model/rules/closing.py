"""Shape of `closing.toml`: what a closed call leaves behind (C7, C8)."""

from typing import Annotated

from msgspec import Meta, Struct

from cadence_tui.model.documents.call import Relationship, Sentiment
from cadence_tui.model.documents.outlook import RiskSeverity

Days = Annotated[int, Meta(ge=0, le=366)]
OWN = "own"
"""Stands for the account's own currency."""


class RiskFigures(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How bad a concern is: `grave` with one of these moods or relationships, else `usual`."""

    usual: RiskSeverity
    grave: RiskSeverity
    grave_sentiments: tuple[Sentiment, ...] = ()
    grave_relationships: tuple[Relationship, ...] = ()


class CallSignal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which cause a call with one of these moods or relationships raises, and how late it may be told."""

    cause: str
    sentiments: tuple[Sentiment, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    within_days: Days


class Shared(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """In how many days what is to be sent is due."""

    due_days: Days


class Again(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """About when to try again after a call that was cut short or declined."""

    ideal_days: Days
    latest_days: Days

    def __post_init__(self) -> None:
        if not 1 <= self.ideal_days <= self.latest_days:
            raise ValueError("ideal_days of at least 1, and latest_days not before them")


class Amounts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """Signs and words that make a number an amount, with their ISO currency or `own`.

    A sign that several currencies `shared` is the account's own where it is among them. A word of `thousands`
    makes a number an amount by itself, where the line ends or goes on with a word of `followers`; one of
    `larger` (with its size) only beside a sign. A word of `of` may stand before the sign.
    Compared by identity, so that readers made from it can be kept.
    """

    thousands: tuple[str, ...] = ()
    larger: dict[str, Annotated[int, Meta(gt=0)]] = {}
    followers: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    signs: dict[str, str] = {}
    shared: dict[str, tuple[str, ...]] = {}


class ClosingRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What follows from the record of a call."""

    risk: RiskFigures
    signal: CallSignal
    shared: Shared
    again: Again
    amounts: Amounts
