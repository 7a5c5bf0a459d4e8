"""What of an account cannot wait while its owner is away (P6)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Absence, Action, Person, Signal, Touchpoint
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.planning import AdHoc
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.due.touches import Due

NeedKind = Literal[
    "agreed_call", "planned_call", "due_call", "onboarding", "renewal_call", "renewal", "signal", "promise"
]
CALLS: tuple[NeedKind, ...] = ("agreed_call", "planned_call")
"""What stands on the calendar already."""
_DAY = timedelta(days=1)


class Need(Struct, frozen=True, kw_only=True):
    """Something of an account that falls into a leave, and the record it is from.

    `what` is the kind of touch, the cause of a signal or the title of a promise; `minutes` is our time. One
    that `moves` has a day before or after the leave within its window: the planner puts it there.
    """

    kind: NeedKind
    source: str
    day: date
    what: str = ""
    minutes: int = 0
    start: datetime | None = None
    call_minutes: int = 0
    moves: bool = False


class Away(Struct, frozen=True, kw_only=True):
    """Somebody, one leave of theirs, and what decides whether a call can lie on another day.

    `works` says whether they work on a day, `soonest` is the first day that a plan may use.
    """

    person: Person
    leave: Absence
    today: date
    soonest: date
    works: Callable[[date], bool]
    model: TouchModel
    ad_hoc: AdHoc

    @property
    def first(self) -> date:
        """The first day of the leave that is still to come, or today."""
        return max(self.leave.first, self.today)

    def holds(self, day: date) -> bool:
        """Whether a day lies in what is left of the leave."""
        return self.first <= day <= self.leave.last


def needs_of(record: AccountRecord, dues: Iterable[Due], away: Away) -> tuple[Need, ...]:
    """What of an account falls into the leave, in order of its day; nothing of a customer who left."""
    account = record.account
    if account.churned and account.churned <= away.first:
        return ()
    found = list(_calls(record, away))
    if account.owner == away.person.id:
        found += _due(dues, away)
        found += _signals(record.signals, away)
        found += _promises(record.actions, away)
        if account.renewal and away.holds(account.renewal):
            found.append(Need(kind="renewal", source=account.id, day=account.renewal))
    return tuple(sorted(found, key=lambda need: (need.day, need.kind, need.source)))


def is_agreed(touch: Touchpoint) -> bool:
    """Whether a call was agreed with the customer, so that nobody moves it without asking."""
    return touch.status == "confirmed" or touch.pinned


def is_theirs(touch: Touchpoint, person: str, owner: str) -> bool:
    """Whether a call is a person's, also when somebody stands in for them."""
    return person in (touch.owner, touch.covers) or (not touch.owner and owner == person)


def _calls(record: AccountRecord, away: Away) -> Iterator[Need]:
    for touch in record.touchpoints:
        if touch.status not in OPEN_STATUSES or not away.holds(touch.date):
            continue
        if not is_theirs(touch, away.person.id, record.account.owner):
            continue
        agreed, given = is_agreed(touch), touch.owner != away.person.id and bool(touch.covers)
        yield Need(
            kind="agreed_call" if agreed else "planned_call",
            source=touch.id,
            day=touch.date,
            what=touch.touch,
            minutes=touch.minutes + touch.work_minutes,
            start=touch.start,
            call_minutes=touch.minutes,
            moves=not agreed and not given and _has_other_day(*_window(touch, away), away),
        )


def _window(touch: Touchpoint, away: Away) -> tuple[date, date]:
    tolerance = timedelta(days=away.ad_hoc.tolerance_days)
    ideal = touch.ideal or touch.date
    return touch.earliest or ideal - tolerance, touch.latest or ideal + tolerance


def _due(dues: Iterable[Due], away: Away) -> Iterator[Need]:
    steps = _step_kinds(away.model)
    for due in dues:
        # A signal that asks for the touch is told by itself.
        if due.message or due.optional or due.signals or not away.holds(due.ideal):
            continue
        kind = steps.get(due.touch, "due_call")
        if due.channel not in LIVE_CHANNELS and kind == "due_call":
            continue
        yield Need(
            kind=kind,
            source=due.id,
            day=due.ideal,
            what=due.touch,
            minutes=due.minutes + due.work_minutes,
            moves=_has_other_day(due.earliest, due.latest, away),
        )


def _step_kinds(model: TouchModel) -> dict[str, NeedKind]:
    kinds: dict[str, NeedKind] = {step.touch: "onboarding" for step in model.new_account}
    kinds.update((step.touch, "renewal_call") for step in model.renewal)
    return kinds


def _signals(signals: Iterable[Signal], away: Away) -> Iterator[Need]:
    zone = ZoneInfo(away.person.timezone)
    for signal in signals:
        day = signal.snoozed_until if signal.status == "snoozed" else None
        if signal.status == "open" and signal.deadline is not None:
            day = signal.deadline.astimezone(zone).date()
        day = _still_to_do(day, away)
        if day is not None:
            minutes = away.ad_hoc.minutes + away.ad_hoc.work_minutes
            yield Need(kind="signal", source=signal.id, day=day, what=signal.cause, minutes=minutes)


def _promises(actions: Iterable[Action], away: Away) -> Iterator[Need]:
    ours: Collection[str] = (away.person.id, "")
    for action in actions:
        if action.side != "ours" or action.status not in LIVE_STATUSES or action.owner not in ours:
            continue
        day = _still_to_do(action.due, away)
        if day is not None:
            minutes = away.ad_hoc.work_minutes
            yield Need(kind="promise", source=action.id, day=day, what=action.title, minutes=minutes)


def _still_to_do(day: date | None, away: Away) -> date | None:
    """The day in the leave on which something is to be done; today for what is late when it has begun."""
    if day is None:
        return None
    if day < away.first and away.leave.first < away.first:
        return away.first
    return day if away.holds(day) else None


def _has_other_day(earliest: date, latest: date, away: Away) -> bool:
    day = max(earliest, away.soonest)
    while day <= latest:
        if not away.holds(day) and away.works(day):
            return True
        day += _DAY
    return False
