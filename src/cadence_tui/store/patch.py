"""Field patches: the difference of two documents, its application, its inverse."""

from collections.abc import Mapping
from typing import Any

from cadence_tui.store.protocol import KEPT_BY_STORE, Applied, Change, Commit

Document = Mapping[str, Any]


def diff(kind: str, old: Document | None, new: Document) -> Change | None:
    """The change that makes `new` of `old`, on the revision of `old`; None when nothing differs.

    `new` must carry its `id`; its `rev` is ignored.
    """
    fields = fields_of(new)
    if old is None:
        return Change(kind=kind, id=new["id"], set=fields)
    before = fields_of(old)
    changed = {name: value for name, value in fields.items() if name not in before or before[name] != value}
    unset = tuple(name for name in before if name not in fields)
    if not changed and not unset:
        return None
    return Change(kind=kind, id=new["id"], base_rev=old["rev"], set=changed, unset=unset)


def inverse(commit: Commit) -> list[Change]:
    """The changes that take a commit back, on the revisions it made: they conflict with later edits."""
    return [_inverse(applied) for applied in commit.changes]


def _inverse(applied: Applied) -> Change:
    if applied.dropped:
        return Change(kind=applied.kind, id=applied.id, set=applied.was)
    if applied.made:
        return Change(kind=applied.kind, id=applied.id, base_rev=applied.rev, drop=True)
    unset = tuple(name for name in applied.set if name not in applied.was)
    return Change(kind=applied.kind, id=applied.id, base_rev=applied.rev, set=applied.was, unset=unset)


def fields_of(document: Document) -> dict[str, Any]:
    """A document without what the store keeps itself."""
    return {name: value for name, value in document.items() if name not in KEPT_BY_STORE}


def patched(document: Document | None, applied: Applied) -> dict[str, Any]:
    """The document that an applied change leaves; always a new object."""
    head = {"kind": applied.kind, "id": applied.id, "rev": applied.rev}
    if document is None:
        return {**head, **applied.set}
    made = {**document, **head, **applied.set}
    for name in applied.unset:
        made.pop(name, None)
    return made
