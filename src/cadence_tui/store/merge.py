"""Decides what a change does to the document as it is now: applied, merged or a conflict."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import islice, takewhile
from typing import Any

from cadence_tui.store import faults
from cadence_tui.store.patch import fields_of
from cadence_tui.store.protocol import KEPT_BY_STORE, Applied, Change, Commit

Touches = Callable[[], Iterable[tuple[Commit, Applied]]]
"""The commits that touched the document, newest first."""


def check_changes(changes: Sequence[Change], kinds: Container[str]) -> None:
    """Refuses what no store could keep. Raises ValueError."""
    if not changes:
        raise ValueError("a commit needs a change")
    if len(changes) > 1 and len({(change.kind, change.id) for change in changes}) != len(changes):
        raise ValueError("a commit changes a document once")
    for change in changes:
        if change.kind not in kinds:
            raise ValueError(f"undeclared kind {change.kind!r}")
        if not change.id:
            raise ValueError("a document needs an id")
        if not (KEPT_BY_STORE.isdisjoint(change.set) and KEPT_BY_STORE.isdisjoint(change.unset)):
            raise ValueError(f"a change cannot set {sorted(KEPT_BY_STORE)}")


def resolve(change: Change, now: Mapping[str, Any] | None, last_rev: int, touches: Touches) -> Applied:
    """What the change does to the document as it is `now`; `last_rev` is a dropped document's revision.

    Raises Conflict.
    """
    if now is None:
        return _resolve_absent(change, last_rev, touches)
    if change.base_rev == 0:
        raise faults.exists_already(change, fields_of(now), *_author(touches))
    if change.base_rev != now["rev"]:
        _refuse_overlap(change, now, touches)
    rev = now["rev"] + 1
    if change.drop:
        return Applied(kind=change.kind, id=change.id, rev=rev, was=fields_of(now), dropped=True)
    touched = (*change.set, *change.unset)
    was = {name: now[name] for name in touched if name in now}
    return Applied(kind=change.kind, id=change.id, rev=rev, set=change.set, unset=change.unset, was=was)


def _resolve_absent(change: Change, last_rev: int, touches: Touches) -> Applied:
    if change.base_rev or change.drop:
        raise faults.removed_meanwhile(change, *_author(touches))
    return Applied(kind=change.kind, id=change.id, rev=last_rev + 1, set=change.set, made=True)


def _refuse_overlap(change: Change, now: Mapping[str, Any], touches: Touches) -> None:
    wanted = {*change.set, *change.unset}
    missed = now["rev"] - change.base_rev
    # Counted: to look for the first one that was not missed would be to search all of history.
    later = list(takewhile(lambda pair: pair[1].rev > change.base_rev, islice(touches(), max(0, missed))))
    theirs = {name for _, applied in later for name in (*applied.set, *applied.unset)}
    # A document that was removed and made anew, or whose story is not known whole, is another document.
    same = len(later) == missed and not any(a.made or a.dropped for _, a in later)
    mergeable = same and not change.drop and not change.exact
    overlap = theirs & wanted if mergeable else theirs | wanted
    if mergeable and not overlap:
        return
    who, at = next(((c.who, c.at) for c, a in later if overlap & {*a.set, *a.unset}), ("", ""))
    fields = sorted(overlap)
    there = {name: now[name] for name in fields if name in now}
    raise faults.changed_meanwhile(change, there, fields, who, at)


def _author(touches: Touches) -> tuple[str, str]:
    for commit, _ in touches():
        return commit.who, commit.at
    return "", ""
