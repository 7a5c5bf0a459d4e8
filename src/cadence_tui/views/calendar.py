"""The calendar of one owner: days with their calls in order, minutes against capacity, time off (P2, P3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Account, GroupSession, Person, Preferences, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.planning.diary import Diary
from cadence_tui.planning.problem import Fixed, Problem, Spans
from cadence_tui.planning.problem import Person as Planner
from cadence_tui.practice.working_time import Minutes, minute_of
from cadence_tui.views.proposal import ProposedCall, WeekFigures

_WEEK = timedelta(weeks=1)
_DAY = timedelta(days=1)
_NEAR = 14
"""Days within which somebody is expected to work again."""
_TAKES_TIME = frozenset({*OPEN_STATUSES, "held", "no_show"})

State = Literal["planned", "confirmed", "pinned", "held", "no_show", "declined", "cancelled", "unrecorded"]


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


class SessionCard(Struct, frozen=True, kw_only=True):
    """A group session on its day; `start` is in the host's zone."""

    session: GroupSession
    start: datetime

    @property
    def load(self) -> int:
        """Minutes with the host's work around it."""
        return self.session.minutes + self.session.work_minutes


class Card(Struct, frozen=True, kw_only=True):
    """A call on its day. `start` is in the owner's zone, `theirs` in the customer's where clocks differ.

    `suggested` is the place that the owner's own calendar asks for, in their zone; at midnight it is a day.
    """

    id: str
    account: str
    name: str
    touch: Touchpoint
    state: State
    date: date
    start: datetime | None
    theirs: datetime | None
    their_zone: str
    suggested: datetime | None = None

    @property
    def load(self) -> int:
        """Minutes with preparation and write-up."""
        return self.touch.minutes + self.touch.work_minutes


class Day(Struct, frozen=True, kw_only=True):
    """A day: its calls and group sessions in order, its minutes, and why it is off (`leave`, `holiday`,
    `busy`, or empty).

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


class TimeOff(Struct, frozen=True, kw_only=True):
    """Days of a week from Monday to Friday that are not worked, by why."""

    leave: int = 0
    holidays: int = 0


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
        self._cards = sorted(map(self._card, book.calls), key=_order)
        zone = ZoneInfo(book.owner.timezone)
        self._sessions = [
            SessionCard(session=each, start=each.start.astimezone(zone)) for each in book.sessions
        ]

    @property
    def last(self) -> date:
        """The last day that the book covers."""
        return self.book.first + self.book.weeks * _WEEK - _DAY

    def covers(self, monday: date) -> bool:
        """Whether the book has that week."""
        return self.book.first <= monday <= self.last

    @property
    def here(self) -> date:
        """The next day that is worked, today included; today when none is known."""
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
        away = [self.book.planner.away.get(monday + step * _DAY, "") for step in range(5)]
        return TimeOff(leave=away.count("leave"), holidays=away.count("holiday"))

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

    def coming(self) -> list[Card]:
        """Open calls from today on, and those of earlier days that nobody has recorded yet."""
        return [card for card in self._cards if card.touch.status in OPEN_STATUSES]

    def card(self, touch_id: str) -> Card | None:
        """The card of a call."""
        return next((card for card in self._cards if card.id == touch_id), None)

    def day(self, day: date) -> Day:
        """A day that the book covers."""
        number = (day - self.book.first).days
        return Day(
            date=day,
            cards=tuple(self._by_day.get(day, ())),
            sessions=tuple(each for each in self._sessions if each.start.date() == day),
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
            id=card.session.id,
            account=card.session.id,
            owner=self.book.owner.id,
            date=card.start.date(),
            start=card.start.hour * 60 + card.start.minute,
            minutes=card.session.minutes,
            load=card.load,
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


def _order(card: Card) -> tuple[date, bool, float, str]:
    return card.date, card.start is None, card.start.timestamp() if card.start else 0.0, card.id
