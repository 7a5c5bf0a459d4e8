"""Where the next touch of an account fits: what is agreed, else free times about its ideal day (C7)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Account, Call, Person, Preferences, Signal, Touchpoint
from cadence_tui.model.errors import BadInput, NotFound
from cadence_tui.model.hours import Hours, parse_hours
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.capture import DateWords
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.contact_days import closed_days
from cadence_tui.practice.due.touches import Due
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.practice.wishes import wishes_in_force
from cadence_tui.practice.working_time import Minutes, working_time
from cadence_tui.workspace.asking import due_of
from cadence_tui.workspace.calls import touch_of_call
from cadence_tui.workspace.public_holidays import public_holidays
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.signal_answers import answered

_HORIZON = timedelta(weeks=26)
_HOUR = re.compile(r"\b([01]?\d|2[0-3])[:h]([0-5]\d)\b")
_DAY = timedelta(days=1)


class Slot(Struct, frozen=True, kw_only=True):
    """A time for the next touch. `planned` is the touchpoint that is agreed already, else it is to be made.

    `start` is an instant in the owner's zone. A `typed` one is a person's own choice.
    """

    touch: str
    channel: str
    date: date
    start: datetime | None
    minutes: int
    work_minutes: int = 0
    planned: str = ""
    due: Due | None = None
    typed: bool = False

    def touchpoint(self, new_id: str, account: str, owner: str) -> Touchpoint:
        """The touchpoint to be made of it."""
        due = self.due
        return Touchpoint(
            id=new_id,
            account=account,
            owner=owner,
            touch=self.touch,
            channel=self.channel,
            date=self.date,
            start=self.start,
            minutes=self.minutes,
            work_minutes=self.work_minutes,
            due_id=due.id if due else "",
            rule=due.rule if due else "",
            ideal=due.ideal if due else self.date,
            earliest=due.earliest if due else None,
            latest=due.latest if due else None,
            value=due.value if due else 0.0,
        )


def next_slots(ws: Workspace, call: Call, n: int = 3) -> list[Slot]:
    """The best times for the touch after a call, the agreed one first; nothing where no call is ever due."""
    today = ws.today()
    after = _after(ws, call, today)
    agreed = [
        touch
        for touch in ws.records.open_touchpoints(account=call.account)
        if touch.id != call.touchpoint and touch.date >= today
    ]
    slots = [
        _agreed(touch)
        for touch in sorted(agreed, key=lambda touch: (touch.date, touch.id))
        if touch.channel in LIVE_CHANNELS
    ][:1]
    if slots:
        others = [touch for touch in after.touchpoints if touch.id != slots[0].planned]
        after = msgspec.structs.replace(after, touchpoints=others)
    due = _next_due(due_of(ws, after, today + _HORIZON), today)
    if due is not None:
        slots += list(_free_slots(ws, after, _wanted(due), call, n - len(slots)))
    return slots[:n]


def again_slots(ws: Workspace, call: Call, n: int = 3) -> list[Slot]:
    """The best times soon for a call that was cut short or declined, of the same kind."""
    touch, today, again = touch_of_call(ws, call), ws.today(), ws.rules.closing.again
    wanted = _Wanted(
        touch=touch.touch if touch else call.agenda,
        channel=touch.channel if touch else LIVE_CHANNELS[0],
        minutes=call.booked_minutes,
        work_minutes=touch.work_minutes if touch else 0,
        earliest=today + _DAY,
        ideal=today + _DAY * again.ideal_days,
        latest=today + _DAY * again.latest_days,
    )
    return list(_free_slots(ws, ws.records.record(call.account), wanted, call, n))


def spoken_moment(text: str, words: DateWords, today: date) -> tuple[date, time | None] | None:
    """The day, and the hour if there is one, that a typed text speaks of; None when there is no day in it."""
    hour = _HOUR.search(text)
    rest = text[: hour.start()] + text[hour.end() :] if hour else text
    day = typed_date(rest, words, today).day
    if day is None:
        return None
    return day, time(int(hour[1]), int(hour[2])) if hour else None


def slot_on(ws: Workspace, call: Call, day: date, at: time | None, like: Slot | None) -> Slot:
    """A slot on a day that a person chose; without a time, at that of the call or of the day's beginning."""
    owner = _owner(ws, call)
    zone = ZoneInfo(owner.timezone)
    at = at or _usual(ws, call, zone)
    start = datetime.combine(day, at, zone) if at else None
    if like is not None:
        return msgspec.structs.replace(like, date=day, start=start, planned="", typed=True)
    touch = touch_of_call(ws, call)
    return Slot(
        touch=touch.touch if touch else call.agenda,
        channel=touch.channel if touch else LIVE_CHANNELS[0],
        date=day,
        start=start,
        minutes=call.booked_minutes,
        work_minutes=touch.work_minutes if touch else 0,
        typed=True,
    )


def usual_hour(ws: Workspace, call: Call) -> time | None:
    """The hour that a slot on another day takes where none is typed, by the owner's clock."""
    return _usual(ws, call, ZoneInfo(_owner(ws, call).timezone))


class _Wanted(Struct, frozen=True, kw_only=True):
    """The touch that a free time is looked for."""

    touch: str
    channel: str
    minutes: int
    work_minutes: int
    earliest: date
    ideal: date
    latest: date
    due: Due | None = None


def _wanted(due: Due) -> _Wanted:
    return _Wanted(
        touch=due.touch,
        channel=due.channel,
        minutes=due.minutes,
        work_minutes=due.work_minutes,
        earliest=due.earliest,
        ideal=due.ideal,
        latest=due.latest,
        due=due,
    )


