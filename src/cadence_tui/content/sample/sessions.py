"""Group sessions that the sample's first CSM holds: weekly office hours, a webinar to invite to (P9)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.content.sample.chance import Ids
from cadence_tui.content.sample.diary import Diary
from cadence_tui.model.documents import Account, Contact, GroupSession, Guest, Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.documents.calendar import GroupKind, GuestStatus

_ANSWERS: tuple[GuestStatus, ...] = ("accepted", "invited", "accepted", "declined")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TRIES = 10
_AHEAD = timedelta(days=120)
_NUMBER = 1_000_000
"""Ids of sessions come after those of every account."""


DaysOff = Callable[[str, str, date, date], Collection[date]]
"""The public holidays of a country and its part between two days."""


class Planned(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session of `sessions.toml`: how many days ahead, for so many weeks in a row, with so many guests."""

    form: GroupKind
    days: int
    minutes: int
    work_minutes: int
    guests: int
    where: str
    title: dict[Language, str]
    topics: dict[Language, str]
    weeks: int = 1
    invited_days_ago: int | None = None
    spares: tuple[str, ...] = ()


class Sessions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`sessions.toml`."""

    sessions: tuple[Planned, ...]


class Customer(Struct, frozen=True):
    """Somebody who may be a guest: an account and who is spoken to there."""

    account: Account
    contact: Contact


def no_days_off(country: str, subdivision: str, first: date, last: date) -> Collection[date]:
    """What holds where nobody asks for holidays."""
    return ()


def group_sessions(
    planned: Sequence[Planned],
    host: Person,
    language: Language,
    customers: Sequence[Customer],
    diary: Diary,
    today: date,
    seed: int,
    days_off: DaysOff,
) -> Iterator[GroupSession]:
    """The sessions of one host at hours that are free, none on their days off.

    A series has a document for each of its weeks.
    """
    off = frozenset(days_off(host.country, host.subdivision, today, today + _AHEAD))
    ids = Ids(_NUMBER, Random(f"{seed}/sessions/ids"))
    turn = 0
    for each in planned:
        start = _free_hour(each, host, diary, today, off)
        if start is None:
            continue
        welcome = [customer for customer in customers if _is_welcome(customer, each)]
        chosen = [welcome[(turn + place) % len(welcome)] for place in range(min(each.guests, len(welcome)))]
        turn += len(chosen)
        yield from _series(each, host, language, chosen, diary, start, ids, today, off)


def _series(
    planned: Planned,
    host: Person,
    language: Language,
    chosen: Sequence[Customer],
    diary: Diary,
    start: datetime,
    ids: Ids,
    today: date,
    off: Collection[date],
) -> Iterator[GroupSession]:
    there = start.astimezone(ZoneInfo(host.timezone))
    first = GroupSession(
        id=ids.new(),
        title=planned.title[language],
        form=planned.form,
        owner=host.id,
        start=start,
        minutes=planned.minutes,
        work_minutes=planned.work_minutes,
        language=language,
        where=planned.where,
        topics=planned.topics[language],
        guests=tuple(_guests(planned, chosen, host, today)),
    )
    if planned.weeks > 1:
        rule = f"FREQ=WEEKLY;BYDAY={_CODES[there.weekday()]}"
        first = replace(first, series=first.id, repeats=rule)
    yield first
    later = tuple(Guest(account=guest.account, contact=guest.contact) for guest in first.guests)
    for week in range(1, planned.weeks):
        day = there.date() + timedelta(weeks=week)
        on_leave = any(absence.first <= day <= absence.last for absence in host.leave)
        if not on_leave and day not in off and diary.workday(day, 1) == day:
            hour = datetime.combine(day, there.time(), ZoneInfo(host.timezone)).astimezone(UTC)
            yield replace(first, id=ids.new(), start=hour, guests=later)


def _free_hour(
    planned: Planned, host: Person, diary: Diary, today: date, off: Collection[date]
) -> datetime | None:
    for ahead in range(_TRIES):
        day = diary.workday(today + timedelta(days=planned.days + ahead), 1)
        if day in off:
            continue
        if start := diary.book(host, day, planned.minutes, host.timezone, turn=1):
            return start
    return None


def _is_welcome(customer: Customer, planned: Planned) -> bool:
    """Nobody who has wishes or a season of their own: those are for the program to judge."""
    account, contact = customer.account, customer.contact
    wishes = (account.preferences, contact.preferences)
    quiet = any(each.refused or each.quiet for each in wishes)
    return not quiet and account.churned is None and account.industry not in planned.spares


def _guests(planned: Planned, chosen: Sequence[Customer], host: Person, today: date) -> Iterator[Guest]:
    for place, customer in enumerate(chosen):
        guest = Guest(account=customer.account.id, contact=customer.contact.id)
        if planned.invited_days_ago is None:
            yield guest
            continue
        day = today - timedelta(days=planned.invited_days_ago)
        at = datetime.combine(day, time(10), ZoneInfo(host.timezone)).astimezone(UTC)
        yield replace(guest, status=_ANSWERS[place % len(_ANSWERS)], invited_at=at)
