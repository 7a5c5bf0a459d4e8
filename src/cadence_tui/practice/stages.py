"""The stage of an account: by start and renewal, overruled by a person (T2)."""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from cadence_tui.model.documents import Account
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Stage, TouchModel
from cadence_tui.practice.placement import Placement, in_force, override_reason

_DAY = timedelta(days=1)


class StageSpan(Struct, frozen=True):
    """Days in one stage, both ends included."""

    stage: str
    first: date
    last: date


def stage_of(account: Account, model: TouchModel, today: date) -> Placement:
    """The stage id of an account on a day, with its reasons; without a start it is the last by date."""
    reasons: list[Reason] = []
    if account.stage and in_force(account.stage, today):
        if any(stage.id == account.stage.value for stage in model.stages):
            return Placement(account.stage.value, (override_reason("stage_override", account.stage),))
        reasons.append(reason("stage_override_unknown", value=account.stage.value))
    stage, why = _by_start(account, model, today)
    renewal = _by_renewal(account, model, today)
    if renewal and (renewal.wins or stage is _open_ended(model)):
        stage = renewal
        figures = {"renewal": account.renewal, "days": _days_to_renewal(account, today)}
        why = reason("stage_renewal", before_days=renewal.before_renewal_days, **figures)
    return Placement(stage.id, (*reasons, why))


def stage_spans(account: Account, model: TouchModel, first: date, last: date) -> list[StageSpan]:
    """The stages between two days, in order and without a gap."""
    edges = sorted({first, *(day for day in _turns(account, model) if first < day <= last)})
    ends = [*(day - _DAY for day in edges[1:]), last]
    return [
        StageSpan(stage_of(account, model, day).value, day, end) for day, end in zip(edges, ends, strict=True)
    ]


def _turns(account: Account, model: TouchModel) -> list[date]:
    """Days on which a stage may begin."""
    turns: list[date] = []
    for stage in model.stages:
        if account.start and (edge := _edge(stage, account.start)):
            turns.append(edge)
        if account.renewal and stage.before_renewal_days is not None:
            turns += [account.renewal - timedelta(days=stage.before_renewal_days), account.renewal + _DAY]
    if account.stage and account.stage.until:
        turns.append(account.stage.until + _DAY)
    return turns


def _by_start(account: Account, model: TouchModel, today: date) -> tuple[Stage, Reason]:
    if account.start is None:
        return _open_ended(model), reason("stage_no_start")
    why = reason("stage_since_start", start=account.start, days=(today - account.start).days)
    for stage in model.stages:
        edge = _edge(stage, account.start)
        if edge and today < edge:
            return stage, why
    return _open_ended(model), why


def _by_renewal(account: Account, model: TouchModel, today: date) -> Stage | None:
    if account.renewal is None:
        return None
    days = _days_to_renewal(account, today)
    near = [
        s for s in model.stages if s.before_renewal_days is not None and 0 <= days <= s.before_renewal_days
    ]
    return min(near, key=lambda stage: stage.before_renewal_days or 0, default=None)


def _edge(stage: Stage, start: date) -> date | None:
    """The first day after a stage that runs from the start."""
    if stage.until_day is not None:
        return start + timedelta(days=stage.until_day)
    if stage.until_week is not None:
        return start + timedelta(weeks=stage.until_week)
    if stage.until_month is not None:
        return _months_after(start, stage.until_month)
    return None


@lru_cache(maxsize=4096)
def _months_after(start: date, months: int) -> date:
    return start + relativedelta(months=months)


def _open_ended(model: TouchModel) -> Stage:
    by_date = [stage for stage in model.stages if stage.before_renewal_days is None]
    return by_date[-1] if by_date else model.stages[-1]


def _days_to_renewal(account: Account, today: date) -> int:
    return (account.renewal - today).days if account.renewal else 0
