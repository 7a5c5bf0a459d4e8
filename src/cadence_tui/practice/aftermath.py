"""What a closed call leaves behind: risks, opportunities, things to send, a signal (C7, C8)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from cadence_tui.model.documents import Action, Call, Opportunity, Risk
from cadence_tui.model.documents.outlook import RiskSeverity
from cadence_tui.model.money import Money
from cadence_tui.model.rules.closing import ClosingRules
from cadence_tui.practice.line import phrase
from cadence_tui.practice.spoken_amount import spoken_amount

D = TypeVar("D", Risk, Opportunity)
_NO_WORDS = "…"
SENT = "="
"""Begins a thing to share that is on its way already."""
_ORDER: tuple[RiskSeverity, ...] = ("low", "medium", "high")


class Ground(Struct, frozen=True, kw_only=True):
    """What is known of an account when a call with it is closed. `cause_watched` as the touch model says."""

    rules: ClosingRules
    risks: tuple[Risk, ...]
    opportunities: tuple[Opportunity, ...]
    currency: str
    cause_watched: bool
    now: datetime


class Heard(Struct, frozen=True, kw_only=True):
    """An opportunity that was not known before."""

    title: str
    amount: Money | None


class Aftermath(Struct, frozen=True, kw_only=True):
    """What is to be made of a call's record, and what it brings up again."""

    risks: tuple[str, ...] = ()
    severity: RiskSeverity = "medium"
    known_risks: tuple[Risk, ...] = ()
    opportunities: tuple[Heard, ...] = ()
    known_opportunities: tuple[Opportunity, ...] = ()
    to_send: tuple[str, ...] = ()
    signal: str = ""
    """The words of the signal; empty when there is none."""


def aftermath(
    call: Call, promises: Iterable[Action], ground: Ground, *, before: Call | None = None
) -> Aftermath:
    """What follows from the record of a call.

    A concern or opportunity that is on the books already is not made twice: an open one of the same title, or
    one that came out of this call. `before` is the record that is amended: only what is new follows from it.
    """
    grave = _is_grave(call, ground.rules)
    new_risks, known_risks = _parted(call.concerns, ground.risks, call.id)
    new_chances, known_chances = _parted(call.opportunities, ground.opportunities, call.id)
    earlier = before.concerns + before.opportunities if before else ()
    promised = {phrase(action.title) for action in promises}
    sent_before = before.shared if before else ()
    return Aftermath(
        risks=tuple(new_risks),
        severity=ground.rules.risk.grave if grave else ground.rules.risk.usual,
        known_risks=tuple(
            risk for risk in known_risks if risk.title not in earlier and risk.origin != call.id
        ),
        opportunities=tuple(
            Heard(title=title, amount=spoken_amount(title, ground.rules.amounts, ground.currency))
            for title in new_chances
        ),
        known_opportunities=tuple(
            each for each in known_chances if each.title not in earlier and each.origin != call.id
        ),
        to_send=tuple(
            thing
            for thing in call.shared
            if not thing.startswith(SENT) and thing not in sent_before and phrase(thing) not in promised
        ),
        signal=_signal(call, ground, before),
    )


def thing_shared(thing: str) -> str:
    """What is shared, without its mark."""
    return thing.removeprefix(SENT).strip()


def graver(one: RiskSeverity, other: RiskSeverity) -> RiskSeverity:
    """The worse of two severities."""
    return one if _ORDER.index(one) > _ORDER.index(other) else other


def _parted(titles: Sequence[str], known: Sequence[D], call_id: str) -> tuple[list[str], list[D]]:
    """The titles that are new, each once, and the documents that the others are about."""
    by_title = {phrase(each.title): each for each in known if _counts(each, call_id)}
    fresh: dict[str, str] = {}
    met: dict[str, D] = {}
    for title in titles:
        key = phrase(title)
        if key in by_title:
            met[key] = by_title[key]
        elif key:
            fresh.setdefault(key, title)
    return list(fresh.values()), list(met.values())


def _counts(each: Risk | Opportunity, call_id: str) -> bool:
    return each.status in ("open", "proposed") or each.origin == call_id


def _is_grave(call: Call, rules: ClosingRules) -> bool:
    figures = rules.risk
    return call.sentiment in figures.grave_sentiments or call.relationship in figures.grave_relationships


def _signal(call: Call, ground: Ground, before: Call | None) -> str:
    """The words for the signal: what was worrying, else what the call was about."""
    rules = ground.rules.signal
    ended = call.ended or ground.now
    if not ground.cause_watched or ground.now - ended > timedelta(days=rules.within_days):
        return ""
    if not _alarms(call, ground.rules) or (before is not None and _alarms(before, ground.rules)):
        return ""
    moods = (entry.text for entry in call.entries if entry.mark == "sentiment")
    return " · ".join(call.concerns) or " · ".join(moods) or call.summary or _NO_WORDS


def _alarms(call: Call, rules: ClosingRules) -> bool:
    figures = rules.signal
    return call.sentiment in figures.sentiments or call.relationship in figures.relationships
