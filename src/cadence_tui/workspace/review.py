"""The lead's words on promises, and the sign-off of a review session (A3). Leads and admins only."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from msgspec.structs import replace

from cadence_tui.model.documents import Action, Verdict
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.practice.review import ReviewItem, queue
from cadence_tui.workspace import actions
from cadence_tui.workspace.ledger import change_actions, colleague, owner_of, said
from cadence_tui.workspace.session import Workspace

Word = Literal["approved", "returned", "escalated", "reassigned", "redated"]


def review_queue(ws: Workspace) -> list[ReviewItem]:
    """What waits for the lead today, weightiest first."""
    accounts = {account.id: account for account in ws.records.accounts()}
    return queue(ws.records.live_actions(), accounts, ws.rules.review, ws.today())


def approve(ws: Workspace, *ids: str, why: str = "") -> list[Action]:
    """It is in good hands."""
    _require_lead(ws)
    return change_actions(
        ws,
        ids,
        lambda what: message("Approved: {what}", what=what),
        lambda action: _judged(ws, action, "approved", plain(why).strip()),
    )


def return_action(ws: Workspace, *ids: str, reason: str) -> list[Action]:
    """Back to its owner, because; it stands on top of their board until they answer."""
    _require_lead(ws)
    why = said(reason)
    return change_actions(
        ws,
        ids,
        lambda what: message("Returned: {what} ({why})", what=what, why=why),
        lambda action: _judged(ws, action, "returned", why),
    )


def escalate(ws: Workspace, *ids: str, deadline: date, why: str = "") -> list[Action]:
    """It has the lead's attention until a day. Raises Refused for a day that is over."""
    _require_lead(ws)
    if deadline < ws.today():
        raise Refused(message("{day} is over", day=deadline))
    return change_actions(
        ws,
        ids,
        lambda what: message("Escalated until {day}: {what}", day=deadline, what=what),
        lambda action: _judged(ws, action, "escalated", plain(why).strip(), deadline),
    )


def reassign(ws: Workspace, *ids: str, to: str, why: str = "") -> list[Action]:
    """Somebody else's from now on: a colleague for ours, a name at the customer for theirs."""
    _require_lead(ws)

    def given(action: Action) -> Action:
        owner = owner_of(ws, action, to)
        if owner == action.owner:
            return action
        return _judged(ws, replace(action, owner=owner, covers=""), "reassigned", plain(why).strip())

    person = colleague(ws, to)
    name = person.name if person else plain(to)
    return change_actions(
        ws, ids, lambda what: message("Reassigned to {name}: {what}", name=name, what=what), given
    )


def redate(ws: Workspace, *ids: str, due: date, why: str) -> list[Action]:
    """Another due date, because."""
    _require_lead(ws)
    return change_actions(
        ws,
        ids,
        lambda what: message("New date {due}: {what}", due=due, what=what),
        lambda action: _judged(ws, actions.redated(ws, action, due, why), "redated", said(why)),
    )


def comment(ws: Workspace, *ids: str, text: str) -> list[Action]:
    """A remark without a verdict."""
    _require_lead(ws)
    return actions.comment_action(ws, *ids, text=text)


def word_on(ws: Workspace, action: Action, since: datetime) -> Word | None:
    """The actor's last word on a promise since then that is not signed yet."""
    given: list[Word] = [verdict.verdict for verdict in action.verdicts if _unsigned(ws, verdict, since)]
    return given[-1] if given else None


def sign_off(ws: Workspace, ids: Iterable[str], *, since: datetime) -> dict[Word, int]:
    """Signs the actor's words on these promises since then; answers how many of each kind.

    Raises Refused when there is none that is not signed.
    """
    _require_lead(ws)
    reviewed = [ws.records.editable(Action, action_id) for action_id in dict.fromkeys(ids)]
    verdicts = [verdict for action in reviewed for verdict in action.verdicts]
    given: Counter[Word] = Counter(verdict.verdict for verdict in verdicts if _unsigned(ws, verdict, since))
    if not given:
        raise Refused(message("There is nothing to sign"))
    edits = [(action, _signed(ws, action, since)) for action in reviewed]
    told = message("Review signed, verdicts: {n}", n=given.total())
    ws.commit(told, edits=edits, marks={"review": dict(given)})
    return dict(given)


def _require_lead(ws: Workspace) -> None:
    ws.require("lead", "admin")


def _judged(ws: Workspace, action: Action, word: Word, why: str, deadline: date | None = None) -> Action:
    verdict = Verdict(verdict=word, by=ws.actor.id, at=ws.now(), why=why, deadline=deadline)
    return replace(action, verdicts=(*action.verdicts, verdict))


def _unsigned(ws: Workspace, verdict: Verdict, since: datetime) -> bool:
    return verdict.by == ws.actor.id and verdict.signed is None and verdict.at >= since


def _signed(ws: Workspace, action: Action, since: datetime) -> Action:
    signed = (
        replace(verdict, signed=ws.now()) if _unsigned(ws, verdict, since) else verdict
        for verdict in action.verdicts
    )
    return replace(action, verdicts=tuple(signed))
