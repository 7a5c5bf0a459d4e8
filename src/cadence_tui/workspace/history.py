"""The log of the store as people read it: who did what, when, why, to which documents (X5)."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.model.message import Message, message
from cadence_tui.store.protocol import Applied, Commit
from cadence_tui.views.fields import FIELD_WORDS
from cadence_tui.workspace.session import Workspace, act_of

_EDITS = frozenset(
    each.text
    for each in (
        message("Edited: {what}"),
        message("Edited: {name}"),
        message("Changed: call with {account}"),
        message("Record of a call amended: {account}"),
    )
)
_AGAIN = frozenset(each.text for each in (message("Undo: {what}"), message("Redo: {what}")))
_FEW = 4


class Touched(Struct, frozen=True, kw_only=True):
    """A document that an act made, changed or dropped, and the fields it changed."""

    kind: str
    id: str
    rev: int
    did: str
    fields: list[str]


class Logged(Struct, frozen=True, kw_only=True):
    """One act: its number, instant, person (login; the id where the person is unknown), sentence, reason.

    `via` is the login of whoever acted as that person. `edited` names the fields of an edit, whose sentence
    does not tell what it changed.
    """

    seq: int
    at: datetime
    who: str
    via: str
    what: Message
    why: str
    documents: list[Touched]
    edited: tuple[str, ...]


def log(ws: Workspace, *, account: str = "", since: date | None = None) -> Iterator[Logged]:
    """The acts, newest first: of all, or those that touched an account (its id); back to the day `since`."""
    people = {person.id: person for person in ws.records.people()}
    zone = ZoneInfo(ws.actor.timezone)
    for commit in ws.store.log():
        at = datetime.fromisoformat(commit.at)
        # The order is that of the numbers: a clock that was set back makes no later act an earlier one.
        if since is not None and at.astimezone(zone).date() < since:
            continue
        if not account or any(_account_of(ws, applied) == account for applied in commit.changes):
            yield _logged(commit, at, people)


def _logged(commit: Commit, at: datetime, people: dict[str, Person]) -> Logged:
    what = act_of(commit)
    return Logged(
        seq=commit.seq,
        at=at,
        who=people[commit.who].login if commit.who in people else commit.who,
        what=what,
        via=str(commit.why.get("via", "")),
        why=str(what.figures.get("why", "")),
        documents=[_touched(applied) for applied in commit.changes],
        edited=_edited(commit, what),
    )


def _edited(commit: Commit, what: Message) -> tuple[str, ...]:
    inner = what.figures.get("what")
    act = inner if what.text in _AGAIN and isinstance(inner, Message) else what
    if act.text not in _EDITS:
        return ()
    names = {name for applied in commit.changes for name in (*applied.set, *applied.unset)}
    shown = tuple(name for name in FIELD_WORDS if name in names)
    return shown if len(shown) <= _FEW else ()


def _touched(applied: Applied) -> Touched:
    did = "dropped" if applied.dropped else "made" if applied.made else "changed"
    fields = sorted({*applied.set, *applied.unset})
    return Touched(kind=applied.kind, id=applied.id, rev=applied.rev, did=did, fields=fields)


def _account_of(ws: Workspace, applied: Applied) -> str:
    if applied.kind == "account":
        return applied.id
    for fields in (applied.set, applied.was):
        if "account" in fields:
            return str(fields["account"])
    document = ws.store.get(applied.kind, applied.id)
    return str(document.get("account", "")) if document else ""
