"""`cadence actions` and `cadence action`: the promises."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, get_args

from msgspec import UNSET

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, command, group, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY, OneOf
from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action
from cadence_tui.model.documents.action import LIVE_STATUSES, Priority, Side
from cadence_tui.model.message import message
from cadence_tui.model.text import fold
from cadence_tui.views.action_filter import CardMatcher
from cadence_tui.views.actions import Card, cards, in_scope, late_mark, urgency
from cadence_tui.views.portfolio_list import SCOPES, Scope
from cadence_tui.views.wording_actions import STATUS_WORDS
from cadence_tui.workspace import actions as acts
from cadence_tui.workspace.ledger import action_called
from cadence_tui.workspace.session import Workspace

_PRIORITIES: tuple[Priority, ...] = get_args(Priority)
_SIDES: tuple[Side, ...] = get_args(Side)


@command("actions")
@argument(
    "words",
    says=message("Parts of titles and names, or such as {example}", example="late theirs owner:ana"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose promises"), type=OneOf(SCOPES), default="all")
@option("--closed", says=message("Those done and dropped as well"), is_flag=True)
def actions(request: Request, words: Sequence[str], scope: Scope, closed: bool) -> None:
    """Live promises, the most urgent first; then those that are closed."""
    ws = request.workspace
    found = {action.id: action for action in ws.records.live_actions()}
    board = cards(found.values(), _accounts(ws), {each.id: each for each in ws.records.people()}, ws.today())
    mine = in_scope(board, scope, person=ws.actor.id, pod=ws.actor.pod)
    shown = sorted(CardMatcher().matching(mine, " ".join(words)), key=urgency)
    done = _closed(ws, words) if closed else []
    data = [*(found[card.id] for card in shown), *done]
    request.answer(data, lambda: _table(shown, done, _accounts(ws), request.speech))


@group("action")
def action(request: Request) -> None:
    """One promise."""


@below(action, "add", message("Promise something to an account"))
@argument("account", says=message("Id or name of the account"))
@argument("title", says=message("What is promised"))
@option("--owner", says=message("Who sees to it: a colleague, or with --theirs a name"), metavar="PERSON")
@option("--due", says=message("Until when"), type=DAY)
@option("--theirs", says=message("The customer promises"), is_flag=True)
@option("--priority", says=message("How urgent it is"), type=OneOf(_PRIORITIES), default="normal")
def add(
    request: Request,
    account: str,
    title: str,
    owner: str | None,
    due: date | None,
    theirs: bool,
    priority: Priority,
) -> None:
    """A new promise."""
    side: Side = "theirs" if theirs else "ours"
    made = acts.add_action(
        request.workspace, account, title, side=side, owner=owner, due=due, priority=priority
    )
    request.done(made, message("Promised: {title} ({id})", title=made.title, id=made.id))


@below(action, "start", message("Somebody works on it"))
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
def start(request: Request, ids: Sequence[str]) -> None:
    """In progress."""
    _told(request, acts.start_action(request.workspace, *_meant(request, ids)))


@below(action, "block", message("It cannot go on"))
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def block(request: Request, ids: Sequence[str], why: str) -> None:
    """Blocked."""
    _told(request, acts.block_action(request.workspace, *_meant(request, ids), reason=why))


@below(action, "wait", message("The customer has to move first"))
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
def wait(request: Request, ids: Sequence[str]) -> None:
    """Waiting on the customer."""
    _told(request, acts.wait_on_customer(request.workspace, *_meant(request, ids)))


@below(action, "done", message("It is kept"))
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
def done(request: Request, ids: Sequence[str]) -> None:
    """Done."""
    _told(request, acts.finish_action(request.workspace, *_meant(request, ids)))


@below(action, "drop", message("It will not be done"))
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def drop(request: Request, ids: Sequence[str], why: str) -> None:
    """Dropped."""
    _told(request, acts.drop_action(request.workspace, *_meant(request, ids), reason=why))


@below(action, "reopen", message("It is live again"))
@argument("ids", says=message("Ids"), nargs=-1, required=True, metavar="ID...")
def reopen(request: Request, ids: Sequence[str]) -> None:
    """Open."""
    _told(request, acts.reopen_action(request.workspace, *_meant(request, ids)))


@below(action, "edit", message("Change its particulars; what is not given stays"))
@argument("id", says=message("Id, or a part of the title"))
@option("--title", says=message("What is promised"), metavar="TEXT")
@option("--owner", says=message("Who sees to it: a colleague, or with --theirs a name"), metavar="PERSON")
@option("--due", says=message("Until when"), type=DAY)
@option("--no-due", says=message("Without a date"), is_flag=True)
@option("--why", says=message("Why the date moves"), metavar="TEXT", default="")
@option("--priority", says=message("How urgent it is"), type=OneOf(_PRIORITIES))
@option("--side", says=message("Whose promise it is"), type=OneOf(_SIDES))
def edit(request: Request, id: str, due: date | None, no_due: bool, **fields: Any) -> None:
    """Other particulars."""
    ws = request.workspace
    wanted = None if no_due else UNSET if due is None else due
    changed = acts.edit_action(ws, action_called(ws, id).id, due=wanted, **fields)
    _told(request, [changed])


def _meant(request: Request, words: Sequence[str]) -> list[str]:
    return [action_called(request.workspace, word).id for word in words]


def _told(request: Request, changed: Sequence[Action]) -> None:
    """One promise as one document, several as a list."""
    titles = ", ".join(each.title for each in changed)
    request.done(changed[0] if len(changed) == 1 else changed, message("Done: {what}", what=titles))


def _accounts(ws: Workspace) -> dict[str, Account]:
    return {account.id: account for account in ws.records.accounts()}


def _closed(ws: Workspace, words: Sequence[str]) -> list[Action]:
    accounts = _accounts(ws)
    wanted = fold(" ".join(words)).split()

    def fits(each: Action) -> bool:
        account = accounts.get(each.account)
        text = fold(f"{each.title} {account.name if account else ''}")
        return each.status not in LIVE_STATUSES and all(word in text for word in wanted)

    return sorted(filter(fits, ws.records.every(Action)), key=lambda each: each.id, reverse=True)


def _table(
    shown: Sequence[Card], closed: Sequence[Action], accounts: dict[str, Account], speech: Speech
) -> Iterator[str]:
    say = speech.say
    header = [
        say("Id"),
        say("Due"),
        "",
        say("Status"),
        say("Account"),
        say("Title"),
        say("Owner"),
    ]
    rows = [
        [
            card.id,
            card.due.isoformat() if card.due else "–",
            late_mark(card.late_days, speech) if card.late_days else "",
            speech.word(STATUS_WORDS[card.column]),
            card.account_name,
            card.title,
            f"{say('theirs')}: {card.owner_name}" if card.side == "theirs" else card.owner_name,
        ]
        for card in shown
    ]
    rows += [
        [
            each.id,
            each.done.date().isoformat() if each.done else "–",
            "",
            speech.word(STATUS_WORDS[each.status]),
            accounts[each.account].name if each.account in accounts else "",
            each.title,
            "",
        ]
        for each in closed
    ]
    yield from columns(header, rows)
    yield speech.plural("{n} promise", "{n} promises", len(rows))
