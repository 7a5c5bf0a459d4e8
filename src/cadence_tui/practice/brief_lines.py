"""The lines of a brief that come from an account's records (C1)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from cadence_tui.model.documents import Action, Call, Usage
from cadence_tui.model.documents.action import LIVE_STATUSES, Side
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.health.result import Movement


class BriefLine(Struct, frozen=True, kw_only=True):
    """A line: its code and figures, worded by `views.wording`, and the id of the record it speaks of."""

    code: str
    args: Mapping[str, Any]
    source: str = ""


def line(code: str, source: str = "", /, **args: Any) -> BriefLine:
    """A line of that code about that record."""
    return BriefLine(code=code, args=args, source=source)


def held_at(call: Call) -> datetime | None:
    """When a call took place, as far as its record says."""
    return call.started or call.ended


def last_call_lines(last: Call | None, today: date) -> list[BriefLine]:
    """What the last call left behind."""
    held = held_at(last) if last else None
    if last is None or held is None:
        return [line("no_call_yet")]
    day = held.date()
    lines = [line("last_call", last.id, date=day, days=(today - day).days, summary=last.summary)]
    signals = {"sentiment": last.sentiment, "adoption": last.adoption, "relationship": last.relationship}
    known = {name: value for name, value in signals.items() if value}
    if known:
        lines.append(line("last_signals", last.id, **known))
    lines.extend(line("last_concern", last.id, text=concern) for concern in last.concerns)
    lines.extend(line("last_opportunity", last.id, text=chance) for chance in last.opportunities)
    return lines


def since_lines(record: AccountRecord, last: Call | None, today: date) -> list[BriefLine]:
    """Missed touches and answers to surveys since the last call."""
    held = held_at(last) if last else None
    if held is None:
        return []
    since = held.date()
    lines = [
        line(f"touch_{touch.status}", touch.id, date=touch.date, touch=touch.touch)
        for touch in record.touchpoints
        if touch.status in ("no_show", "declined") and since <= touch.date <= today
    ]
    names = {contact.id: contact.name for contact in record.contacts}
    lines.extend(
        line(
            "survey_answer",
            survey.id,
            survey=survey.survey,
            score=survey.score,
            name=names.get(survey.contact, survey.contact),
            date=survey.date,
            comment=survey.comment,
        )
        for survey in record.surveys
        if since <= survey.date <= today
    )
    return lines


def promise_lines(record: AccountRecord, side: Side, last: Call | None, today: date) -> list[BriefLine]:
    """Open promises of a side, the latest first, then those kept since the last call."""
    live = [action for action in record.actions if action.side == side and action.status in LIVE_STATUSES]
    live.sort(key=lambda action: (action.due or date.max, action.id))
    since = held_at(last) if last else None
    kept = [
        line("promise_kept", action.id, title=action.title, done=action.done.date())
        for action in record.actions
        if action.side == side and action.status == "done" and action.done and since and action.done >= since
    ]
    return [*(_promise(action, today) for action in live), *kept]


def _promise(action: Action, today: date) -> BriefLine:
    slip = action.slips[-1] if action.slips else None
    return line(
        "promise",
        action.id,
        title=action.title,
        owner=action.owner,
        due=action.due,
        days_late=max(0, (today - action.due).days) if action.due else 0,
        status=action.status,
        blocked_reason=action.blocked_reason,
        carried=len(action.carried),
        slips=len(action.slips),
        slip_by=slip.by if slip else "",
        slip_why=slip.why if slip else "",
    )


def mover_line(movement: Movement, account: str) -> BriefLine:
    return line(
        "mover",
        account,
        component=movement.component,
        before=movement.before,
        after=movement.after,
        change=round(movement.after - movement.before, 1),
        reason=movement.reason,
    )


def usage_lines(usage: Usage | None, today: date) -> list[BriefLine]:
    """Logins by team in the last complete week against the week before."""
    weeks = [week for week in usage.weeks if (today - week.week).days >= 7] if usage else []
    if usage is None or not weeks:
        return []
    last = weeks[-1]
    previous = weeks[-2].teams if len(weeks) > 1 and (last.week - weeks[-2].week).days == 7 else {}
    ranked = sorted(last.teams.items(), key=lambda item: (-item[1].logins, item[0]))
    return [
        line(
            "team_usage",
            usage.id,
            week=last.week,
            team=team,
            logins=use.logins,
            before=previous[team].logins if team in previous else None,
            active=use.active,
            seats=use.seats,
        )
        for team, use in ranked
    ]


def ticket_lines(record: AccountRecord, today: date) -> list[BriefLine]:
    still_open = [ticket for ticket in record.tickets if ticket.closed is None or ticket.closed > today]
    urgency = ("critical", "high", "normal", "low")
    still_open.sort(key=lambda ticket: (urgency.index(ticket.severity), ticket.opened, ticket.id))
    return [
        line(
            "ticket",
            ticket.id,
            title=ticket.title,
            severity=ticket.severity,
            opened=ticket.opened,
            days=(today - ticket.opened).days,
        )
        for ticket in still_open
    ]


def question_lines(last: Call | None) -> list[BriefLine]:
    entries = last.entries if last else ()
    source = last.id if last else ""
    return [line("question_left", source, text=entry.text) for entry in entries if entry.mark == "question"]


def people_lines(record: AccountRecord) -> list[BriefLine]:
    lines: list[BriefLine] = []
    for contact in record.contacts:
        args = {"name": contact.name, "role": contact.role}
        if contact.left and (contact.champion or contact.sponsor):
            lines.append(line("person_left", contact.id, left=contact.left, **args))
        elif contact.champion:
            lines.append(line("champion", contact.id, **args))
        elif contact.sponsor:
            lines.append(line("sponsor", contact.id, **args))
    return lines
