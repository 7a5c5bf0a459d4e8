"""What feasibility is reckoned from: the accounts, the people who look after them, and a stretch of weeks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, BusySpan, Person
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.working_time import Minutes, WorkingTime, minute_of, working_time

_DAY = timedelta(days=1)
_YEAR_DAYS = 365.25
MONTH_DAYS = _YEAR_DAYS / 12
"""Days of an average month."""
FOUR_WEEKS = 28


class Team(Struct, frozen=True, kw_only=True):
    """Whom the model asks for time, and of whom.

    `bands` are health bands by account id, `holidays` are by country and subdivision; `gone` are people who
    left, by id, `busy` times of other calendars by person. `capacity` makes of working minutes and a share
    the minutes that may be calls. The stretch lasts so many weeks from the Monday of `today`; what is over of
    it, up to `now`, is no time that anybody has. Nothing that is due is done sooner than `notice_days` after
    today. `sessions` are the minutes of group sessions by person and day.
    """

    records: Mapping[str, AccountRecord]
    people: tuple[Person, ...]
    bands: Mapping[str, str]
    holidays: Mapping[tuple[str, str], frozenset[date]]
    capacity: Callable[[float, float], int]
    model: TouchModel
    today: date
    weeks: int
    gone: frozenset[str] = frozenset()
    now: datetime | None = None
    notice_days: int = 0
    busy: Mapping[str, tuple[BusySpan, ...]] = {}
    sessions: Mapping[str, Mapping[date, int]] = {}

    @property
    def start(self) -> date:
        """The first day of the stretch, a Monday."""
        return monday(self.today)

    @property
    def last(self) -> date:
        """The last day of the stretch."""
        return self.start + timedelta(days=7 * self.weeks - 1)

    @property
    def soonest(self) -> date:
        """The first day for what is due and not agreed: nothing is proposed nearer, nor at a weekend."""
        day = self.today + timedelta(days=self.notice_days)
        while WEEKDAYS[day.weekday()] not in self.model.contact.weekdays:
            day += _DAY
        return day

    @property
    def days_ahead(self) -> int:
        """Days from today to the end: what rates are counted over."""
        return (self.last - self.today).days + 1

    def a_year(self, figure: float) -> float:
        """A figure of the days ahead at the pace of a year."""
        return figure * _YEAR_DAYS / self.days_ahead

    def a_month(self, figure: float) -> float:
        """A figure of the days ahead at the pace of an average month."""
        return figure * MONTH_DAYS / self.days_ahead

    def four_weeks(self, figure: float) -> float:
        """A figure of the days ahead at the pace of four weeks."""
        return figure * FOUR_WEEKS / self.days_ahead

    def accounts(self) -> list[Account]:
        """Customers of today that one of the people looks after, or nobody."""
        owners = {person.id for person in self.people} | self.gone | {""}
        accounts = [record.account for record in self.records.values() if record.account.owner in owners]
        return [each for each in accounts if not (each.churned and each.churned <= self.today)]

    def is_unowned(self, account: Account) -> bool:
        """Whether nobody who is here looks after an account."""
        return not account.owner or account.owner in self.gone

    def person(self, person_id: str) -> Person:
        """Somebody of the team. KeyError when there is no such person."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)


class Month(Struct, frozen=True, kw_only=True):
    """A calendar month as far as it lies in the stretch: its first and last day there, and the minutes."""

    first: date
    last: date
    minutes: int
    whole: bool


class Capacity(Struct, frozen=True, kw_only=True):
    """Minutes of a person for contact from now on: working hours × call share, without days away and without
    what group sessions take.

    `weeks` in the order of the stretch; `away` says why working days of each fall out (`leave`, `holiday`,
    `busy`); `leave` and `holidays` count those of all weeks. `busy` are the working minutes of each week that
    other calendars take, `sessions` the minutes of its group sessions.
    """

    weeks: tuple[int, ...]
    months: tuple[Month, ...]
    leave: int
    holidays: int
    away: tuple[tuple[str, ...], ...]
    busy: tuple[int, ...]
    sessions: tuple[int, ...]

    @property
    def total(self) -> int:
        """Minutes of the whole stretch."""
        return sum(self.weeks)


def capacity_of(person: Person, team: Team) -> Capacity:
    """The minutes that a person has left in the weeks and months of the stretch."""
    days = [team.start + _DAY * step for step in range(7 * team.weeks)]
    closed = team.holidays.get((person.country, person.subdivision), frozenset())
    busy = team.busy.get(person.id, ())
    time = _left(working_time(person, days, closed, busy), person, team)
    whole = _left(working_time(person, days, closed), person, team) if busy else time
    spans = [days[7 * week : 7 * week + 7] for week in range(team.weeks)]
    weeks = [_minutes(time, inside, person, team) for inside in spans]
    away = list(time.away.values())
    return Capacity(
        weeks=tuple(weeks),
        months=tuple(_months(time, [day for day in days if day >= team.today], person, team)),
        leave=away.count("leave"),
        holidays=away.count("holiday"),
        away=tuple(tuple(time.away[day] for day in inside if day in time.away) for inside in spans),
        busy=tuple(_worked(whole, inside) - _worked(time, inside) for inside in spans),
        sessions=tuple(_taken(inside, person, team) for inside in spans),
    )


def _left(time: WorkingTime, person: Person, team: Team) -> WorkingTime:
    """What of it is not over; of today the hours that the person's own clock has not passed."""
    today, minute = team.today, 0
    if team.now is not None:
        day, passed = minute_of(team.now, person.timezone)
        # Where it is tomorrow already today is over; where it is still yesterday all of today is left.
        today, minute = max(day, today), passed if day >= today else 0
    spans = {day: _from(minute, found) if day == today else found for day, found in time.spans.items()}
    return WorkingTime(
        {day: found for day, found in spans.items() if day >= today},
        {day: why for day, why in time.away.items() if day >= today},
    )


def _from(minute: int, spans: Minutes) -> Minutes:
    return tuple((max(start, minute), end) for start, end in spans if end > minute)


def _minutes(time: WorkingTime, days: Sequence[date], person: Person, team: Team) -> int:
    may = team.capacity(_worked(time, days), person.call_share)
    return max(0, may - _taken(days, person, team))


def _worked(time: WorkingTime, days: Sequence[date]) -> int:
    return sum(end - start for day in days for start, end in time.spans.get(day, ()))


def _taken(days: Sequence[date], person: Person, team: Team) -> int:
    sessions = team.sessions.get(person.id, {})
    return sum(sessions.get(day, 0) for day in days if day >= team.today)


def _months(time: WorkingTime, days: Sequence[date], person: Person, team: Team) -> list[Month]:
    months: dict[tuple[int, int], list[date]] = {}
    for day in days:
        months.setdefault((day.year, day.month), []).append(day)
    return [
        Month(
            first=inside[0],
            last=inside[-1],
            minutes=_minutes(time, inside, person, team),
            whole=inside[0].day == 1 and (inside[-1] + _DAY).day == 1,
        )
        for inside in months.values()
    ]
