"""Takes somebody's data out of the store and out of its history, when they ask for it (R16).

What is left is that something was erased, by whom and when.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import KINDS, Contact
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.store import faults
from cadence_tui.store.lock import Waiting
from cadence_tui.store.patch import diff
from cadence_tui.store.protocol import Applied, Change, Commit
from cadence_tui.store.rewrite import erase_history
from cadence_tui.workspace.collections import COLLECTIONS
from cadence_tui.workspace.erasure_search import Key, Mention, Search, telling_any
from cadence_tui.workspace.leftovers import copies, piece_tells, telling_pieces
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.spellings import ERASED, Spellings, is_long_enough, numbers_in
from cadence_tui.workspace.unsaved import last_known
from cadence_tui.workspace.written import rewritten, rewritten_reason, without_parts

_KEPT_KINDS = frozenset({"person", "settings", "experiment", "rules"})
_ROUNDS = 5
_NAMED_BY = ("name", "title", "what", "text", "purpose", "summary", "comment", "cause")
Document = Mapping[str, Any]


class Removal(Struct, frozen=True, kw_only=True):
    """A document that is removed whole: its name or title, and its account's."""

    kind: str
    id: str
    name: str


class Erasure(Struct, frozen=True, kw_only=True):
    """What is to be erased: documents whole, words in all others, and which others have them.

    `unfound` are words that are nowhere, `entries` counts those of the log that have any, `pieces` are files
    of lost+found that go. `copies` are files that may still hold the data and are not the store's to change.
    """

    documents: list[Removal]
    words: list[str]
    unfound: list[str]
    mentions: list[Mention]
    entries: int
    pieces: list[str]
    copies: list[str]


def plan_erasure(ws: Workspace, ids: Sequence[str], words: Iterable[str] = ()) -> Erasure:
    """What erasing these ids and words would take. Raises NotPermitted, NotFound, Refused.

    An account takes all that belongs to it along. Of a contact, name, mail address and telephone number are
    words to erase wherever they are written.
    """
    ws.require("admin")
    gone = {key: document for doc_id in ids for key, document in _belonging(ws, doc_id)}
    named = (word for (kind, _), document in gone.items() for word in _naming(kind, document))
    told = list(dict.fromkeys([*_asked(words), *named]))
    if not gone and not told:
        raise Refused(message("What is to be erased? Ids, or words"))
    search = Search(told, {doc_id for _, doc_id in gone})
    for key, document in gone.items():
        search.mention(key, document)
    mentions = list(_mentions(ws, gone, search))
    entries = sum(map(search.entry, ws.store.log()))
    pieces = telling_pieces(ws.store.path, search.file)
    if not gone and not search.found:
        raise NotFound(message("Nothing in the store has these words: {words}", words=", ".join(told)))
    return Erasure(
        documents=[_removal(ws, key, gone[key]) for key in sorted(gone)],
        words=told,
        unfound=[word for word in told if word not in search.found],
        mentions=sorted(mentions, key=lambda mention: (mention.kind, mention.id)),
        entries=entries,
        pieces=[piece.name for piece in pieces],
        copies=[str(file) for file in copies(ws.store.path, search.file)],
    )


def erase(ws: Workspace, erasure: Erasure, why: str, *, waiting: Waiting | None = None) -> None:
    """Removes the documents and the words, now and in the past. It cannot be undone.

    Raises NotPermitted, Conflict, StoreError, and Refused when others write them again and again.
    """
    ws.require("admin")
    ids = {each.id for each in erasure.documents}
    accounts = [each.id for each in erasure.documents if each.kind == "account"]
    for _ in range(_ROUNDS):
        _erase(ws, erasure, ids, why, waiting)
        # What was written after the plan was made, and before the history was closed to others.
        erasure = _late(ws, erasure, accounts)
        if not erasure.documents and not erasure.mentions:
            return
        ids |= {each.id for each in erasure.documents}
    raise Refused(message("Others write it again and again: erase it once more, when they have stopped"))


def _late(ws: Workspace, erasure: Erasure, accounts: Sequence[str]) -> Erasure:
    gone = {key: document for account in accounts for key, document in _of_account(ws, account)}
    search = Search(erasure.words, {doc_id for _, doc_id in gone})
    return replace(
        erasure,
        documents=[_removal(ws, key, gone[key]) for key in sorted(gone)],
        mentions=list(_mentions(ws, gone, search)),
    )


def _erase(ws: Workspace, erasure: Erasure, ids: set[str], why: str, waiting: Waiting | None) -> None:
    spellings = Spellings(erasure.words)
    tells = telling_any(spellings, ids)
    text = message("Erased: documents {n}, mentions {m} ({why})", **_figures(erasure, spellings.cut(why)))
    changes = [*_removals(ws, erasure), *_corrections(ws, erasure, spellings)]
    ws.commit_changes(text, changes or [_nothing(ws)], marks={"erasure": True})
    try:
        erase_history(
            ws.store.path,
            COLLECTIONS,
            lambda commit: _revised(commit, ids, spellings),
            lambda content: piece_tells(content, tells),
            waiting=waiting,
        )
        shutil.rmtree(ws.store.path / "derived", ignore_errors=True)
    except OSError as error:
        raise faults.nothing_written(ws.store.path, error) from None
    ws.catch_up()


