"""The touches that the touch model asks of an account: each with its day, window, value and reasons (P1)."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from cadence_tui.model.message import Reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Channel, DeliveredBy, Touch, TouchModel
from cadence_tui.practice.due.budget import keep_budget
from cadence_tui.practice.due.series import series
from cadence_tui.practice.due.situation import Asked, Situation, restarted, situation
from cadence_tui.practice.due.steps import new_account_steps, renewal_steps
from cadence_tui.practice.due.value import Worth, value_of, worth
from cadence_tui.practice.due.wishes import conduct


class Due(Struct, frozen=True, kw_only=True):
    """A touch to be planned.

    `id` stays the same while nothing is held, however often it is planned anew. `minutes` is the customer's
    time, `work_minutes` ours besides; a mail takes no minutes. `overdue` counts days since it should have
    been. A `floating` touch may lie on any day of its window alike.
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
    reasons: tuple[Reason, ...]


def due_touches(
    record: AccountRecord, model: TouchModel, *, today: date, until: date, band: str = ""
) -> list[Due]:
    """What is due from today to `until` (both included), by ideal day, beyond what is already agreed.

    `band` is the account's health band, where known: risk adds value. Nothing is due of a churned account.
    """
    churned = record.account.churned
    if until < today or (churned and churned <= today):
        return []
    at = situation(record, model, today, until)
    asked = keep_budget(_asked(at), at)
    account_worth = worth(record, at, band)
    last = min(until, at.last_day)
    due = [_due(touch, account_worth, at) for touch in asked if today <= touch.ideal <= last]
    return sorted(due, key=lambda touch: (touch.ideal, touch.id))


def _asked(at: Situation) -> list[Asked]:
    asked = [*new_account_steps(at), *renewal_steps(at)]
    ruled = {rule.touch for rule in at.model.rules if rule.segment == at.segment.id}
    for touch in at.model.touches:
        if touch.id not in ruled:
            continue
        asked += series(touch, at, _restarts(touch, asked, at))
    return asked


def _restarts(touch: Touch, asked: Sequence[Asked], at: Situation) -> list[date]:
    """Days on which other touches, asked for or agreed, restart the clock of a kind."""
    days = [agreed.date for agreed in at.agreed if touch.group in restarted(agreed, at.kinds)]
    for other in asked:
        if not other.optional and touch.group in other.touch.restarted(conduct(other.form, at).channel):
            days.append(other.ideal)
    return sorted(days)


def _due(asked: Asked, account_worth: Worth, at: Situation) -> Due:
    done = conduct(asked.form, at)
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
        ideal=asked.ideal,
        earliest=asked.earliest,
        latest=asked.latest,
        value=value,
        overdue=asked.overdue,
        floating=asked.floating,
        optional=asked.optional,
        reasons=(*asked.reasons, *done.reasons, arithmetic),
    )
