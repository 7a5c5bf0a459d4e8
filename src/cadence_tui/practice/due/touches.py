"""The touches that the touch model asks of an account: each with its day, window, value and reasons (P1)."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Touch, TouchModel
from cadence_tui.model.rules.touch_types import Channel, DeliveredBy
from cadence_tui.practice.due.answers import answering_touches
from cadence_tui.practice.due.budget import keep_budget
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.messages import message_touches
from cadence_tui.practice.due.pieces import is_pinned
from cadence_tui.practice.due.series import series
from cadence_tui.practice.due.situation import Asked, Situation, restarted, situation
from cadence_tui.practice.due.steps import new_account_steps, renewal_steps
from cadence_tui.practice.due.value import Worth, value_of, worth
from cadence_tui.practice.due.wishes import conduct

_NO_DAYS: frozenset[date] = frozenset()


class Due(Struct, frozen=True, kw_only=True):
    """A touch to be planned.

    `id` stays the same while nothing is held, however often it is planned anew. `minutes` is the customer's
    time, `work_minutes` ours besides; a mail takes no minutes. `overdue` counts days since it should have
    been. A `floating` touch may lie on any day of its window alike. A `message` goes to many on a weekday of
    its own; `signals` are the ids of those that started a touch.
    """

    id: str
    account: str
    owner: str
    touch: str
    channel: Channel
    delivered_by: DeliveredBy
    minutes: int
    work_minutes: int
    outcome: str
    rule: str
    ideal: date
    earliest: date
    latest: date
    value: float
    overdue: int
    floating: bool
    optional: bool
    message: bool = False
    signals: tuple[str, ...] = ()
    reasons: tuple[Reason, ...]


class Asking(Struct, frozen=True, kw_only=True):
    """What is due by ideal day, and what was left out by the day it was meant for."""

    due: tuple[Due, ...]
    left_out: tuple[LeftOut, ...]


def due_touches(
    record: AccountRecord,
    model: TouchModel,
    *,
    today: date,
    until: date,
    band: str = "",
    holidays: Collection[date] = _NO_DAYS,
) -> list[Due]:
    """What is due from today to `until` (both included), by ideal day, beyond what is already agreed.

    `band` is the account's health band, where known: risk adds value and touches. `holidays` are those of the
    customer's country; they shift a touch and never drop it. Nothing is due of a churned account. Messages
    with a weekday of their own are not among them: `asking` has those.
    """
    return list(
        asking(record, model, today=today, until=until, band=band, holidays=holidays, messages=False).due
    )


def asking(
    record: AccountRecord,
    model: TouchModel,
    *,
    today: date,
    until: date,
    band: str = "",
    holidays: Collection[date] = _NO_DAYS,
    messages: bool = True,
) -> Asking:
    """As `due_touches`, with the messages that have a weekday of their own (T8), and what was left out."""
    churned = record.account.churned
    if until < today or (churned and churned <= today):
        return Asking(due=(), left_out=())
    at = situation(record, model, today, until, band=band, holidays=_ordinals(frozenset(holidays)))
    asked = _asked(at)
    left_out: list[LeftOut] = []
    if messages:
        sent, left_out = message_touches(at)
        asked += sent
    kept, held_back = keep_budget(asked, at)
    account_worth = worth(record, at, band)
    last = min(until, at.last_day)
    first_day, last_day = today.toordinal(), last.toordinal()
    due = [_due(touch, account_worth, at) for touch in kept if first_day <= touch.ideal <= last_day]
    left = [each for each in (*left_out, *held_back) if today <= each.day <= last]
    return Asking(
        due=tuple(sorted(due, key=lambda touch: (touch.ideal, touch.id))),
        left_out=tuple(sorted(left, key=lambda each: (each.day, each.touch))),
    )


@lru_cache(maxsize=256)
def _ordinals(days: frozenset[date]) -> frozenset[int]:
    return frozenset(day.toordinal() for day in days)


def _asked(at: Situation) -> list[Asked]:
    asked = _welcome(answering_touches(at), at)
    pinned = [touch for touch in at.model.touches if is_pinned(touch, at)]
    # Days that a customer agreed stand; what has a window goes round them.
    for touch in pinned:
        asked += series(touch, at, _restarts(touch, (), at))
    asked += _welcome([*new_account_steps(at), *renewal_steps(at)], at)
    risk = at.model.risk_rules.get(at.segment.id)
    for touch in at.model.touches:
        if touch in pinned:
            continue
        if at.model.rules_of(at.segment.id, touch.id) or (risk is not None and risk.touch == touch.id):
            asked += series(touch, at, _restarts(touch, asked, at))
    return asked


def _welcome(asked: list[Asked], at: Situation) -> list[Asked]:
    return [touch for touch in asked if touch.touch.id not in at.wishes.refused]


def _restarts(touch: Touch, asked: Sequence[Asked], at: Situation) -> list[int]:
    """Days on which other touches, asked for or agreed, restart the clock of a kind."""
    days = [agreed.date.toordinal() for agreed in at.agreed if touch.group in restarted(agreed, at.kinds)]
    for other in asked:
        if not other.optional and touch.group in other.touch.restarted(_channel(other, at)):
            days.append(other.ideal)
    return sorted(days)


def _channel(asked: Asked, at: Situation) -> str:
    return conduct(asked.form, asked.touch, at, asked.ideal).channel


def _due(asked: Asked, account_worth: Worth, at: Situation) -> Due:
    done = conduct(asked.form, asked.touch, at, asked.ideal)
    value, arithmetic = value_of(asked, account_worth, at)
    return Due(
        id=asked.id,
        account=at.account.id,
        owner=at.account.owner,
        touch=asked.touch.id,
        channel=done.channel,
        delivered_by=asked.form.delivered_by,
        minutes=done.minutes,
        work_minutes=done.work_minutes,
        outcome=asked.form.outcome,
        rule=asked.rule,
        ideal=date.fromordinal(asked.ideal),
        earliest=date.fromordinal(asked.earliest),
        latest=date.fromordinal(asked.ideal if asked.message else asked.latest),
        value=value,
        overdue=asked.overdue,
        floating=asked.floating,
        optional=asked.optional,
        message=asked.message,
        signals=asked.signals,
        reasons=(*asked.reasons, *done.reasons, arithmetic),
    )
