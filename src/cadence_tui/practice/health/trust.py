"""Components drawn from what is owed and who is there: support, promises, relationship (H1)."""

from datetime import date

from cadence_tui.model.documents import Contact, Ticket
from cadence_tui.model.message import reason
from cadence_tui.practice.health.history import Moment
from cadence_tui.practice.health.promise import Promise
from cadence_tui.practice.health.result import Input


def support(at: Moment) -> list[Input]:
    """Open tickets by severity and age; an account that never wrote to support is unknown, not healthy."""
    rules = at.rules.support
    tickets = [ticket for ticket in at.history.tickets if _remembered(ticket, at)]
    if not tickets:
        return [Input(name="tickets", weight=1.0, reason=reason("tickets_missing", days=rules.memory_days))]
    waiting = [ticket for ticket in tickets if _open_on(ticket, at)]
    newest = min((at.day - _last_event(ticket, at)).days for ticket in tickets)
    if not waiting:
        none_open = reason("tickets_none_open", days=newest)
        return [Input(name="tickets", weight=1.0, value=1.0, reason=none_open, age_days=newest)]
    critical = sum(1 for ticket in waiting if ticket.severity == "critical")
    oldest = max((at.day - ticket.opened).days for ticket in waiting)
    return [
        Input(
            name="tickets",
            weight=1.0,
            value=max(0.0, 1 - sum(_ticket_cost(ticket, at) for ticket in waiting)),
            reason=reason("tickets_open", open=len(waiting), critical=critical, oldest_days=oldest),
            age_days=newest,
        )
    ]


def promises(at: Moment) -> list[Input]:
    """Our promises to the customer: late and slipped ones hurt, those kept in time help."""
    ours = [
        promise for promise in at.history.promises if promise.action.side == "ours" and _in_view(promise, at)
    ]
    return [_overdue(at, ours), _kept(at, ours)]


def relationship(at: Moment) -> list[Input]:
    """Whether the champion and the sponsor are still there."""
    rules = at.rules.relationship
    champions = [contact for contact in at.history.contacts if contact.champion]
    sponsors = [contact for contact in at.history.contacts if contact.sponsor]
    return [
        _role(at, "champion", rules.champion_weight, champions),
        _role(at, "sponsor", rules.sponsor_weight, sponsors),
    ]


def _remembered(ticket: Ticket, at: Moment) -> bool:
    return ticket.opened <= at.day and (at.day - _last_event(ticket, at)).days <= at.rules.support.memory_days


def _open_on(ticket: Ticket, at: Moment) -> bool:
    return ticket.closed is None or ticket.closed > at.day


def _last_event(ticket: Ticket, at: Moment) -> date:
    return at.day if _open_on(ticket, at) else ticket.closed or at.day


def _ticket_cost(ticket: Ticket, at: Moment) -> float:
    rules = at.rules.support
    cost = rules.costs[ticket.severity]
    return cost * rules.old_factor if (at.day - ticket.opened).days > rules.old_days else cost


def _in_view(promise: Promise, at: Moment) -> bool:
    if promise.open_on(at.day):
        return True
    window = at.rules.promises.window_days
    closed = promise.closed
    return promise.kept and closed is not None and closed <= at.day and (at.day - closed).days <= window


def _overdue(at: Moment, ours: list[Promise]) -> Input:
    rules = at.rules.promises
    if not ours:
        missing = reason("promises_missing", days=rules.window_days)
        return Input(name="overdue", weight=rules.overdue_weight, reason=missing)
    standing = [promise for promise in ours if promise.open_on(at.day)]
    days_late = [promise.days_late(at.day) for promise in standing]
    late = [days for days in days_late if days]
    slips = sum(promise.slips_on(at.day) for promise in standing)
    cost = sum(_promise_cost(promise, days, at) for promise, days in zip(standing, days_late, strict=True))
    why = (
        reason("promises_late", late=len(late), worst_days=max(late), slips=slips, open=len(standing))
        if late
        else reason("promises_in_time", late=0, open=len(standing), slips=slips)
    )
    return Input(
        name="overdue",
        weight=rules.overdue_weight,
        value=max(0.0, 1 - cost),
        reason=why,
        age_days=0,
    )


def _promise_cost(promise: Promise, days: int, at: Moment) -> float:
    rules = at.rules.promises
    lateness = rules.late_cost + rules.late_day_cost * days if days else 0.0
    return (lateness + rules.slip_cost * promise.slips_on(at.day)) * rules.priority_factor[
        promise.action.priority
    ]


def _kept(at: Moment, ours: list[Promise]) -> Input:
    rules = at.rules.promises
    kept = [
        (promise.closed, promise.action.due)
        for promise in ours
        if promise.kept and not promise.open_on(at.day)
    ]
    dated = [(closed, due) for closed, due in kept if closed and due]
    if not dated:
        return Input(
            name="kept", weight=rules.kept_weight, reason=reason("kept_missing", days=rules.window_days)
        )
    in_time = sum(1 for closed, due in dated if closed <= due)
    return Input(
        name="kept",
        weight=rules.kept_weight,
        value=in_time / len(dated),
        reason=reason("promises_kept", in_time=in_time, of=len(dated)),
        age_days=min((at.day - closed).days for closed, _ in dated),
    )


def _role(at: Moment, role: str, weight: float, holders: list[Contact]) -> Input:
    rules = at.rules.relationship
    if not holders:
        return Input(name="role", subject=role, weight=weight, reason=reason("role_unnamed", role=role))
    gone = [(contact.left, contact.name) for contact in holders if contact.left and contact.left <= at.day]
    present = next((c for c in holders if c.left is None or c.left > at.day), None)
    left, name = max(gone, default=(None, ""))
    days = (at.day - left).days if left else 0
    if present is None:
        return Input(
            name="role",
            subject=role,
            weight=weight,
            value=rules.lost,
            reason=reason("role_left", role=role, name=name, days=days),
            age_days=days,
        )
    settled = left is None or days > rules.settling_days
    return Input(
        name="role",
        subject=role,
        weight=weight,
        value=1.0 if settled else rules.settling,
        reason=(
            reason("role_present", role=role, name=present.name)
            if settled
            else reason("role_changed", role=role, name=present.name, left=name, days=days)
        ),
    )
