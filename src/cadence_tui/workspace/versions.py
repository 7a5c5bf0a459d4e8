"""Reads what an act that could not be saved would change, against what is there now (X4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
from msgspec import UNSET
from msgspec.structs import asdict
from msgspec.structs import fields as struct_fields

from cadence_tui.model.documents import KINDS
from cadence_tui.model.errors import Conflict
from cadence_tui.store.protocol import Change
from cadence_tui.views.fields import is_shown
from cadence_tui.views.names import Names, names_of
from cadence_tui.views.versions import DocumentVersions, Pair, Versions
from cadence_tui.workspace.attempt import Attempt, Clash, clash_of, entry_of, message_of
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.unsaved import last_known

_NAMED_BY = ("title", "name", "purpose", "summary")
_MENTIONS = ("account", "contact", "actions", "call", "touchpoint")


def read_versions(ws: Workspace, attempt: Attempt) -> Versions:
    """Both sides of every document of the act; those of the clash first."""
    clash = attempt.clash
    changes = sorted(attempt.changes, key=lambda change: not _is_of(clash, change))
    pairs = [(change, _saved(ws, change)) for change in changes]
    documents = [_versions(ws, change, saved, clash) for change, saved in pairs]
    who, when = _last_change(ws, clash)
    return Versions(
        what=message_of(attempt.why),
        tried=datetime.fromisoformat(attempt.at),
        refusal=message_of(attempt.refusal),
        clashed=clash is not None,
        who=who,
        when=when,
        documents=tuple(document for document in documents if document.pairs or document.dropped),
        called=_called(ws, (dict(fields) for change, saved in pairs for fields in (change.set, saved or {}))),
        loose=attempt.loose,
    )


def read_conflict(ws: Workspace, error: Conflict) -> Versions:
    """The same of an act that is not kept: an undo, or one that insists on a revision."""
    said = entry_of(error.message)
    attempt = Attempt(
        id="",
        store="",
        who=ws.actor.id,
        at=ws.now().isoformat(),
        why=said,
        changes=[Change(kind=error.kind, id=error.id, base_rev=1, set=error.mine)],
        refusal=said,
        clash=clash_of(error, gone=False),
    )
    return read_versions(ws, attempt)


def names_for(ws: Workspace) -> Names:
    """The names that ids stand for here."""
    return names_of(ws.rules.touch_model, ws.records.people())


def _is_of(clash: Clash | None, change: Change) -> bool:
    return clash is not None and (clash.kind, clash.id) == (change.kind, change.id)


def _saved(ws: Workspace, change: Change) -> Mapping[str, Any] | None:
    return ws.store.get(change.kind, change.id)


def _versions(
    ws: Workspace, change: Change, saved: Mapping[str, Any] | None, clash: Clash | None
) -> DocumentVersions:
    touched = [*change.set, *change.unset]
    clashing = clash.fields if clash is not None and _is_of(clash, change) else ()
    gone = saved is None and (change.base_rev > 0 or change.drop)
    before = saved if saved is not None else _before(ws, change)
    wanted = {name: value for name, value in {**before, **change.set}.items() if name not in change.unset}
    theirs, mine = _typed(change, before), _typed(change, wanted)
    pairs = [
        Pair(
            name=name,
            saved=None if saved is None else theirs.get(name),
            mine=mine.get(name) if name in touched else UNSET,
        )
        for name in _in_order(change.kind, clashing, touched)
        if is_shown(name)
    ]
    return DocumentVersions(
        kind=change.kind,
        name=_name(ws, wanted),
        pairs=tuple(pair for pair in pairs if pair.saved != pair.mine),
        gone=gone,
        dropped=change.drop,
    )


def _in_order(kind: str, first: Sequence[str], others: Sequence[str]) -> list[str]:
    """Each once, those that matter most first, and as they stand in the document."""
    place = {name: number for number, name in enumerate(KINDS[kind].__struct_fields__)}
    wanted = {name for name in (*first, *others) if name in place}
    return sorted(wanted, key=lambda name: (name not in first, place[name]))


def _before(ws: Workspace, change: Change) -> Mapping[str, Any]:
    return (last_known(ws, change.kind, change.id) or {}) if change.base_rev else {}


def _typed(change: Change, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields with dates and lists as such; what cannot be read is left out."""
    shape = KINDS[change.kind]
    try:
        return asdict(msgspec.convert({**fields, "kind": change.kind, "id": change.id}, shape))
    except msgspec.ValidationError:
        # Of a document that was erased only the changes are known.
        shapes = {field.name: field.type for field in struct_fields(shape)}
        return dict(_read(fields, shapes))


def _read(fields: Mapping[str, Any], shapes: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        with suppress(msgspec.ValidationError):
            if name in shapes:
                yield name, msgspec.convert(value, shapes[name])


def _name(ws: Workspace, fields: Mapping[str, Any]) -> str:
    own = next((str(fields[name]) for name in _NAMED_BY if fields.get(name)), "")
    account = ws.store.get("account", str(fields.get("account", ""))) if fields.get("account") else None
    return " · ".join(part for part in (own, str(account["name"]) if account else "") if part)


def _called(ws: Workspace, documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names of what the documents mention by id."""
    called: dict[str, str] = {}
    for fields in documents:
        for field in _MENTIONS:
            ids = fields.get(field) or ()
            for each in [ids] if isinstance(ids, str) else ids:
                kind = "action" if field == "actions" else field
                found = ws.store.get(kind, str(each))
                if found is not None:
                    called[str(each)] = _name(ws, found) or str(each)
    return called


def _last_change(ws: Workspace, clash: Clash | None) -> tuple[str, datetime | None]:
    """Who changed the fields in question last, and when; what was known then, if the log tells no more."""
    if clash is None:
        return "", None
    for commit in reversed(ws.store.history(clash.kind, clash.id)):
        for applied in commit.changes:
            fields = {*applied.set, *applied.unset}
            mine = (applied.kind, applied.id) == (clash.kind, clash.id)
            if mine and (applied.dropped or fields & set(clash.fields)):
                return names_for(ws).person(commit.who), datetime.fromisoformat(commit.at)
    return clash.who, datetime.fromisoformat(clash.at) if clash.at else None
