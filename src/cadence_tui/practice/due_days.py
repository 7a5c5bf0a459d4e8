"""What speaks against the day of a promise: a holiday, leave, the renewal, a day without work (C6)."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.model.documents.action import Side
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.message import FullDay, message
from cadence_tui.practice.covering import stretch_on
from cadence_tui.practice.flag import Flag

_SATURDAY = 5


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
    named = ((country, facts.holidays.get(country, {}).get(due)) for country in countries)
    return [
        Flag("holiday", message("{country} holiday: {name}", country=_called(country, facts), name=name))
        for country, name in named
        if name
    ]


def _called(country: str, facts: DueFacts) -> str:
    return facts.country_names.get(country, country)


def _day_off(due: date, person: Person | None) -> Flag | None:
    if person is None:
        return Flag("day_off", message("a weekend")) if due.weekday() >= _SATURDAY else None
    if parse_hours(person.hours).on(due.weekday()):
        return None
    return Flag("day_off", message("no working day"))
