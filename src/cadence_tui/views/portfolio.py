"""Reckons the rows of the portfolio: all that a list of accounts shows, ranks and filters by (H3)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import cast

from msgspec import Struct

from cadence_tui.model.documents import Account, Touchpoint
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.attention import Attention, attention
from cadence_tui.practice.contact_budget import is_untouched
from cadence_tui.practice.due.touches import Due, due_touches
from cadence_tui.practice.health.result import Health
from cadence_tui.practice.health.score import health
from cadence_tui.practice.health.trend import trend
from cadence_tui.practice.segments import comparable_arr, segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.views.portfolio_row import TREND_WEEKS, NextTouch, PortfolioRow, Risk

_DELTA_WEEKS = 4
_DUE_HORIZON = timedelta(weeks=13)


def _no_holidays(country: str) -> Collection[date]:
    return ()


class PortfolioRules(Struct, frozen=True, kw_only=True):
    """The rules that a row is reckoned by; `holidays` knows the days off of a country by its code."""

    touch_model: TouchModel
    health: HealthRules
    holidays: Callable[[str], Collection[date]] = _no_holidays


class Standing(Struct, frozen=True, kw_only=True):
    """An account on a day, reckoned: what row, detail and page are made from."""

    segment: str
    stage: str
    health: Health
    due: tuple[Due, ...]
    attention: Attention


def standing(
    record: AccountRecord, rules: PortfolioRules, today: date, horizon: timedelta = _DUE_HORIZON
) -> Standing:
    """Segment, stage, health, due touches within the horizon, and attention of an account."""
    model, account = rules.touch_model, record.account
    segment, stage = segment_of(account, model, today).value, stage_of(account, model, today).value
    found = health(record, rules.health, segment=segment, stage=stage, today=today)
    holidays = rules.holidays(account.country)
    due = due_touches(record, model, today=today, until=today + horizon, band=found.band, holidays=holidays)
    ranked = attention(
        found,
        record,
        rules.health,
        today=today,
        yearly=comparable_arr(account, model),
        overdue_days=_overdue_days(due),
    )
    return Standing(segment=segment, stage=stage, health=found, due=tuple(due), attention=ranked)


def portfolio_row(record: AccountRecord, rules: PortfolioRules, today: date) -> PortfolioRow:
    """The row of an account on a day."""
    account, now = record.account, standing(record, rules, today)
    scores = trend(record, rules.health, segment=now.segment, stage=now.stage, today=today, weeks=TREND_WEEKS)
    live = [action for action in record.actions if action.status in LIVE_STATUSES]
    late = [(today - action.due).days for action in live if action.due and action.due < today]
    return _row(
        account,
        rules.touch_model,
        today,
        score=now.health.score,
        band=now.health.band,
        coverage=round(now.health.coverage, 3),
        delta=_delta(scores),
        trend=tuple(scores),
        last_touch=last_touch(record, today),
        next_touch=next_touch(record, now.due, today),
        overdue_touch_days=_overdue_days(now.due),
        open_actions=len(live),
        overdue_actions=len(late),
        late_days=max(late, default=0),
        risks=tuple(cast(Risk, why.code) for why in risks(record, now.health, rules.touch_model, today)),
        attention=0.0 if account.churned else round(now.attention.score, 2),
        untouched=is_untouched(record, rules.touch_model, today),
    )


def stub_row(account: Account, model: TouchModel, today: date) -> PortfolioRow:
    """The row of an account before its health is reckoned: who and what, without how."""
    return _row(account, model, today, known=False)


def last_touch(record: AccountRecord, today: date) -> date | None:
    """The day of the last contact that took place with the customer."""
    held = (t.date for t in record.touchpoints if t.status == "held" and not t.internal and t.date <= today)
    return max(held, default=None)


def next_touch(record: AccountRecord, due: Iterable[Due], today: date) -> NextTouch | None:
    """What is agreed next, or else what the touch model asks for next."""
    if record.account.churned:
        return None
    coming = [t for t in record.touchpoints if t.status in OPEN_STATUSES and t.date >= today]
    agreed = min((t for t in coming if not t.internal), key=_when, default=None)
    if agreed is not None:
        return NextTouch(
            date=agreed.date,
            status="confirmed" if agreed.status == "confirmed" else "planned",
            touch=agreed.touch,
            channel=agreed.channel,
            start=agreed.start,
            id=agreed.id,
        )
    asked = next((touch for touch in due if not touch.optional), None)
    if asked is None:
        return None
    return NextTouch(date=asked.ideal, status="due", touch=asked.touch, channel=asked.channel, id=asked.id)


def risks(record: AccountRecord, found: Health, model: TouchModel, today: date) -> Iterator[Reason]:
    """What marks an account as at risk, its code a `Risk`; nothing marks one that has left.

    Of open signals only those of risk do: a success is one too.
    """
    if record.account.churned is not None:
        return
    if found.band == "red":
        yield reason("risk_red")
    signals = (signal.cause for signal in record.signals if signal.status == "open")
    causes = [cause for cause in signals if (rule := model.signals.of(cause)) is not None and rule.risk]
    if causes:
        yield reason("risk_signal", causes=tuple(dict.fromkeys(causes)))
    champions = [contact for contact in record.contacts if contact.champion]
    if champions and all(contact.left and contact.left <= today for contact in champions):
        yield reason("risk_champion_left")
    account = record.account
    if account.renewal and account.renewal < today:
        yield reason("risk_renewal_passed")


def _row(account: Account, model: TouchModel, today: date, **figures: object) -> PortfolioRow:
    return PortfolioRow(
        id=account.id,
        name=account.name,
        external_id=account.external_id,
        owner=account.owner,
        pod=account.pod,
        segment=segment_of(account, model, today).value,
        stage=stage_of(account, model, today).value,
        yearly=comparable_arr(account, model),
        arr=account.arr,
        country=account.country,
        industry=account.industry,
        tags=account.tags,
        renewal=account.renewal,
        renewing=_renewing(account, model, today),
        churned=account.churned,
        **figures,  # type: ignore[arg-type]
    )


def _renewing(account: Account, model: TouchModel, today: date) -> bool:
    if account.renewal is None:
        return False
    days = (account.renewal - today).days
    edges = (stage.before_renewal_days for stage in model.stages)
    return any(0 <= days <= edge for edge in edges if edge is not None)


def _delta(scores: list[int | None]) -> int | None:
    if len(scores) <= _DELTA_WEEKS:
        return None
    now, before = scores[-1], scores[-1 - _DELTA_WEEKS]
    return None if now is None or before is None else now - before


def _overdue_days(due: Iterable[Due]) -> int:
    return max((touch.overdue for touch in due if not touch.optional), default=0)


def _when(touch: Touchpoint) -> tuple[date, str]:
    return touch.date, touch.start.isoformat() if touch.start else ""
