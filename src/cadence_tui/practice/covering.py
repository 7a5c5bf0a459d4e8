"""Who stands in for whom on a day, and what is whose again once somebody is back (P6).

Nobody has to give anything back: what a document says of a stand-in counts for the days of the leave alone.
"""

from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Action, Cover, CoverPart, Person, Touchpoint
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.hours import parse_hours

Lent = TypeVar("Lent", Touchpoint, Action)
_DAY = timedelta(days=1)


class StandingIn(Struct, frozen=True, kw_only=True):
    """One account that somebody looks after now, for whom, and until when (that day included)."""

    account: str
    person: str
    stand_in: str
    first: date
    last: date
    note: str = ""


def stretches(person: Person) -> list[Absence]:
    """The leave of a person, one after the other; what no working day parts is one."""
    found: list[Absence] = []
    for absence in sorted(person.leave, key=lambda each: (each.first, each.last)):
        before = found[-1] if found else None
        if before is None or _works_between(person, before.last, absence.first):
            found.append(absence)
        else:
            why = " · ".join(dict.fromkeys(filter(None, (before.why, absence.why))))
            found[-1] = Absence(before.first, max(before.last, absence.last), why)
    return found


def stretch_on(person: Person, day: date) -> Absence | None:
    """The leave that a day lies in."""
    return next((each for each in stretches(person) if each.first <= day <= each.last), None)


def is_lent(day: date, away: Person, today: date) -> bool:
    """Whether what is of a day of leave is the stand-in's: until the last day of that leave is over."""
    leave = stretch_on(away, day)
    return leave is not None and today <= leave.last


def as_now(document: Lent, away: Person, today: date) -> Lent:
    """What a stand-in was given, as it is on a day of the one who is away: still lent, or theirs again.

    What is over stays with whoever did it.
    """
    if not _is_open(document) or is_lent(_day_of(document, away), away, today):
        return document
    return replace(document, owner=away.id, covers="")


def standing_in(cover: Cover, away: Person, day: date) -> list[StandingIn]:
    """Who looks after which accounts on a day by a cover; nobody once it ended or the leave did."""
    leave = stretch_on(away, day)
    if cover.ended is not None or leave is None or not cover.first <= day <= cover.last:
        return []
    last = min(cover.last, leave.last)
    return [
        StandingIn(
            account=part.account,
            person=away.id,
            stand_in=part.stand_in,
            first=max(cover.first, leave.first),
            last=last,
            note=part.note,
        )
        for part in cover.parts
    ]


def fitted(cover: Cover, away: Person) -> Cover | None:
    """The cover cut to the leave as it is now; None when nothing of the leave is left."""
    left = [each for each in stretches(away) if each.first <= cover.last and each.last >= cover.first]
    if not left:
        return None
    first, last = max(cover.first, left[0].first), min(cover.last, left[-1].last)
    return replace(cover, first=first, last=last)


def part_of(cover: Cover | None, account: str) -> CoverPart | None:
    """What a cover says about an account."""
    return next((part for part in cover.parts if part.account == account), None) if cover else None


def _is_open(document: Touchpoint | Action) -> bool:
    if isinstance(document, Touchpoint):
        return document.status in OPEN_STATUSES
    return document.status in LIVE_STATUSES


def _day_of(document: Touchpoint | Action, away: Person) -> date:
    if isinstance(document, Touchpoint):
        return document.date
    return document.created.astimezone(ZoneInfo(away.timezone)).date()


def _works_between(person: Person, last: date, first: date) -> bool:
    hours, day = parse_hours(person.hours), last + _DAY
    while day < first:
        if hours.on(day.weekday()):
            return True
        day += _DAY
    return False
