"""The conversation that a brief looks back to."""

from datetime import date, datetime, time, tzinfo

from msgspec import Struct

from cadence_tui.model.documents import Call, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS


class LookBack(Struct, frozen=True, kw_only=True):
    """The last call, or the touchpoint of a conversation that nobody wrote about; neither before the first.

    Days are those of the reader's `zone`; `today` is the day of the brief.
    """

    today: date
    zone: tzinfo
    call: Call | None = None
    touch: Touchpoint | None = None
    at: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day of the conversation."""
        return self.day_of(self.at) if self.at else None

    def day_of(self, instant: datetime) -> date:
        """The reader's day of an instant."""
        return instant.astimezone(self.zone).date()

    def days_ago(self, day: date) -> int:
        """Days from a day to the day of the brief."""
        return (self.today - day).days

    def since(self, day: date | None) -> bool:
        """Whether a day lies between the conversation and the brief, both included."""
        return self.day is not None and day is not None and self.day <= day <= self.today

    def after(self, instant: datetime | None) -> bool:
        """Whether an instant comes after the conversation, up to the day of the brief."""
        if self.at is None or instant is None:
            return False
        return instant >= self.at and self.day_of(instant) <= self.today


def held_at(call: Call) -> datetime | None:
    """When a call took place, as far as its record says."""
    return call.started or call.ended


def closed_calls(record: AccountRecord) -> list[Call]:
    """Calls on record in which the right person was reached, the latest first."""
    held = [
        (when, call.id, call)
        for call in record.calls
        if call.status == "closed" and call.outcome != "wrong_contact" and (when := held_at(call))
    ]
    return [call for _, _, call in sorted(held, key=lambda each: each[:2], reverse=True)]


def last_call(record: AccountRecord) -> Call | None:
    """The last closed call of an account."""
    return next(iter(closed_calls(record)), None)


def look_back(record: AccountRecord, today: date, zone: tzinfo) -> LookBack:
    """The last call; without one on record the last conversation of which only the day is known."""
    call = last_call(record)
    if call is not None:
        return LookBack(today=today, zone=zone, call=call, at=held_at(call))
    touch = _last_conversation(record, today)
    at = _instant(touch, zone) if touch else None
    return LookBack(today=today, zone=zone, touch=touch, at=at)


def _last_conversation(record: AccountRecord, today: date) -> Touchpoint | None:
    held = [
        touch
        for touch in record.touchpoints
        if touch.status == "held"
        and touch.channel in LIVE_CHANNELS
        and not touch.internal
        and touch.date <= today
    ]
    return max(held, key=lambda touch: (touch.date, touch.id), default=None)


def _instant(touch: Touchpoint, zone: tzinfo) -> datetime:
    return touch.start or datetime.combine(touch.date, time(), zone)
