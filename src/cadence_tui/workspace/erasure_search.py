"""Looks for somebody's data through the documents, the log and the files of a store (R16)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from cadence_tui.model.text import plain
from cadence_tui.store.protocol import Commit
from cadence_tui.workspace.leftovers import Tells
from cadence_tui.workspace.spellings import Spellings
from cadence_tui.workspace.written import texts_of, texts_of_reason

Key = tuple[str, str]
"""Kind and id."""


class Mention(Struct, frozen=True, kw_only=True):
    """A document that has the words: what is written around each of them."""

    kind: str
    id: str
    passages: list[str]


class Search:
    """Looks for words, and in files for ids too; `found` has the words that were met."""

    def __init__(self, words: Sequence[str], ids: Iterable[str]) -> None:
        self._spellings = Spellings(words)
        self._tells = telling_any(self._spellings, ids)
        self.found: set[str] = set()

    def mention(self, key: Key, document: Mapping[str, Any]) -> Mention | None:
        """The passages of a document that have words; None for one without."""
        texts = texts_of(key[0], document)
        if not self._meets(texts):
            return None
        passages = (plain(passage) for text in texts for passage in self._spellings.passages(text))
        return Mention(kind=key[0], id=key[1], passages=list(dict.fromkeys(passages)))

    def entry(self, commit: Commit) -> bool:
        """Whether an entry of the log has words."""
        return self._meets(_told_by(commit))

    def file(self, text: str) -> bool:
        """Whether the text of a file has words or ids."""
        return self._meets([text]) or self._tells(text)

    def _meets(self, texts: Iterable[str]) -> bool:
        words = {word for text in texts for word in self._spellings.words_in(text)}
        self.found |= words
        return bool(words)


def telling_any(spellings: Spellings, ids: Iterable[str]) -> Tells:
    """The question to a text whether it has any of the words or ids."""
    wanted = tuple(each.casefold() for each in ids)
    return lambda text: bool(spellings.spans(text)) or any(each in text.casefold() for each in wanted)


def _told_by(commit: Commit) -> Iterator[str]:
    yield from texts_of_reason(commit.why)
    for applied in commit.changes:
        for fields in (applied.set, applied.was):
            yield from texts_of(applied.kind, fields)
