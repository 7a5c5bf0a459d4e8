"""One contact budget over all channels: a least gap and a cap a week (T10)."""

from bisect import bisect_left, insort
from datetime import date

from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.situation import Asked, Situation


def keep_budget(asked: list[Asked], at: Situation) -> tuple[list[Asked], list[LeftOut]]:
    """The touches, moved to later days until gap and cap are kept; and what found no day.

    The order of the list is precedence; optional touches come after it and messages last, both only where
    there is room for them. Calls, mails, invitations and surveys all count.
    """
    spoken = (*(touch.date for touch in at.held), *(touch.date for touch in at.agreed), *at.surveyed)
    contacts = sorted(day.toordinal() for day in spoken)
    kept: list[Asked] = []
    left_out: list[LeftOut] = []
    for touch in sorted(asked, key=lambda touch: (touch.message, touch.optional)):
        day = _message_day(touch, contacts, at) if touch.message else _next_free(touch, contacts, at)
        if day is None or (touch.optional and day > touch.latest):
            left_out.append(_left_out(touch, at))
            continue
        if day != touch.ideal:
            _move(touch, day, at)
        insort(contacts, touch.ideal)
        kept.append(touch)
    return kept, left_out


def next_allowed(contacts: list[date], min_gap_days: int, day: date) -> date:
    """The first day from `day` on that keeps the gap to every contact; `contacts` ascending."""
    days = [contact.toordinal() for contact in contacts]
    return date.fromordinal(_apart(days, min_gap_days, day.toordinal()))


def _apart(contacts: list[int], gap: int, day: int) -> int:
    place = bisect_left(contacts, day - gap + 1)
    while place < len(contacts) and contacts[place] < day + gap:
        day = max(day, contacts[place] + gap)
        place += 1
    return day


def _next_free(touch: Asked, contacts: list[int], at: Situation) -> int:
    days, day = at.days(touch.touch), touch.ideal
    while day <= at.end:
        gap, cap = at.limits_on(day)
        free = day if touch.urgent else _apart(contacts, gap, day)
        if _in_week(contacts, free) >= cap:
            day = _monday(free) + 7
            continue
        if days.is_open(free):
            return free
        day = free + 1
    return day


def _message_day(touch: Asked, contacts: list[int], at: Situation) -> int | None:
    """The day of a message, or the same weekday of a later week before the next of its kind."""
    days = at.days(touch.touch, any_weekday=True)
    for day in range(touch.ideal, touch.latest + 1, 7):
        gap, cap = at.limits_on(day)
        if days.is_open(day) and _apart(contacts, gap, day) == day and _in_week(contacts, day) < cap:
            return day
    return None


def _in_week(contacts: list[int], day: int) -> int:
    first = _monday(day)
    return bisect_left(contacts, first + 7) - bisect_left(contacts, first)


def _monday(day: int) -> int:
    return day - (day + 6) % 7


def _left_out(touch: Asked, at: Situation) -> LeftOut:
    day = date.fromordinal(touch.ideal)
    return LeftOut(touch=touch.touch.id, rule=touch.rule, day=day, why=_why("left_out", touch, at))


def _why(code: str, touch: Asked, at: Situation, **figures: date) -> Reason:
    gap, cap = at.limits_on(touch.ideal)
    return reason(code, day=date.fromordinal(touch.ideal), gap_days=gap, cap=cap, **figures)


def _move(touch: Asked, day: int, at: Situation) -> None:
    touch.reasons.append(_why("held_back", touch, at, to=date.fromordinal(day)))
    if not touch.message:
        touch.latest = max(touch.latest, day + (touch.latest - touch.ideal))
        touch.earliest = max(touch.earliest, min(day, touch.earliest + (day - touch.ideal)))
    touch.ideal = day
