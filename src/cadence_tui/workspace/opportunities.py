"""What a person does about an opportunity: name it, propose it, win or lose it (C7, R6).

All acts raise NotFound, NotPermitted for readers and people of other pods, Conflict, and Refused when nothing
would change.
"""

from datetime import date
from decimal import Decimal

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from cadence_tui.exchange.amounts import amount_reader
from cadence_tui.exchange.unreadable import Unreadable
from cadence_tui.model.documents import Account, Opportunity
from cadence_tui.model.documents.outlook import OpportunityStatus
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.money import Money
from cadence_tui.model.text import plain
from cadence_tui.practice.spoken_amount import heard_amount, spoken_amount, typed_amount
from cadence_tui.workspace.ledger import require_reach, said
from cadence_tui.workspace.outlook import keep, of_reach, person_called, remarks, titled
from cadence_tui.workspace.session import Workspace


class OpportunityEdit(Struct, frozen=True, kw_only=True):
    """What an opportunity shall be; a field that is not given stays. `amount` is as typed, empty for none."""

    title: str | UnsetType = UNSET
    owner: str | UnsetType = UNSET
    amount: str | UnsetType = UNSET
    expected: date | UnsetType | None = UNSET
    status: OpportunityStatus | UnsetType = UNSET
    outcome: str | UnsetType = UNSET
    remark: str = ""


def add_opportunity(
    ws: Workspace,
    account: str,
    title: str,
    *,
    owner: str = "",
    amount: str = "",
    expected: date | None = None,
    origin: str = "",
) -> Opportunity:
    """A new opportunity; without `owner` the account's owner has it, without `amount` the one in its title.

    Raises BadInput for an empty title and for an amount that cannot be read.
    """
    found = ws.records.account(account)
    require_reach(ws, found)
    heard = spoken_amount(title, ws.rules.closing.amounts, _currency(ws, found))
    made = Opportunity(
        id=ws.new_id(),
        account=found.id,
        title=titled(title),
        owner=person_called(ws, owner) or found.owner or ws.actor.id,
        origin=origin,
        raised=ws.now(),
        amount=amount_of(ws, found, amount) if amount else heard,
        expected=expected,
    )
    ws.commit(_made(made, found.name), made=[made])
    return ws.records.get(Opportunity, made.id)


def edit_opportunity(
    ws: Workspace, opportunity_id: str, edit: OpportunityEdit, *, seen: Opportunity | None = None
) -> Opportunity:
    """Other particulars, a remark, a proposal, an end; one that is open again has no end."""
    was, account = of_reach(ws, Opportunity, opportunity_id, seen)
    new = replace(
        was,
        title=was.title if edit.title is UNSET else titled(edit.title),
        owner=was.owner if edit.owner is UNSET else person_called(ws, edit.owner),
        amount=was.amount if edit.amount is UNSET else amount_of(ws, account, edit.amount),
        expected=was.expected if edit.expected is UNSET else edit.expected,
        outcome=was.outcome if edit.outcome is UNSET else plain(edit.outcome).strip(),
        comments=remarks(ws, was.comments, edit.remark),
    )
    if edit.status is not UNSET and edit.status != was.status:
        live = edit.status in ("open", "proposed")
        if edit.status == "lost":
            said(new.outcome)
        new = replace(new, status=edit.status, ended=None if live else ws.now())
    return keep(ws, _told(was, new, account.name), was, new)


def propose(ws: Workspace, opportunity_id: str, remark: str = "") -> Opportunity:
    """The customer has a proposal."""
    return edit_opportunity(ws, opportunity_id, OpportunityEdit(status="proposed", remark=remark))


def win(ws: Workspace, opportunity_id: str, outcome: str = "") -> Opportunity:
    """They buy."""
    kept = plain(outcome).strip() or UNSET
    return edit_opportunity(ws, opportunity_id, OpportunityEdit(status="won", outcome=kept))


def lose(ws: Workspace, opportunity_id: str, outcome: str) -> Opportunity:
    """They do not, because."""
    return edit_opportunity(ws, opportunity_id, OpportunityEdit(status="lost", outcome=said(outcome)))


def amount_of(ws: Workspace, account: Account, text: str) -> Money | None:
    """An amount as people type it, in the account's currency where none is named; None for nothing.

    Raises BadInput for what is no amount.
    """
    if not text.strip():
        return None
    own = _currency(ws, account)
    amounts = ws.rules.closing.amounts
    typed = typed_amount(text, amounts, own)
    if typed is not None:
        return typed
    try:
        read = amount_reader([text])(text)
        if not read.currency and heard_amount(text, amounts, own).unclear:
            raise Unreadable(message("an amount with the code of its currency, such as USD 5000"))
    except Unreadable as fault:
        where = [Where(field="amount", found=text, expected=fault.expected)]
        raise BadInput(message("No amount can be read in this: {text}", text=plain(text)), where) from None
    return Money(Decimal(read.amount), read.currency or own)


def _currency(ws: Workspace, account: Account) -> str:
    return account.arr.currency if account.arr else ws.rules.touch_model.currency


def _made(new: Opportunity, account: str) -> Message:
    if new.amount is None:
        return message("Opportunity with {account}: {title}", account=account, title=new.title)
    figures = {"account": account, "title": new.title, "amount": new.amount}
    return message("Opportunity with {account}: {title} · {amount}", **figures)


def _told(was: Opportunity, new: Opportunity, account: str) -> Message:
    figures = {"account": account, "title": new.title}
    if new.status == was.status and new.amount and new.amount != was.amount:
        return message("Opportunity with {account} changed: {title} · {amount}", **figures, amount=new.amount)
    if new.status == was.status:
        return message("Opportunity with {account} changed: {title}", **figures)
    if new.status == "open":
        return message("Opportunity with {account} open again: {title}", **figures)
    if new.status == "proposed":
        return message("Proposed to {account}: {title}", **figures)
    if new.status == "lost":
        return message("Opportunity with {account} lost: {title}", **figures)
    return message("Opportunity with {account} won: {title}", **figures)
