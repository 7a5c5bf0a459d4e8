"""Takes somebody's data out of the store and out of its history, when they ask for it (R16).

What is left is that something was erased, by whom and when.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import KINDS, Contact
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.store import faults
from cadence_tui.store.lock import Waiting
from cadence_tui.store.patch import diff
from cadence_tui.store.protocol import Applied, Change, Commit
from cadence_tui.store.rewrite import erase_history
from cadence_tui.workspace.collections import COLLECTIONS
from cadence_tui.workspace.session import Workspace

ERASED = "***"
_KEPT_KINDS = frozenset({"person", "settings"})
_SHORTEST_WORD = 3
Document = Mapping[str, Any]


class Erasure(Struct, frozen=True, kw_only=True):
    """What is to be erased: documents whole, words in all others, and which others have them.

    `copies` are files that still hold the data and are not the store's to change: backups.
    """

    documents: list[tuple[str, str]]
    words: list[str]
    mentions: list[tuple[str, str]]
    copies: list[str]


def plan_erasure(ws: Workspace, ids: Sequence[str], words: Iterable[str] = ()) -> Erasure:
    """What erasing these ids and words would take. Raises NotPermitted, NotFound, Refused.

    An account takes all that belongs to it along. Of a contact, name, mail address and telephone number are
    words to erase wherever they are written.
    """
    ws.require("admin")
    gone = {key: document for doc_id in ids for key, document in _belonging(ws, doc_id)}
    wanted = [*words, *(word for document in gone.values() for word in _telling(document))]
    told = list(dict.fromkeys(word for word in map(str.strip, wanted) if word))
    short = next((word for word in told if len(word) < _SHORTEST_WORD), None)
    if short is not None:
        raise Refused(message("{word} is too short to be looked for everywhere", word=short))
    if not gone and not told:
        raise Refused(message("What is to be erased? Ids, or words"))
    scrub = _scrubber(told)
    return Erasure(
        documents=sorted(gone),
        words=told,
        mentions=sorted(key for key, document in _others(ws, gone) if scrub(document) != document),
        copies=sorted(str(file) for file in (ws.store.path / "backups").glob("*") if file.is_file()),
    )


def erase(ws: Workspace, erasure: Erasure, why: str, *, waiting: Waiting | None = None) -> None:
    """Removes the documents and the words, now and in the past. It cannot be undone.

    Raises NotPermitted, Conflict, StoreError.
    """
    ws.require("admin")
    scrub = _scrubber(erasure.words)
    text = message("Erased: documents {n}, mentions {m} ({why})", **_figures(erasure, scrub(why)))
    changes = [*_removals(ws, erasure), *_corrections(ws, erasure, scrub)]
    if changes:
        ws.commit_changes(text, changes, marks={"erasure": True})
    ids = {doc_id for _, doc_id in erasure.documents}
    try:
        erase_history(
            ws.store.path,
            COLLECTIONS,
            lambda commit: _revised(commit, ids, scrub),
            lambda content: _names(content, ids, erasure.words),
            waiting=waiting,
        )
        shutil.rmtree(ws.store.path / "derived", ignore_errors=True)
    except OSError as error:
        raise faults.nothing_written(ws.store.path, error) from None
    ws.catch_up()


def _figures(erasure: Erasure, why: str) -> dict[str, Any]:
    return {"n": len(erasure.documents), "m": len(erasure.mentions), "why": why}


def _belonging(ws: Workspace, doc_id: str) -> Iterator[tuple[tuple[str, str], Document]]:
    found = [(kind, document) for kind in KINDS if (document := ws.store.get(kind, doc_id)) is not None]
    if not found:
        raise NotFound(message("There is no document with the id {id}", id=doc_id))
    for kind, document in found:
        if kind in _KEPT_KINDS:
            text = message("{id} is of the team and stays: what people did is on record", id=doc_id)
            raise Refused(text)
        yield (kind, doc_id), document
        if kind == "account":
            for other in KINDS.keys() - _KEPT_KINDS - {"account"}:
                for belonging in ws.store.group(other, doc_id):
                    yield (other, str(belonging["id"])), belonging


def _telling(document: Document) -> Iterator[str]:
    if document["kind"] == Contact.__struct_config__.tag:
        yield from (str(document[name]) for name in ("name", "email", "phone") if document.get(name))


def _others(ws: Workspace, gone: Iterable[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], Document]]:
    left_out = set(gone)
    for kind in KINDS:
        for document in ws.store.all(kind):
            key = (kind, str(document["id"]))
            if key not in left_out:
                yield key, document


def _removals(ws: Workspace, erasure: Erasure) -> Iterator[Change]:
    for kind, doc_id in erasure.documents:
        document = ws.store.get(kind, doc_id)
        if document:
            yield Change(kind=kind, id=doc_id, base_rev=document["rev"], drop=True)


def _corrections(ws: Workspace, erasure: Erasure, scrub: Callable[[Any], Any]) -> Iterator[Change]:
    for kind, doc_id in erasure.mentions:
        document = ws.store.get(kind, doc_id)
        change = diff(kind, document, scrub(document)) if document else None
        if change:
            yield change


def _scrubber(words: Iterable[str]) -> Callable[[Any], Any]:
    """Makes of any value the same without the words, whatever their case."""
    longest_first = sorted(words, key=len, reverse=True)
    if not longest_first:
        return lambda value: value
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    return lambda value: _each_text(value, lambda text: pattern.sub(ERASED, text))


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text changed that a person has written: no ids, days, or patterns of sentences."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(each, change) for each in cast(list[Any], value)]
    if not isinstance(value, dict):
        return value
    fields = cast(dict[str, Any], value)
    kept = {"id", "kind", "day"} | ({"text"} if "figures" in fields else set[str]())
    return {name: each if name in kept else _each_text(each, change) for name, each in fields.items()}


def _revised(commit: Commit, ids: set[str], scrub: Callable[[Any], Any]) -> Commit:
    """What the log tells of a commit afterwards; one of which something is gone cannot be taken back."""
    left = [applied for applied in commit.changes if applied.id not in ids]
    if len(left) == len(commit.changes) or "erasure" in commit.why:
        why = scrub(commit.why)
    else:
        why = {**_each_text(commit.why, lambda _: ERASED), "erased": True}
    return replace(commit, why=why, changes=[_scrubbed(applied, scrub) for applied in left])


def _scrubbed(applied: Applied, scrub: Callable[[Any], Any]) -> Applied:
    return replace(applied, set=scrub(applied.set), was=scrub(applied.was))


def _names(content: bytes, ids: Iterable[str], words: Iterable[str]) -> bool:
    text = content.decode(errors="replace").casefold()
    return any(each.casefold() in text for each in (*ids, *words))