# -- planning ----------------------------------------------------------------------


def _asked(words: Iterable[str]) -> Iterator[str]:
    for word in filter(None, map(str.strip, words)):
        if not is_long_enough(word):
            raise Refused(message("{word} is too short to be looked for everywhere", word=word))
        yield word


def _belonging(ws: Workspace, doc_id: str) -> Iterator[tuple[Key, Document]]:
    found = [(kind, document) for kind in KINDS if (document := ws.store.get(kind, doc_id)) is not None]
    # What was removed before is still in the history.
    found = found or [(kind, document) for kind in KINDS if (document := last_known(ws, kind, doc_id))]
    if not found:
        raise NotFound(message("There is no document with the id {id}", id=doc_id))
    for kind, document in found:
        if kind in _KEPT_KINDS:
            text = message("{id} is of the team and stays: what people did is on record", id=doc_id)
            raise Refused(text)
        yield (kind, doc_id), document
        if kind == "account":
            yield from _of_account(ws, doc_id)


def _of_account(ws: Workspace, account: str) -> Iterator[tuple[Key, Document]]:
    for other in KINDS.keys() - _KEPT_KINDS - {"account"}:
        for belonging in ws.store.group(other, account):
            yield (other, str(belonging["id"])), belonging
    # Most questions are for all accounts, so they are not kept by account.
    for question in ws.store.all("question"):
        if question.get("account") == account:
            yield ("question", str(question["id"])), question


def _naming(kind: str, fields: Document) -> Iterator[str]:
    if kind != Contact.__struct_config__.tag:
        return
    name, mail, phone = (str(fields.get(field) or "") for field in ("name", "email", "phone"))
    yield from filter(is_long_enough, map(str.strip, (name, *re.split(r"[\s,;]+", mail), phone)))
    yield from numbers_in(phone)


def _others(ws: Workspace, gone: Iterable[Key]) -> Iterator[tuple[Key, Document]]:
    left_out = set(gone)
    for kind in KINDS:
        for document in ws.store.all(kind):
            key = (kind, str(document["id"]))
            if key not in left_out:
                yield key, document


def _mentions(ws: Workspace, gone: Mapping[Key, Document], search: Search) -> Iterator[Mention]:
    """Documents that stay but have the words, or a part about what goes, as a cover has."""
    ids = {doc_id for _, doc_id in gone}
    for key, document in _others(ws, gone):
        found = search.mention(key, document)
        if found is not None:
            yield found
        elif without_parts(key[0], document, ids) != document:
            yield Mention(kind=key[0], id=key[1], passages=[])


def _removal(ws: Workspace, key: Key, fields: Document) -> Removal:
    own = next((str(fields[name]) for name in _NAMED_BY if fields.get(name)), "")
    account = ws.store.get("account", str(fields.get("account", "")))
    told = (own, str(account["name"]) if account else "")
    return Removal(kind=key[0], id=key[1], name=plain(" · ".join(filter(None, told))))


# -- erasing -----------------------------------------------------------------------


def _figures(erasure: Erasure, why: str) -> dict[str, Any]:
    return {"n": len(erasure.documents), "m": len(erasure.mentions), "why": why}


def _removals(ws: Workspace, erasure: Erasure) -> Iterator[Change]:
    for gone in erasure.documents:
        document = ws.store.get(gone.kind, gone.id)
        if document:
            yield Change(kind=gone.kind, id=gone.id, base_rev=document["rev"], drop=True)


def _corrections(ws: Workspace, erasure: Erasure, spellings: Spellings) -> Iterator[Change]:
    for mention in erasure.mentions:
        document = ws.store.get(mention.kind, mention.id)
        if document:
            left = without_parts(mention.kind, document, {each.id for each in erasure.documents})
            change = diff(mention.kind, document, rewritten(mention.kind, left, spellings.cut))
            if change:
                yield change


def _nothing(ws: Workspace) -> Change:
    """A change that leaves everything as it is: the log is to tell of the erasure all the same."""
    settings = ws.records.settings()
    return Change(kind="settings", id=settings.id, base_rev=settings.rev)


def _revised(commit: Commit, ids: set[str], spellings: Spellings) -> Commit:
    """What the log tells of a commit afterwards; one of which something is gone cannot be taken back."""
    left = [applied for applied in commit.changes if applied.id not in ids]
    whole = len(left) == len(commit.changes) and not any(_has_parts_of(applied, ids) for applied in left)
    if whole or "erasure" in commit.why:
        why = rewritten_reason(commit.why, spellings.cut)
    else:
        why = {**rewritten_reason(commit.why, lambda _: ERASED), "erased": True}
    return replace(commit, why=why, changes=[_scrubbed(applied, spellings, ids) for applied in left])


def _has_parts_of(applied: Applied, ids: set[str]) -> bool:
    told = (applied.set, applied.was)
    return any(without_parts(applied.kind, fields, ids) != dict(fields) for fields in told)


def _scrubbed(applied: Applied, spellings: Spellings, ids: set[str]) -> Applied:
    return replace(
        applied,
        set=rewritten(applied.kind, without_parts(applied.kind, applied.set, ids), spellings.cut),
        was=rewritten(applied.kind, without_parts(applied.kind, applied.was, ids), spellings.cut),
    )
