"""The record of a call as a page: what is on record, what came of it, who amended it (C7, C8)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from cadence_tui.model.documents import Call
from cadence_tui.store.protocol import Applied
from cadence_tui.views.amendments import Amendment, amendment_lines
from cadence_tui.views.call_record import call_lines
from cadence_tui.views.fields import is_shown
from cadence_tui.views.lines import TextLine
from cadence_tui.views.words import Words
from cadence_tui.workspace.session import Workspace

_NOT_TOLD = frozenset({"status", "draft", "actions", "recap"})


def call_page(ws: Workspace, call_id: str, words: Words) -> list[TextLine]:
    """All there is to read of a call. Raises NotFound."""
    call = ws.records.get(Call, call_id)
    record = ws.records.record(call.account)
    return [*call_lines(call, record, words), *amendment_lines(amendments(ws, call_id), words)]


def amendments(ws: Workspace, call_id: str) -> list[Amendment]:
    """The changes of a call's record since it was closed, oldest first."""
    return list(_amendments(ws, call_id))


def _amendments(ws: Workspace, call_id: str) -> Iterator[Amendment]:
    closed = False
    for commit in ws.store.history("call", call_id):
        for applied in commit.changes:
            if (applied.kind, applied.id) != ("call", call_id):
                continue
            before = tuple(_before(applied)) if closed else ()
            if before:
                yield Amendment(by=commit.who, at=datetime.fromisoformat(commit.at), before=before)
            if "status" in applied.set or "status" in applied.unset:
                closed = applied.set.get("status") == "closed"


def _before(applied: Applied) -> Iterator[tuple[str, Any]]:
    for name in (*applied.set, *applied.unset):
        if is_shown(name) and name not in _NOT_TOLD:
            was = applied.was.get(name)
            yield name, tuple(cast("list[Any]", was)) if isinstance(was, list) else was
