"""`cadence review`: what waits for the lead, and the verdicts (A3)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY
from cadence_tui.model.documents import Account, Action
from cadence_tui.model.message import message
from cadence_tui.practice.review import ReviewItem
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words
from cadence_tui.workspace import review as verdicts
from cadence_tui.workspace.ledger import action_called
from cadence_tui.workspace.session import Workspace, last_done


@group("review", invoke_without_command=True)
@option("--lead", says=message("Only what this lead's pod promised"), metavar="PERSON")
def review(request: Request, lead: str | None) -> None:
    """The queue, the weightiest first."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    ws = request.workspace
    items = _queue(ws, lead)
    words = request.words
    request.answer([_item_data(ws, item, words) for item in items], lambda: _table(ws, items, words))


@below(review, "approve", message("It is in good hands"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def approve(request: Request, ids: Sequence[str], why: str) -> None:
    """Approved."""
    _told(request, verdicts.approve(request.workspace, *_meant(request, ids), why=why))


@below(review, "return", message("Back to its owner"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def return_(request: Request, ids: Sequence[str], why: str) -> None:
    """Returned."""
    _told(request, verdicts.return_action(request.workspace, *_meant(request, ids), reason=why))


@below(review, "escalate", message("It has the lead's attention until a day"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--until", says=message("That day"), type=DAY, required=True)
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def escalate(request: Request, ids: Sequence[str], until: date, why: str) -> None:
    """Escalated."""
    _told(request, verdicts.escalate(request.workspace, *_meant(request, ids), deadline=until, why=why))


@below(review, "reassign", message("Somebody else sees to it"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--to", says=message("Who sees to it from now on"), required=True, metavar="PERSON")
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def reassign(request: Request, ids: Sequence[str], to: str, why: str) -> None:
    """Reassigned."""
    _told(request, verdicts.reassign(request.workspace, *_meant(request, ids), to=to, why=why))


@below(review, "redate", message("Another date"), writes=True)
@argument("ids", says=message("Ids, or parts of titles"), nargs=-1, required=True, metavar="ID...")
@option("--due", says=message("Until when"), type=DAY, required=True)
@option("--why", says=message("Why the date moves"), required=True, metavar="TEXT")
def redate(request: Request, ids: Sequence[str], due: date, why: str) -> None:
    """A new date."""
    _told(request, verdicts.redate(request.workspace, *_meant(request, ids), due=due, why=why))


def _queue(ws: Workspace, lead: str | None) -> list[ReviewItem]:
    items = verdicts.review_queue(ws)
    if lead is None:
        return items
    pod = ws.records.person(lead).pod
    pods = {person.id: person.pod for person in ws.records.people()}
    if not pod:
        return items

    def of_pod(item: ReviewItem) -> bool:
        account = ws.records.get(Account, item.account)
        return pod in (account.pod, pods.get(account.owner, ""))

    return [item for item in items if of_pod(item)]


def _item_data(ws: Workspace, item: ReviewItem, words: Words) -> dict[str, Any]:
    action = ws.records.get(Action, item.action)
    return {
        "id": item.action,
        "reason": item.reasons[0].code,
        "reasons": reasons_data(item.reasons, words),
        "why": worded_all(item.reasons, words),
        "age_days": item.age_days,
        "weight": item.weight,
        "account": item.account,
        "title": action.title,
        "side": action.side,
        "owner": action.owner,
        "due": action.due,
        "status": action.status,
    }


def _table(ws: Workspace, items: Sequence[ReviewItem], words: Words) -> list[str]:
    speech = words.speech
    rows: list[list[str]] = []
    for item in items:
        action, account = ws.records.get(Action, item.action), ws.records.get(Account, item.account)
        age = speech.say("{n} d", n=item.age_days)
        rows.append([item.action, age, account.name, action.title, worded_all(item.reasons, words)])
    say = speech.say
    lines = list(columns([say("Id"), say("Age"), say("Account"), say("Title"), say("Why")], rows, right=[1]))
    return [*lines, speech.plural("{n} promise waits", "{n} promises wait", len(items))]


def _meant(request: Request, words: Sequence[str]) -> list[str]:
    return [action_called(request.workspace, word).id for word in words]


def _told(request: Request, changed: Sequence[Action]) -> None:
    request.done(changed[0] if len(changed) == 1 else changed, last_done(request.workspace))
