"""One contact budget over all channels: a least gap and a cap a week (T10)."""

from bisect import bisect_left, insort
from datetime import date, timedelta

from cadence_tui.model.clock import monday
from cadence_tui.model.message import reason
from cadence_tui.practice.due.situation import Asked, Situation

_DAY = timedelta(days=1)


def keep_budget(asked: list[Asked], at: Situation) -> list[Asked]:
    """The touches, moved to later days until gap and cap are kept.

    The order of the list is precedence. Optional touches come last, and only where their window has room.
    """
    contacts = sorted([*(touch.date for touch in at.held), *(touch.date for touch in at.agreed)])
    kept: list[Asked] = []
    for touch in sorted(asked, key=lambda touch: touch.optional):
        day = _next_free(touch, contacts, at)
        if touch.optional and day > touch.latest:
            continue
        if day != touch.ideal:
            _move(touch, day, at)
        insort(contacts, touch.ideal)
        kept.append(touch)
    return kept


def next_allowed(contacts: list[date], min_gap_days: int, day: date) -> date:
    """The first day from `day` on that keeps the gap to every contact; `contacts` ascending."""
    gap = timedelta(days=min_gap_days)
    place = bisect_left(contacts, day - gap + _DAY)
    while place < len(contacts) and contacts[place] < day + gap:
        day = max(day, contacts[place] + gap)
        place += 1
    return day


def _next_free(touch: Asked, contacts: list[date], at: Situation) -> date:
    days, day = at.days(touch.touch), touch.ideal
    while day <= at.last_day:
        free = next_allowed(contacts, at.segment.min_gap_days, day)
        if _in_week(contacts, free) >= at.segment.max_contacts_per_week:
            day = monday(free) + 7 * _DAY
            continue
        if days.is_open(free):
            return free
        day = free + _DAY
    return day


def _in_week(contacts: list[date], day: date) -> int:
    first = monday(day)
    return bisect_left(contacts, first + 7 * _DAY) - bisect_left(contacts, first)


def _move(touch: Asked, day: date, at: Situation) -> None:
    figures = {"gap_days": at.segment.min_gap_days, "cap": at.segment.max_contacts_per_week}
    touch.reasons.append(reason("held_back", day=touch.ideal, to=day, **figures))
    touch.latest = max(touch.latest, day + (touch.latest - touch.ideal))
    touch.earliest = max(touch.earliest, min(day, touch.earliest + (day - touch.ideal)))
    touch.ideal = day
