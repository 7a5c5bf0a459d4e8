"""Group sessions: who may be a guest and who is left out, places, reminders, what came of it, series (P9)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Contact, GroupSession, Guest
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.recurrence import occurrences
from cadence_tui.model.rules.sessions import SessionRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.due.contact_days import contact_days
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.wishes import as_spoken_to, wishes_in_force
from cadence_tui.practice.working_time import minute_of

Repeat = Literal["weekly", "monthly", "quarterly"]
REPEATS: tuple[Repeat, ...] = ("weekly", "monthly", "quarterly")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_WEEK = 5
_COMING = ("chosen", "invited", "accepted", "attended", "no_show")
"""Guests who have a place; who declined has given it back."""


class Candidate(Struct, frozen=True):
    """Somebody who might be a guest: an account with all its contacts, and who is meant there."""

    record: AccountRecord
    contact: Contact | None = None
    holidays: Collection[date] = ()

    @property
    def key(self) -> str:
        """The key of the guest that they would be."""
        return Guest(account=self.record.account.id, contact=self.contact.id if self.contact else "").key


class NotChosen(Struct, frozen=True):
    """Somebody who is left out, and why."""

    candidate: Candidate
    why: tuple[Reason, ...]


class Chosen(Struct, frozen=True):
    """The guests that come in, in order, and who is left out."""

    guests: tuple[Guest, ...]
    left_out: tuple[NotChosen, ...]


class Terms(Struct, frozen=True, kw_only=True):
    """What wishes are held against: the rules, the host's zone, the day on which it is asked."""

    model: TouchModel
    rules: SessionRules
    zone: str
    today: date


def choose(session: GroupSession, candidates: Iterable[Candidate], terms: Terms) -> Chosen:
    """Those of the candidates who may come, in their order, as long as there are places.

    Nobody comes in twice, neither as a contact nor with the account as a whole. Wishes bind: who refused the
    kind, wants quiet that day or has not agreed where consent is needed is left out, and so is who has left.
    """
    listed = [*session.guests]
    guests: list[Guest] = []
    left_out: list[NotChosen] = []
    free = free_places(session)
    for each in candidates:
        if twice := _listed(each, listed):
            left_out.append(NotChosen(each, (twice,)))
            continue
        why = why_not(session, each, terms)
        if not why and free is not None and len(guests) >= free:
            why = (reason("guest_no_place", places=session.places),)
        if why:
            left_out.append(NotChosen(each, why))
            continue
        guest = Guest(account=each.record.account.id, contact=each.contact.id if each.contact else "")
        listed.append(guest)
        guests.append(guest)
    return Chosen(tuple(guests), tuple(left_out))


def _listed(candidate: Candidate, listed: Iterable[Guest]) -> Reason | None:
    """Why somebody is a guest already; an account without a person stands for all of its people."""
    of_account = [guest for guest in listed if guest.account == candidate.record.account.id]
    if candidate.contact is None:
        return reason("guest_listed") if of_account else None
    if any(guest.key == candidate.key for guest in of_account):
        return reason("guest_listed")
    return reason("guest_account_listed") if any(not guest.contact for guest in of_account) else None


def why_not(session: GroupSession, candidate: Candidate, terms: Terms) -> tuple[Reason, ...]:
    """What speaks against somebody at a session, of their wishes and ours; nothing for who may come."""
    account, contact = candidate.record.account, candidate.contact
    day = day_at(session, account.timezone or terms.zone)
    if account.churned is not None and account.churned <= day:
        return (reason("guest_churned", day=account.churned),)
    if contact is not None and contact.left is not None and contact.left <= day:
        return (reason("guest_left", day=contact.left),)
    record = candidate.record if contact is None else as_spoken_to(candidate.record, contact.id, terms.today)
    wishes = wishes_in_force(record, terms.today).preferences
    invitation, attendance = terms.rules.invitation, terms.rules.forms[session.form].attendance
    found = [
        reason("guest_refused", touch=kind) for kind in (invitation, attendance) if kind in wishes.refused
    ]
    if _needs_consent(candidate.record, terms) and invitation not in wishes.wanted:
        found.append(reason("guest_no_consent", touch=invitation))
    number = day.toordinal()
    days_off = frozenset(each.toordinal() for each in candidate.holidays)
    open_days = contact_days(account, wishes, terms.model, attendance, number, number, days_off)
    if closed := open_days.why_closed(number):
        found.append(reason("guest_closed", day=day, why=closed))
    return tuple(found)


