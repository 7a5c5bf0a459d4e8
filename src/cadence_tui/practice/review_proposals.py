"""What a lead is offered with a verdict, so that a key and enter are enough: a date, a new owner (A3)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from cadence_tui.model.documents import Account, Action, Person, Risk
from cadence_tui.model.errors import BadInput
from cadence_tui.model.hours import parse_hours
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.practice.review import Subject
from cadence_tui.practice.working_time import on_leave

_WEEK = 7
_ROLES = {"csm": 0, "lead": 1, "admin": 2, "reader": 3}
_MONDAY_TO_FRIDAY = frozenset(range(5))


def proposed_date(subject: Subject, rules: ReviewRules, today: date, owner: Person | None) -> date:
    """Some days after the later of today and the date it has, on a day on which its owner works."""
    if isinstance(subject, Action):
        was = subject.due
    else:
        was = subject.plan_due if isinstance(subject, Risk) else subject.override.until
    day = max(was or today, today) + timedelta(days=rules.redate_days)
    days = (day + timedelta(days=ahead) for ahead in range(_WEEK))
    works = _working_days(owner)
    return next((each for each in days if each.weekday() in works), day)


def proposed_owners(
    present: str, account: Account, people: Iterable[Person], room: Mapping[str, int], today: date
) -> list[Person]:
    """Who could take it over: the account's owner, then the pod by free minutes, then the others.

    Who has it already, is away today or has left is none of them; `room` is free minutes by person.
    """
    able = [person for person in by_likelihood(account, people, room) if not on_leave(person, today)]
    return [person for person in able if person.id != present and person.role != "reader"]


def by_likelihood(
    account: Account, people: Iterable[Person], room: Mapping[str, int] | None = None
) -> list[Person]:
    """The team as owners of what an account is promised: its owner, then the pod by free minutes, then the
    others; who administers the store and who only reads come last. Who has left is none of them."""
    team, free = list(people), room or {}
    pods = {account.pod, *(person.pod for person in team if person.id == account.owner)} - {""}

    def rank(person: Person) -> tuple[object, ...]:
        return (
            person.id != account.owner,
            _ROLES[person.role],
            person.pod not in pods,
            -free.get(person.id, 0),
            person.name,
        )

    return sorted((person for person in team if person.gone is None), key=rank)


def _working_days(person: Person | None) -> frozenset[int]:
    if person is None:
        return _MONDAY_TO_FRIDAY
    try:
        hours = parse_hours(person.hours)
    except BadInput:
        return _MONDAY_TO_FRIDAY
    return frozenset(day for day, spans in enumerate(hours.days) if spans) or _MONDAY_TO_FRIDAY
