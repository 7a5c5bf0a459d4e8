"""What if: the same team with other accounts, tiers, people, hours or model; nothing is written (T12)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Account, Override, Person
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.money import Money
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.feasibility.demand import Demand, asks_of, demand
from cadence_tui.practice.feasibility.hands import Hands, even_out, hand_over
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.segments import comparable_arr, segment_of

_YEAR = timedelta(days=365)


class OtherModel(Struct, frozen=True, kw_only=True, tag="preset"):
    """Another touch model, by whatever name it goes."""

    name: str
    model: TouchModel


class Share(Struct, frozen=True, kw_only=True, tag="share"):
    """Another part of somebody's working hours for calls."""

    person: str
    share: float


class Away(Struct, frozen=True, kw_only=True, tag="away"):
    """Somebody is on leave on these days, both included."""

    person: str
    first: date
    last: date


class Retier(Struct, frozen=True, kw_only=True, tag="tier"):
    """Accounts, or all of a tier, belong to another tier."""

    segment: str
    accounts: tuple[str, ...] = ()
    of_segment: str = ""


class Joins(Struct, frozen=True, kw_only=True, tag="joins"):
    """Somebody comes, with the hours, share and pod of `like`, and takes accounts over from the fullest."""

    id: str
    name: str
    like: str


class Leaves(Struct, frozen=True, kw_only=True, tag="leaves"):
    """Somebody goes today; `to` gets their accounts, else whoever has room in their pod, else in the team."""

    person: str
    to: str = ""


class Add(Struct, frozen=True, kw_only=True, tag="add"):
    """New accounts of a tier, started evenly from `first` to `last`.

    They go to `owner`, to the pod's members with most room, or to anybody's with most room.
    """

    count: int
    segment: str
    first: date
    last: date
    owner: str = ""
    pod: str = ""


Change: TypeAlias = OtherModel | Share | Away | Retier | Joins | Leaves | Add
_ORDER: tuple[type, ...] = (OtherModel, Share, Away, Retier, Joins, Leaves, Add)
"""In this order, however they were asked for: who is there before who gets what."""


class Changed(Struct, frozen=True, kw_only=True):
    """What a team asks for after some changes, and by change what it did."""

    asked: Demand
    notes: tuple[tuple[Change, tuple[Reason, ...]], ...]


def what_if(asked: Demand, changes: Sequence[Change]) -> Changed:
    """The same team after these changes; the same figures can be worked out of it."""
    notes: list[tuple[Change, tuple[Reason, ...]]] = []
    for change in sorted(changes, key=lambda each: _ORDER.index(type(each))):
        if _is_possible(asked.team, change):
            asked, why = _apply(asked, change)
        else:
            why = (reason("if_not_possible"),)
        notes.append((change, why))
    return Changed(asked=asked, notes=tuple(notes))


def _is_possible(team: Team, change: Change) -> bool:
    """Whether everybody and every tier it speaks of is there; an earlier change may have taken them away."""
    people, segments = {person.id for person in team.people}, {each.id for each in team.model.segments}
    match change:
        case OtherModel():
            return True
        case Share() | Away():
            return change.person in people
        case Retier():
            return change.segment in segments
        case Joins():
            return change.like in people
        case Leaves():
            return change.person in people and change.to in {"", *people} - {change.person}
        case Add():
            return change.segment in segments and change.owner in {"", *people}


def _apply(asked: Demand, change: Change) -> tuple[Demand, tuple[Reason, ...]]:
    match change:
        case OtherModel():
            changed = demand(replace(asked.team, model=change.model), asked)
            return changed, (reason("if_model", name=change.name),)
        case Share():
            was = asked.team.person(change.person).call_share
            why = reason("if_share", person=change.person, was=was, share=change.share)
            return _with_person(asked, change.person, call_share=change.share), (why,)
        case Away():
            return _away(asked, change)
        case Retier():
            return _retier(asked, change)
        case Joins():
            return _joins(asked, change)
        case Leaves():
            return _leaves(asked, change)
        case Add():
            return _add(asked, change)


def _with_person(asked: Demand, person_id: str, **fields: object) -> Demand:
    people = tuple(replace(each, **fields) if each.id == person_id else each for each in asked.team.people)
    return Demand(replace(asked.team, people=people), asked.asks)


