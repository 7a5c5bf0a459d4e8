"""What a due touch is worth: when time is short, the least valuable one gives way (P5)."""

from datetime import date
from math import log10

from msgspec import Struct

from cadence_tui.model.documents import Account
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import Rule, TouchModel
from cadence_tui.practice.due.situation import Asked, Situation
from cadence_tui.practice.segments import comparable_arr


class Worth(Struct, frozen=True):
    """The factors that are the same for all touches of an account."""

    segment: float
    revenue: float
    risk: float


def worth(record: AccountRecord, at: Situation, band: str) -> Worth:
    """The factors of an account; `band` is that of its health, empty when not known."""
    figures = at.model.value
    risk = figures.band.get(band, 1.0)
    if at.risk_causes:
        risk = max(risk, figures.open_signal)
    return Worth(at.segment.weight, _revenue(record.account, at.model), risk)


def value_of(asked: Asked, account_worth: Worth, at: Situation) -> tuple[float, Reason]:
    """The value of a touch and its arithmetic: all figures of the reason multiplied."""
    renewal = _renewal(at.account, date.fromordinal(asked.ideal), at.model)
    factors = {
        "rule": asked.form.value,
        "segment": account_worth.segment,
        "revenue": account_worth.revenue,
        "risk": account_worth.risk,
        "renewal": renewal,
        "silence": _silence(asked, at.model),
    }
    product = 1.0
    for factor in factors.values():
        product *= factor
    return round(product, 2), reason("value", **factors)


def _revenue(account: Account, model: TouchModel) -> float:
    arr, base = comparable_arr(account, model), model.value.arr_base
    if arr is None or arr <= base:
        return 1.0
    return round(1 + model.value.arr_per_tenfold * log10(arr / base), 2)


def _renewal(account: Account, day: date, model: TouchModel) -> float:
    if account.renewal is None or account.renewal < day:
        return 1.0
    days = (account.renewal - day).days
    return next((step.factor for step in model.value.renewal if days <= step.within_days), 1.0)


def _silence(asked: Asked, model: TouchModel) -> float:
    form = asked.form
    if not isinstance(form, Rule):
        return model.value.amber if asked.overdue else 1.0
    if asked.silence >= form.red_days:
        return model.value.red
    return model.value.amber if asked.silence >= form.amber_days else 1.0
