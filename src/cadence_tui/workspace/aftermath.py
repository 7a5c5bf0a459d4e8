"""Makes what a closed call leaves behind, for every way in which one is closed or amended (C7, C8)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import (
    Account,
    Action,
    Call,
    Comment,
    Document,
    Opportunity,
    Risk,
    Signal,
)
from cadence_tui.model.errors import NotFound
from cadence_tui.practice.aftermath import Aftermath, Ground, aftermath, graver
from cadence_tui.workspace.covering import on_behalf
from cadence_tui.workspace.session import Edit, Workspace

if TYPE_CHECKING:
    from cadence_tui.model.rules.signals import SignalRule

_LONGEST_WAIT = 30
"""Days in which a working day is looked for."""


class Left(Struct, frozen=True, kw_only=True):
    """What belongs into the commit that closes a call; `promised` are the ids of promises made for it."""

    edits: list[Edit]
    made: list[Document]
    promised: tuple[str, ...]


def ground_of(ws: Workspace, account: Account, *, cause_watched: bool = True) -> Ground:
    """What is known of an account when a call with it is closed."""
    rules = ws.rules.closing
    return Ground(
        rules=rules,
        risks=tuple(ws.records.of_account(Risk, account.id)),
        opportunities=tuple(ws.records.of_account(Opportunity, account.id)),
        currency=account.arr.currency if account.arr else ws.rules.touch_model.currency,
        cause_watched=cause_watched,
        now=ws.now(),
    )


def signal_rule(ws: Workspace) -> "SignalRule | None":
    """The touch model's rule for worrying calls; None where it does not watch them."""
    try:
        return ws.rules.touch_model.signals.of(ws.rules.closing.signal.cause)
    except NotFound:
        return None


def left_behind(
    ws: Workspace, account: Account, call: Call, promises: list[Action], *, before: Call | None = None
) -> Left:
    """The documents that follow from the record of a call; `before` is the record that is amended."""
    found = aftermath(call, promises, ground_of(ws, account), before=before)
    promised = [_promise(ws, call, thing) for thing in found.to_send]
    edits, made = _signal(ws, account, call, found.signal)
    return Left(
        edits=[*edits, *_brought_up(ws, call, found)],
        made=[*_risks(ws, account, call, found), *_chances(ws, account, call, found), *promised, *made],
        promised=tuple(action.id for action in promised),
    )


def _risks(ws: Workspace, account: Account, call: Call, found: Aftermath) -> list[Document]:
    return [
        Risk(
            id=ws.new_id(),
            account=account.id,
            title=title,
            severity=found.severity,
            owner=account.owner or ws.actor.id,
            origin=call.id,
            raised=ws.now(),
        )
        for title in found.risks
    ]


def _chances(ws: Workspace, account: Account, call: Call, found: Aftermath) -> list[Document]:
    return [
        Opportunity(
            id=ws.new_id(),
            account=account.id,
            title=heard.title,
            owner=account.owner or ws.actor.id,
            origin=call.id,
            raised=ws.now(),
            amount=heard.amount,
        )
        for heard in found.opportunities
    ]


def _brought_up(ws: Workspace, call: Call, found: Aftermath) -> list[Edit]:
    """What is on the books already gets a remark instead of a twin."""

    def remark(title: str) -> Comment:
        return Comment(by=ws.actor.id, at=ws.now(), text=call.summary or title)

    edits: list[Edit] = [
        (
            risk,
            replace(
                risk,
                severity=graver(risk.severity, found.severity),
                comments=(*risk.comments, remark(risk.title)),
            ),
        )
        for risk in found.known_risks
    ]
    edits += [
        (each, replace(each, comments=(*each.comments, remark(each.title))))
        for each in found.known_opportunities
    ]
    return edits


def _promise(ws: Workspace, call: Call, thing: str) -> Action:
    action = Action(
        id=ws.new_id(),
        account=call.account,
        title=thing,
        owner=ws.actor.id,
        due=_send_day(ws),
        origin=call.id,
        created=ws.now(),
    )
    return on_behalf(ws, action)


def _send_day(ws: Workspace) -> date:
    """The actor's working day by which things to share are sent."""
    # Loaded here: in most calls nothing is promised to be sent.
    from cadence_tui.practice.working_time import working_time
    from cadence_tui.workspace.public_holidays import public_holidays

    person = ws.actor
    first = ws.today() + timedelta(days=ws.rules.closing.shared.due_days)
    days = [first + timedelta(days=step) for step in range(_LONGEST_WAIT)]
    holidays = public_holidays(person.country, person.subdivision, first, days[-1])
    worked = working_time(person, days, holidays).spans
    return min(worked, default=first)


def _signal(ws: Workspace, account: Account, call: Call, words: str) -> tuple[list[Edit], list[Document]]:
    """The signal of a worrying call: the open one of its cause brought up to date, else a new one."""
    rule = signal_rule(ws) if words else None
    if rule is None or (account.churned is not None and account.churned <= ws.today()):
        return [], []
    # Loaded here: most calls worry nobody.
    from cadence_tui.workspace.signals import told_signal

    cause = ws.rules.closing.signal.cause
    open_one = next(
        (
            each
            for each in ws.records.of_account(Signal, account.id)
            if (each.cause, each.subject) == (cause, "") and each.status != "done"
        ),
        None,
    )
    fresh = told_signal(ws, account, cause, rule, words, source=call.id)
    if open_one is None:
        return [], [fresh]
    return [(open_one, replace(open_one, figures=fresh.figures, updated=ws.now()))], []
