"""Accounts from hand to hand: to whoever has most room, heaviest first (T12)."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Person
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.feasibility.demand import Ask, Demand
from cadence_tui.practice.feasibility.team import capacity_of


class Filled(Struct, frozen=True):
    """How full a person is over the stretch, in minutes."""

    minutes: int
    capacity: int

    @property
    def share(self) -> float:
        """Asked over there is; without any capacity everybody else is emptier."""
        return self.minutes / self.capacity if self.capacity else float("inf")

    def with_minutes(self, minutes: int) -> "Filled":
        """The same after some more minutes, or fewer."""
        return Filled(self.minutes + minutes, self.capacity)


def loads_of(asked: Demand) -> dict[str, Filled]:
    """How full each person of the team is."""
    minutes = asked.minutes()
    return {
        person.id: Filled(minutes.get(person.id, 0), capacity_of(person, asked.team).total)
        for person in asked.team.people
    }


def fewest(loads: Mapping[str, Filled], people: Collection[str]) -> str:
    """Who of these people is emptiest; an empty id when there is nobody."""
    return min(people, key=lambda each: (loads[each].share, loads[each].minutes, each), default="")


def hand_over(asked: Demand, giver: str, takers: Sequence[str]) -> tuple[Demand, dict[str, int]]:
    """All that a person has goes to the takers, and how many accounts each of them gets."""
    loads, given = loads_of(asked), dict[str, int]()
    records, asks = dict(asked.team.records), dict(asked.asks)
    for account in _heaviest_first(asked, giver):
        taker = fewest(loads, takers)
        records[account], asks[account] = _owned(records[account], asks[account], giver, taker)
        if taker in loads:
            loads[taker] = loads[taker].with_minutes(_minutes(asks[account], taker))
        given[taker] = given.get(taker, 0) + 1
    for account, own in asked.asks.items():
        # Calls with others' accounts go back to whoever looks after those.
        if any(ask.owner == giver for ask in own) and records[account].account.owner != giver:
            owner = records[account].account.owner
            records[account], asks[account] = _owned(records[account], asks[account], giver, owner)
    return Demand(replace(asked.team, records=records), asks), given


def even_out(asked: Demand, taker: Person) -> tuple[Demand, dict[str, int]]:
    """Accounts go to a newcomer from the fullest of their pod, else of the team, while that is fairer."""
    team, loads, taken = asked.team, loads_of(asked), dict[str, int]()
    others = [each.id for each in team.people if each.id != taker.id]
    pod = [each.id for each in team.people if each.id in others and taker.pod and each.pod == taker.pod]
    givers = pod or others
    left = {giver: _heaviest_first(asked, giver) for giver in givers}
    records, asks = dict(team.records), dict(asked.asks)
    while givers:
        giver = max(givers, key=lambda each: (loads[each].share, each))
        account = next((each for each in left[giver] if _is_fairer(asks[each], giver, taker.id, loads)), None)
        if account is None:
            break
        left[giver].remove(account)
        minutes = _minutes(asks[account], giver)
        records[account], asks[account] = _owned(records[account], asks[account], giver, taker.id)
        loads[giver] = loads[giver].with_minutes(-minutes)
        loads[taker.id] = loads[taker.id].with_minutes(minutes)
        taken[giver] = taken.get(giver, 0) + 1
    return Demand(replace(team, records=records), asks), taken


def _is_fairer(asks: Sequence[Ask], giver: str, taker: str, loads: Mapping[str, Filled]) -> bool:
    minutes = _minutes(asks, giver)
    return minutes > 0 and (
        loads[taker].with_minutes(minutes).share <= loads[giver].with_minutes(-minutes).share
    )


def _heaviest_first(asked: Demand, owner: str) -> list[str]:
    own = [account.id for account in asked.team.accounts() if account.owner == owner]
    return sorted(own, key=lambda each: (-_minutes(asked.asks[each], owner), each))


def _owned(
    record: AccountRecord, asks: Sequence[Ask], giver: str, taker: str
) -> tuple[AccountRecord, tuple[Ask, ...]]:
    """An account and its touches with everything of the giver's in the taker's hands."""
    account = record.account
    touches = [
        replace(touch, owner=taker) if touch.owner == giver and touch.status in OPEN_STATUSES else touch
        for touch in record.touchpoints
    ]
    owner = taker if account.owner == giver else account.owner
    moved = tuple(replace(ask, owner=taker) if ask.owner == giver else ask for ask in asks)
    return replace(record, account=replace(account, owner=owner), touchpoints=touches), moved


def _minutes(asks: Sequence[Ask], owner: str) -> int:
    return sum(ask.minutes for ask in asks if ask.owner == owner)
