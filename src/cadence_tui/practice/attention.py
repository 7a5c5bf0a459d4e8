"""Whom to look at first: risk x value x time to renewal, plus what is late; all terms shown (H6)."""

from datetime import date
from typing import Literal

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import AttentionRules, HealthRules
from cadence_tui.practice.health.promise import promise_of
from cadence_tui.practice.health.result import Health
from cadence_tui.practice.health.scale import interpolate


class AttentionPart(Struct, frozen=True, kw_only=True):
    """One term: `figure` is what it was read from (None: unknown), `factor` what it multiplies by or adds."""

    name: Literal["scale", "risk", "value", "time", "overdue_touch", "late_promises"]
    role: Literal["times", "plus"]
    figure: float | None
    factor: float
    reason: Reason


class Attention(Struct, frozen=True, kw_only=True):
    """Ranks accounts, higher first: the product of the `times` parts plus the sum of the `plus` parts."""

    score: float
    parts: tuple[AttentionPart, ...]


def attention(
    health: Health,
    record: AccountRecord,
    rules: HealthRules,
    *,
    today: date,
    yearly: float | None,
    overdue_days: int = 0,
) -> Attention:
    """How much an account asks for attention today.

    `yearly` is its yearly revenue in the currency of the rule file's value scale, None when unknown;
    `overdue_days` how long its next touch has been due.
    """
    own = rules.attention
    parts = (
        AttentionPart(
            name="scale", role="times", figure=own.scale, factor=own.scale, reason=reason("attention_scale")
        ),
        _risk(health, own),
        _value(yearly, own),
        _time(record.account.renewal, own, today),
        _overdue(overdue_days, own),
        _late(record, rules, today),
    )
    product = 1.0
    for part in parts:
        product *= part.factor if part.role == "times" else 1.0
    added = sum(part.factor for part in parts if part.role == "plus")
    return Attention(score=product + added, parts=parts)


def _risk(health: Health, rules: AttentionRules) -> AttentionPart:
    override = health.override
    if override is not None and override.band != "unknown":
        risk = rules.override_risk[override.band]
        why = reason("attention_override", band=override.band, by=override.by, until=override.until)
    elif health.score is None:
        risk, why = rules.unknown_risk, reason("attention_no_score")
    elif health.band == "unknown":
        # Little is known: a good score must not hide the account, a bad one still counts.
        risk = max(rules.unknown_risk, 1 - health.score / 100)
        why = reason("attention_thin_score", score=health.score, coverage=round(health.coverage, 3))
    else:
        risk = max(rules.least_risk, 1 - health.score / 100)
        why = reason("attention_risk", score=health.score)
    return AttentionPart(name="risk", role="times", figure=health.score, factor=risk, reason=why)


def _value(yearly: float | None, rules: AttentionRules) -> AttentionPart:
    if yearly is None:
        factor, why = rules.unknown_value, reason("attention_value_unknown")
    else:
        factor, why = interpolate(rules.value, yearly), reason("attention_value", yearly=yearly)
    return AttentionPart(name="value", role="times", figure=yearly, factor=factor, reason=why)


def _time(renewal: date | None, rules: AttentionRules, today: date) -> AttentionPart:
    if renewal is None:
        unknown = reason("attention_renewal_unknown")
        return AttentionPart(
            name="time", role="times", figure=None, factor=rules.unknown_time, reason=unknown
        )
    days = (renewal - today).days
    why = reason("attention_renewal", days=days, renewal=renewal)
    return AttentionPart(
        name="time", role="times", figure=days, factor=interpolate(rules.time, days), reason=why
    )


def _overdue(days: int, rules: AttentionRules) -> AttentionPart:
    points = min(rules.overdue_most, rules.overdue_day_points * max(0, days))
    why = reason("attention_overdue", days=days)
    return AttentionPart(name="overdue_touch", role="plus", figure=days, factor=points, reason=why)


def _late(record: AccountRecord, rules: HealthRules, today: date) -> AttentionPart:
    ours = [promise_of(action) for action in record.actions if action.side == "ours"]
    late = sum(1 for promise in ours if promise.days_late(today))
    points = min(rules.attention.late_promises_most, rules.attention.late_promise_points * late)
    why = reason("attention_promises", late=late)
    return AttentionPart(name="late_promises", role="plus", figure=late, factor=points, reason=why)
