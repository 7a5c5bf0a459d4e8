"""Search across everything written, without regard to accents or case (C9)."""

from datetime import date
from pathlib import Path

from msgspec import Struct

from cadence_tui.model.clock import Clock
from cadence_tui.model.documents import KINDS
from cadence_tui.model.rules.search import FilterName
from cadence_tui.store.open import open_store
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA
from cadence_tui.workspace.records import Records
from cadence_tui.workspace.search_index import SearchIndex, caught_up, read_index
from cadence_tui.workspace.search_query import Query, narrowed, read_query
from cadence_tui.workspace.search_segment import Piece
from cadence_tui.workspace.search_texts import texts_of
from cadence_tui.workspace.session import Workspace

_PATIENCE = 25_000


class Hit(Struct, frozen=True, kw_only=True):
    """A text that has every word: of which document, of which account (id), and when it was written."""

    kind: str
    id: str
    account: str
    text: str
    when: date | None


def search(ws: Workspace, query: Query, limit: int) -> list[Hit]:
    """Texts with all the words or beginnings of words, one for each document: accounts, then the newest.

    All words but one may stand in the account's name. Nothing is found where nothing is asked for.
    """
    if query.is_empty:
        return []
    return [_hit(piece) for piece in read_index(ws.store, ws.records).find(query, limit)]


def hits(index: SearchIndex, query: Query, limit: int) -> list[Hit]:
    """The same in an index that was read before, in the time between two keystrokes.

    Of very many texts that have the rarest of several words the newest are looked at for the others.
    """
    return [_hit(piece) for piece in index.find(query, limit, patience=_PATIENCE)]


def asked(ws: Workspace, text: str, language: str) -> Query:
    """What was typed, with its filters. Raises BadInput for a day or kind that cannot be read."""
    day_first = ws.rules.capture_words(language).dates.day_first
    return read_query(text, ws.rules.search, ws.today(), day_first=day_first)


def narrow(ws: Workspace, query: Query, name: FilterName, value: str, language: str) -> Query:
    """The query with one more filter. Raises BadInput."""
    day_first = ws.rules.capture_words(language).dates.day_first
    return narrowed(query, name, value, ws.rules.search, ws.today(), day_first=day_first)


def index_apart(path: Path, clock: Clock) -> SearchIndex:
    """The index of a store, read beside whatever else is done with it. Raises StoreError."""
    store = open_store(path, COLLECTIONS, schema=SCHEMA)
    try:
        return read_index(store, Records(store, clock))
    finally:
        store.close()


def index_now(ws: Workspace, index: SearchIndex) -> SearchIndex | None:
    """An index as of the last commit that was seen; None when it has to be read anew."""
    return caught_up(index, ws.store, ws.records)


def document_texts(ws: Workspace, kind: str, doc_id: str) -> list[tuple[str, date | None]]:
    """All that is written in a document, with the day of each text. Raises NotFound."""
    document = ws.records.get(KINDS[kind], doc_id)
    return [(text, when) for text, when, _ in texts_of(document)]


def _hit(piece: Piece) -> Hit:
    kind, doc_id = piece.key
    return Hit(kind=kind, id=doc_id, account=piece.account, text=piece.text, when=piece.when)
