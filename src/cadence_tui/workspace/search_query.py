"""Reads what is typed into a search: words, and filters such as `account:nimbus since:2026-10` (C9)."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.model.rules.search import FilterName, SearchWords
from cadence_tui.model.text import fold

_TERM = re.compile(r'(?P<name>[^\W\d]+):(?P<value>"[^"]*"?|\S*)')
_WORD = re.compile(r"\w+")
_BACK = re.compile(r"(\d{1,4})d?")
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")


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
            return replace(query, since=_day(value, today, day_first=day_first, last=False))
        case "until":
            return replace(query, until=_day(value, today, day_first=day_first, last=True))


def _kinds(value: str, words: SearchWords) -> frozenset[str]:
    sought = fold(value)
    found = frozenset(
        kind for kind, known in words.kinds.items() if any(fold(word).startswith(sought) for word in known)
    )
    if not found:
        raise BadInput(message("There is no kind {name}", name=value))
    return found


def _day(value: str, today: date, *, day_first: bool, last: bool) -> date:
    """`2026-10-01`, `2026-10`, `2026`, `1/10` (the last such day), `30d` (days ago)."""
    try:
        if (back := _BACK.fullmatch(value)) and (len(back[1]) < 4 or value.endswith("d")):
            return today - timedelta(days=int(back[1]))
        if written := _WRITTEN.fullmatch(value):
            return _of_period(written.groups(), last=last)
        if short := _SHORT.fullmatch(value):
            return _latest([int(part) for part in short.groups() if part], today, day_first=day_first)
    except (ValueError, OverflowError):
        pass
    raise BadInput(message("No day can be read in this: {text}", text=value))


def _of_period(parts: Sequence[str | None], *, last: bool) -> date:
    year, month, day = (int(part) if part else 0 for part in parts)
    if day:
        return date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    month = month or 12
    return date(year, month, monthrange(year, month)[1])


def _latest(parts: Sequence[int], today: date, *, day_first: bool) -> date:
    day, month = (parts[0], parts[1]) if day_first else (parts[1], parts[0])
    if month > 12:
        day, month = month, day
    if len(parts) == 3:
        return date(parts[2], month, day)
    found = date(today.year, month, day)
    return found if found <= today else date(today.year - 1, month, day)
