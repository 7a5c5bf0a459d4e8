"""Texts laid out for searching: newest first, folded, in one string that is scanned as a whole (C9)."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from cadence_tui.workspace.search_query import words_of
from cadence_tui.workspace.search_texts import Written

Key = tuple[str, str]
"""Kind and id of a document."""
Word = tuple[bytes, frozenset[str]]
"""The beginning of a word as it is looked for, and the accounts that have it in their name."""
_SHORT_LIST = 20_000
"""Texts that a filter may leave to be looked at one by one."""
_SAMPLE = 500_000
"""Bytes of the newest texts in which the rarest of several words is looked for."""
_UNDATED = 0


class Searched(Struct, frozen=True):
    """A document as it is searched: its key, its account's id (empty for none), what is written in it."""

    key: Key
    account: str
    texts: list[Written]


class Piece(Struct, frozen=True):
    """A text that was found: of which document and account, when it was written."""

    key: Key
    account: str
    text: str
    when: date | None

    @property
    def order(self) -> tuple[bool, int, str]:
        """Accounts first, then the newest."""
        return self.key[0] != "account", -(self.when.toordinal() if self.when else _UNDATED), self.key[1]


class Wanted(Struct, frozen=True, kw_only=True):
    """What is looked for, resolved: words; ids of accounts, people and kinds, None for all; days as ordinals,
    both included."""

    words: tuple[Word, ...] = ()
    accounts: frozenset[str] | None = None
    people: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    first: int = 0
    last: int = date.max.toordinal()

    @property
    def is_dated(self) -> bool:
        """Whether only some days are wanted."""
        return self.first > 0 or self.last < date.max.toordinal()

    @property
    def is_narrow(self) -> bool:
        """Whether there is more to heed than words."""
        filters = (self.accounts, self.people, self.kinds)
        return self.is_dated or any(names is not None for names in filters)


def needle(word: str) -> bytes:
    """The beginning of a word, as it is looked for in the string."""
    return b" " + word.encode(errors="replace")


