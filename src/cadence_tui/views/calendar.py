"""The calendar of one owner: days with their calls in order, minutes against capacity, time off (P2, P3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Account, GroupSession, Person, Preferences, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Fixed, Problem, Spans
from cadence_tui.planning.problem import Person as Planner
from cadence_tui.practice.working_time import Minutes, minute_of
from cadence_tui.views.calendar_entries import Card, Entry, SessionCard, State, order
from cadence_tui.views.proposal import ProposedCall, WeekFigures

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_SATURDAY = 5
_NEAR = 14
"""Days within which somebody is expected to work again."""
_TAKES_TIME = frozenset({*OPEN_STATUSES, "held", "no_show"})


class CalendarBook(Struct, frozen=True, kw_only=True):
    """What one owner's calendar is shown from: their calls of any status within `weeks` from `first` on.

    `planner` has their working spans in those weeks, `holidays` their days off with names; `wishes` are those
    in force of each account; `mails` are their planned mails. `sessions` are their group sessions, but for
    those called off.
    """

    owner: Person
    today: date
    now: datetime
    first: date
    weeks: int
    calls: tuple[Touchpoint, ...]
    accounts: Mapping[str, Account]
    wishes: Mapping[str, Preferences]
    planner: Planner
    holidays: Mapping[date, str]
    grid: int
    sessions: tuple[GroupSession, ...] = ()
    mails: tuple[Touchpoint, ...] = ()


class Day(Struct, frozen=True, kw_only=True):
    """A day: its calls and group sessions, its minutes, and why it is off (`leave`, `holiday`, `busy`, or
    empty).

    `spans` are the owner's working minutes after midnight; `busy` are those that other calendars take, in
    order.
    """

    date: date
    cards: tuple[Card, ...]
    sessions: tuple[SessionCard, ...]
    spans: Spans
    load: int
    capacity: int
    works: bool
    away: str
    holiday: str
    busy: Minutes = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Calls and group sessions in order of time; what has no hour yet comes last."""
        return tuple(sorted((*self.cards, *self.sessions), key=order))


class TimeOff(Struct, frozen=True, kw_only=True):
    """Days of a week from Monday to Friday that are not worked, by why."""

    leave: int = 0
    on: tuple[date, ...] = ()
    """The holidays."""

    @property
    def holidays(self) -> int:
        """How many holidays."""
        return len(self.on)


class FullDay(Struct, frozen=True, kw_only=True):
    """The day that carries most of what it may carry."""

    date: date
    load: int
    capacity: int


class Week(Struct, frozen=True, kw_only=True):
    """Seven days from a Monday on."""

    monday: date
    days: tuple[Day, ...]
    load: int
    capacity: int


