"""Which rhythm holds for an account's routine calls today, and what stands behind it: rule, decision, wish."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Rhythm
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import LIVE_CHANNELS, Rule, TouchModel
from cadence_tui.practice.due.situation import Situation
from cadence_tui.practice.stages import stage_spans

_FORESEEN = timedelta(days=3660)


class RoutineCall(Struct, frozen=True, kw_only=True):
    """A kind of routine call as an account is offered it today: every `period` days, over `channel`.

    `rhythm` is the decision that took the rule's place, if any; `wish` the customer's word on how often.
    """

    rule: Rule
    period: float
    channel: str
    rhythm: Rhythm | None
    wish: Reason | None


def rhythm_in_force(record: AccountRecord, today: date) -> Rhythm | None:
    """The rhythm that was decided for an account and still holds on a day."""
    rhythm = record.account.rhythm
    return None if rhythm is None or (rhythm.until is not None and rhythm.until < today) else rhythm


def routine_calls(record: AccountRecord, at: Situation) -> Iterator[RoutineCall]:
    """The kinds of routine call that an account is offered today, in the order of the model."""
    wishes, decided = at.account.preferences, rhythm_in_force(record, at.today)
    for touch in at.model.touches:
        rule = _live_rule(at, touch.id) if touch.routine and touch.id not in wishes.refused else None
        if rule is None:
            continue
        rhythm = decided if decided is not None and decided.touch in ("", touch.id) else None
        channel = wishes.channel or (rhythm.channel if rhythm else "") or rule.channel
        if channel not in LIVE_CHANNELS:
            continue
        period = wishes.every_days or (rhythm.every_days if rhythm else None) or rule.period
        wish = frequency_wish(record, touch.id)
        yield RoutineCall(rule=rule, period=float(period), channel=channel, rhythm=rhythm, wish=wish)


def frequency_wish(record: AccountRecord, touch: str) -> Reason | None:
    """The customer's own word on how often, which binds; None when they have said nothing."""
    wishes = record.account.preferences
    if wishes.every_days:
        return reason("adapt_wish", every_days=wishes.every_days)
    if any(pinned.touch == touch for pinned in wishes.pinned):
        return reason("adapt_pinned", touch=touch)
    return None


def guideline(rule: Rule, model: TouchModel) -> tuple[float, float]:
    """The fastest and the slowest rhythm of a rule's guideline, in days."""
    if rule.guideline_days is not None:
        return rule.guideline_days
    fastest, slowest = model.contact.wish_factors
    return rule.period * fastest, rule.period * slowest


def stage_on(at: Situation, day: date) -> str:
    """The stage of an account on a day; empty for one before its first."""
    return next((span.stage for span in at.spans if span.first <= day <= span.last), "")


def stage_end(at: Situation) -> date | None:
    """The last day of the present stage, where another one can be foreseen."""
    ahead = stage_spans(at.account, at.model, at.today, at.today + _FORESEEN)
    return ahead[0].last if len(ahead) > 1 else None


def period_of_rule(at: Situation, touch: str, day: date) -> float | None:
    """Days between two touches of a kind by the rule of the stage on a day; None without a rule."""
    rule = _rule_on(at, touch, day)
    return rule.period if rule else None


def _live_rule(at: Situation, touch: str) -> Rule | None:
    rule = _rule_on(at, touch, at.today)
    return rule if rule is not None and rule.channel in LIVE_CHANNELS else None


def _rule_on(at: Situation, touch: str, day: date) -> Rule | None:
    wanted = (at.segment.id, stage_on(at, day), touch)
    rules = (rule for rule in at.model.rules if (rule.segment, rule.stage, rule.touch) == wanted)
    return next(rules, None)
