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
    there is room for them. Calls, mails, invitations and surveys all count.
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


def _left_out(touch: Asked, obstacle: _Obstacle, at: Situation) -> LeftOut:
    day = date.fromordinal(touch.ideal)
    return LeftOut(touch=touch.touch.id, rule=touch.rule, day=day, why=_why("left_out", touch, obstacle, at))


def _obstacle(touch: Asked, contacts: list[int], what: Mapping[int, str], at: Situation) -> _Obstacle:
    """What stands against the day that a touch is meant for: the nearest contact in the gap, else the cap."""
    gap, _ = at.limits_on(touch.ideal)
    place = bisect_left(contacts, touch.ideal - gap + 1)
    near = contacts[place : bisect_left(contacts, touch.ideal + gap)]
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
