"""A second look at calls that found no week, over all weeks of those who may stand in for each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cadence_tui.planning.call import Call
from cadence_tui.planning.cover import Desk
from cadence_tui.planning.exchanges import Tables, enter
from cadence_tui.planning.level import Board, Item
from cadence_tui.planning.weeks import Weeks, item_of, nests

HANDOVER = 3.0
"""Points for a call with a colleague: more than the edge of its window costs."""
PATIENCE = 1000
"""Steps after which one search for a place gives up."""
STEPS = 8_000
"""Steps that are spent on calls that ought to fit, and again on better ones in the place of lesser ones."""
VICTIMS = 4
"""How many lesser calls are tried, alone and two by two, before a call counts as without room."""


def refill(weeks: Mapping[str, Weeks], team: Sequence[str], desk: Desk) -> None:
    """Finds weeks for calls that have none: others make room, colleagues take some, lesser ones give way."""
    if not _hopeful(weeks, team):
        return
    joint = _Joint(weeks, team, desk)
    joint.fill()
    joint.write_back()


def _hopeful(weeks: Mapping[str, Weeks], team: Sequence[str]) -> list[Call]:
    """Calls for which there were minutes enough, but no week that took them whole."""
    return [
        call
        for who in team
        for call in weeks[who].left
        if call.id not in weeks[who].shut_out and not call.shed_before
    ]


class _Seat(NamedTuple):
    call: Call
    item: Item


class _Joint:
    """The boards of a team as one: bin `n` is week `n % width` of the member `n // width`."""

    def __init__(self, weeks: Mapping[str, Weeks], team: Sequence[str], desk: Desk) -> None:
        self.weeks, self.team, self.desk = weeks, team, desk
        rooms = [weeks[who].room for who in team]
        self.width = len(rooms[0].capacity)
        most = [minutes for room in rooms for minutes in room.most]
        self.board = Board(
            [minutes for room in rooms for minutes in room.capacity],
            [minutes for room in rooms for minutes in room.agreed],
            most,
            most,
            desk.dials.level,
            [nest for who in team for nest in nests(weeks[who].diary, weeks[who].unit)],
        )
        self.tables = Tables(patience=PATIENCE, steps=STEPS)
        self.seats = {call.id: _Seat(call, item) for call, item in self._items()}
        self.by_key = {seat.item.key: seat for seat in self.seats.values()}
        for number, who in enumerate(team):
            for week, calls in weeks[who].chosen.items():
                for call in calls:
                    self.board.put(self.seats[call.id].item, number * self.width + week)

    def fill(self) -> None:
        """Most valuable first; what gives way to another looks for another place after that."""
        self._seat(self.seats[call.id] for call in _hopeful(self.weeks, self.team))
        self.tables.steps += STEPS
        self._seat(seat for seat in self.seats.values() if seat.item.at is None and not seat.call.shed_before)

    def _seat(self, seats: Iterable[_Seat]) -> None:
        waiting = sorted(seats, key=_by_value)
        while waiting and self.tables.steps > 0:
            seat = waiting.pop(0)
            if self._enter(seat):
                continue
            gone = self._replace(seat)
            waiting = sorted([*waiting, *gone], key=_by_value)

    def write_back(self) -> None:
        """Hands calls over to who makes them now, and gives the weeks their calls."""
        for who in self.team:
            mine = self.weeks[who]
            mine.chosen, mine.left = {}, [call for call in mine.left if self.seats[call.id].item.at is None]
        for seat in sorted(self.seats.values(), key=lambda seat: seat.item.key):
            call, at = seat.call, seat.item.at
            home = self.weeks[call.owner]
            if at is None:
                if call not in home.left:
                    home.left.append(call)
                continue
            who = self.team[at // self.width]
            if who != call.owner:
                home.calls.remove(call)
                self.desk.give(call, who)
                self.weeks[who].calls.append(call)
            self.weeks[who].chosen.setdefault(at % self.width, []).append(call)

    def _items(self) -> Iterator[tuple[Call, Item]]:
        key = 0
        for number, who in enumerate(self.team):
            for call in self.weeks[who].calls:
                item = item_of(key, call.load, call.days, call.costs, number * self.width, 0.0)
                for other, days, costs in self.desk.elsewhere(call, self.team):
                    base = self.team.index(other) * self.width
                    there = item_of(key, call.load, days, costs, base, HANDOVER)
                    item.cost.update(there.cost)
                    item.days.update(there.days)
                item.held = call.held_day is not None
                yield call, item
                key += 1

    def _enter(self, seat: _Seat) -> bool:
        return enter(self.board, seat.item, self.tables)

    def _replace(self, seat: _Seat) -> list[_Seat]:
        """Lets one or two lesser calls give way; answers them, none when that does not help."""
        lesser = self._lesser(seat)
        single = [[other] for other in lesser if other.item.load + 15 >= seat.item.load][:VICTIMS]
        pairs = [
            [one, two]
            for k, one in enumerate(lesser[:VICTIMS])
            for two in lesser[k + 1 : VICTIMS]
            if one.call.request.value + two.call.request.value < seat.call.request.value
        ]
        ranked = sorted([*single, *pairs], key=lambda group: sum(each.call.request.value for each in group))
        for group in ranked:
            if self._instead(seat, group):
                return group
        return []

    def _lesser(self, seat: _Seat) -> list[_Seat]:
        """Calls of less value in the weeks that the call may take, the cheapest minute first."""
        there = {item.key for bin_ in seat.item.cost for item in self.board.items[bin_]}
        found = [self.by_key[key] for key in there]
        return sorted(
            (other for other in found if other.call.request.value < seat.call.request.value),
            key=lambda other: (
                other.call.held_day is not None,
                other.call.request.value / other.item.load,
                other.call.id,
            ),
        )

    def _instead(self, seat: _Seat, group: list[_Seat]) -> bool:
        was = [(other.item, self.board.take(other.item)) for other in group]
        if self._enter(seat):
            return True
        for item, bin_ in was:
            self.board.put(item, bin_)
        return False


def _by_value(seat: _Seat) -> tuple[float, str]:
    return (-seat.call.request.value, seat.call.id)