def _away(asked: Demand, change: Away) -> tuple[Demand, tuple[Reason, ...]]:
    leave = (*asked.team.person(change.person).leave, Absence(change.first, change.last))
    why = reason("if_away", person=change.person, first=change.first, last=change.last)
    return _with_person(asked, change.person, leave=leave), (why,)


def _retier(asked: Demand, change: Retier) -> tuple[Demand, tuple[Reason, ...]]:
    team = asked.team
    moved = {account.id for account in team.accounts() if _is_meant(account, change, team)}
    override = Override(value=change.segment, why="")
    records = {
        key: replace(record, account=replace(record.account, segment=override)) if key in moved else record
        for key, record in team.records.items()
    }
    why = reason("if_tier", accounts=len(moved), segment=change.segment)
    return demand(replace(team, records=records), asked), (why,)


def _is_meant(account: Account, change: Retier, team: Team) -> bool:
    if account.id in change.accounts:
        return True
    return bool(change.of_segment) and segment_of(account, team.model, team.today).value == change.of_segment


def _joins(asked: Demand, change: Joins) -> tuple[Demand, tuple[Reason, ...]]:
    like = asked.team.person(change.like)
    joining: Person = replace(like, id=change.id, name=change.name, login="", leave=(), gone=None)
    asked = Demand(replace(asked.team, people=(*asked.team.people, joining)), asked.asks)
    asked, taken = even_out(asked, joining)
    why = [reason("if_joins", name=change.name, like=change.like)]
    why += [reason("if_takes_over", person=giver, accounts=count) for giver, count in taken.items()]
    return asked, tuple(why)


def _leaves(asked: Demand, change: Leaves) -> tuple[Demand, tuple[Reason, ...]]:
    team, leaving = asked.team, asked.team.person(change.person)
    left = tuple(each for each in team.people if each.id != leaving.id)
    near = [each.id for each in left if leaving.pod and each.pod == leaving.pod]
    takers = [change.to] if change.to else near or [each.id for each in left]
    asked, given = hand_over(asked, leaving.id, takers)
    why = [reason("if_leaves", person=leaving.id)]
    why += [reason("if_gives", person=taker, accounts=count) for taker, count in given.items()]
    return Demand(replace(asked.team, people=left), asked.asks), tuple(why)


def _add(asked: Demand, change: Add) -> tuple[Demand, tuple[Reason, ...]]:
    team = asked.team
    in_pod = [each.id for each in team.people if not change.pod or each.pod == change.pod]
    hands, arr = Hands(asked), _usual_revenue(change.segment, team)
    records, asks, given = dict(team.records), dict(asked.asks), dict[str, int]()
    for number in range(change.count):
        place = len(records)

        def record_of(owner: str, place: int = place, number: int = number) -> AccountRecord:
            return AccountRecord(account=_new_account(place, number, owner, arr, change, team))

        owner = change.owner or hands.choose(
            in_pod, lambda each, of=record_of: asks_of(of(each), team), alike=True
        )
        record = record_of(owner)
        account = record.account.id
        records[account], asks[account] = record, asks_of(record, team)
        hands.give(owner, asks[account])
        given[owner] = given.get(owner, 0) + 1
    days = {"first": change.first, "last": change.last}
    why = [reason("if_add", segment=change.segment, accounts=change.count, **days)]
    why += [reason("if_gets", person=owner, accounts=count) for owner, count in given.items()]
    return Demand(replace(team, records=records), asks), tuple(why)


def _new_account(place: int, number: int, owner: str, arr: Money | None, change: Add, team: Team) -> Account:
    days = (change.last - change.first).days
    start = change.first + timedelta(days=days * number // max(1, change.count - 1))
    person = next((each for each in team.people if each.id == owner), None)
    return Account(
        id=f"new:{place}",
        name="",
        owner=owner,
        pod=person.pod if person else change.pod,
        segment=Override(value=change.segment, why=""),
        arr=arr,
        start=start,
        renewal=start + _YEAR,
        country=person.country if person else "",
    )


def _usual_revenue(segment: str, team: Team) -> Money | None:
    """The middle revenue of the tier's accounts, None where none is known."""
    known = [
        arr
        for account in team.accounts()
        if segment_of(account, team.model, team.today).value == segment
        and (arr := comparable_arr(account, team.model)) is not None
    ]
    return Money(Decimal(round(median(known))), team.model.currency) if known else None
