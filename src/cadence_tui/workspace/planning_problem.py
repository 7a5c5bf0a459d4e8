"""From documents to what the solver is asked: due touches, agreed calls, hours and zones by date (P1, P2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cadence_tui.model.documents import Account, GroupSession, Preferences, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.planning.problem import Fixed, Person, Problem, Request, StandIn
from cadence_tui.planning.result import Plan
from cadence_tui.planning.standing import standing_plan
from cadence_tui.practice.due.contact_days import closed_days
from cadence_tui.practice.due.touches import Asking, Due, asking
from cadence_tui.practice.health.score import health
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.practice.wishes import wishes_in_force
from cadence_tui.practice.working_time import Minutes, hours_seen_from, minute_of
from cadence_tui.workspace.planning_book import Book, owner_of, planner

_WHOLE_DAY: Minutes = ((0, 24 * 60),)


@dataclass(frozen=True)
class Task:
    """A problem with what its requests stand for: `dues` and `planned` by request id.

    `previous` holds the planned calls where they stand. `mails` are due touches that take no place on the
    calendar; `stale` are planned calls of accounts that have left.
    """

    problem: Problem
    previous: Plan
    dues: Mapping[str, Due]
    planned: Mapping[str, Touchpoint]
    mails: tuple[Due, ...]
    stale: tuple[Touchpoint, ...]


def task_of(book: Book, *, with_due: bool = True) -> Task:
    """What is to be planned: planned calls, which keep their place where they may, and touches that are due.

    Confirmed, pinned and near calls stay as they are.
    """
    dues = dues_of(book) if with_due else []
    calls = [due for due in dues if due.channel in LIVE_CHANNELS and due.minutes]
    maker = Maker(book)
    fixed: list[Fixed] = []
    requests = [maker.of_due(due) for due in calls]
    planned: dict[str, Touchpoint] = {}
    stale: list[Touchpoint] = []
    for touch, account in book.calls():
        if touch.status == "planned" and has_left(account, book.today) and touch.date >= book.today:
            stale.append(touch)
        elif maker.plans(touch, account) and is_movable(touch, book):
            planned[touch.id] = touch
            requests.append(maker.of_planned(touch, account))
        else:
            fixed.append(maker.agreed(touch, account))
    return Task(
        problem=maker.problem(requests, fixed),
        previous=standing(book, [maker.agreed(touch, _account(book, touch)) for touch in planned.values()]),
        dues={due.id: due for due in calls},
        planned=planned,
        mails=tuple(due for due in dues if due.channel not in LIVE_CHANNELS),
        stale=tuple(stale),
    )


def dues_of(book: Book) -> list[Due]:
    """What the touch model asks for of the owners' accounts, calls and mails, in order of the ideal day."""
    found = [due for asking in askings_of(book, messages=False).values() for due in asking.due]
    return sorted(found, key=lambda due: (due.ideal, due.id))


def askings_of(book: Book, *, messages: bool) -> dict[str, Asking]:
    """By account what is asked for of the owners, with or without messages to many, and what is held back."""
    owners = {person.id for person in book.people}
    return {
        account: asking(
            record,
            book.model,
            today=book.today,
            until=book.last,
            band=_band(record, book),
            holidays=book.holidays.get((record.account.country, ""), frozenset()),
            messages=messages,
        )
        for account, record in book.records.items()
        if record.account.owner in owners
    }


def is_movable(touch: Touchpoint, book: Book) -> bool:
    """Whether a new plan may give the call another place: planned, neither pinned nor too near."""
    if touch.status != "planned" or touch.pinned:
        return False
    return soonest(book) <= touch.date <= book.last


def soonest(book: Book) -> date:
    """The first day on which something may be planned: nobody is surprised with a call."""
    return book.today + timedelta(days=book.rules.notice_days)


def has_left(account: Account, today: date) -> bool:
    """Whether the customer is one no more."""
    return account.churned is not None and account.churned <= today


def standing(book: Book, calls: list[Fixed]) -> Plan:
    """Calls where they stand, as the plan that a new one keeps to."""
    return standing_plan(book.start, calls)


