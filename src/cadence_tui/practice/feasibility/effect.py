"""What another model does to the load: person by person, before and after (T12)."""

from msgspec import Struct

from cadence_tui.practice.feasibility.demand import Demand
from cadence_tui.practice.feasibility.load import PersonLoad
from cadence_tui.practice.feasibility.whole import loads


class Effect(Struct, frozen=True, kw_only=True):
    """Accounts whose touches differ, and each person's load before and after, largest difference first."""

    accounts: int
    people: tuple[tuple[PersonLoad, PersonLoad], ...]


def effect(before: Demand, after: Demand) -> Effect:
    """What differs between two demands of the same team."""
    differ = sum(asks != after.asks[account] for account, asks in before.asks.items())
    pairs = list(zip(loads(before), loads(after), strict=True))
    pairs.sort(key=lambda pair: (-abs(pair[1].asked - pair[0].asked), pair[0].id))
    return Effect(accounts=differ, people=tuple(pairs))
