"""Everything a plan is made from, read at once: from there on no store is needed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import (
    Account,
    BusySpan,
    Contact,
    Cover,
    GroupSession,
    Person,
    Touchpoint,
)
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.planning import PlanningRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.planning import problem as planning
from cadence_tui.practice.working_time import on_leave, working_time
from cadence_tui.workspace.public_holidays import public_holidays
from cadence_tui.workspace.session import Workspace

_BEYOND = timedelta(days=60)
"""Touches that would fall after the last day may come before it, or be absorbed by one there."""
_FEW = 4
"""Below this part of the portfolio accounts are read one by one, else all in one pass."""


class Book(Struct, frozen=True, kw_only=True):
    """The documents and rules of a stretch of weeks, for some owners.

    `start` is the Monday of this week; `records` are by account id, of all accounts that the owners have or
    have touches with; `holidays` are by country and subdivision, `busy` times of other calendars by person.
    `stand_ins` are colleagues who may make calls of an owner on leave, `covers` the accepted ones, `sessions`
    the group sessions of the stretch, but for those called off.
    """

    now: datetime
    today: date
    start: date
    weeks: int
    people: tuple[Person, ...]
    stand_ins: tuple[Person, ...] = ()
    covers: tuple[Cover, ...] = ()
    records: Mapping[str, AccountRecord]
    holidays: Mapping[tuple[str, str], frozenset[date]]
    busy: Mapping[str, tuple[BusySpan, ...]]
    model: TouchModel
    rules: PlanningRules
    health: HealthRules
    sessions: tuple[GroupSession, ...] = ()

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        return self.start + timedelta(days=7 * self.weeks - 1)

    @property
    def everybody(self) -> tuple[Person, ...]:
        """The owners and those who may stand in for them."""
        return (*self.people, *self.stand_ins)

    def days_away(self, owner: str) -> frozenset[date]:
        """Days from today on that are leave of an owner."""
        person = next((person for person in self.people if person.id == owner), None)
        days = (self.today + timedelta(days=step) for step in range((self.last - self.today).days + 1))
        return frozenset(day for day in days if person is not None and on_leave(person, day))

    def calls(self) -> list[tuple[Touchpoint, Account]]:
        """Calls of the owners that are open, and those that took place so late that a gap to them counts."""
        owners = {person.id for person in self.everybody}
        since = self.start - timedelta(days=max(segment.min_gap_days for segment in self.model.segments))
        return [
            (touch, record.account)
            for record in self.records.values()
            for touch in record.touchpoints
            if is_call(touch) and owner_of(touch, record.account) in owners and _takes_time(touch, since)
        ]


def gather(
    ws: Workspace,
    owners: Collection[str] = (),
    weeks: int | None = None,
    *,
    accounts: Collection[str] = (),
    evidence: bool = True,
) -> Book:
    """The book of some owners by id, of the acting person when none are named; `accounts` come in besides.

    Without `evidence` the records hold touchpoints and contacts only: enough for places and wishes, too
    little for what is due.
    Raises NotFound for an unknown owner.
    """
    rules, today = ws.rules.planning, ws.today()
    start, weeks = monday(today), weeks or rules.weeks
    last = start + timedelta(days=7 * weeks - 1)
    people = tuple(ws.records.get(Person, owner) for owner in owners or (ws.actor.id,))
    stand_ins = tuple(_stand_ins(ws, people, today, last)) if evidence else ()
    wanted = _wanted(ws, {person.id for person in people}) | set(accounts)
    wanted |= {t.account for person in stand_ins for t in ws.records.open_touchpoints(owner=person.id)}
    records = _records(ws, wanted) if evidence else _touches(ws, wanted)
    places = {(person.country, person.subdivision) for person in (*people, *stand_ins)}
    places |= {(record.account.country, "") for record in records.values()}
    return Book(
        now=ws.now(),
        today=today,
        start=start,
        weeks=weeks,
        people=people,
        stand_ins=stand_ins,
        covers=tuple(ws.records.covers()),
        records=records,
        holidays={place: frozenset(public_holidays(*place, start, last + _BEYOND)) for place in places},
        busy={person.id: ws.records.busy_times(person.id) for person in (*people, *stand_ins)},
        model=ws.rules.touch_model,
        rules=rules,
        health=ws.rules.health,
        sessions=standing_sessions(ws, {person.id for person in (*people, *stand_ins)}, start, last),
    )


def standing_sessions(
    ws: Workspace, owners: Collection[str], first: date, last: date
) -> tuple[GroupSession, ...]:
    """The group sessions of some hosts between two days, called off ones left out; they take their hour."""
    day = timedelta(days=1)
    return tuple(
        each
        for each in ws.records.group_sessions(owners)
        if each.status != "cancelled" and first - day <= each.start.date() <= last + day
    )


def planner(
    person: Person,
    days: Iterable[date],
    holidays: Collection[date],
    rules: PlanningRules,
    busy: Iterable[BusySpan] = (),
) -> planning.Person:
    """A person as the solver sees them."""
    time = working_time(person, days, holidays, busy)
    return planning.Person(
        id=person.id,
        spans=time.spans,
        away=time.away,
        busy=time.busy,
        week_share=person.call_share,
        day_share=rules.day_share,
    )


def is_call(touch: Touchpoint) -> bool:
    """Whether a touch takes a place on the call calendar; mails do not."""
    return touch.channel in LIVE_CHANNELS and touch.minutes > 0


def owner_of(touch: Touchpoint, account: Account) -> str:
    """Who makes the contact."""
    return touch.owner or account.owner


def owners_with_accounts(ws: Workspace) -> list[Person]:
    """People of the team who have accounts and are still there, by pod and name."""
    owners = {account.owner for account in ws.records.accounts()}
    found = [person for person in ws.records.people() if person.id in owners and not person.gone]
    return sorted(found, key=lambda person: (person.pod, person.name))


def _stand_ins(ws: Workspace, people: Collection[Person], first: date, last: date) -> Iterator[Person]:
    """Colleagues besides these people who may make calls of those among them who go on leave."""
    away = [p for p in people if any(each.first <= last and each.last >= first for each in p.leave)]
    if not away:
        return
    named = {part.stand_in for cover in ws.records.covers() for part in cover.parts}
    pods = {person.pod for person in away if person.pod}
    known = {person.id for person in people}
    for person in ws.records.people():
        if person.id in known or person.gone or person.role not in ("csm", "lead"):
            continue
        if person.id in named or person.pod in pods:
            yield person


def _takes_time(touch: Touchpoint, since: date) -> bool:
    return touch.status in OPEN_STATUSES or (touch.status in ("held", "no_show") and touch.date >= since)


def _wanted(ws: Workspace, owners: set[str]) -> set[str]:
    """Accounts that the owners have, or have open touches with."""
    found = {account.id for account in ws.records.accounts() if account.owner in owners}
    return found | {touch.account for owner in owners for touch in ws.records.open_touchpoints(owner=owner)}


def _records(ws: Workspace, wanted: set[str]) -> dict[str, AccountRecord]:
    if _are_few(ws, wanted):
        return {account: ws.records.record(account) for account in sorted(wanted)}
    return {record.account.id: record for record in ws.records.all_records() if record.account.id in wanted}


def _touches(ws: Workspace, wanted: set[str]) -> dict[str, AccountRecord]:
    records = {
        account.id: AccountRecord(account=account)
        for account in ws.records.accounts()
        if account.id in wanted
    }
    if _are_few(ws, wanted):
        for account, record in records.items():
            record.touchpoints = ws.records.of_account(Touchpoint, account)
            record.contacts = ws.records.of_account(Contact, account)
        return records
    for touch in ws.records.every(Touchpoint):
        if touch.account in records:
            records[touch.account].touchpoints.append(touch)
    for contact in ws.records.every(Contact):
        if contact.account in records:
            records[contact.account].contacts.append(contact)
    return records


def _are_few(ws: Workspace, wanted: set[str]) -> bool:
    return len(wanted) * _FEW < len(ws.records.accounts())
