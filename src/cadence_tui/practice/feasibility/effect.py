"""What another model does to the load: person by person, before and after (T12)."""

from collections.abc import Iterator

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.feasibility.cost import account_costs, tier_costs
from cadence_tui.practice.feasibility.demand import Demand
from cadence_tui.practice.feasibility.load import PersonLoad
from cadence_tui.practice.feasibility.whole import loads


class Effect(Struct, frozen=True, kw_only=True):
    """Accounts whose touches differ, and each person's load before and after, largest difference first.

    `warnings` are tiers that take more hours of an account than their guideline, and did not before.
    """

    accounts: int
    people: tuple[tuple[PersonLoad, PersonLoad], ...]
    warnings: tuple[Reason, ...] = ()


def effect(before: Demand, after: Demand) -> Effect:
    """What differs between two demands of the same team."""
    differ = sum(asks != after.asks[account] for account, asks in before.asks.items())
    pairs = list(zip(loads(before), loads(after), strict=True))
    pairs.sort(key=lambda pair: (-abs(pair[1].asked - pair[0].asked), pair[0].id))
    known = {why.args["segment"] for why in _left_guidelines(before)}
    warnings = tuple(why for why in _left_guidelines(after) if why.args["segment"] not in known)
    return Effect(accounts=differ, people=tuple(pairs), warnings=warnings)


def _left_guidelines(asked: Demand) -> Iterator[Reason]:
    for tier in tier_costs(account_costs(asked), asked):
        if tier.guideline is not None and tier.hours_month > tier.guideline[1]:
            figures = {"hours": tier.hours_month, "most": tier.guideline[1]}
            yield reason("hours_above_guideline", segment=tier.segment, **figures)
