"""One contact budget over all channels: a least gap and a cap a week (T10)."""

from bisect import bisect_left, insort
from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.situation import Asked, Situation


class _Obstacle(Struct, frozen=True):
    """The gap to a contact of that kind, empty for a survey, or the cap of the week."""

    by: Literal["gap", "cap"]
    near: date | None = None
    touch: str = ""


def keep_budget(asked: list[Asked], at: Situation) -> tuple[list[Asked], list[LeftOut]]:
    """The touches, moved to later days until gap and cap are kept; and what found no day.

    The order of the list is precedence; optional touches come after it and messages last, both only where
    there is room for them. Calls, mails, invitations and surveys all count. Where stages with limits of their
    own meet, the gap of the earlier of two contacts counts, and for each the cap of its own day.
    """
    contacts, what = _contacts(at)
    kept: list[Asked] = []
    left_out: list[LeftOut] = []
    for touch in sorted(asked, key=lambda touch: (touch.message, touch.optional)):
        day = _message_day(touch, contacts, at) if touch.message else _next_free(touch, contacts, at)
        if day is None or (touch.optional and day > touch.latest):
            left_out.append(_left_out(touch, _obstacle(touch, contacts, what, at), at))
            continue
        if day != touch.ideal:
            _move(touch, day, _obstacle(touch, contacts, what, at), at)
        insort(contacts, touch.ideal)
        what.setdefault(touch.ideal, touch.touch.id)
        kept.append(touch)
    return kept, left_out


def _contacts(at: Situation) -> tuple[list[int], dict[int, str]]:
    """The days of contact that stand, ascending, and what each is: a kind of touch, or empty for a survey."""
    touches = [*at.held, *at.agreed]
    days = [*(touch.date for touch in touches), *at.surveyed]
    what = {day.toordinal(): "" for day in at.surveyed}
    what |= {touch.date.toordinal(): touch.touch for touch in touches}
    return sorted(day.toordinal() for day in days), what


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
        free = None if touch.urgent else _after_near(contacts, day, at)
        if free is not None:
            day = free
        elif _is_full(contacts, day, at):
            day = _monday(day) + 7
        elif days.is_open(day):
            return day
        else:
            day += 1
    return day


def _message_day(touch: Asked, contacts: list[int], at: Situation) -> int | None:
    """The day of a message, or the same weekday of a later week before the next of its kind."""
    days = at.days(touch.touch, any_weekday=True)
    for day in range(touch.ideal, touch.latest + 1, 7):
        near = _after_near(contacts, day, at)
        if days.is_open(day) and near is None and not _is_full(contacts, day, at):
            return day
    return None


def _after_near(contacts: list[int], day: int, at: Situation) -> int | None:
    """The first day that is far enough from a contact which is too near to a day; None when there is none."""
    reach = at.widest_gap
    for place in range(bisect_left(contacts, day - reach + 1), len(contacts)):
        contact = contacts[place]
        if contact >= day + reach:
            return None
        if _are_too_near(contact, day, at):
            return contact + at.limits_on(contact)[0]
    return None


def _are_too_near(contact: int, day: int, at: Situation) -> bool:
    return abs(contact - day) < at.limits_on(min(contact, day))[0]


def _is_full(contacts: list[int], day: int, at: Situation) -> bool:
    first = _monday(day)
    taken = bisect_left(contacts, first + 7) - bisect_left(contacts, first)
    return taken >= at.limits_on(day)[1]


def _monday(day: int) -> int:
    return day - (day + 6) % 7


def _left_out(touch: Asked, obstacle: _Obstacle, at: Situation) -> LeftOut:
    day = date.fromordinal(touch.ideal)
    return LeftOut(touch=touch.touch.id, rule=touch.rule, day=day, why=_why("left_out", touch, obstacle, at))


def _obstacle(touch: Asked, contacts: list[int], what: Mapping[int, str], at: Situation) -> _Obstacle:
    """What stands against the day that a touch is meant for: the nearest contact in the gap, else the cap."""
    reach = at.widest_gap
    first, last = touch.ideal - reach + 1, touch.ideal + reach
    around = contacts[bisect_left(contacts, first) : bisect_left(contacts, last)]
    near = [day for day in around if _are_too_near(day, touch.ideal, at)]
    if touch.urgent or not near:
        return _Obstacle("cap")
    nearest = min(near, key=lambda day: (abs(day - touch.ideal), day))
    return _Obstacle("gap", date.fromordinal(nearest), what[nearest])


def _why(code: str, touch: Asked, obstacle: _Obstacle, at: Situation, **figures: date) -> Reason:
    gap, cap = at.limits_on(touch.ideal)
    limits = {"by": obstacle.by, "gap_days": gap, "cap": cap}
    if obstacle.near:
        limits |= {"near": obstacle.near, "near_touch": obstacle.touch}
    return reason(code, day=date.fromordinal(touch.ideal), **limits, **figures)


def _move(touch: Asked, day: int, obstacle: _Obstacle, at: Situation) -> None:
    touch.reasons.append(_why("held_back", touch, obstacle, at, to=date.fromordinal(day)))
    if not touch.message:
        touch.latest = max(touch.latest, day + (touch.latest - touch.ideal))
        touch.earliest = max(touch.earliest, min(day, touch.earliest + (day - touch.ideal)))
    touch.ideal = day
