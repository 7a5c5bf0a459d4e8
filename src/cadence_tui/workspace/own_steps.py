"""What has come of a document since an act: one's own passing steps do not stand in the way of undo (X5)."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from cadence_tui.store.protocol import KEPT_BY_STORE, Applied, Change, Commit
from cadence_tui.workspace.half_lines import HALF_FIELDS
from cadence_tui.workspace.session import Workspace


def on_present(ws: Workspace, change: Change, applied: Applied) -> Change:
    """The change that takes an act back, on the present revision of its document.

    The clock of a call and the sections gone through since go back with their start; a line that is half
    typed stays. Left on the revision of the act, so that it clashes, where somebody did something else.
    """
    now = ws.store.get(applied.kind, applied.id)
    if now is None or applied.dropped:
        return change
    moved = _moved(now, applied)
    if not applied.made:
        change, moved = _without(change, moved & HALF_FIELDS), moved - HALF_FIELDS
    if moved:
        later = _later(ws, applied)
        if any(_stands_against(ws, step, each, moved, applied) for step, each in later):
            return change
        if not applied.made:
            change = _taking_along(change, [each for step, each in later if "passing" in step.why])
    return replace(change, base_rev=now["rev"])


def _moved(now: Mapping[str, Any], applied: Applied) -> frozenset[str]:
    """The fields that are no longer as the act left them."""
    moved = {name for name, value in applied.set.items() if now.get(name) != value}
    moved |= {name for name in applied.unset if name in now}
    if applied.made:
        moved |= (now.keys() - KEPT_BY_STORE) ^ applied.set.keys()
    return frozenset(moved)


def _later(ws: Workspace, applied: Applied) -> list[tuple[Commit, Applied]]:
    """What was done to the document since and still stands, oldest first."""
    history = ws.store.history(applied.kind, applied.id)
    taken_back: set[int] = set()
    for commit in history:
        if "undoes" in commit.why:
            taken_back.add(commit.why["undoes"])
        elif "redoes" in commit.why:
            taken_back.discard(commit.why["redoes"])
    return [
        (commit, each)
        for commit in history
        for each in commit.changes
        if (each.kind, each.id) == (applied.kind, applied.id)
        and each.rev > applied.rev
        and commit.seq not in taken_back
        and not commit.why.keys() & {"undoes", "redoes"}
    ]


def _stands_against(
    ws: Workspace, step: Commit, each: Applied, moved: frozenset[str], applied: Applied
) -> bool:
    if step.who == ws.actor.id and "passing" in step.why:
        return False
    return applied.made or bool(moved & {*each.set, *each.unset})


def _without(change: Change, names: Iterable[str]) -> Change:
    gone = frozenset(names)
    kept = {name: value for name, value in change.set.items() if name not in gone}
    return replace(change, set=kept, unset=tuple(name for name in change.unset if name not in gone))


def _taking_along(change: Change, steps: list[Applied]) -> Change:
    """The change together with what takes back the passing steps that came after."""
    back, unset = dict(change.set), set(change.unset)
    seen = HALF_FIELDS | back.keys() | unset
    for step in steps:
        for name in {*step.set, *step.unset} - seen:
            if name in step.was:
                back[name] = step.was[name]
            else:
                unset.add(name)
        seen |= {*step.set, *step.unset}
    return replace(change, set=back, unset=tuple(sorted(unset)))