def _needs_consent(record: AccountRecord, terms: Terms) -> bool:
    segment = segment_of(record.account, terms.model, terms.today).value
    return any(
        said.needs_consent
        for said in terms.model.communications
        if said.touch == terms.rules.invitation and segment in said.segments
    )


def taken_places(session: GroupSession) -> int:
    """How many guests have a place."""
    return sum(guest.status in _COMING for guest in session.guests)


def free_places(session: GroupSession) -> int | None:
    """How many places are left; None where there is no limit."""
    return max(0, session.places - taken_places(session)) if session.places else None


def day_at(session: GroupSession, zone: str) -> date:
    """The day of a session by the calendar of a zone."""
    return session.start.astimezone(ZoneInfo(zone)).date()


def to_invite(session: GroupSession) -> list[Guest]:
    """Guests without an invitation."""
    return [guest for guest in session.guests if guest.status == "chosen"]


def to_remind(session: GroupSession, now: datetime, zone: str, reminder_days: Iterable[int]) -> list[Guest]:
    """Guests whose reminder is due: the day of one has come, and nothing was written to them since.

    Reminded are those who were invited and have not declined; a reminder whose day was missed is still due
    until the day of the next, or the session itself.
    """
    today, day = minute_of(now, zone)[0], day_at(session, zone)
    ahead = [days for days in reminder_days if days >= (day - today).days]
    if session.status != "planned" or session.start <= now or not ahead:
        return []
    since = day - timedelta(days=min(ahead))
    return [guest for guest in session.guests if _waits(guest, since, zone)]


def _waits(guest: Guest, since: date, zone: str) -> bool:
    written = max((at for at in (guest.invited_at, guest.reminded_at) if at), default=None)
    if guest.status not in ("invited", "accepted") or written is None:
        return False
    return minute_of(written, zone)[0] < since


def with_guests(session: GroupSession, changed: Mapping[str, Guest]) -> GroupSession:
    """The session with some guests as they are to be, by key."""
    return replace(session, guests=tuple(changed.get(guest.key, guest) for guest in session.guests))


def outcomes(session: GroupSession) -> dict[str, Literal["held", "no_show"]]:
    """By account what came of a session: somebody was there, or nobody of those who had accepted."""
    came = {guest.account for guest in session.guests if guest.status == "attended"}
    missed = {guest.account for guest in session.guests if guest.status == "no_show"} - came
    return {**dict.fromkeys(sorted(came), "held"), **dict.fromkeys(sorted(missed), "no_show")}


def repeat_rule(repeat: Repeat, day: date) -> str:
    """The rule of RFC 5545 by which a day comes again: its weekday, in its week of the month."""
    code = _CODES[day.weekday()]
    if repeat == "weekly":
        return f"FREQ=WEEKLY;BYDAY={code}"
    week = (day.day - 1) // 7 + 1
    place = "-1" if week == _LAST_WEEK else str(week)
    if repeat == "monthly":
        return f"FREQ=MONTHLY;BYDAY={place}{code}"
    months = sorted((day.month - 1 + step) % 12 + 1 for step in (0, 3, 6, 9))
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYDAY={place}{code}"


def next_starts(session: GroupSession, zone: str, until: date) -> list[datetime]:
    """The instants of a series after its latest session, up to a day; the zone's clock keeps the hour."""
    if not session.repeats:
        return []
    there = session.start.astimezone(ZoneInfo(zone))
    after = there.date() + timedelta(days=1)
    if after > until:
        return []
    hour = there.time()
    return [datetime.combine(day, hour, ZoneInfo(zone)) for day in occurrences(session.repeats, after, until)]
