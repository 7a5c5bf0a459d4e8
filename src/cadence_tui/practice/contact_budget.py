"""What an account has had of contact over all channels, and when the next one may be (T10)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.documents.calendar import GROUP_CHANNEL
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.budget import next_allowed
from cadence_tui.practice.due.contact_days import ContactDays, contact_days
from cadence_tui.practice.due.situation import Situation, situation

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=28)
_FARTHEST = timedelta(days=400)
"""Who is closed for longer than a year is closed for good."""


class Contacts(Struct, frozen=True, kw_only=True):
    """Contacts of some days by sort: `messages` are those that go to many, invitations among them; `sessions`
    are group sessions that somebody came to."""

    calls: int = 0
    emails: int = 0
    messages: int = 0
    surveys: int = 0
    sessions: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.calls + self.emails + self.messages + self.surveys + self.sessions


class Budget(Struct, frozen=True, kw_only=True):
    """What counts against the budget: the contacts held in the last 7 and 28 days, gap and cap now in force.

    `next_eligible` is the first day from the one asked about on which a contact keeps gap and cap, and the
    customer may be reached at all; None when there is none. `why` says what stands against earlier days.
    """

    week: Contacts
    month: Contacts
    gap_days: int
    cap: int
    next_eligible: date | None
    why: tuple[Reason, ...] = ()


def budget_of(
    record: AccountRecord,
    model: TouchModel,
    today: date,
    *,
    wanted: date | None = None,
    holidays: Collection[date] = (),
    over_for: str = "",
    to_many: bool = False,
) -> Budget:
    """The contact budget of an account today; `wanted` is a day on which somebody would reach it.

    `holidays` are those of the customer's country; `over_for` is the person who reaches it, where
    their work of today has ended: tomorrow is the first day then. What goes `to_many` does not wait for the
    customer's own weekdays.
    """
    day, over = max(today, wanted or today), list[Reason]()
    if over_for and day == today:
        day, over = today + _DAY, [reason("budget_day_over", person=over_for)]
    closed = frozenset(each.toordinal() for each in holidays)
    at = situation(record, model, today, day + _FARTHEST, holidays=closed)
    gap, cap = at.limits_on(day.toordinal())
    nudged = _nudged(record, today)
    free, why = _next_eligible(day, at, nudged, any_weekday=to_many)
    return Budget(
        week=_contacts(at, nudged, today - _WEEK),
        month=_contacts(at, nudged, today - _MONTH),
        gap_days=gap,
        cap=cap,
        next_eligible=free,
        why=(*over, *why),
    )


def is_untouched(record: AccountRecord, model: TouchModel, today: date) -> bool:
    """Whether a paying account is left without any contact for longer than the model's minimum (T10)."""
    account = record.account
    pays = account.arr is not None and account.arr.amount > 0
    if not pays or (account.churned and account.churned <= today):
        return False
    held = (touch.date for touch in record.touchpoints if touch.status == "held" and not touch.internal)
    last = max((day for day in held if day <= today), default=account.start)
    return last is None or (today - last).days > model.contact.minimum_days


def _nudged(record: AccountRecord, today: date) -> list[date]:
    """The days on which the customer was reminded of promises by mail; all of one day are one contact."""
    nudges = (nudge for action in record.actions for nudge in action.nudges if nudge.channel == "email")
    return sorted({day for nudge in nudges if (day := nudge.at.date()) <= today})


def _contacts(at: Situation, nudged: Iterable[date], since: date) -> Contacts:
    messages = {each.touch for each in at.model.communications}
    held = [touch for touch in at.held if touch.date > since]
    sorts = [_sort(touch, messages) for touch in held]
    return Contacts(
        calls=sorts.count("calls"),
        emails=sorts.count("emails") + sum(day > since for day in nudged),
        messages=sorts.count("messages"),
        sessions=sorts.count("sessions"),
        surveys=sum(day > since for day in at.surveyed),
    )


def _sort(touch: Touchpoint, messages: set[str]) -> str:
    if touch.touch in messages:
        return "messages"
    if touch.channel == GROUP_CHANNEL:
        return "sessions"
    return "calls" if touch.channel in LIVE_CHANNELS else "emails"


def _next_eligible(
    wanted: date, at: Situation, nudged: Iterable[date], *, any_weekday: bool
) -> tuple[date | None, list[Reason]]:
    touched = [*at.held, *at.agreed]
    contacts = sorted([*(touch.date for touch in touched), *at.surveyed, *nudged])
    first, last = wanted.toordinal(), (wanted + _WEEK).toordinal()
    days = contact_days(
        at.account, at.wishes, at.model, "", first, last, at.holidays, any_weekday=any_weekday
    )
    day, why = wanted, list[Reason]()
    while day <= min(wanted + _FARTHEST, at.last_day):
        gap, cap = at.limits_on(day.toordinal())
        free = next_allowed(contacts, gap, day)
        if free != day:
            why.append(_gap_reason(day, gap, contacts))
        elif (count := _in_week(contacts, day)) >= cap:
            why.append(reason("budget_cap", count=count, cap=cap, week=monday(day)))
            free = monday(day) + _WEEK
        elif not days.is_open(day.toordinal()):
            why.append(_closed_reason(day, days, at))
            free = day + _DAY
        else:
            return day, _told(why)
        day = free
    return None, _told(why)


def _gap_reason(day: date, gap: int, contacts: Iterable[date]) -> Reason:
    near = [contact for contact in contacts if abs((contact - day).days) < gap]
    return reason("budget_gap", day=near[-1], gap_days=gap)


def _closed_reason(day: date, days: ContactDays, at: Situation) -> Reason:
    if closed := days.why_closed(day.toordinal()):
        return reason("budget_closed", why=closed)
    worked = {WEEKDAYS.index(name) for name in at.model.contact.weekdays}
    return reason("budget_weekday", weekdays=sorted(worked & {*at.wishes.weekdays} or worked))


def _told(why: list[Reason]) -> list[Reason]:
    """Each reason once: a stretch of closed days is one."""
    return [each for place, each in enumerate(why) if each not in why[:place]]


def _in_week(contacts: Iterable[date], day: date) -> int:
    first = monday(day)
    return sum(first <= contact < first + _WEEK for contact in contacts)
