"""What a person does about a risk: name it, plan against it, talk about it, end it (C7, R7).

All acts raise NotFound, NotPermitted for readers and people of other pods, Conflict, and Refused when nothing
would change.
"""

from datetime import date

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from cadence_tui.model.documents import Risk
from cadence_tui.model.documents.outlook import RiskSeverity, RiskStatus
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.practice.review import returned
from cadence_tui.workspace.ledger import require_reach, said
from cadence_tui.workspace.outlook import keep, of_reach, person_called, remarks, titled
from cadence_tui.workspace.session import Workspace


class RiskEdit(Struct, frozen=True, kw_only=True):
    """What a risk shall be; a field that is not given stays. `owner` is a login, name or id."""

    title: str | UnsetType = UNSET
    severity: RiskSeverity | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    plan: str | UnsetType = UNSET
    plan_due: date | UnsetType | None = UNSET
    status: RiskStatus | UnsetType = UNSET
    outcome: str | UnsetType = UNSET
    remark: str = ""


def add_risk(
    ws: Workspace,
    account: str,
    title: str,
    *,
    severity: RiskSeverity = "medium",
    owner: str = "",
    plan: str = "",
    plan_due: date | None = None,
    origin: str = "",
) -> Risk:
    """A new risk; without `owner` that of the account's owner.

    Raises BadInput for an empty title, Refused for a plan whose day is over.
    """
    found = ws.records.account(account)
    require_reach(ws, found)
    risk = Risk(
        id=ws.new_id(),
        account=found.id,
        title=titled(title),
        severity=severity,
        owner=person_called(ws, owner) or found.owner or ws.actor.id,
        origin=origin,
        raised=ws.now(),
        plan=plain(plan).strip(),
        plan_due=_still_ahead(ws, plan_due),
    )
    ws.commit(message("Risk of {account}: {title}", account=found.name, title=risk.title), made=[risk])
    return ws.records.get(Risk, risk.id)


def edit_risk(ws: Workspace, risk_id: str, edit: RiskEdit, *, seen: Risk | None = None) -> Risk:
    """Other particulars, a plan, a remark, an end; one that is open again has no end.

    A new plan answers the lead who gave the risk back (A3): it joins the remarks, if nothing else is said.
    Raises Refused for a plan that moves to a day that is over.
    """
    was, account = of_reach(ws, Risk, risk_id, seen)
    plan = was.plan if edit.plan is UNSET else plain(edit.plan).strip()
    answer = plan if plan != was.plan and returned(was) else ""
    new = replace(
        was,
        title=was.title if edit.title is UNSET else titled(edit.title),
        severity=was.severity if edit.severity is UNSET else edit.severity,
        owner=was.owner if edit.owner is UNSET else person_called(ws, edit.owner),
        plan=plan,
        plan_due=was.plan_due if edit.plan_due is UNSET else edit.plan_due,
        outcome=was.outcome if edit.outcome is UNSET else plain(edit.outcome).strip(),
        comments=remarks(ws, was.comments, edit.remark or answer),
    )
    if new.plan_due != was.plan_due:
        _still_ahead(ws, new.plan_due)
    if edit.status is not UNSET and edit.status != was.status:
        open_again = edit.status == "open"
        if not open_again:
            said(new.outcome)
        new = replace(
            new,
            status=edit.status,
            ended=None if open_again else ws.now(),
            outcome="" if open_again and new.outcome == was.outcome else new.outcome,
        )
    return keep(ws, _told(was, new, account.name), was, new)


def _still_ahead(ws: Workspace, day: date | None) -> date | None:
    if day is not None and day < ws.today():
        raise Refused(message("The plan cannot be carried out by then: {day} is over", day=day.isoformat()))
    return day


def _told(was: Risk, new: Risk, account: str) -> Message:
    figures = {"account": account, "title": new.title}
    if new.status == was.status:
        return message("Risk of {account} changed: {title}", **figures)
    if new.status == "open":
        return message("Risk of {account} open again: {title}", **figures)
    if new.status == "lost":
        return message("Risk of {account} came true: {title}", **figures)
    return message("Risk of {account} settled: {title}", **figures)
