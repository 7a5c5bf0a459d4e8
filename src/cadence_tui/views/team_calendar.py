"""People side by side: minutes of each week and day against what each of them has (P3)."""

from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.planning.diary import Diary
from cadence_tui.views.calendar import FullDay, TimeOff
from cadence_tui.views.proposal import WeekFigures


class DayLoad(Struct, frozen=True, kw_only=True):
    """A day: agreed minutes, capacity, and why it is off (`leave`, `holiday`, or empty)."""

    date: date
    load: int
    capacity: int
    away: str


class PersonLoad(Struct, frozen=True, kw_only=True):
    """One person's weeks and all their days, from one Monday on."""

    id: str
    name: str
    pod: str
    weeks: tuple[WeekFigures, ...]
    days: tuple[DayLoad, ...]

    @property
    def fullest(self) -> WeekFigures | None:
        """The week that carries most of what it may carry."""
        busy = [week for week in self.weeks if week.load]
        return max(busy, key=lambda week: week.load / (week.capacity or 1), default=None)

    @property
    def fullest_day(self) -> FullDay | None:
        """The same of the days."""
        busy = [day for day in self.days if day.load]
        full = max(busy, key=lambda day: day.load / (day.capacity or 1), default=None)
        return FullDay(date=full.date, load=full.load, capacity=full.capacity) if full else None

    def of_week(self, monday: date) -> tuple[DayLoad, ...]:
        """Monday to Friday, and days of the weekend that carry something."""
        first = (monday - self.days[0].date).days
        week = self.days[first : first + 7]
        return tuple(day for day in week if day.date.weekday() < 5 or day.load or day.capacity)

    def time_off(self, monday: date) -> TimeOff:
        """What a week lacks."""
        days = self.of_week(monday)
        return TimeOff(
            leave=sum(day.away == "leave" for day in days),
            on=tuple(day.date for day in days if day.away == "holiday"),
        )


def person_load(person: Person, diary: Diary, start: date) -> PersonLoad:
    """The figures of a diary; `start` is its first Monday."""
    weeks = zip(diary.week_load, diary.week_capacity, strict=True)
    days = zip(diary.dates, diary.day_load, diary.day_capacity, strict=True)
    return PersonLoad(
        id=person.id,
        name=person.name,
        pod=person.pod,
        weeks=tuple(
            WeekFigures(monday=start + timedelta(weeks=number), agreed=load, load=load, capacity=capacity)
            for number, (load, capacity) in enumerate(weeks)
        ),
        days=tuple(
            DayLoad(date=when, load=load, capacity=capacity, away=diary.person.away.get(when, ""))
            for when, load, capacity in days
        ),
    )