class Calendar:
    """Answers for weeks and days of one book."""

    def __init__(self, book: CalendarBook) -> None:
        self.book = book
        self._cards = sorted(map(self._card, book.calls), key=order)
        self._sessions = sorted(map(self.session_card, book.sessions), key=order)

    @property
    def last(self) -> date:
        """The last day that the book covers."""
        return self.book.first + self.book.weeks * _WEEK - _DAY

    def covers(self, monday: date) -> bool:
        """Whether the book has that week."""
        return self.book.first <= monday <= self.last

    @property
    def here(self) -> date:
        """Today; on a weekend that is not worked the next day that is."""
        if self.book.today.weekday() < _SATURDAY:
            return self.book.today
        ahead = (self.book.today + step * _DAY for step in range(_NEAR))
        return next((day for day in ahead if day in self.book.planner.spans), self.book.today)

    def week(self, monday: date) -> Week:
        """A week that the book covers."""
        number = (monday - self.book.first).days // 7
        return Week(
            monday=monday,
            days=tuple(self.day(monday + step * _DAY) for step in range(7)),
            load=self._diary.week_load[number],
            capacity=self._diary.week_capacity[number],
        )

    def loads(self, start: date, weeks: int) -> tuple[WeekFigures, ...]:
        """Agreed minutes and capacity of some weeks."""
        first = (start - self.book.first).days // 7
        return tuple(
            WeekFigures(
                monday=self.book.first + number * _WEEK,
                agreed=self._diary.week_load[number],
                load=self._diary.week_load[number],
                capacity=self._diary.week_capacity[number],
            )
            for number in range(first, min(first + weeks, self.book.weeks))
        )

    @property
    def cards(self) -> list[Card]:
        """All calls that the book has, in order of time."""
        return list(self._cards)

    def time_off(self, monday: date) -> TimeOff:
        """What a week lacks."""
        away = {day: self.book.planner.away.get(day, "") for day in (monday + n * _DAY for n in range(5))}
        return TimeOff(
            leave=list(away.values()).count("leave"),
            on=tuple(day for day, why in away.items() if why == "holiday"),
        )

    def fullest_day(self, start: date, weeks: int, plan: Iterable[ProposedCall] = ()) -> FullDay | None:
        """The fullest day of some weeks, as agreed or with the calls of a plan; None when all are empty."""
        first = (start - self.book.first).days
        last = min(first + 7 * weeks, len(self._diary.day_load))
        loads = dict(enumerate(self._diary.day_load[first:last], first))
        for call in plan:
            if call.was_date is not None:
                self._shift(loads, call.was_date, -call.load_minutes)
            if call.change != "dropped":
                self._shift(loads, call.date, call.load_minutes)
        capacity = self._diary.day_capacity
        full = max(
            (day for day, load in loads.items() if load > 0),
            key=lambda day: (loads[day] / capacity[day] if capacity[day] else float("inf"), -day),
            default=None,
        )
        if full is None:
            return None
        return FullDay(date=self.book.first + full * _DAY, load=loads[full], capacity=capacity[full])

    def _shift(self, loads: dict[int, int], day: date, minutes: int) -> None:
        number = (day - self.book.first).days
        if number in loads:
            loads[number] += minutes

    def coming(self) -> list[Entry]:
        """Open calls and group sessions from today on, and those before that nobody has recorded yet."""
        calls = [card for card in self._cards if card.touch.status in OPEN_STATUSES]
        sessions = [card for card in self._sessions if card.session.status == "planned"]
        return sorted((*calls, *sessions), key=order)

    def card(self, touch_id: str) -> Card | None:
        """The card of a call."""
        return next((card for card in self._cards if card.id == touch_id), None)

    def day(self, day: date) -> Day:
        """A day that the book covers."""
        number = (day - self.book.first).days
        return Day(
            date=day,
            cards=tuple(self._by_day.get(day, ())),
            sessions=tuple(card for card in self._sessions if card.date == day),
            spans=self.book.planner.spans.get(day, ()),
            load=self._diary.day_load[number],
            capacity=self._diary.day_capacity[number],
            works=day in self.book.planner.spans,
            away=self.book.planner.away.get(day, ""),
            holiday=self.book.holidays.get(day, ""),
            busy=self.book.planner.busy.get(day, ()),
        )

    @cached_property
    def _by_day(self) -> dict[date, list[Card]]:
        days: dict[date, list[Card]] = {}
        for card in self._cards:
            days.setdefault(card.date, []).append(card)
        return days

    @cached_property
    def _diary(self) -> Diary:
        book = self.book
        taken = [self._taken(card) for card in self._cards if card.touch.status in _TAKES_TIME]
        taken += [self._held(each) for each in self._sessions]
        problem = Problem(
            start=book.first, today=book.first, weeks=book.weeks, people=(book.planner,), requests=()
        )
        return Diary(problem, book.planner, taken)

    def _taken(self, card: Card) -> Fixed:
        return Fixed(
            id=card.id,
            account=card.account,
            owner=self.book.owner.id,
            date=card.date,
            start=None if card.start is None else minute_of(card.start, self.book.owner.timezone)[1],
            minutes=card.touch.minutes,
            load=card.load,
        )

    def _held(self, card: SessionCard) -> Fixed:
        return Fixed(
            id=card.id,
            account=card.id,
            owner=self.book.owner.id,
            date=card.date,
            start=card.start.hour * 60 + card.start.minute,
            minutes=card.session.minutes,
            load=card.load,
        )

    def session_card(self, session: GroupSession) -> SessionCard:
        """The card of a group session of the owner's."""
        accounts = dict.fromkeys(guest.account for guest in session.guests if guest.status != "declined")
        found = (self.book.accounts.get(account) for account in accounts)
        return SessionCard(
            session=session,
            start=session.start.astimezone(ZoneInfo(self.book.owner.timezone)),
            over=session.end <= self.book.now,
            guests=tuple(account.name for account in found if account is not None),
        )

    def _card(self, touch: Touchpoint) -> Card:
        account, ours = self.book.accounts[touch.account], ZoneInfo(self.book.owner.timezone)
        start = touch.start.astimezone(ours) if touch.start else None
        theirs = (
            touch.start.astimezone(ZoneInfo(account.timezone)) if touch.start and account.timezone else None
        )
        apart = start is not None and theirs is not None and start.utcoffset() != theirs.utcoffset()
        return Card(
            id=touch.id,
            account=account.id,
            name=account.name,
            touch=touch,
            state=_state(touch, self.book.today),
            date=start.date() if start else touch.date,
            start=start,
            theirs=theirs if apart else None,
            their_zone=account.timezone,
            suggested=_suggested(touch, ours),
        )


def _suggested(touch: Touchpoint, zone: ZoneInfo) -> datetime | None:
    if touch.suggested is None or touch.status not in OPEN_STATUSES:
        return None
    return touch.suggested.astimezone(zone)


def _state(touch: Touchpoint, today: date) -> State:
    if touch.status in OPEN_STATUSES and touch.date < today:
        return "unrecorded"
    if touch.status in OPEN_STATUSES and touch.pinned:
        return "pinned"
    return touch.status
