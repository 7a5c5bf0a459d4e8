"""Taking acts back and doing them again, from the log: also tomorrow, also by another who may (X5)."""

from typing import Any

from cadence_tui.model.errors import Conflict, Refused, StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store.patch import inverse
from cadence_tui.store.protocol import Commit
from cadence_tui.workspace.conflicts import conflict_like
from cadence_tui.workspace.own_steps import on_present
from cadence_tui.workspace.session import Workspace, act_of


def undo(ws: Workspace, number: int | None = None) -> Message:
    """Takes back the actor's last act, or the act of that number; returns what it was.

    Raises Refused when there is nothing to take back, NotPermitted for acts of others, Conflict naming who
    changed the same since.
    """
    commit = _last_act(ws) if number is None else _numbered(ws, number)
    return _reverse(ws, commit, message("Undo: {what}", what=act_of(commit)), {"undoes": commit.seq})


def redo(ws: Workspace) -> Message:
    """Does again what the actor took back last. Raises Refused when a newer act stands in between."""
    seen: set[int] = set()
    for commit in ws.store.log():
        if commit.who != ws.actor.id or "passing" in commit.why:
            continue
        if "redoes" in commit.why:
            seen.add(commit.why["redoes"])
        elif "undoes" not in commit.why:
            break
        elif commit.why["undoes"] not in seen:
            original = _numbered(ws, commit.why["undoes"])
            why = message("Redo: {what}", what=act_of(original))
            _reverse(ws, commit, why, {"redoes": original.seq})
            return act_of(original)
    raise Refused(message("There is nothing to do again"))


def _reverse(ws: Workspace, commit: Commit, why: Message, marks: dict[str, Any]) -> Message:
    _refuse_incomplete(commit)
    _guard_team(ws, commit)
    if commit.who != ws.actor.id:
        ws.require("lead", "admin")
    pairs = zip(inverse(commit), commit.changes, strict=True)
    changes = [on_present(ws, change, applied) for change, applied in pairs]
    try:
        ws.commit_changes(why, changes, marks=marks)
    except Conflict as error:
        raise _overtaken(error, marks, act_of(commit)) from None
    except StoreError as error:
        # Nobody typed it: there is nothing to keep for later.
        error.unsaved = None
        raise
    return act_of(commit)


def _overtaken(error: Conflict, marks: dict[str, Any], what: Message) -> Conflict:
    """Names the act and its number, to go on with; an older one is not forced over what came later."""
    figures = {"number": str(*marks.values()), "what": what, "why": error.message}
    if "undoes" in marks:
        text = message("Change {number} ({what}) cannot be taken back: {why}", **figures)
    else:
        text = message("Change {number} ({what}) cannot be done again: {why}", **figures)
    return conflict_like(error, text)


def _refuse_incomplete(commit: Commit) -> None:
    if commit.why.keys() & {"erasure", "erased"}:
        raise Refused(message("What was erased on request cannot be brought back"))
    if not commit.changes:
        raise Refused(message("Nothing is left of this change that could be taken back"))


def _guard_team(ws: Workspace, commit: Commit) -> None:
    """People, but for their leave, are the admins' business, and one admin stays."""
    for change in commit.changes:
        fields = {*change.set, *change.unset}
        if change.kind != "person" or fields <= {"leave"}:
            continue
        ws.require("admin")
        if change.id == ws.actor.id and (change.made or fields & {"role", "gone"}):
            raise Refused(message("Nobody can take the role of admin from themselves; another admin can"))


def _last_act(ws: Workspace) -> Commit:
    state: dict[int, str] = {}
    for commit in ws.store.log():
        if commit.who != ws.actor.id or "passing" in commit.why:
            continue
        if "undoes" in commit.why:
            state.setdefault(commit.why["undoes"], "undone")
        elif "redoes" in commit.why:
            state.setdefault(commit.why["redoes"], "done")
        elif state.get(commit.seq) != "undone":
            return commit
    raise Refused(message("There is nothing to take back"))


def _numbered(ws: Workspace, number: int) -> Commit:
    commit = next(ws.store.log(before=number + 1), None)
    if commit is None or commit.seq != number:
        raise Refused(message("There is no change with the number {number}", number=number))
    return commit
