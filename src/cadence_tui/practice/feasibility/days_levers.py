"""What helps without another model: calls before the days away, or a colleague of the pod (T12)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec.structs import replace

from cadence_tui.practice.feasibility.demand import Ask, Demand, near
from cadence_tui.practice.feasibility.lever import Lever
from cadence_tui.practice.feasibility.load import shortages
from cadence_tui.practice.feasibility.team import Capacity, Team, capacity_of


def days_levers(asked: Demand, people: Collection[str]) -> dict[str, list[Lever]]:
    """For each of these people what leaves less without room than now."""
    own: dict[str, list[Ask]] = {person.id: [] for person in asked.team.people}
    for ask in asked.all():
        if ask.owner in own:
            own[ask.owner].append(ask)
    return {person: list(_of_person(person, own, asked.team)) for person in people}


def _of_person(person: str, own: Mapping[str, Sequence[Ask]], team: Team) -> Iterator[Lever]:
    has = capacity_of(team.person(person), team)
    short = shortages(own[person], has.weeks, team)
    if (before := _before(own[person], short, has, team)) is not None:
        yield before
    pod = team.person(person).pod
    for mate in team.people:
        if pod and mate.pod == pod and mate.id != person:
            free = _free(own[mate.id], short, capacity_of(mate, team), team)
            if free:
                yield Lever(kind="cover", who=mate.id, minutes=free, short=sum(short) - free)


def _before(asks: Sequence[Ask], short: Sequence[int], has: Capacity, team: Team) -> Lever | None:
    """The calls that must lie in days away may lie in the week before those."""
    first = next(week for week, missed in enumerate(short) if missed)
    begin = first
    while begin >= 0 and not has.weeks[begin]:
        begin -= 1
    if begin == first:
        # There is time in that very week: it is its holidays or single days that take too much.
        begin = first - 1 if has.away[first] else -1
    if begin < 0:
        return None
    week = team.start + timedelta(weeks=begin)
    day = max(week, team.soonest)
    moved = [
        replace(ask, earliest=min(ask.earliest, day)) if near(ask.latest, team) == first else ask
        for ask in asks
    ]
    left, now = sum(shortages(moved, has.weeks, team)), sum(short)
    return Lever(kind="before", week=week, minutes=now - left, short=left) if left < now else None


def _free(asks: Sequence[Ask], short: Sequence[int], has: Capacity, team: Team) -> int:
    """What a colleague can do of it in the same weeks, with what is theirs on its days."""
    taken = [0] * team.weeks
    for ask in asks:
        taken[near(ask.day, team)] += ask.minutes
    return sum(
        min(missed, max(0, room - minutes))
        for missed, room, minutes in zip(short, has.weeks, taken, strict=True)
    )
