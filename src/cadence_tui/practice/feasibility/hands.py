"""Accounts from hand to hand: to whoever has most room, heaviest first (T12)."""

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Person
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.feasibility.demand import Ask, Demand
from cadence_tui.practice.feasibility.load import shortages
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


class Hands:
    """Whose hands have room, while accounts go into them one by one."""

    def __init__(self, asked: Demand) -> None:
        self._team = asked.team
        self._loads = loads_of(asked)
        self._has = {each.id: capacity_of(each, asked.team).weeks for each in asked.team.people}
        self._asks: dict[str, list[Ask]] = {each: [] for each in self._has}
        self._full: set[str] = set()
        for ask in asked.all():
            if ask.owner in self._asks:
                self._asks[ask.owner].append(ask)

    def choose(
        self, people: Collection[str], asks: Callable[[str], Sequence[Ask]], *, alike: bool = False
    ) -> str:
        """Who of these people is emptiest and keeps every week whole with these asks as well.

        Where nobody does, the emptiest; an empty id when there is nobody. Of accounts that are `alike` no
        other is tried on whoever had no room for one.
        """
        order = sorted(people, key=self._emptiest)
        for person in order:
            if person in self._full:
                continue
            if not self._is_short(person, asks(person)):
                return person
            if alike:
                self._full.add(person)
        return order[0] if order else ""

    def give(self, person: str, asks: Sequence[Ask]) -> None:
        """Somebody of the team has to do these as well."""
        if person in self._asks:
            own = [ask for ask in asks if ask.owner == person]
            self._asks[person] += own
            self._loads[person] = self._loads[person].with_minutes(sum(ask.minutes for ask in own))

    def _emptiest(self, person: str) -> tuple[float, int, str]:
        load = self._loads[person]
        return load.share, load.minutes, person

    def _is_short(self, person: str, asks: Sequence[Ask]) -> bool:
        more = [ask for ask in asks if ask.owner == person]
        return any(shortages([*self._asks[person], *more], self._has[person], self._team))


def hand_over(asked: Demand, giver: str, takers: Sequence[str]) -> tuple[Demand, dict[str, int]]:
    """All that a person has goes to the takers, and how many accounts each of them gets."""
    hands, given = Hands(asked), dict[str, int]()
    records, asks = dict(asked.team.records), dict(asked.asks)
    for account in _heaviest_first(asked, giver):
        own = records[account], asks[account]
        taker = hands.choose(takers, lambda each, own=own: _owned(*own, giver, each)[1])
        records[account], asks[account] = _owned(*own, giver, taker)
        hands.give(taker, [ask for ask in asks[account] if ask not in own[1]])
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
