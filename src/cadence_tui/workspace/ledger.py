"""Changing promises: who may, several as one act, and what the log calls them (A1)."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Comment, Person
from cadence_tui.model.documents.action import LIVE_STATUSES, ActionStatus
from cadence_tui.model.errors import CadenceError, NotFound, NotPermitted, Refused, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain
from cadence_tui.workspace.covering import stands_in
from cadence_tui.workspace.session import Workspace

T = TypeVar("T")
_MOST_TOLD = 3
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
    that was removed meanwhile, and Refused when none of them would become different. Of several it changes
    all or none; the refusal names each that stands against it, with its reason.
    """
    actions = [ws.records.editable(Action, action_id) for action_id in dict.fromkeys(ids)]
    _of_each(actions, lambda action: require_reach(ws, _account_of(ws, action), action.owner))
    ws.expect(actions)
    bases = [seen if seen and seen.id == action.id else action for action in actions]
    changed = _of_each(bases, change)
    edits = [(base, new) for base, new in zip(bases, changed, strict=True) if new != base]
    if not edits:
        raise Refused(message("That changes nothing: {what}", what=_called(actions)))
    ws.commit(told(_called([new for _, new in edits])), edits=edits)
    return [ws.records.get(Action, action.id) for action, _ in edits]


def _account_of(ws: Workspace, action: Action) -> Account:
    return ws.records.editable(Account, action.account)


def _of_each(actions: Sequence[Action], work: Callable[[Action], T]) -> list[T]:
    """What comes of each. Raises NotPermitted or Refused naming all that are refused, if any is."""
    found, refused = list[T](), list[tuple[Action, CadenceError]]()
    for action in actions:
        try:
            found.append(work(action))
        except (NotPermitted, Refused) as error:
            refused.append((action, error))
    if refused:
        raise _refusal_of(refused, len(actions))
    return found


def _refusal_of(refused: Sequence[tuple[Action, CadenceError]], number: int) -> CadenceError:
    """One refusal for some of a `number` of promises; what stands against all of them alike is said once."""
    first = refused[0][1]
    if number == 1 or (
        len(refused) == number and all(error.message == first.message for _, error in refused)
    ):
        return first
    shown = [_why_not(action, error) for action, error in refused[:_MOST_TOLD]]
    which = _joined(shown, more=len(refused) - len(shown))
    text = message(
        "Nothing was changed: {n} of {number} cannot. {which}", n=len(refused), number=number, which=which
    )
    where = [
        Where(field=action.id, found=plain(action.title), expected=error.message) for action, error in refused
    ]
    return type(first)(text, where)


def _why_not(action: Action, error: CadenceError) -> Message:
    title = plain(action.title)
    named = error.message.figures.get("title") == action.title
    return error.message if named else message("{title}: {why}", title=title, why=error.message)


def _joined(told: Sequence[Message], more: int = 0) -> Message:
    """Some sentences as one; `more` says how many were left out."""
    whole = told[0]
    for each in told[1:]:
        whole = message("{first}; {second}", first=whole, second=each)
    return message("{first}; and {n} more", first=whole, n=more) if more else whole


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
    live = status in LIVE_STATUSES
    return replace(
        action,
        status=status,
        status_since=ws.now(),
        blocked_reason=blocked_reason,
        done=None if live else ws.now(),
        # What showed that it was done shows nothing once it is open again; the log remembers it.
        evidence="" if live else action.evidence,
    )


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