class Segment:
    """Pieces of text that do not change any more. Safe for several threads.

    A scan stops at the first texts that are asked for: they are laid out in the order of the answer. Where a
    filter leaves few, only those are looked at.
    """

    def __init__(self, documents: Iterable[Searched] = ()) -> None:
        several = list(documents)
        rows = sorted(_rows(several))
        self._keys = [document.key for document in several]
        self._accounts = [document.account for document in several]
        self._size = len(rows)
        self._days = array("l", (-day for _, day, *_ in rows))
        self._document_of = array("L", (number for _, _, _, number, *_ in rows))
        self._titles = array("L", [0]) * len(several)
        for piece, (_, _, _, number, place, _, _) in enumerate(rows):
            if place == 0:
                self._titles[number] = piece
        self._accounts_end = next((at for at, row in enumerate(rows) if row[0]), self._size)
        self._folded, self._starts = _laid_out(_folded(row[5]) for row in rows)
        self._texts, self._text_starts = _laid_out(row[5].encode(errors="replace") for row in rows)
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._who = [known.setdefault(row[6], row[6]) for row in rows]
        self._lists: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("L"))
        for piece, (_, _, _, number, _, _, who) in enumerate(rows):
            self._lists["kind", self._keys[number][0]].append(piece)
            self._lists["account", self._accounts[number]].append(piece)
            for name in set(who):
                self._lists["person", name].append(piece)

    @property
    def size(self) -> int:
        """How many texts there are."""
        return self._size

    def people(self) -> Iterator[str]:
        """Who wrote or owns something: ids, or names of contacts."""
        return (name for field, name in self._lists if field == "person" and name)

    def find(
        self,
        wanted: Wanted,
        limit: int,
        without: frozenset[Key] = frozenset(),
        *,
        patience: int | None = None,
    ) -> list[Piece]:
        """The first texts that are wanted, one for each document, in the order of the answer.

        Without words a document is shown by what tells most of it, with the day of its newest text.
        With `patience` only so many texts that have the rarest word are looked at for the others.
        """
        found: dict[int, int] = {}
        for pieces in self._streams(wanted, patience):
            fresh: dict[int, int] = {}
            for piece in pieces:
                number = self._document_of[piece]
                if number in fresh or self._keys[number] in without:
                    continue
                fresh[number] = piece
                if len(fresh) >= limit:
                    break
            found.update({number: min(piece, found.get(number, piece)) for number, piece in fresh.items()})
        pieces = sorted(found.values())[:limit]
        return [self._piece(piece, piece if wanted.words else self._title_of(piece)) for piece in pieces]

    # -- scanning --------------------------------------------------------------------

    def _streams(self, wanted: Wanted, patience: int | None) -> Iterator[Iterator[int]]:
        """Pieces in order, once for each word that may be the first one that the account's name has not."""
        known = self._listed(wanted)
        if not wanted.words:
            yield self._fitting(known if known is not None else self._all(wanted), wanted)
            return
        words = sorted(wanted.words, key=lambda word: self._folded.count(word[0], 0, _SAMPLE))
        for place, (word, _) in enumerate(words):
            before, after = words[:place], words[place + 1 :]
            few = known
            if before:
                named = _common([accounts for _, accounts in before])
                if not named:
                    return
                few = self._shorter(known, self._few("account", named))
            pieces = self._having(word, few) if few is not None else self._scan(word, wanted)
            yield self._fitting(self._with_others(islice(pieces, patience), before, after), wanted)

    def _all(self, wanted: Wanted) -> Iterator[int]:
        for first, last in self._stretches(wanted):
            yield from range(first, last)

    def _scan(self, word: bytes, wanted: Wanted) -> Iterator[int]:
        folded, starts = self._folded, self._starts
        for first, last in self._stretches(wanted):
            at, end = starts[first], starts[last]
            while (at := folded.find(word, at, end)) >= 0:
                piece = bisect_right(starts, at) - 1
                yield piece
                at = starts[piece + 1]

    def _having(self, word: bytes, pieces: Sequence[int]) -> Iterator[int]:
        folded, starts = self._folded, self._starts
        return (piece for piece in pieces if folded.find(word, starts[piece], starts[piece + 1]) >= 0)

    def _stretches(self, wanted: Wanted) -> list[tuple[int, int]]:
        """The accounts, and the part of the others that lies between the days."""
        if not wanted.is_dated:
            return [(0, self._size)]
        first = bisect_left(self._days, -wanted.last, self._accounts_end, key=lambda day: -day)
        last = bisect_right(self._days, -wanted.first, self._accounts_end, key=lambda day: -day)
        return [(0, self._accounts_end), (first, last)]

    def _listed(self, wanted: Wanted) -> Sequence[int] | None:
        """The pieces of the sharpest filter, when they are few."""
        best: Sequence[int] | None = None
        for field, names in (
            ("account", wanted.accounts),
            ("person", wanted.people),
            ("kind", wanted.kinds),
        ):
            if names is not None:
                best = self._shorter(best, self._few(field, names))
        return best

    def _few(self, field: str, names: Iterable[str]) -> Sequence[int] | None:
        lists = [self._lists[field, name] for name in names if (field, name) in self._lists]
        if sum(map(len, lists)) > _SHORT_LIST:
            return None
        return sorted({piece for pieces in lists for piece in pieces})

    @staticmethod
    def _shorter(one: Sequence[int] | None, other: Sequence[int] | None) -> Sequence[int] | None:
        known = [pieces for pieces in (one, other) if pieces is not None]
        return min(known, key=len, default=None)

    def _fitting(self, pieces: Iterable[int], wanted: Wanted) -> Iterator[int]:
        return (piece for piece in pieces if self._fits(piece, wanted)) if wanted.is_narrow else iter(pieces)

    def _fits(self, piece: int, wanted: Wanted) -> bool:
        number = self._document_of[piece]
        if wanted.kinds is not None and self._keys[number][0] not in wanted.kinds:
            return False
        if wanted.accounts is not None and self._accounts[number] not in wanted.accounts:
            return False
        if not wanted.first <= self._days[piece] <= wanted.last:
            return False
        return wanted.people is None or not wanted.people.isdisjoint(self._who[piece])

    def _with_others(
        self, pieces: Iterable[int], before: Sequence[Word], after: Sequence[Word]
    ) -> Iterator[int]:
        """Those where the words before are in the account's name, and those after there or in the text."""
        accounts_of, document_of = self._accounts, self._document_of
        starts, find = self._starts, self._folded.find
        for piece in pieces:
            if before and any(accounts_of[document_of[piece]] not in accounts for _, accounts in before):
                continue
            start, end = starts[piece], starts[piece + 1]
            for word, accounts in after:
                if find(word, start, end) < 0 and (
                    not accounts or accounts_of[document_of[piece]] not in accounts
                ):
                    break
            else:
                yield piece

    def _title_of(self, piece: int) -> int:
        return self._titles[self._document_of[piece]]

    def _piece(self, piece: int, shown: int) -> Piece:
        number, day = self._document_of[piece], self._days[piece]
        text = self._texts[self._text_starts[shown] : self._text_starts[shown + 1] - 1].decode()
        when = date.fromordinal(day) if day else None
        return Piece(self._keys[number], self._accounts[number], text, when)


_Row = tuple[bool, int, str, int, int, str, tuple[str, ...]]


def _rows(documents: Sequence[Searched]) -> Iterator[_Row]:
    """Every text with what it is sorted by: accounts first, then by day, document and place."""
    for number, document in enumerate(documents):
        kind, doc_id = document.key
        for place, (text, when, who) in enumerate(document.texts):
            day = when.toordinal() if when else _UNDATED
            yield kind != "account", -day, doc_id, number, place, text, who


def _common(several: Sequence[frozenset[str]]) -> frozenset[str]:
    """What is in all of them."""
    return several[0].intersection(*several[1:])


def _folded(text: str) -> bytes:
    return b"".join(needle(word) for word in words_of(text))


def _laid_out(parts: Iterable[bytes]) -> "tuple[bytes, array[int]]":
    """Parts in one string, a line feed behind each, and where each begins; the last place is the end."""
    starts, laid = array("L", [0]), bytearray()
    for part in parts:
        laid += part
        laid += b"\n"
        starts.append(len(laid))
    return bytes(laid), starts