def _after(ws: Workspace, call: Call, today: date) -> AccountRecord:
    """The account as the call leaves it: its touch held, and the signals settled that this answers."""
    record = ws.records.record(call.account)
    settled = {was.id: new for was, new in answered(ws, touch_of_call(ws, call))}
    return msgspec.structs.replace(
        record,
        touchpoints=[_held(touch, call, today) for touch in record.touchpoints],
        signals=[cast("Signal", settled.get(signal.id, signal)) for signal in record.signals],
    )


def _held(touch: Touchpoint, call: Call, today: date) -> Touchpoint:
    """The call's own touchpoint as it will be once the call is closed."""
    return msgspec.structs.replace(touch, status="held", date=today) if touch.id == call.touchpoint else touch


def _agreed(touch: Touchpoint) -> Slot:
    return Slot(
        touch=touch.touch,
        channel=touch.channel,
        date=touch.date,
        start=touch.start,
        minutes=touch.minutes,
        work_minutes=touch.work_minutes,
        planned=touch.id,
    )


def _next_due(due: Sequence[Due], today: date) -> Due | None:
    live = [
        touch for touch in due if touch.channel in LIVE_CHANNELS and touch.minutes and touch.latest > today
    ]
    return next((touch for touch in live if not touch.optional), next(iter(live), None))


def _free_slots(ws: Workspace, record: AccountRecord, wanted: _Wanted, call: Call, n: int) -> Iterator[Slot]:
    """Free times on the days nearest to the ideal one, a time of each; the customer's hours first."""
    owner = _owner(ws, call)
    zone = ZoneInfo(owner.timezone)
    today = ws.today()
    first, last = max(wanted.earliest, today + _DAY), wanted.latest
    account, wishes = record.account, wishes_in_force(record, today).preferences
    closed = closed_days(account, wishes, ws.rules.touch_model, wanted.touch, first, last)
    closed |= public_holidays(account.country, "", first, last).keys()
    holidays = public_holidays(owner.country, owner.subdivision, first, last)
    days = sorted(
        (first + _DAY * step for step in range((last - first).days + 1)),
        key=lambda day: (abs((day - wanted.ideal).days), day),
    )
    spans = working_time(owner, days, holidays, ws.records.busy_times(owner.id)).spans
    taken = _taken(ws, owner, zone)
    usual = _usual(ws, call, zone)
    used: set[date] = set()
    for wished in _wishes(account, wishes, zone):
        for day in days:
            if len(used) >= n:
                return
            if day in used or day in closed or day not in spans:
                continue
            starts = _starts(spans[day], day, wanted.minutes, zone, ws.rules.planning.grid_minutes)
            start = _best(starts, wanted.minutes, wished, taken, usual)
            if start is not None:
                used.add(day)
                yield Slot(
                    touch=wanted.touch,
                    channel=wanted.channel,
                    date=day,
                    start=start,
                    minutes=wanted.minutes,
                    work_minutes=wanted.work_minutes,
                    due=wanted.due,
                )


def _owner(ws: Workspace, call: Call) -> Person:
    touch = touch_of_call(ws, call)
    try:
        # Who stands in finds a time for the owner.
        return ws.records.get(Person, (touch and touch.covers) or call.owner)
    except NotFound:
        return ws.actor


def _usual(ws: Workspace, call: Call, zone: ZoneInfo) -> time | None:
    """The hour at which this call was booked."""
    touch = touch_of_call(ws, call)
    return touch.start.astimezone(zone).time() if touch and touch.start else None


Window = tuple[datetime, datetime]


def _wishes(account: Account, wishes: Preferences, zone: ZoneInfo) -> list[tuple[Hours, ZoneInfo] | None]:
    """The customer's hours in their zone, then any hour."""
    if not wishes.hours:
        return [None]
    try:
        hours = parse_hours(wishes.hours)
    except BadInput:
        return [None]
    return [(hours, ZoneInfo(account.timezone) if account.timezone else zone), None]


def _taken(ws: Workspace, owner: Person, zone: ZoneInfo) -> list[Window]:
    taken: list[Window] = []
    for touch in ws.records.open_touchpoints(owner=owner.id):
        if touch.start:
            begin = touch.start.astimezone(zone)
            taken.append((begin, begin + timedelta(minutes=touch.minutes)))
    sessions = ws.records.group_sessions([owner.id])
    taken += [(each.start, each.end) for each in sessions if each.status == "planned"]
    return taken


def _best(
    starts: Iterable[datetime],
    minutes: int,
    wished: tuple[Hours, ZoneInfo] | None,
    taken: Sequence[Window],
    usual: time | None,
) -> datetime | None:
    """The free start nearest to the usual hour, else the first."""
    length = timedelta(minutes=minutes)
    free = [
        begin
        for begin in starts
        if all(begin + length <= other[0] or begin >= other[1] for other in taken)
        and (wished is None or _within(begin, length, *wished))
    ]
    if usual is None:
        return next(iter(free), None)
    return min(free, key=lambda begin: (_apart(begin.time(), usual), begin), default=None)


def _starts(spans: Minutes, day: date, minutes: int, zone: ZoneInfo, grid: int) -> Iterator[datetime]:
    for first, last in spans:
        for minute in range(first, last - minutes + 1, grid):
            yield datetime.combine(day, time(minute // 60, minute % 60), zone)


def _within(begin: datetime, length: timedelta, hours: Hours, zone: ZoneInfo) -> bool:
    theirs = begin.astimezone(zone)
    minute = theirs.hour * 60 + theirs.minute
    end = minute + length // timedelta(minutes=1)
    return any(span.start <= minute and end <= span.end for span in hours.on(theirs.weekday()))


def _apart(one: time, other: time) -> int:
    return abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
