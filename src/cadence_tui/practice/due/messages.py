"""Messages with a weekday of their own: newsletter, product update, tips, value report, invitation (T8)."""

from datetime import date
from functools import lru_cache
from math import ceil

from msgspec import Struct

from cadence_tui.model.message import Reason, reason
from cadence_tui.model.recurrence import occurrences
from cadence_tui.model.rules.touch_model import Communication, Form, Touch
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.pieces import pinned_rule
from cadence_tui.practice.due.situation import Asked, Situation

_YEAR = 366


class Mailing(Struct, frozen=True):
    """One message to many, the same for every account: its day, and the last one it may be moved to."""

    day: int
    last: int
    label: str
    why: Reason


def message_touches(at: Situation) -> tuple[list[Asked], list[LeftOut]]:
    """The messages from today on, and those that no open day is left for.

    A closed day moves a message by whole weeks, so that it keeps its weekday; one that would meet the next of
    its kind is left out. What a customer refused does not come, and what needs consent only with it.
    """
    asked: list[Asked] = []
    left_out: list[LeftOut] = []
    known = (*at.held, *at.agreed)
    ids = {touch.due_id for touch in known if touch.due_id}
    sent = {(touch.touch, touch.date.toordinal()) for touch in known}
    for communication in at.model.communications:
        kind = at.kinds.get(communication.touch)
        if kind is None or at.segment.id not in communication.segments or not _is_welcome(communication, at):
            continue
        form, start = _form(communication, at), f"{at.account.id}:{kind.id}:"
        lead, apart = communication.days_before, at.model.clock.absorb_share
        # An event has its day; any other message goes out on the one that was agreed.
        when = (pinned_rule(kind.id, at) if not lead else "") or communication.when
        for mailing in _mailings(kind.id, when, lead, apart, at.today, at.last_day):
            due_id = start + mailing.label
            if due_id in ids or (kind.id, mailing.day) in sent:
                continue
            if communication.stages and at.stage_on(mailing.day) not in communication.stages:
                continue
            if (found := _ask(due_id, mailing, kind, form, at)) is not None:
                asked.append(found)
            else:
                left_out.append(_left_out(mailing, kind, at))
    return asked, left_out


def _is_welcome(communication: Communication, at: Situation) -> bool:
    if communication.touch in at.wishes.refused:
        return False
    return not communication.needs_consent or communication.touch in at.wishes.wanted


@lru_cache(maxsize=1024)
def _mailings(
    touch: str, when: str, days_before: tuple[int, ...], apart: float, first: date, last: date
) -> tuple[Mailing, ...]:
    """The mailings between two days. One for an event stays where it is; any other may move on, though not
    nearer to the next of its kind than that part of the time between them."""
    lead = max(days_before, default=0)
    # One more than is in question, however far: it says how far the last one may move.
    end = date.fromordinal(last.toordinal() + lead + _YEAR)
    events = [day.toordinal() for day in occurrences(when, first, end)]
    found: list[Mailing] = []
    for event, following in zip(events, [*events[1:], None], strict=True):
        for ahead in days_before or (0,):
            day = event - ahead
            label = f"{date.fromordinal(event):%Y%m%d}" + (f"-{ahead}" if ahead else "")
            until = day if ahead or following is None else _latest(event, following, apart)
            why = reason("message", touch=touch, when=when, ahead=ahead)
            if first.toordinal() <= day <= last.toordinal():
                found.append(Mailing(day, until, label, why))
    return tuple(found)


def _latest(event: int, following: int, apart: float) -> int:
    return following - max(1, ceil(apart * (following - event)))


def _ask(due_id: str, mailing: Mailing, kind: Touch, form: Form, at: Situation) -> Asked | None:
    days, free = at.days(kind, any_weekday=True), mailing.day
    while not days.is_open(free):
        free += 7
        if free > mailing.last:
            return None
    reasons = [mailing.why]
    if free != mailing.day:
        moved = {"day": date.fromordinal(mailing.day), "to": date.fromordinal(free)}
        reasons.append(reason("moved_closed", **moved, why=days.why_closed(mailing.day)))
    return Asked(
        id=due_id,
        touch=kind,
        form=form,
        rule=_rule(kind),
        ideal=free,
        earliest=free,
        latest=mailing.last,
        message=True,
        reasons=reasons,
    )


def _left_out(mailing: Mailing, kind: Touch, at: Situation) -> LeftOut:
    day = date.fromordinal(mailing.day)
    closed = at.days(kind, any_weekday=True).why_closed(mailing.day) or "weekday"
    why = reason("message_closed", day=day, why=closed)
    return LeftOut(touch=kind.id, rule=_rule(kind), day=day, why=why)


def _rule(kind: Touch) -> str:
    return f"communication.{kind.id}"


def _form(communication: Communication, at: Situation) -> Form:
    return Form(
        segment=at.segment.id,
        touch=communication.touch,
        channel=communication.channel,
        minutes=0,
        work_minutes=communication.work_minutes,
        delivered_by=communication.delivered_by,
        outcome=communication.outcome,
        tolerance_days=0,
        value=communication.value,
    )
