"""Reading what waits for the lead: the queue of a pod or of all, and each thing in it (A3)."""

from collections.abc import Iterable

from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Call, Person, Risk
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import fold
from cadence_tui.practice.review import (
    OVERRIDE_FIELDS,
    ReviewItem,
    Subject,
    overrides_of,
)
from cadence_tui.practice.review_promises import kept_lately, told_again
from cadence_tui.practice.review_queue import Measures, queue
from cadence_tui.practice.review_queue import review_item as item_of
from cadence_tui.workspace.ledger import action_called
from cadence_tui.workspace.session import Workspace


class Desk(Struct, frozen=True, kw_only=True):
    """What a review begins with: the items in order, what they speak of, every promise, accounts and people
    by id. `pod` is whose items these are, empty for all."""

    items: tuple[ReviewItem, ...] = ()
    subjects: dict[str, Subject] = {}
    actions: tuple[Action, ...] = ()
    accounts: dict[str, Account] = {}
    people: dict[str, Person] = {}
    pod: str = ""


def read_desk(ws: Workspace, *, pod: str = "") -> Desk:
    """What waits for the lead today, weightiest first: of a pod's accounts, or of all."""
    accounts = {account.id: account for account in ws.records.accounts()}
    people = {person.id: person for person in ws.records.people()}
    mine = {name: each for name, each in accounts.items() if not pod or _of_pod(each, pod, people)}
    actions, risks = tuple(ws.records.every(Action)), _open_risks(ws)
    rules, today = ws.rules.review, ws.today()
    kept = [action for action in actions if kept_lately(action, rules, today)]
    looked_at = [action for action in actions if action.status in LIVE_STATUSES] + kept
    items = queue(
        mine if pod else accounts,
        measures(ws),
        actions=[action for action in looked_at if not pod or action.account in mine],
        risks=[risk for risk in risks if not pod or risk.account in mine],
        told_again=_told_again(ws, kept),
    )
    every: list[Subject] = [*looked_at, *risks]
    every += [each for account in mine.values() for each in overrides_of(account)]
    waiting = {item.id for item in items}
    return Desk(
        items=tuple(items),
        subjects={subject.id: subject for subject in every if subject.id in waiting},
        actions=actions,
        accounts=accounts,
        people=people,
        pod=pod,
    )


def review_queue(ws: Workspace, *, pod: str = "") -> list[ReviewItem]:
    """What waits for the lead today, weightiest first: of a pod's accounts, or of all."""
    return list(read_desk(ws, pod=pod).items)


def review_item(ws: Workspace, action_id: str) -> ReviewItem | None:
    """Why a promise waits for the lead, if it does."""
    action = ws.records.get(Action, action_id)
    account = ws.records.get(Account, action.account)
    kept = [action] if kept_lately(action, ws.rules.review, ws.today()) else []
    return item_of(action, {account.id: account}, measures(ws), _told_again(ws, kept))


def measures(ws: Workspace) -> Measures:
    """The rules in force that a queue is built by."""
    return Measures(
        rules=ws.rules.review,
        model=ws.rules.touch_model,
        health_days=ws.rules.health.override_days,
        today=ws.today(),
    )


def subject_of(ws: Workspace, item: str) -> Subject:
    """What an id of the review stands for, as it is now; promises and risks removed meanwhile as they were.

    Raises NotFound, and Refused for an override that was taken back.
    """
    account_id, _, name = item.rpartition(".")
    if account_id and name in OVERRIDE_FIELDS:
        account = ws.records.editable(Account, account_id)
        found = next((each for each in overrides_of(account) if each.field == name), None)
        if found is None:
            raise Refused(message("Nothing of {account} is set by hand there any more", account=account.name))
        return found
    if ws.store.get("risk", item) is not None or ws.records.removal("risk", item) is not None:
        return ws.records.editable(Risk, item)
    return ws.records.editable(Action, item)


def subject_called(ws: Workspace, text: str) -> Subject:
    """The item of an id, or the live promise or open risk whose title has this part.

    Raises NotFound, and Refused for several.
    """
    if "." in text or ws.store.get("risk", text) is not None:
        try:
            return subject_of(ws, text)
        except NotFound:
            # A title may have a full stop, too.
            pass
    risks = [risk for risk in _open_risks(ws) if fold(text) in fold(risk.title)]
    try:
        found = action_called(ws, text)
    except NotFound:
        if len(risks) == 1:
            return risks[0]
        if not risks:
            raise
    else:
        if not risks:
            return found
    raise Refused(message("{name} may be a promise or a risk: use the id", name=text))


def pod_of(ws: Workspace, who: str) -> str:
    """The pod of a person; empty for somebody without. Raises NotFound, Refused."""
    return ws.records.person(who).pod


def _open_risks(ws: Workspace) -> list[Risk]:
    return [risk for risk in ws.records.every(Risk) if risk.status == "open"]


def _told_again(ws: Workspace, kept: Iterable[Action]) -> frozenset[str]:
    """Calls are read only of accounts with something to show."""
    unshown = [action for action in kept if not action.evidence]
    accounts = dict.fromkeys(action.account for action in unshown)
    calls = (call for account in accounts for call in ws.records.of_account(Call, account))
    return told_again(unshown, calls)


def _of_pod(account: Account, pod: str, people: dict[str, Person]) -> bool:
    owner = people.get(account.owner)
    return pod in (account.pod, owner.pod if owner else "")
