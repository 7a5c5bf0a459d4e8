"""`cadence opportunity`: what accounts may yet buy, what was proposed, won, lost."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import UNSET

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY
from cadence_tui.model.documents import Account, Opportunity
from cadence_tui.model.message import message
from cadence_tui.workspace import opportunities as acts
from cadence_tui.workspace.outlook import called
from cadence_tui.workspace.session import last_done


@group("opportunity")
def opportunity(request: Request) -> None:
    """Opportunities."""


@below(opportunity, "list", message("Opportunities that are open or proposed"))
@option("--account", says=message("Only those of this account"), metavar="ID|NAME")
@option("--closed", says=message("Those that are over as well"), is_flag=True)
def list_(request: Request, account: str | None, closed: bool) -> None:
    """The opportunities of everybody, or of one account."""
    ws = request.workspace
    of = ws.records.account(account).id if account else ""
    found = [
        each
        for each in ws.records.every(Opportunity)
        if (not of or each.account == of) and (closed or each.ended is None)
    ]
    found.sort(key=lambda each: (each.ended is not None, each.status != "proposed", each.id))
    request.answer(found, lambda: _table(request, found))


@below(opportunity, "add", message("Name something that an account may buy"), writes=True)
@argument("account", says=message("Id or name of the account"))
@argument("title", says=message("What they may buy; an amount in it is understood"))
@option(
    "--amount", says=message("How much, such as {example}", example="5k USD"), metavar="AMOUNT", default=""
)
@option("--expected", says=message("When it may come"), type=DAY)
@option("--owner", says=message("Who sees to it"), metavar="PERSON", default="")
def add(request: Request, account: str, title: str, amount: str, expected: date | None, owner: str) -> None:
    """A new opportunity."""
    made = acts.add_opportunity(
        request.workspace, account, title, amount=amount, expected=expected, owner=owner
    )
    request.done(made, last_done(request.workspace))


@below(opportunity, "edit", message("Change its particulars; what is not given stays"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--title", says=message("What they may buy"), metavar="TEXT")
@option("--amount", says=message("How much, such as {example}", example="5k USD"), metavar="AMOUNT")
@option("--expected", says=message("When it may come"), type=DAY)
@option("--owner", says=message("Who sees to it"), metavar="PERSON")
@option("--remark", says=message("A remark"), metavar="TEXT", default="")
def edit(
    request: Request,
    id: str,
    title: str | None,
    amount: str | None,
    expected: date | None,
    owner: str | None,
    remark: str,
) -> None:
    """Other particulars."""
    wanted = acts.OpportunityEdit(
        title=UNSET if title is None else title,
        amount=UNSET if amount is None else amount,
        expected=UNSET if expected is None else expected,
        owner=UNSET if owner is None else owner,
        remark=remark,
    )
    ws = request.workspace
    _told(request, acts.edit_opportunity(ws, called(ws, Opportunity, id).id, wanted))


@below(opportunity, "propose", message("The customer has a proposal"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--remark", says=message("A remark"), metavar="TEXT", default="")
def propose(request: Request, id: str, remark: str) -> None:
    """Proposed."""
    ws = request.workspace
    _told(request, acts.propose(ws, called(ws, Opportunity, id).id, remark))


@below(opportunity, "win", message("They buy"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--outcome", says=message("What became of it"), metavar="TEXT", default="")
def win(request: Request, id: str, outcome: str) -> None:
    """Won."""
    ws = request.workspace
    _told(request, acts.win(ws, called(ws, Opportunity, id).id, outcome))


@below(opportunity, "lose", message("They do not buy"), writes=True)
@argument("id", says=message("Id, or a part of the title"))
@option("--outcome", says=message("Why not"), metavar="TEXT", required=True)
def lose(request: Request, id: str, outcome: str) -> None:
    """Lost."""
    ws = request.workspace
    _told(request, acts.lose(ws, called(ws, Opportunity, id).id, outcome))


def _told(request: Request, changed: Opportunity) -> None:
    request.done(changed, last_done(request.workspace))


def _table(request: Request, found: Sequence[Opportunity]) -> Iterator[str]:
    ws, words = request.workspace, request.words
    say = words.speech.say
    header = [say("Id"), say("Status"), say("Account"), say("Title"), say("Amount"), say("Owner")]
    rows = [
        [
            each.id,
            words.word("opportunity_status", each.status),
            ws.records.get(Account, each.account).name,
            each.title,
            words.speech.money(each.amount) if each.amount else "–",
            words.names.person(each.owner),
        ]
        for each in found
    ]
    yield from columns(header, rows)
    yield words.speech.plural("{n} opportunity", "{n} opportunities", len(rows))
