"""Who looks after which account during a leave: the pod first, by hours, room, language and zone (P6)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Absence, Account, GroupSession, Person
from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.cover_needs import Need
from cadence_tui.practice.working_time import Minutes, hours_seen_from, minute_of, on_leave

_DAY = timedelta(days=1)
_ENOUGH_OVERLAP = 120
"""Minutes a day in which both sides work; more than that does not make calls easier."""


class Mate(Struct, frozen=True, kw_only=True):
    """Somebody who could stand in, in the weeks of the leave.

    `capacity` is their minutes for calls in those weeks and `load` what stands there already; `spans` are
    the days on which they work and `taken` the hours of calls, in minutes of their own day; `holidays` are
    the public ones that take a working day from them.
    """

    person: Person
    in_pod: bool
    capacity: int
    load: int
    spans: Mapping[date, Minutes]
    taken: Mapping[date, Minutes]
    holidays: frozenset[date] = frozenset()


class Customer(Struct, frozen=True, kw_only=True):
    """An account with what it needs; `hours` is when they take calls in their `zone`, empty if unknown."""

    account: Account
    needs: tuple[Need, ...]
    hours: str = ""
    zone: str = ""
    kept: str = ""

    @property
    def minutes(self) -> int:
        """The minutes of what somebody else has to do."""
        return sum(need.minutes for need in self.pressing)

    @property
    def pressing(self) -> tuple[Need, ...]:
        """What does not move out of the leave."""
        return tuple(need for need in self.needs if not need.moves)


class Offer(Struct, frozen=True, kw_only=True):
    """How well a person could look after an account: minutes left besides what they were given before.

    `holidays` are the days on which something is to be done and they have a public holiday.
    """

    person: str
    in_pod: bool
    whole_time: bool
    free: int
    capacity: int
    minutes: int
    clashes: int
    language: str
    speaks: bool
    overlap: int | None
    kept: bool = False
    holidays: tuple[date, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether there is room for it."""
        return self.free >= self.minutes

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why them, or what speaks against it: the weightiest first."""
        found: list[Reason] = []
        if self.kept:
            found.append(reason("cover_kept"))
        if self.holidays:
            found.append(reason("cover_holiday", days=self.holidays))
        if not self.in_pod:
            found.append(reason("cover_outside"))
        if not self.whole_time:
            found.append(reason("cover_partly"))
        if self.clashes:
            found.append(reason("cover_clash", n=self.clashes))
        room = "cover_room" if self.fits else "cover_full"
        found.append(reason(room, free=self.free, capacity=self.capacity, minutes=self.minutes))
        spoken = "cover_language" if self.speaks else "cover_no_language"
        found.append(reason(spoken, language=self.language))
        if self.overlap is not None:
            found.append(reason("cover_overlap", minutes=self.overlap))
        return tuple(found)


class AccountCover(Struct, frozen=True, kw_only=True):
    """What is proposed for an account: the first of the offers, nobody when there is none."""

    account: Account
    needs: tuple[Need, ...]
    minutes: int
    offers: tuple[Offer, ...]

    @property
    def stand_in(self) -> str:
        """Who is proposed."""
        return self.offers[0].person if self.offers else ""


class CoverPlan(Struct, frozen=True, kw_only=True):
    """A leave, the accounts that need somebody, and those whose calls only move.

    `sessions` are the group sessions that the person was to hold then: nobody is given those.
    """

    person: Person
    leave: Absence
    accounts: tuple[AccountCover, ...]
    moving: tuple[AccountCover, ...]
    sessions: tuple[GroupSession, ...] = ()

    @property
    def uncovered(self) -> tuple[AccountCover, ...]:
        """Accounts for which nobody is there."""
        return tuple(each for each in self.accounts if not each.stand_in)


def cover_plan(
    person: Person,
    leave: Absence,
    customers: Iterable[Customer],
    mates: Sequence[Mate],
    sessions: Sequence[GroupSession] = (),
) -> CoverPlan:
    """Shares the accounts out, those with most work first; everybody who is there is offered, best first.

    Pure, and the same every time.
    """
    given = {mate.person.id: _Given(mate) for mate in mates}
    accounts: list[AccountCover] = []
    moving: list[AccountCover] = []
    ordered = sorted(customers, key=lambda each: (-each.minutes, each.account.id))
    for customer in ordered:
        if not customer.pressing:
            moving.append(_proposed(customer, ()))
            continue
        ranked = sorted((rank, offer) for rank, offer in _offers(customer, leave, given.values()))
        offers = tuple(offer for _, offer in ranked)
        if offers:
            given[offers[0].person].take(customer)
        accounts.append(_proposed(customer, offers))
    return CoverPlan(
        person=person,
        leave=leave,
        accounts=tuple(sorted(accounts, key=_by_day)),
        moving=tuple(sorted(moving, key=_by_day)),
        sessions=tuple(sessions),
    )


def is_there(person: Person, needs: Iterable[Need]) -> bool:
    """Whether somebody is at work, as far as leave goes, on every day on which something is to be done."""
    days = {need.day for need in needs}
    gone = person.gone
    return not any(on_leave(person, day) or (gone is not None and gone <= day) for day in days)


def clashing(needs: Iterable[Need], mate: Mate, taken: Mapping[date, Minutes]) -> list[Need]:
    """Calls with an hour for which a person does not work or has another one."""
    found: list[Need] = []
    for need in needs:
        if need.start is None:
            continue
        day, begin = minute_of(need.start, mate.person.timezone)
        end = begin + need.call_minutes
        works = any(first <= begin and end <= last for first, last in mate.spans.get(day, ()))
        if not works or any(begin < last and first < end for first, last in taken.get(day, ())):
            found.append(need)
    return found


class _Given:
    """A person with what this plan gives them."""

    def __init__(self, mate: Mate) -> None:
        self.mate = mate
        self.minutes = 0
        self.taken = dict(mate.taken)

    def take(self, customer: Customer) -> None:
        self.minutes += customer.minutes
        for need in customer.pressing:
            if need.start is not None:
                day, begin = minute_of(need.start, self.mate.person.timezone)
                self.taken[day] = (*self.taken.get(day, ()), (begin, begin + need.call_minutes))


_Rank = tuple[bool, int, bool, bool, int, bool, bool, int, float, str]


def _offers(customer: Customer, leave: Absence, given: Iterable[_Given]) -> Iterable[tuple[_Rank, Offer]]:
    for each in given:
        mate = each.mate
        if not is_there(mate.person, customer.pressing):
            continue
        spoken = customer.account.language
        offer = Offer(
            person=mate.person.id,
            in_pod=mate.in_pod,
            whole_time=not _away_in(mate.person, leave),
            free=mate.capacity - mate.load - each.minutes,
            capacity=mate.capacity,
            minutes=customer.minutes,
            clashes=len(clashing(customer.pressing, mate, each.taken)),
            language=spoken,
            speaks=mate.person.language == spoken,
            overlap=_overlap(customer, mate, leave),
            kept=customer.kept == mate.person.id,
            holidays=tuple(sorted({need.day for need in customer.pressing} & mate.holidays)),
        )
        yield _rank(offer, mate), offer


def _rank(offer: Offer, mate: Mate) -> _Rank:
    room = offer.free / offer.capacity if offer.capacity else 0.0
    return (
        not offer.kept,
        len(offer.holidays),
        not offer.in_pod,
        not offer.whole_time,
        offer.clashes,
        not offer.fits,
        not offer.speaks,
        -min(offer.overlap or 0, _ENOUGH_OVERLAP),
        -room,
        mate.person.id,
    )


def _proposed(customer: Customer, offers: tuple[Offer, ...]) -> AccountCover:
    return AccountCover(
        account=customer.account, needs=customer.needs, minutes=customer.minutes, offers=offers
    )


def _by_day(each: AccountCover) -> tuple[date, str, str]:
    return each.needs[0].day, each.account.name, each.account.id


def _away_in(person: Person, leave: Absence) -> bool:
    return any(each.first <= leave.last and leave.first <= each.last for each in person.leave)


def _overlap(customer: Customer, mate: Mate, leave: Absence) -> int | None:
    """Minutes a day, on average of the days they work, in which both sides can be reached."""
    if not customer.hours or not customer.zone:
        return None
    days = [leave.first + _DAY * step for step in range((leave.last - leave.first).days + 1)]
    worked = [day for day in days if day in mate.spans]
    theirs = hours_seen_from(customer.hours, customer.zone, mate.person.timezone, leave.first, len(days))
    shared = [_common(mate.spans[day], theirs.get(day, ())) for day in worked]
    # Days that the customer does not work say nothing about the zone.
    counted = [minutes for day, minutes in zip(worked, shared, strict=True) if day in theirs]
    return round(sum(counted) / len(counted)) if counted else 0


def _common(ours: Minutes, theirs: Minutes) -> int:
    return sum(max(0, min(a, b) - max(c, d)) for c, a in ours for d, b in theirs)
