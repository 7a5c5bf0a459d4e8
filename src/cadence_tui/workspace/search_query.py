"""Reads what is typed into a search: words, and filters such as `account:nimbus since:2026-10` (C9)."""

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.search import PAST_FORMS, FilterName, SearchWords
from cadence_tui.model.text import fold
from cadence_tui.practice.past_day import past_day
from cadence_tui.views.vocabulary import VOCABULARY

_TERM = re.compile(r'(?P<name>[^\W\d]+):(?P<value>"[^"]*"?|\S*)')
_WORD = re.compile(r"\w+")


class Query(Struct, frozen=True, kw_only=True):
    """What is looked for. `words` are folded beginnings of words; accounts and people are wanted by words of
    their names, none for all; `kinds` None for all; both days count."""

    words: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    kinds: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing at all."""
        return self == Query()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as search compares them."""
    return tuple(_WORD.findall(fold(text)))


def read_query(text: str, words: SearchWords, today: date, *, day_first: bool) -> Query:
    """A search as it was typed. A filter without a value yet is left out; an unknown one is words.

    Raises BadInput for a day that cannot be read and for a kind that there is not.
    """
    names: dict[str, FilterName] = {
        fold(word): name for name, known in words.filters.items() for word in known
    }
    query, rest = Query(), text
    for term in _TERM.finditer(text):
        name, value = names.get(fold(term["name"])), term["value"].strip('"')
        if name is None:
            continue
        rest = rest.replace(term.group(), " ", 1)
        if value:
            query = narrowed(query, name, value, words, today, day_first=day_first)
    return replace(query, words=words_of(rest))


def narrowed(
    query: Query, name: FilterName, value: str, words: SearchWords, today: date, *, day_first: bool
) -> Query:
    """The query with one more filter. Raises BadInput."""
    match name:
        case "account":
            return replace(query, account=(*query.account, *words_of(value)))
        case "person":
            return replace(query, person=(*query.person, *words_of(value)))
        case "kind":
            return replace(query, kinds=_kinds(value, words))
        case "since":
            return replace(query, since=_day(value, words, today, day_first=day_first, last=False))
        case "until":
            return replace(query, until=_day(value, words, today, day_first=day_first, last=True))


def _kinds(value: str, words: SearchWords) -> frozenset[str]:
    sought = fold(value)
    found = frozenset(
        kind for kind, known in words.kinds.items() if any(fold(word).startswith(sought) for word in known)
    )
    if not found:
        known = [kind for kind in words.kinds if kind in VOCABULARY["kind"]]
        listed = Message(
            ", ".join(f"{{{kind}}}" for kind in known), {kind: VOCABULARY["kind"][kind] for kind in known}
        )
        raise BadInput(message("There is no kind {name}; there are: {kinds}", name=value, kinds=listed))
    return found


def _day(value: str, words: SearchWords, today: date, *, day_first: bool, last: bool) -> date:
    found = past_day(value, words.past, today, day_first=day_first, last=last)
    if found is None:
        raise BadInput(message("No day is read in {text}: {forms}", text=value, forms=PAST_FORMS))
    return found
