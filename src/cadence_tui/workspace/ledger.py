"""Changing promises: who may, several as one act, and what the log calls them (A1)."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Comment, Person
from cadence_tui.model.documents.action import LIVE_STATUSES, ActionStatus
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain
from cadence_tui.workspace.covering import stands_in
from cadence_tui.workspace.session import Workspace

Told = Callable[[Message], Message]
"""The sentence of the log about what was changed."""


def change_actions(
    ws: Workspace,
    ids: Iterable[str],
    told: Told,
    change: Callable[[Action], Action],
    *,
    seen: Action | None = None,
) -> list[Action]:
    """Changes promises in one commit; answers those that became different, as they are now.

    The one that was `seen` is changed as it was then. Raises NotFound, NotPermitted, Conflict, also for one
    that was removed meanwhile, and Refused when none of them would become different.
    """
    actions = [ws.records.editable(Action, action_id) for action_id in dict.fromkeys(ids)]
    for action in actions:
        require_reach(ws, ws.records.editable(Account, action.account), action.owner)
    ws.expect(actions)
    bases = [seen if seen and seen.id == action.id else action for action in actions]
    edits = [(base, new) for base in bases if (new := change(base)) != base]
    if not edits:
        raise Refused(message("That changes nothing: {what}", what=_called(actions)))
    ws.commit(told(_called([new for _, new in edits])), edits=edits)
    return [ws.records.get(Action, action.id) for action, _ in edits]


def require_reach(ws: Workspace, account: Account, owner: str = "") -> None:
    """Raises NotPermitted unless the account is the actor's business: see `reaches`."""
    ws.require_writer()
    if not reaches(ws, account, owner):
        raise NotPermitted(
            message(
                "{account} is with another pod: its people or a lead can change this", account=account.name
            )
        )


def reaches(ws: Workspace, account: Account, owner: str = "") -> bool:
    """Whether a writer leads, owns the promise or the account, shares its pod, or looks after it today."""
    actor = ws.actor
    if actor.role != "csm" or actor.id in (owner, account.owner):
        return True
    pods = {account.pod, *(person.pod for person in ws.records.people() if person.id == account.owner)}
    return (bool(actor.pod) and actor.pod in pods) or stands_in(ws, account.id)


def with_status(ws: Workspace, action: Action, status: ActionStatus, blocked_reason: str = "") -> Action:
    """The promise in another status, with since when; closed ones remember when they were closed."""
    if action.status == status:
        return replace(action, blocked_reason=blocked_reason)
    done = None if status in LIVE_STATUSES else ws.now()
    return replace(action, status=status, status_since=ws.now(), blocked_reason=blocked_reason, done=done)


def with_comment(ws: Workspace, action: Action, text: str) -> Action:
    """The promise with a remark of the actor."""
    return replace(action, comments=(*action.comments, Comment(by=ws.actor.id, at=ws.now(), text=text)))


def owner_of(ws: Workspace, action: Action, text: str) -> str:
    """Who is meant as owner: a colleague's id for ours, a name at the customer for theirs, empty for nobody.

    Raises NotFound and Refused for colleagues that are unknown, unclear or gone.
    """
    if not text.strip():
        return ""
    if action.side == "theirs":
        return plain(text).strip()
    person = ws.records.person(text)
    if person.gone is not None:
        raise Refused(message("{name} has left the team", name=person.name))
    return person.id


def colleague(ws: Workspace, person_id: str) -> Person | None:
    """The colleague of an id, if it is one."""
    return next((person for person in ws.records.people() if person.id == person_id), None)


def said(text: str) -> str:
    """What was typed as a reason or remark. Raises Refused when it says nothing."""
    typed = plain(text).strip()
    if not typed:
        raise Refused(message("A few words are needed: why?"))
    return typed


def action_called(ws: Workspace, text: str) -> Action:
    """The promise of an id, or the live one whose title has this part. Raises NotFound or Refused."""
    if ws.store.get("action", text) is not None:
        return ws.records.get(Action, text)
    found = [action for action in ws.records.live_actions() if fold(text) in fold(action.title)]
    if not found and ws.records.removal("action", text) is not None:
        # The store says who removed it.
        return ws.records.editable(Action, text)
    if not found:
        raise NotFound(message("No open promise is called {name}", name=text))
    if len(found) > 1:
        raise Refused(message("{n} open promises are called {name}: use the id", n=len(found), name=text))
    return found[0]


def told_together(titles: Sequence[Message | str]) -> Message:
    """What the log calls several things at once: the first, and how many more."""
    first = titles[0] if titles else ""
    if len(titles) < 2:
        return message("{title}", title=first)
    return message("{title} and {n} more", title=first, n=len(titles) - 1)


def _called(actions: list[Action]) -> Message:
    return told_together([plain(action.title) for action in actions])
