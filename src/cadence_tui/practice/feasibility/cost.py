"""What touches cost against an account's revenue, and a tier's hours against its guideline (T12)."""

from collections.abc import Sequence

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Economy
from cadence_tui.practice.feasibility.demand import Demand
from cadence_tui.practice.feasibility.load import Automated, automated
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.segments import comparable_arr, segment_of

_HOUR = 60


class AccountCost(Struct, frozen=True, kw_only=True):
    """An account's touches at the pace of the stretch.

    `hours_month` are hours in an average month; `cost` and `arr` are a year's, in the model's currency, None
    where not known. `share` is the part of the revenue; `dear` when that is more than the model allows.
    """

    account: str
    owner: str
    segment: str
    hours_month: float
    cost: float | None
    arr: float | None
    share: float | None
    dear: bool
    reasons: tuple[Reason, ...]


class TierCost(Struct, frozen=True, kw_only=True):
    """A tier: hours an account and month against `guideline`, least and most; its cost against its revenue.

    `cost` and `arr` sum accounts of known revenue only, `unknown` counts the others. `dear` counts accounts
    that cost more of their revenue than the model allows.
    """

    segment: str
    accounts: int
    hours_month: float
    guideline: tuple[float, float] | None
    cost: float | None
    arr: float | None
    share: float | None
    unknown: int
    dear: int
    automated: Automated


def account_costs(asked: Demand) -> list[AccountCost]:
    """Every account of today, the costliest against its revenue first, those of unknown revenue last."""
    found = [_cost(account.id, asked) for account in asked.team.accounts()]
    return sorted(
        found, key=lambda each: (each.share is None, -(each.share or 0), -each.hours_month, each.account)
    )


def tier_costs(costs: Sequence[AccountCost], asked: Demand) -> list[TierCost]:
    """The tiers that have accounts, top one first."""
    tiers: list[TierCost] = []
    for segment in asked.team.model.segments:
        own = [cost for cost in costs if cost.segment == segment.id]
        if own:
            tiers.append(_tier(own, segment.hours_per_month, asked))
    return tiers


def _as_shown(share: float) -> float:
    """In tenths of a percent: what reads as no more than the model allows is not held against anybody."""
    return round(share, 3)


def _cost(account_id: str, asked: Demand) -> AccountCost:
    team = asked.team
    account, economy = team.records[account_id].account, team.model.economy
    minutes = sum(ask.minutes for ask in asked.asks[account_id])
    arr = comparable_arr(account, team.model)
    cost = team.a_year(minutes) / _HOUR * economy.hour_cost if economy else None
    share = cost / arr if cost is not None and arr else None
    return AccountCost(
        account=account_id,
        owner=account.owner,
        segment=segment_of(account, team.model, team.today).value,
        hours_month=team.a_month(minutes) / _HOUR,
        cost=cost,
        arr=arr,
        share=share,
        dear=share is not None and economy is not None and _as_shown(share) > economy.cost_share,
        reasons=_why(minutes, arr, economy, team),
    )


def _why(minutes: int, arr: float | None, economy: Economy | None, team: Team) -> tuple[Reason, ...]:
    why = [reason("cost_minutes", minutes=minutes, weeks=team.weeks)]
    if economy is None:
        return (*why, reason("cost_unset"))
    figures = {"currency": team.model.currency, "hour_cost": economy.hour_cost, "share": economy.cost_share}
    why.append(reason("cost_hour", **figures))
    return tuple(why) if arr else (*why, reason("cost_unknown_revenue"))


def _tier(own: Sequence[AccountCost], guideline: tuple[float, float] | None, asked: Demand) -> TierCost:
    known = [cost for cost in own if cost.share is not None]
    cost = sum(each.cost or 0 for each in known) if known else None
    arr = sum(each.arr or 0 for each in known) if known else None
    return TierCost(
        segment=own[0].segment,
        accounts=len(own),
        hours_month=sum(each.hours_month for each in own) / len(own),
        guideline=guideline,
        cost=cost,
        arr=arr,
        share=cost / arr if cost is not None and arr else None,
        unknown=len(own) - len(known),
        dear=sum(each.dear for each in own),
        automated=automated([ask for each in own for ask in asked.asks[each.account]]),
    )
