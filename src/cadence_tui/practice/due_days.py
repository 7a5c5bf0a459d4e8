"""What speaks against the day of a promise: a holiday, leave, the renewal, a day without work (C6)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.model.documents.action import Side
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.message import FullDay, Message, message
from cadence_tui.practice.covering import stretch_on
from cadence_tui.practice.flag import Flag

_SATURDAY = 5
_DAYS_AHEAD = 29


class DueFacts(Struct, frozen=True, kw_only=True):
    """What is known about days: the team by id, the account's country and renewal, holidays by country with
    their names, and what the reader calls a country."""

    today: date
    people: Mapping[str, Person]
    country: str = ""
    renewal: date | None = None
    holidays: Mapping[str, Mapping[date, str]] = {}
    country_names: Mapping[str, str] = {}

    def countries(self) -> list[str]:
        """The countries whose holidays matter, the customer's first."""
        found = [self.country, *(person.country for person in self.people.values())]
        return [country for country in dict.fromkeys(found) if country]


def day_flags(due: date | None, side: Side | None, owner: str, facts: DueFacts) -> tuple[Flag, ...]:
    """What speaks against a day, the gravest first: `past`, `after_renewal`, `leave`, `holiday`, `day_off`.

    `owner` is a person's id where the promise is ours.
    """
    if due is None or side is None:
        return ()
    person = facts.people.get(owner) if side == "ours" else None
    found = (
        _on_the_way(due, facts),
        _leave(due, person, facts),
        *_holidays(due, person, facts),
        _day_off(due, person),
    )
    return tuple(flag for flag in found if flag is not None)


def _on_the_way(due: date, facts: DueFacts) -> Flag | None:
    if due < facts.today:
        return Flag("past", message("that day is over"))
    # A renewal that is over binds nobody any more.
    if facts.renewal is not None and facts.today <= facts.renewal < due:
        return Flag("after_renewal", message("after the renewal on {day}", day=_dated(facts.renewal, facts)))
    return None


def _dated(day: date, facts: DueFacts) -> date | FullDay:
    return day if day.year == facts.today.year else FullDay(day)


def _leave(due: date, person: Person | None, facts: DueFacts) -> Flag | None:
    leave = stretch_on(person, due) if person is not None else None
    if person is None or leave is None:
        return None
    return Flag("leave", message("away until {day}", day=_dated(leave.last, facts)))


def _holidays(due: date, person: Person | None, facts: DueFacts) -> list[Flag]:
    countries = dict.fromkeys((person.country if person else "", facts.country))
    named = [(country, facts.holidays.get(country, {}).get(due)) for country in countries]
    closed = {day for country in countries for day in facts.holidays.get(country, {})}
    following = _next_workday(due, person, closed, facts) if due in closed else None
    return [
        Flag("holiday", _holiday(_called(country, facts), name, following)) for country, name in named if name
    ]


def _holiday(country: str, name: str, following: date | None) -> Message:
    if following is None:
        return message("{country} holiday: {name}", country=country, name=name)
    return message(
        "{country} holiday: {name}, next working day {day}", country=country, name=name, day=following
    )


def _next_workday(due: date, person: Person | None, closed: Collection[date], facts: DueFacts) -> date | None:
    """The first day after that one against which nothing speaks; None when there is none within weeks."""
    days = (due + timedelta(days=ahead) for ahead in range(1, _DAYS_AHEAD))
    workdays = (day for day in days if day not in closed and not _day_off(day, person))
    return next((day for day in workdays if not _leave(day, person, facts)), None)


def _called(country: str, facts: DueFacts) -> str:
    return facts.country_names.get(country, country)


def _day_off(due: date, person: Person | None) -> Flag | None:
    if person is None:
        return Flag("day_off", message("a weekend")) if due.weekday() >= _SATURDAY else None
    if parse_hours(person.hours).on(due.weekday()):
        return None
    return Flag("day_off", message("no working day"))
