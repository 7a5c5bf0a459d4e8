"""What the last call left behind, and what has changed since."""

from collections.abc import Iterator, Sequence
from datetime import date

from cadence_tui.model.documents import Call, Contact, Opportunity, Risk
from cadence_tui.model.ids import made_at
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.text import fold
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack
from cadence_tui.practice.signals.found import signal_reason


def since_lines(record: AccountRecord, back: LookBack, rules: BriefRules) -> list[BriefLine]:
    """The last call in short, then the changes since, newest first, as many as the rules allow."""
    changes = sorted(_changes(record, back), key=lambda each: each[0], reverse=True)
    told = [change for _, change in changes[: rules.most_changes]]
    if len(changes) > len(told):
        told.append(line("more_changes", record.account.id, count=len(changes) - len(told)))
    return [*_last_call(record, back), *told]


def _last_call(record: AccountRecord, back: LookBack) -> list[BriefLine]:
    last, day = back.call, back.day
    if day is None:
        return [line("no_call_yet", record.account.id)]
    days = back.days_ago(day)
    if last is None:
        touch = back.touch
        return [line("last_touch", touch.id if touch else "", date=day, days=days)]
    lines = [line("last_call", last.id, date=day, days=days, summary=last.summary)]
    signals = {"sentiment": last.sentiment, "adoption": last.adoption, "relationship": last.relationship}
    known = {name: value for name, value in signals.items() if value}
    if known:
        lines.append(line("last_signals", last.id, **known))
    risks = _titles_from(last, record.risks)
    chances = _titles_from(last, record.opportunities)
    lines.extend(
        line("last_concern", last.id, text=text) for text in last.concerns if fold(text) not in risks
    )
    lines.extend(
        line("last_opportunity", last.id, text=text)
        for text in last.opportunities
        if fold(text) not in chances
    )
    return lines


def _titles_from(call: Call, made: Sequence[Risk] | Sequence[Opportunity]) -> set[str]:
    """What became a document of its own in a call, and is told as such."""
    return {fold(each.title) for each in made if each.origin == call.id}


def _changes(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    if back.day is None:
        return
    yield from _touches(record, back)
    yield from _surveys(record, back)
    yield from _tickets(record, back)
    yield from _signals(record, back)
    yield from _contacts(record, back)
    yield from _outcomes(record, back)


def _touches(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    own = {back.call.touchpoint if back.call else "", back.touch.id if back.touch else ""}
    for touch in record.touchpoints:
        if touch.id in own or not back.since(touch.date):
            continue
        if touch.status in ("no_show", "declined"):
            yield touch.date, line(f"touch_{touch.status}", touch.id, date=touch.date, touch=touch.touch)
        elif touch.status == "held" and not touch.internal:
            figures = {"touch": touch.touch, "channel": touch.channel, "by": touch.owner}
            yield touch.date, line("touch_held", touch.id, date=touch.date, **figures)


def _surveys(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    names = {contact.id: contact.name for contact in record.contacts}
    for survey in record.surveys:
        if back.since(survey.date):
            yield (
                survey.date,
                line(
                    "survey_answer",
                    survey.id,
                    survey=survey.survey,
                    score=survey.score,
                    name=names.get(survey.contact, survey.contact),
                    date=survey.date,
                    comment=survey.comment,
                ),
            )


def _tickets(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    """Those closed since; the open ones have a part of their own, where the new ones are marked."""
    for ticket in record.tickets:
        if ticket.closed and back.since(ticket.closed):
            figures = {"title": ticket.title, "severity": ticket.severity, "closed": ticket.closed}
            new = back.since(ticket.opened)
            yield ticket.closed, line("ticket_closed", ticket.id, new=new, opened=ticket.opened, **figures)


def _signals(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    for signal in record.signals:
        if signal.status == "done" and back.after(signal.ended) and signal.ended:
            day = back.day_of(signal.ended)
            yield day, line("signal_ended", signal.id, date=day, signal=signal, why=signal_reason(signal))
        elif signal.status != "done" and back.after(signal.raised):
            day = back.day_of(signal.raised)
            yield day, line("signal_raised", signal.id, date=day, signal=signal, why=signal_reason(signal))


def _contacts(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    for contact in record.contacts:
        figures = {"name": contact.name, "role": contact.role}
        roles = {"champion": contact.champion, "sponsor": contact.sponsor}
        if contact.left and back.since(contact.left):
            yield contact.left, line("contact_left", contact.id, date=contact.left, **figures, **roles)
        elif (came := _came(record, contact, back)) is not None:
            yield came, line("contact_came", contact.id, date=came, **figures, **roles)


def _came(record: AccountRecord, contact: Contact, back: LookBack) -> date | None:
    """The day on which a contact was added, when the account itself was known before the last call: what
    came with it in one import is not new."""
    made, account = made_at(contact.id), made_at(record.account.id)
    if made is None or account is None or back.at is None or account > back.at or not back.after(made):
        return None
    return None if contact.left else back.day_of(made)


def _outcomes(record: AccountRecord, back: LookBack) -> Iterator[tuple[date, BriefLine]]:
    """What became of risks, opportunities and hand-offs."""
    for risk in record.risks:
        if risk.status != "open" and risk.ended and back.after(risk.ended):
            figures = {"title": risk.title, "status": risk.status, "outcome": risk.outcome}
            day = back.day_of(risk.ended)
            yield day, line("risk_ended", risk.id, date=day, **figures)
    for chance in record.opportunities:
        if chance.status in ("won", "lost") and chance.ended and back.after(chance.ended):
            figures = {"title": chance.title, "status": chance.status, "outcome": chance.outcome}
            day = back.day_of(chance.ended)
            yield day, line("opportunity_ended", chance.id, date=day, **figures)
    for handoff in record.handoffs:
        if handoff.status == "done" and handoff.ended and back.after(handoff.ended):
            figures = {"to": handoff.to, "what": handoff.what, "answer": handoff.answer}
            day = back.day_of(handoff.ended)
            yield day, line("handoff_answered", handoff.id, date=day, **figures)
