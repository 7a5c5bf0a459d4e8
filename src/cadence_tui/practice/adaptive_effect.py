"""What became of a changed rhythm: attendance before and after, with an interval or a refusal (T11)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Adaptation, Evidence
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Adaptive, Experiments
from cadence_tui.practice.offered import offered
from cadence_tui.practice.statistics import Group, Interval, Share, difference_of, grouped_share, newcombe

_DAY = timedelta(days=1)


class Effect(Struct, frozen=True, kw_only=True):
    """Calls before and after an accepted adaptation; `difference` is of the share held, after less before."""

    adaptation: str
    account: str
    before: Evidence
    after: Evidence
    difference: Interval | None
    verdict: Reason


class CohortEffect(Struct, frozen=True, kw_only=True):
    """The same over all accounts together; the shares are None while there are fewer than two accounts."""

    accounts: int
    before: Share | None
    after: Share | None
    difference: Interval | None
    verdict: Reason


def effect(record: AccountRecord, adaptation: Adaptation, figures: Adaptive, today: date) -> Effect:
    """Before and after of one account: the calls of its evidence, and those offered while it held."""
    first = adaptation.evidence.last + _DAY
    last = max(adaptation.evidence.last, min(today, *_ends(record, adaptation, today)))
    after = offered(record.touchpoints, adaptation.touch, first, last).evidence(figures.confidence)
    before = adaptation.evidence
    short = next((each for each in (before, after) if each.offered < figures.least_offered), None)
    if short is not None:
        when = "before" if short is before else "after"
        few = reason("effect_few_calls", when=when, offered=short.offered, least=figures.least_offered)
        return _effect(adaptation, after, None, few)
    interval = newcombe(_group(before), _group(after), figures.confidence)
    calls = {"calls_before": before.offered, "calls_after": after.offered, "accounts": 1}
    verdict = verdict_of(before.rate, after.rate, interval, figures.confidence, **calls)
    return _effect(adaptation, after, interval, verdict)


def cohort_effect(effects: Iterable[Effect], figures: Experiments) -> CohortEffect:
    """Before and after of all accounts that have calls in both times; an account is one group of calls.

    Both times are compared as if they were different accounts: as attendance before and after goes together,
    that makes the interval wider and not narrower.
    """
    known = [each for each in effects if each.before.offered and each.after.offered]
    before = grouped_share([_group(each.before) for each in known], figures.confidence)
    after = grouped_share([_group(each.after) for each in known], figures.confidence)
    if before is None or after is None or len(known) < figures.least_accounts:
        few = reason("effect_few_accounts", accounts=len(known), least=figures.least_accounts)
        return CohortEffect(accounts=len(known), before=before, after=after, difference=None, verdict=few)
    for when, share in (("before", before), ("after", after)):
        if share.offered < figures.least_offered:
            few = reason("effect_few_calls", when=when, offered=share.offered, least=figures.least_offered)
            return CohortEffect(accounts=len(known), before=before, after=after, difference=None, verdict=few)
    interval = difference_of(before, after)
    calls = {"calls_before": before.offered, "calls_after": after.offered, "accounts": len(known)}
    verdict = verdict_of(before.value, after.value, interval, figures.confidence, **calls)
    return CohortEffect(accounts=len(known), before=before, after=after, difference=interval, verdict=verdict)


def verdict_of(before: float, after: float, interval: Interval, confidence: float, **counts: int) -> Reason:
    """Better, worse, or no difference shown: by whether the interval leaves nothing out."""
    figures = {
        "before": before,
        "after": after,
        "difference": after - before,
        "low": interval.low,
        "high": interval.high,
        "confidence": confidence,
        **counts,
    }
    if interval.holds(0.0):
        return reason("effect_unclear", **figures)
    return reason("effect_better" if after > before else "effect_worse", **figures)


def _ends(record: AccountRecord, adaptation: Adaptation, today: date) -> Sequence[date]:
    """Days after which the adaptation no longer held."""
    later = [
        each.evidence.last
        for each in record.adaptations
        if (each.at, each.id) > (adaptation.at, adaptation.id)
        and each.touch == adaptation.touch
        and each.status != "dismissed"
    ]
    return [day for day in (adaptation.ended, adaptation.until, *later) if day is not None] or [today]


def _group(evidence: Evidence) -> Group:
    return Group(evidence.held, evidence.offered)


def _effect(adaptation: Adaptation, after: Evidence, difference: Interval | None, verdict: Reason) -> Effect:
    return Effect(
        adaptation=adaptation.id,
        account=adaptation.account,
        before=adaptation.evidence,
        after=after,
        difference=difference,
        verdict=verdict,
    )
