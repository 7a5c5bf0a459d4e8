"""What happened to somebody's accounts while they were away (P6)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Absence, Account, Action, Call, Person, Signal, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.record import AccountRecord

_WORTH_TELLING = 5


class HeldCall(Struct, frozen=True, kw_only=True):
    """A contact that took place, and its record where there is one."""

    touch: Touchpoint
    call: Call | None


class AccountNews(Struct, frozen=True, kw_only=True):
    """What happened to an account: calls held, calls that did not take place and are the owner's again,
    promises made on both sides, signals raised, and the score on the first day and after the last.
    """

    account: Account
    held: tuple[HeldCall, ...]
    left: tuple[Touchpoint, ...]
    promises: tuple[Action, ...]
    signals: tuple[Signal, ...]
    stand_in: str = ""
    before: int | None = None
    after: int | None = None

    @property
    def moved(self) -> int:
        """How far the score moved; 0 where one of the days had none."""
        return 0 if self.before is None or self.after is None else self.after - self.before

    @property
    def says_something(self) -> bool:
        """Whether anything happened; a score that moved by less than some points says nothing alone."""
        told = self.held or self.left or self.promises or self.signals
        return bool(told) or abs(self.moved) >= _WORTH_TELLING


class Return(Struct, frozen=True, kw_only=True):
    """A leave as far as it has gone, and the news of its accounts, those with most first."""

    person: Person
    leave: Absence
    over: bool
    accounts: tuple[AccountNews, ...]


def account_news(
    record: AccountRecord,
    person: Person,
    leave: Absence,
    now: datetime,
    *,
    stand_in: str = "",
    before: int | None = None,
    after: int | None = None,
) -> AccountNews:
    """The news of an account in the days of a leave, by the days of the person.

    What lies behind `now` was not held, what lies ahead still may be.
    """
    zone = ZoneInfo(person.timezone)

    def within(instant: datetime | None) -> bool:
        return instant is not None and leave.first <= instant.astimezone(zone).date() <= leave.last

    calls = {call.touchpoint: call for call in record.calls if call.touchpoint}
    touches = [touch for touch in record.touchpoints if leave.first <= touch.date <= leave.last]
    return AccountNews(
        account=record.account,
        held=tuple(
            HeldCall(touch=touch, call=calls.get(touch.id)) for touch in touches if touch.status == "held"
        ),
        left=tuple(touch for touch in touches if _is_left(touch, now, zone)),
        promises=tuple(action for action in record.actions if within(action.created)),
        signals=tuple(signal for signal in record.signals if within(signal.raised)),
        stand_in=stand_in,
        before=before,
        after=after,
    )


def by_weight(news: AccountNews) -> tuple[int, int, str, str]:
    """The order of accounts: falls of the score first, then how much there is to read."""
    much = len(news.held) + len(news.left) + len(news.promises) + len(news.signals)
    return min(news.moved, 0), -much, news.account.name, news.account.id


def score_days(leave: Absence, today: date) -> tuple[date, date]:
    """The days whose scores are compared."""
    return leave.first, min(leave.last, today)


def _is_left(touch: Touchpoint, now: datetime, zone: ZoneInfo) -> bool:
    if not touch.minutes:
        return False
    if touch.status in OPEN_STATUSES:
        return _is_past(touch, now, zone)
    return touch.status in ("no_show", "declined")


def _is_past(touch: Touchpoint, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a call could only have been held before now: its hour is over, or its day without an hour."""
    if touch.start is None:
        return touch.date < now.astimezone(zone).date()
    return touch.start + timedelta(minutes=touch.minutes) <= now
