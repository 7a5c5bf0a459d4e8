"""Asks every rule what it finds on a day, and whether what it once found is over."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from cadence_tui.model.documents import Signal
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.practice.signals import by_care, by_people, by_usage
from cadence_tui.practice.signals.evidence import Day, Evidence, on_day
from cadence_tui.practice.signals.found import TOLD, EndCode, Found


class _Watch(Struct, frozen=True):
    """How a cause is found, how it ends by itself, if it does, and whether it changes once a week only."""

    find: Callable[[Day, Any], Iterable[Found]]
    ended: Callable[[Day, Any, Signal], bool] | None = None
    code: EndCode = "over"
    weekly: bool = False


_WATCHES: dict[str, _Watch] = {
    "usage_drop": _Watch(by_usage.usage_drop, by_usage.usage_recovered, weekly=True),
    "band_drop": _Watch(by_care.band_drop, by_care.band_is_back),
    "support_spike": _Watch(by_care.support_spike, by_care.support_is_calm),
    "silent_team": _Watch(by_usage.silent_team, by_usage.team_came_back, weekly=True),
    "champion_left": _Watch(by_people.champion_left, by_people.champion_is_back),
    "detractor": _Watch(by_people.detractor, by_people.no_longer_detractor, "newer_answer"),
    "promoter": _Watch(by_people.promoter, by_people.no_longer_promoter, "newer_answer"),
    "milestone": _Watch(by_usage.milestone, weekly=True),
    "near_limit": _Watch(by_usage.near_limit, by_usage.has_room, weekly=True),
    "silent_account": _Watch(by_care.silent_account, by_care.was_contacted),
    "call_concern": _Watch(by_people.only_told),
}


def found_on(evidence: Evidence, day: date) -> list[Found]:
    """What the rules find on a day, by what was known then; nothing of an account that had left."""
    if _has_left(evidence, day):
        return []
    at = on_day(evidence, day)
    watched = evidence.model.signals.watched()
    return [
        found for cause, rule in watched.items() if applies(rule, at) for found in _found(cause, rule, at)
    ]


def over_on(evidence: Evidence, day: date, signal: Signal) -> EndCode | None:
    """Why a signal ends by itself on a day, if it does.

    Events such as a milestone stay until somebody sees to them, and so does what was raised by hand.
    """
    if _has_left(evidence, day):
        return "churned"
    if TOLD in signal.figures:
        return None
    rule, at = evidence.model.signals.of(signal.cause), on_day(evidence, day)
    if rule is None or not applies(rule, at):
        return "unwatched"
    watch = _WATCHES[signal.cause]
    return watch.code if watch.ended is not None and watch.ended(at, rule, signal) else None


def applies(rule: SignalRule, at: Day) -> bool:
    """Whether a rule watches the account's segment."""
    return not rule.segments or at.segment in rule.segments


def _found(cause: str, rule: SignalRule, at: Day) -> Iterable[Found]:
    watch, known = _WATCHES[cause], at.evidence.weekly
    if not watch.weekly:
        return watch.find(at, rule)
    key = (cause, at.week)
    if key not in known:
        known[key] = list(watch.find(at, rule))
    return known[key]


def _has_left(evidence: Evidence, day: date) -> bool:
    return evidence.account.churned is not None and evidence.account.churned <= day
