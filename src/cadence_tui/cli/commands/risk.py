"""`cadence risk`: what threatens accounts, the plan against it, how it ended."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, get_args

from msgspec import UNSET

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY, OneOf
from cadence_tui.model.documents import Account, Risk
from cadence_tui.model.documents.outlook import RiskSeverity
from cadence_tui.model.message import message
from cadence_tui.workspace import risks as acts
from cadence_tui.workspace.outlook import called
from cadence_tui.workspace.session import last_done

_SEVERITIES: tuple[RiskSeverity, ...] = get_args(RiskSeverity)


@group("risk")
def risk(request: Request) -> None:
    """Risks."""


@below(risk, "list", message("Open risks, the worst first"))
@option("--account", says=message("Only those of this account"), metavar="ID|NAME")
@option("--closed", says=message("Those that are over as well"), is_flag=True)
def list_(request: Request, account: str | None, closed: bool) -> None:
    """The risks of everybody, or of one account."""
    ws = request.workspace
    of = ws.records.account(account).id if account else ""
    found = [
        each
        for each in ws.records.every(Risk)
        if (not of or each.account == of) and (closed or each.status == "open")
    ]
    found.sort(key=lambda each: (each.status != "open", -_SEVERITIES.index(each.severity), each.id))
    request.answer(found, lambda: _table(request, found))


@below(risk, "add", message("Name a risk of an account"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("title", says=message("What threatens it"))
@option("--severity", says=message("How bad it is"), type=OneOf(_SEVERITIES), default="medium")
@option("--owner", says=message("Who sees to it"), metavar="PERSON", default="")
@option("--plan", says=message("What is done against it"), metavar="TEXT", default="")
@option("--due", "plan_due", says=message("Until when the plan is carried out"), type=DAY)
def add(request: Request, account: str, title: str, **fields: Any) -> None:
    """A new risk."""
    made = acts.add_risk(request.workspace, account, title, **fields)
    request.done(made, last_done(request.workspace))


@below(risk, "plan", message("Say what is done against it, by whom and until when"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--plan", says=message("What is done against it"), metavar="TEXT")
@option("--due", says=message("Until when the plan is carried out"), type=DAY)
@option("--owner", says=message("Who sees to it"), metavar="PERSON")
@option("--severity", says=message("How bad it is"), type=OneOf(_SEVERITIES))
@option("--remark", says=message("A remark"), metavar="TEXT", default="")
def plan(
    request: Request,
    id: str,
    plan: str | None,
    due: date | None,
    owner: str | None,
    severity: RiskSeverity | None,
    remark: str,
) -> None:
    """Other particulars."""
    ws = request.workspace
    edit = acts.RiskEdit(
        plan=UNSET if plan is None else plan,
        plan_due=UNSET if due is None else due,
        owner=UNSET if owner is None else owner,
        severity=UNSET if severity is None else severity,
        remark=remark,
    )
    changed = acts.edit_risk(ws, called(ws, Risk, id).id, edit)
    request.done(changed, last_done(ws))


@below(risk, "settle", message("It is no risk any more, or it came true"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--outcome", says=message("What became of it"), metavar="TEXT", required=True)
@option("--lost", says=message("It came true"), is_flag=True)
def settle(request: Request, id: str, outcome: str, lost: bool) -> None:
    """Over."""
    ws = request.workspace
    edit = acts.RiskEdit(status="lost" if lost else "settled", outcome=outcome)
    changed = acts.edit_risk(ws, called(ws, Risk, id).id, edit)
    request.done(changed, last_done(ws))


def _table(request: Request, found: Sequence[Risk]) -> Iterator[str]:
    ws, words = request.workspace, request.words
    say = words.speech.say
    header = [say("Id"), say("Severity"), say("Account"), say("Title"), say("Owner"), say("Plan")]
    rows = [
        [
            each.id,
            words.word("risk_severity", each.severity)
            if each.status == "open"
            else words.word("risk_status", each.status),
            ws.records.get(Account, each.account).name,
            each.title,
            words.names.person(each.owner),
            each.plan or "–",
        ]
        for each in found
    ]
    yield from columns(header, rows)
    yield words.speech.plural("{n} risk", "{n} risks", len(rows))
