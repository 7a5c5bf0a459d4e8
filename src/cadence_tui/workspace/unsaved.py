"""What a person could not save: kept in their state folder until they save it after all or forget it (X4)."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from cadence_tui.model.documents import KINDS, Account
from cadence_tui.model.errors import Conflict, Refused, StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store.protocol import KEPT_BY_STORE, Change
from cadence_tui.workspace.attempt import Attempt, message_of
from cadence_tui.workspace.ledger import require_reach
from cadence_tui.workspace.preferences import unsaved_folder
from cadence_tui.workspace.session import Workspace

T = TypeVar("T")
MOST_KEPT = 50
_GROWING = frozenset({"comments", "slips", "verdicts", "entries"})
"""Lists to which people only add: what both added stays."""
_ONLY_OWNER = 0o600
_OF_THE_SENTENCE = frozenset({"text", "figures", "via"})
"""What the entry of the log gets anew; the rest of an attempt's entry are marks."""
_UNFIT = message("It no longer fits what is there: copy it and do it anew")


# -- keeping -----------------------------------------------------------------------------


def keeping(ws: Workspace, job: Callable[[], T]) -> T:
    """Does a job; when it cannot be saved, what was to be saved is kept before the refusal goes on.

    What passes by itself, such as the clock of a call, is not worth keeping.
    """
    try:
        return job()
    except (Conflict, StoreError) as error:
        attempt = error.unsaved
        if isinstance(attempt, Attempt) and "passing" not in attempt.why:
            error.unsaved = _kept(attempt)
        raise


def unsaved(ws: Workspace) -> list[Attempt]:
    """What the actor could not save in this store, newest first."""
    here = str(ws.store.path.resolve())
    found = (_load(file) for file in sorted(_files(), reverse=True))
    return [each for each in found if each and (each.store, each.who) == (here, ws.actor.id)]


def set_seen(attempt: Attempt) -> None:
    """Notes that its author has been shown it."""
    if not attempt.seen and not attempt.loose:
        _kept(replace(attempt, seen=True))


def forget(attempt: Attempt) -> None:
    """Lets it go for ever."""
    _file(attempt).unlink(missing_ok=True)


def _kept(attempt: Attempt) -> Attempt:
    file = _file(attempt)
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _ONLY_OWNER)
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode(attempt))
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)
        for old in sorted(_files())[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return replace(attempt, loose=True)
    return attempt


def _file(attempt: Attempt) -> Path:
    return unsaved_folder() / f"{attempt.id}.json"


def _files() -> Iterator[Path]:
    return unsaved_folder().glob("*.json")


def _load(file: Path) -> Attempt | None:
    # Of a newer program, perhaps: it stays where it is.
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(file.read_bytes(), type=Attempt)
    return None


# -- saving after all ----------------------------------------------------------------------


def save_over(ws: Workspace, attempt: Attempt) -> Message:
    """Does the act after all, over the documents as they are now; answers what it was.

    It is one entry of the log and can be taken back. Remarks and the like of both sides stay; what was
    removed meanwhile comes back. Raises Refused when all of it is there already, NotPermitted, Conflict when
    somebody was quicker once more, StoreError.
    """
    ws.catch_up()
    changes = [new for change in attempt.changes if (new := _on_present(ws, change)) is not None]
    if not changes:
        forget(attempt)
        raise Refused(message("It is there already: {what}", what=message_of(attempt.why)))
    for change in changes:
        _require_right(ws, change)
    marks = {name: value for name, value in attempt.why.items() if name not in _OF_THE_SENTENCE}
    what = message_of(attempt.why)
    try:
        ws.commit_changes(what, changes, txn=attempt.txn, marks=marks)
    except (Conflict, StoreError) as error:
        if isinstance(error.unsaved, Attempt):
            # The whole act stays to be saved, not only what was left of it this time.
            error.unsaved = replace(error.unsaved, id=attempt.id, at=attempt.at, changes=attempt.changes)
        raise
    forget(attempt)
    return what


def _require_right(ws: Workspace, change: Change) -> None:
    """Roles and pods may have changed since the act was allowed."""
    if change.kind == "person" and {*change.set, *change.unset} - {"leave"}:
        ws.require("admin")
    present = ws.store.get(change.kind, change.id)
    document = present or change.set
    if change.kind == "review" or (present and change.set.get("verdicts")):
        ws.require("lead", "admin")
    if change.kind in ("action", "risk"):
        if ws.store.get("account", document["account"]) is None:
            raise Refused(_UNFIT)
        require_reach(ws, ws.records.get(Account, document["account"]), document.get("owner", ""))


def _on_present(ws: Workspace, change: Change) -> Change | None:
    """The change on the present revision; None when nothing is left of it."""
    now = ws.store.get(change.kind, change.id)
    if change.drop:
        return replace(change, base_rev=now["rev"]) if now else None
    if now is None:
        return change if change.base_rev == 0 else _brought_back(ws, change)
    wanted = {name: _joined(name, now.get(name), mine) for name, mine in change.set.items()}
    fields = {name: mine for name, mine in wanted.items() if name not in now or now[name] != mine}
    unset = tuple(name for name in change.unset if name in now)
    if not fields and not unset:
        return None
    _must_be_sound(change.kind, {**now, **fields})
    return Change(kind=change.kind, id=change.id, base_rev=now["rev"], set=fields, unset=unset)


def _brought_back(ws: Workspace, change: Change) -> Change:
    last = last_known(ws, change.kind, change.id)
    if last is None:
        raise Refused(message("What was erased on request cannot be brought back"))
    fields = {name: value for name, value in {**last, **change.set}.items() if name not in change.unset}
    _must_be_sound(change.kind, {**fields, "kind": change.kind, "id": change.id})
    return Change(kind=change.kind, id=change.id, set=fields)


def last_known(ws: Workspace, kind: str, doc_id: str) -> Mapping[str, Any] | None:
    """The fields of a document that was removed, as they were last; None when the log does not tell."""
    removal = ws.records.removal(kind, doc_id)
    if removal is None:
        return None
    return {name: value for name, value in removal.was.items() if name not in KEPT_BY_STORE}


def _joined(name: str, theirs: Any, mine: Any) -> Any:
    if name not in _GROWING or not theirs:
        return mine
    return [*theirs, *(each for each in mine if each not in theirs)]


def _must_be_sound(kind: str, document: Mapping[str, Any]) -> None:
    try:
        msgspec.convert(document, KINDS[kind])
    except msgspec.ValidationError:
        raise Refused(_UNFIT) from None