class Maker:
    """Makes the parts of a problem from one book; what accounts share is worked out once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._owners = {person.id for person in book.people}
        self._zones = {person.id: person.timezone for person in book.everybody}
        self._away = {owner: book.days_away(owner) for owner in self._owners}
        self._days = [book.start + timedelta(days=step) for step in range(7 * book.weeks)]
        self._wishes: dict[str, Preferences] = {}
        self._blocked: dict[tuple[str, str], frozenset[date]] = {}

    def problem(self, requests: list[Request], fixed: list[Fixed]) -> Problem:
        """The whole question."""
        book = self.book
        fixed = [*fixed, *map(self.of_session, book.sessions)]
        accounts = {part.account for part in (*requests, *fixed)} & set(book.records)
        return Problem(
            start=book.start,
            today=book.today,
            weeks=book.weeks,
            people=tuple(self._people()),
            requests=tuple(requests),
            fixed=tuple(fixed),
            min_gap={account: self._gap(book.records[account]) for account in sorted(accounts)},
            grid=book.rules.grid_minutes,
        )

    def plans(self, touch: Touchpoint, account: Account) -> bool:
        """Whether the call is one of the owners', made by a stand-in or not."""
        return (touch.covers or owner_of(touch, account)) in self._owners

    def of_due(self, due: Due) -> Request:
        """A due touch as a request."""
        account = self.book.records[due.account].account
        kind = next(kind for kind in self.book.model.touches if kind.id == due.touch)
        first = soonest(self.book)
        earliest, latest = max(due.earliest, first), max(due.latest, first)
        return Request(
            id=due.id,
            account=due.account,
            owner=due.owner,
            kind=due.touch,
            minutes=due.minutes,
            load=due.minutes + due.work_minutes,
            value=due.value,
            ideal=max(due.ideal, first),
            earliest=earliest,
            latest=latest,
            weekdays=self.wishes(account).weekdays,
            hours=self.customer_hours(account, due.owner),
            blocked=self.blocked(account, due.touch),
            floating=due.floating,
            email_ok=kind.routine,
            # What answers a signal does not wait for the distance to other contacts (T10).
            alone=bool(due.signals),
            stand_ins=self.stand_ins(account, due.owner, earliest, latest),
        )

    def of_planned(self, touch: Touchpoint, account: Account) -> Request:
        """A planned call as a request; where it stands is always within its window."""
        owner, tolerance = owner_of(touch, account), timedelta(days=self.book.rules.ad_hoc.tolerance_days)
        home = touch.covers if touch.covers in self._owners else owner
        ideal = touch.ideal or touch.date
        earliest = max(touch.earliest or ideal - tolerance, soonest(self.book))
        earliest, latest = min(earliest, touch.date), max(touch.latest or ideal + tolerance, touch.date)
        return Request(
            id=touch.id,
            account=touch.account,
            owner=home,
            kind=touch.touch,
            minutes=touch.minutes,
            load=touch.minutes + touch.work_minutes,
            value=touch.value or self.book.rules.ad_hoc.value,
            ideal=ideal,
            earliest=earliest,
            latest=latest,
            weekdays=self.wishes(account).weekdays,
            hours=self.customer_hours(account, home),
            blocked=self.blocked(account, touch.touch),
            email_ok=False,
            alone=_answers_signal(touch),
            stand_ins=self.stand_ins(account, home, earliest, latest),
        )

    def stand_ins(self, account: Account, owner: str, first: date, last: date) -> dict[str, StandIn]:
        """Who may make a call of an owner on leave: whom the cover names, else the pod; on its days alone."""
        away = frozenset(day for day in self._away.get(owner, ()) if first <= day <= last)
        if not away:
            return {}
        return {who: StandIn(hours=self._hours_on(account, who, away)) for who in self._named(account, owner)}

    def _named(self, account: Account, owner: str) -> list[str]:
        parts = [part for cover in self.book.covers if cover.person == owner for part in cover.parts]
        named = [part.stand_in for part in parts if part.account == account.id]
        if named:
            return [who for who in named if who in self._zones]
        pod = next(person.pod for person in self.book.people if person.id == owner)
        mates = (person for person in self.book.everybody if pod and person.pod == pod)
        return [person.id for person in mates if person.id != owner]

    def _hours_on(self, account: Account, who: str, days: frozenset[date]) -> dict[date, Minutes]:
        hours = self.customer_hours(account, who)
        if hours is None:
            return dict.fromkeys(sorted(days), _WHOLE_DAY)
        return {day: spans for day, spans in hours.items() if day in days}

    def agreed(self, touch: Touchpoint, account: Account) -> Fixed:
        """A call that stays where it is."""
        owner = owner_of(touch, account)
        day, minute = touch.date, None
        if touch.start is not None:
            day, minute = minute_of(touch.start, self._zones[owner])
        return Fixed(
            id=touch.id,
            # A contact inside our own house keeps no distance to those with the customer.
            account=touch.id if touch.internal or _answers_signal(touch) else touch.account,
            owner=owner,
            date=day,
            start=minute,
            minutes=touch.minutes,
            load=touch.minutes + touch.work_minutes,
        )

    def of_session(self, session: GroupSession) -> Fixed:
        """A group session as the load that it is; it keeps no distance to calls with its guests."""
        return session_load(session, self._zones[session.owner])

    def wishes(self, account: Account) -> Preferences:
        """The wishes that bind: the account's, and those of who is spoken to there."""
        if account.id not in self._wishes:
            record = self.book.records.get(account.id) or AccountRecord(account=account)
            self._wishes[account.id] = wishes_in_force(record, self.book.today).preferences
        return self._wishes[account.id]

    def customer_hours(self, account: Account, owner: str) -> dict[date, Minutes] | None:
        """When the customer takes calls, in the owner's minutes by date; None when the zone is not known."""
        wished = self.wishes(account).hours
        zone = account.timezone or (self._zones[owner] if wished else "")
        if not zone:
            return None
        hours = wished or self.book.rules.customer_hours
        return hours_seen_from(hours, zone, self._zones[owner], self.book.start, len(self._days))

    def blocked(self, account: Account, touch: str) -> frozenset[date]:
        """Days closed on the customer's side: quiet dates, seasons, their public holidays."""
        key = (account.id, touch)
        if key not in self._blocked:
            wishes, book = self.wishes(account), self.book
            closed = closed_days(account, wishes, book.model, touch, book.start, book.last)
            self._blocked[key] = closed | self.book.holidays.get((account.country, ""), frozenset())
        return self._blocked[key]

    def _people(self) -> list[Person]:
        book = self.book
        return [
            planner(
                person,
                self._days,
                book.holidays[person.country, person.subdivision],
                book.rules,
                book.busy.get(person.id, ()),
            )
            for person in book.everybody
        ]

    def _gap(self, record: AccountRecord) -> int:
        model, today = self.book.model, self.book.today
        own = model.limits_by_stage.get(stage_of(record.account, model, today).value)
        if own is not None and own.min_gap_days is not None:
            return own.min_gap_days
        return model.segment(segment_of(record.account, model, today).value).min_gap_days


def session_load(session: GroupSession, zone: str) -> Fixed:
    """A group session on its host's calendar: it stays where it is, with the work around it."""
    day, minute = minute_of(session.start, zone)
    return Fixed(
        id=session.id,
        account=session.id,
        owner=session.owner,
        date=day,
        start=minute,
        minutes=session.minutes,
        load=session.minutes + session.work_minutes,
    )


def _answers_signal(touch: Touchpoint) -> bool:
    """Whether a planned call answers a signal: the rule of such a touch begins so."""
    return touch.rule.startswith("signal.")


def _band(record: AccountRecord, book: Book) -> str:
    segment = segment_of(record.account, book.model, book.today).value
    stage = stage_of(record.account, book.model, book.today).value
    return health(record, book.health, segment=segment, stage=stage, today=book.today).band


def _account(book: Book, touch: Touchpoint) -> Account:
    return book.records[touch.account].account
