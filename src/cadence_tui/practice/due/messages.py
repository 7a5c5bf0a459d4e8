"""Messages with a weekday of their own: newsletter, product update, tips, value report, invitation (T8)."""

from collections.abc import Iterator
from datetime import date, timedelta

from cadence_tui.model.message import reason
from cadence_tui.model.recurrence import occurrences
from cadence_tui.model.rules.touch_model import Communication, Form, Touch
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.situation import Asked, Situation

_FAR = timedelta(days=370)
"""Beyond the last day: so far the next one of a yearly rhythm may lie."""


def message_touches(at: Situation) -> tuple[list[Asked], list[LeftOut]]:
    """The messages from today on, and those that no open day is left for.

    A closed day moves a message by whole weeks, so that it keeps its weekday; one that would meet the next of
    its kind is left out. What a customer refused does not come, and what needs consent only with it.
    """
    asked: list[Asked] = []
    left_out: list[LeftOut] = []
    for communication in at.model.communications:
        kind = at.kinds.get(communication.touch)
        if kind is None or at.segment.id not in communication.segments or not _is_welcome(communication, at):
            continue
        days = list(_event_days(communication, at))
        for day, following in zip(days, [*days[1:], None], strict=True):
            for ahead in communication.days_before or (0,):
                found = _ask(communication, kind, day, ahead, following, at)
                if isinstance(found, Asked):
                    asked.append(found)
                elif found is not None:
                    left_out.append(found)
    return asked, left_out


def _is_welcome(communication: Communication, at: Situation) -> bool:
    if communication.touch in at.wishes.refused:
        return False
    return not communication.needs_consent or communication.touch in at.wishes.wanted


def _event_days(communication: Communication, at: Situation) -> Iterator[int]:
    ahead = timedelta(days=max(communication.days_before, default=0))
    for day in occurrences(communication.when, at.today, at.last_day + ahead):
        yield day.toordinal()


def _ask(
    communication: Communication, kind: Touch, event: int, ahead: int, following: int | None, at: Situation
) -> Asked | LeftOut | None:
    day = event - ahead
    if not at.now <= day <= at.end or not _is_its_stage(communication, day, at):
        return None
    ending = f"-{ahead}" if ahead else ""
    due_id = f"{at.account.id}:{kind.id}:{date.fromordinal(event):%Y%m%d}{ending}"
    if _is_done(due_id, kind, day, at):
        return None
    days, last = at.days(kind, any_weekday=True), day if ahead else (following or day + 7) - 1
    free = next((each for each in range(day, last + 1, 7) if days.is_open(each)), None)
    if free is None:
        why = reason("message_closed", day=date.fromordinal(day), why=days.why_closed(day) or "weekday")
        return LeftOut(touch=kind.id, rule=_rule(communication), day=date.fromordinal(day), why=why)
    reasons = [reason("message", touch=kind.id, when=communication.when, ahead=ahead)]
    if free != day:
        moved = {"day": date.fromordinal(day), "to": date.fromordinal(free)}
        reasons.append(reason("moved_closed", **moved, why=days.why_closed(day)))
    return Asked(
        id=due_id,
        touch=kind,
        form=_form(communication, at),
        rule=_rule(communication),
        ideal=free,
        earliest=free,
        latest=last,
        message=True,
        reasons=reasons,
    )


def _is_its_stage(communication: Communication, day: int, at: Situation) -> bool:
    return not communication.stages or at.stage_on(day) in communication.stages


def _is_done(due_id: str, kind: Touch, day: int, at: Situation) -> bool:
    """Sent or agreed under this id, or on this very day by somebody who did not know of it."""
    on = date.fromordinal(day)
    return any(
        touch.due_id == due_id or (touch.touch == kind.id and touch.date == on)
        for touch in (*at.held, *at.agreed)
    )


def _rule(communication: Communication) -> str:
    return f"communication.{communication.touch}"


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
