"""The segment of an account: by revenue, raised by flags, overruled by a person (T1)."""

from datetime import date

from cadence_tui.model.documents import Account
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Segment, TouchModel
from cadence_tui.practice.placement import Placement, in_force, override_reason


def segment_of(account: Account, model: TouchModel, today: date) -> Placement:
    """The segment id of an account on a day, with its reasons."""
    override = account.segment
    known = [segment.id for segment in model.segments]
    if override and in_force(override, today) and override.value in known:
        return Placement(override.value, (override_reason("segment_override", override),))
    reasons: list[Reason] = []
    if override and in_force(override, today):
        reasons.append(reason("segment_override_unknown", value=override.value))
    tier, by_arr = _by_revenue(account, model)
    reasons.append(by_arr)
    raised = _raised(account, model, tier)
    if raised < tier:
        flags = [flag for flag in ("strategic", "complex", "expansion") if getattr(account, flag)]
        reasons.append(reason("segment_raised", flags=flags, was=known[tier], segment=known[raised]))
    return Placement(known[raised], tuple(reasons))


def comparable_arr(account: Account, model: TouchModel) -> float | None:
    """Revenue a year in the model's currency; None when unknown or in a currency without a rate."""
    if account.arr is None:
        return None
    rate = 1.0 if account.arr.currency == model.currency else model.rates.get(account.arr.currency)
    return float(account.arr.amount) * rate if rate else None


def _by_revenue(account: Account, model: TouchModel) -> tuple[int, Reason]:
    arr = comparable_arr(account, model)
    if arr is None:
        currency = account.arr.currency if account.arr else ""
        why = reason("segment_default", segment=model.default_segment, currency=currency)
        return _position(model, model.default_segment), why
    tier = next(
        (tier for tier, segment in enumerate(model.segments) if arr >= segment.arr_from),
        len(model.segments) - 1,
    )
    threshold = model.segments[tier].arr_from
    figures = {"threshold": threshold, "arr": round(arr), "currency": model.currency}
    return tier, reason("segment_arr", **figures)


def _raised(account: Account, model: TouchModel, tier: int) -> int:
    tiers = [
        model.raises.strategic if account.strategic else 0,
        model.raises.complex if account.complex else 0,
        model.raises.expansion if account.expansion else 0,
    ]
    return max(0, tier - max(tiers))


def _position(model: TouchModel, segment_id: str) -> int:
    segments: tuple[Segment, ...] = model.segments
    return [segment.id for segment in segments].index(segment_id)
