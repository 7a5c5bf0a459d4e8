"""The index of everything written: made once, then kept up to date from the log (C9)."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents import KINDS, Contact, Document, Person
from cadence_tui.model.errors import NotFound
from cadence_tui.store.protocol import Store
from cadence_tui.workspace.records import Records, kind_of
from cadence_tui.workspace.search_query import Query, words_of
from cadence_tui.workspace.search_segment import Key, Piece, Searched, Segment, Wanted, needle
from cadence_tui.workspace.search_texts import TEXTS, texts_of

_MOST_FRESH = 2_000
"""Documents that may have changed before everything is laid out anew."""


class SearchIndex(Struct, frozen=True, kw_only=True):
    """Everything written up to the commit `seq`; safe to search from any thread.

    `whole` is what was read at once, `fresh` has the documents that changed since; by key in `changed`, None
    for those that are gone. `accounts` and `people` are the words of their names by id.
    """

    whole: Segment
    fresh: Segment
    changed: Mapping[Key, Searched | None]
    accounts: Mapping[str, tuple[str, ...]]
    people: Mapping[str, tuple[str, ...]]
    seq: int

    def find(self, query: Query, limit: int, *, patience: int | None = None) -> list[Piece]:
        """The first texts, one of each document: accounts, then the newest (`patience`: see segments)."""
        wanted = self._wanted(query)
        old = self.whole.find(wanted, limit, frozenset(self.changed), patience=patience)
        new = self.fresh.find(wanted, limit)
        return sorted((*old, *new), key=lambda piece: piece.order)[:limit]

    def _wanted(self, query: Query) -> Wanted:
        wanted = Wanted(
            words=tuple((needle(word), self._accounts((word,))) for word in query.words),
            kinds=query.kinds,
        )
        if query.account:
            wanted = replace(wanted, accounts=self._accounts(query.account))
        if query.person:
            wanted = replace(wanted, people=self._people(query.person))
        if query.since:
            wanted = replace(wanted, first=query.since.toordinal())
        if query.until:
            wanted = replace(wanted, last=query.until.toordinal())
        return wanted

    def _accounts(self, sought: Iterable[str]) -> frozenset[str]:
        return frozenset(account for account, known in self.accounts.items() if _begin(known, sought))

    def _people(self, sought: Iterable[str]) -> frozenset[str]:
        everybody = {*self.whole.people(), *self.fresh.people()}
        return frozenset(
            name for name in everybody if _begin(self.people.get(name) or words_of(name), sought)
        )


def read_index(store: Store, records: Records) -> SearchIndex:
    """Everything written in a store; reads all of its history."""
    seq = store.seq
    return SearchIndex(
        whole=Segment(_everything(records)),
        fresh=Segment(),
        changed={},
        accounts=_names(records),
        people=_people(records),
        seq=seq,
    )


def caught_up(index: SearchIndex, store: Store, records: Records) -> SearchIndex | None:
    """The index with what was committed since; None when it has to be made anew, as after an erasure."""
    if store.seq == index.seq:
        return index
    changed = _changed_since(store, index.seq)
    if changed is None:
        return None
    known = dict(index.changed)
    for key in changed:
        known[key] = _now(records, key)
    if len(known) > _MOST_FRESH:
        return None
    people = index.people
    if any(kind in ("person", "contact") for kind, _ in changed):
        people = _people(records)
    return SearchIndex(
        whole=index.whole,
        fresh=Segment(each for each in known.values() if each is not None),
        changed=known,
        accounts=_names(records),
        people=people,
        seq=store.seq,
    )


def _changed_since(store: Store, seq: int) -> set[Key] | None:
    changed: set[Key] = set()
    for commit in store.log():
        if commit.seq <= seq:
            break
        if commit.why.get("erasure"):
            # What was erased is in no log either.
            return None
        changed |= {(change.kind, change.id) for change in commit.changes if KINDS[change.kind] in TEXTS}
        if len(changed) > _MOST_FRESH:
            return None
    return changed


def _everything(records: Records) -> Iterator[Searched]:
    for shape in TEXTS:
        for document in records.every(shape):
            found = _searched(document)
            if found.texts:
                yield found


def _now(records: Records, key: Key) -> Searched | None:
    try:
        return _searched(records.get(KINDS[key[0]], key[1]))
    except NotFound:
        return None


def _searched(document: Document) -> Searched:
    kind = kind_of(type(document))
    account = document.id if kind == "account" else str(getattr(document, "account", ""))
    return Searched((kind, document.id), account, list(texts_of(document)))


def _names(records: Records) -> dict[str, tuple[str, ...]]:
    return {account.id: words_of(f"{account.name} {account.external_id}") for account in records.accounts()}


def _people(records: Records) -> dict[str, tuple[str, ...]]:
    """Words of the names of the team and of the customers' people, by id."""
    everybody: Iterable[Person | Contact] = (*records.people(), *records.every(Contact))
    return {each.id: words_of(each.name) for each in everybody}


def _begin(known: Iterable[str], sought: Iterable[str]) -> bool:
    """Whether each sought word begins a known one."""
    return all(any(word.startswith(each) for word in known) for each in sought)
