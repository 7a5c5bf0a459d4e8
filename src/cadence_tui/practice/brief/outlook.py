"""What stands open around an account: risks, opportunities, hand-offs, signals, tickets."""

from collections.abc import Iterator

from cadence_tui.model.documents import Signal
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack
from cadence_tui.practice.signals.found import signal_reason

_SEVERITIES = ("high", "medium", "low")
_URGENCIES = ("critical", "high", "normal", "low")


def outlook_lines(record: AccountRecord, back: LookBack) -> list[BriefLine]:
    """Open risks, worst first; opportunities; hand-offs that somebody of the house has not answered yet."""
    return [*_risks(record, back), *_opportunities(record, back), *_handoffs(record, back)]


def _risks(record: AccountRecord, back: LookBack) -> Iterator[BriefLine]:
    risks = [risk for risk in record.risks if risk.status == "open"]
    for risk in sorted(risks, key=lambda risk: (_SEVERITIES.index(risk.severity), risk.raised, risk.id)):
        yield line(
            "risk",
            risk.id,
            title=risk.title,
            severity=risk.severity,
            days=back.days_ago(back.day_of(risk.raised)),
            plan=risk.plan,
            plan_due=risk.plan_due,
            days_late=max(0, back.days_ago(risk.plan_due)) if risk.plan_due else 0,
        )


def _opportunities(record: AccountRecord, back: LookBack) -> Iterator[BriefLine]:
    for chance in record.opportunities:
        if chance.status in ("open", "proposed"):
            yield line(
                "opportunity",
                chance.id,
                title=chance.title,
                status=chance.status,
                days=back.days_ago(back.day_of(chance.raised)),
                amount=chance.amount,
                expected=chance.expected,
            )


def _handoffs(record: AccountRecord, back: LookBack) -> Iterator[BriefLine]:
    for handoff in record.handoffs:
        if handoff.status != "done":
            yield line(
                "handoff",
                handoff.id,
                to=handoff.to,
                what=handoff.what,
                person=handoff.person,
                status=handoff.status,
                days=back.days_ago(back.day_of(handoff.at)),
            )


def signal_lines(record: AccountRecord, back: LookBack) -> list[BriefLine]:
    """Signals that were open before the last call already; later ones are told as changes."""
    return [
        line("signal_open", signal.id, signal=signal, why=signal_reason(signal), late=_late(signal, back))
        for signal in record.signals
        if signal.status != "done" and not back.after(signal.raised)
    ]


def _late(signal: Signal, back: LookBack) -> bool:
    """Whether the day on which it should have been answered is over."""
    return signal.deadline is not None and back.day_of(signal.deadline) < back.today


def ticket_lines(record: AccountRecord, back: LookBack) -> list[BriefLine]:
    """Open tickets, worst first; those opened since the last call say so."""
    still_open = [ticket for ticket in record.tickets if ticket.closed is None or ticket.closed > back.today]
    still_open = [ticket for ticket in still_open if ticket.opened <= back.today]
    still_open.sort(key=lambda ticket: (_URGENCIES.index(ticket.severity), ticket.opened, ticket.id))
    return [
        line(
            "ticket",
            ticket.id,
            title=ticket.title,
            severity=ticket.severity,
            opened=ticket.opened,
            days=back.days_ago(ticket.opened),
            new=back.since(ticket.opened),
        )
        for ticket in still_open
    ]
