"""Which accounts a list shows and in which order: scope, filter, sort, group (H3)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from cadence_tui.locale import LANGUAGES, Speech, speech
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold
from cadence_tui.views.names import Names
from cadence_tui.views.portfolio_row import PortfolioRow, former
from cadence_tui.views.vocabulary import VOCABULARY

Sort = Literal["attention", "health", "renewal", "arr", "name", "last_touch", "promises"]
Group = Literal["", "owner", "segment", "stage", "band"]
Scope = Literal["mine", "pod", "all"]
SORTS: tuple[Sort, ...] = get_args(Sort)
GROUPS: tuple[Group, ...] = get_args(Group)
SCOPES: tuple[Scope, ...] = get_args(Scope)

SORT_TITLES: Mapping[Sort, Message] = {
    "attention": message("sort|attention"),
    "health": message("sort|health"),
    "renewal": message("sort|renewal"),
    "arr": message("sort|revenue"),
    "name": message("sort|name"),
    "last_touch": message("sort|last touch"),
    "promises": message("sort|promises"),
}
GROUP_TITLES: Mapping[Group, Message] = {
    "": message("group|none"),
    "owner": message("group|owner"),
    "segment": message("group|segment"),
    "stage": message("group|stage"),
    "band": message("group|health"),
}
SCOPE_TITLES: Mapping[Scope, Message] = {
    "mine": message("scope|mine"),
    "pod": message("scope|pod"),
    "all": message("scope|all"),
}
TOKENS: Mapping[str, Message] = {
    "band": message("filter word|health"),
    "segment": message("filter word|segment"),
    "stage": message("filter word|stage"),
    "owner": message("filter word|owner"),
    "pod": message("filter word|pod"),
    "country": message("filter word|country"),
    "tag": message("filter word|tag"),
    "risk": message("filter word|risk"),
    "late": message("filter word|late"),
    "untouched": message("filter word|untouched"),
}
_FOREVER = date.max.toordinal()
_BAND_ORDER = {"red": 0, "yellow": 1, "unknown": 2, "green": 3}


class Arrangement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a person looks at the portfolio."""

    scope: Scope = "mine"
    filter: str = ""
    sort: Sort = "attention"
    group: Group = ""


class GroupHead(Struct, frozen=True):
    """The head of a group: its key, its title, how many accounts follow, how many of them have left."""

    key: str
    title: str
    count: int
    former: int = 0


class Matcher:
    """Finds rows by typed words: parts of names, and `owner:ana`, `health:red`, `risk` in any language.

    Texts of a row are folded once, so that each further key costs a search in strings only.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self._texts: dict[str, tuple[PortfolioRow, str]] = {}
        self._fields: dict[tuple[str, str], tuple[str, ...]] = {}

    def prepare(self, rows: Iterable[PortfolioRow]) -> None:
        """Folds the texts now, so that the first key typed is as quick as the others."""
        _token_names()
        for row in rows:
            self._text(row)
            fold(row.name)

    def matching(self, rows: Sequence[PortfolioRow], typed: str) -> list[PortfolioRow]:
        """The rows that every word fits."""
        found = list(rows)
        for word in fold(typed).split():
            field, _, wanted = word.partition(":")
            token = _token(field)
            if token in _MARKED and ":" not in word:
                found = [row for row in found if _MARKED[token](row)]
            elif token and ":" in word:
                found = [row for row in found if any(wanted in text for text in self._values(row, token))]
            else:
                found = [row for row in found if word in self._text(row)]
        return found

    def _text(self, row: PortfolioRow) -> str:
        known = self._texts.get(row.id)
        if known is None or known[0] is not row:
            owner = self.names.person(row.owner)
            parts = (row.name, row.external_id, owner, row.industry, row.country, *row.tags)
            known = self._texts[row.id] = (row, fold(" ".join(parts)))
        return known[1]

    def _values(self, row: PortfolioRow, token: str) -> tuple[str, ...]:
        if token == "tag":
            return tuple(fold(tag) for tag in row.tags)
        value = str(getattr(row, token))
        known = self._fields.get((token, value))
        if known is None:
            known = self._fields[token, value] = tuple(fold(text) for text in self._spoken(token, value))
        return known

    def _spoken(self, token: str, value: str) -> Iterable[str]:
        """A value by its id and as every language says it."""
        if token == "owner":
            yield self.names.person(value)
            return
        yield value
        for language in LANGUAGES:
            if token == "band":
                yield speech(language).word(VOCABULARY["band"][value])
            elif token in ("segment", "stage"):
                yield self.names.title(token, value, speech(language))


_MARKED: Mapping[str, Callable[[PortfolioRow], bool]] = {
    "risk": lambda row: bool(row.risks),
    "late": lambda row: row.overdue_actions > 0,
    "untouched": lambda row: row.untouched,
}


def in_scope(
    rows: Iterable[PortfolioRow],
    scope: Scope,
    *,
    person: str,
    pods: Mapping[str, str],
    covered: Collection[str] = (),
) -> list[PortfolioRow]:
    """One person's own accounts, those of their pod, or all; customers that left only in `all`.

    `pods` gives the pod of each person, `covered` the accounts that they look after for others.
    """
    if scope == "all":
        return list(rows)
    owners = {person}
    if scope == "pod" and pods.get(person):
        owners = {other for other, pod in pods.items() if pod == pods[person]}
    return [row for row in rows if (row.owner in owners or row.id in covered) and row.churned is None]


def ordered(rows: Iterable[PortfolioRow], sort: Sort) -> list[PortfolioRow]:
    """The rows in an order, equal ones by attention and then by name."""
    order = _ORDERS[sort]
    return sorted(rows, key=lambda row: (order(row), -row.attention, fold(row.name), row.id))


def grouped(
    rows: Sequence[PortfolioRow], group: Group, names: Names, spoken: Speech
) -> list[PortfolioRow | GroupHead]:
    """The rows under the heads of their groups, each group in the order of the rows."""
    if not group:
        return list(rows)
    members: dict[str, list[PortfolioRow]] = {}
    for row in rows:
        members.setdefault(str(getattr(row, group)), []).append(row)
    places = _places(group, names)
    listed: list[PortfolioRow | GroupHead] = []
    for value in sorted(members, key=lambda value: (places.get(value, len(places)), fold(value))):
        title = _group_title(group, value, names, spoken)
        held = members[value]
        listed += [GroupHead(f"group:{value}", title, len(held), former(held)), *held]
    return listed


def _places(group: Group, names: Names) -> dict[str, int]:
    if group == "band":
        return dict(_BAND_ORDER)
    by_name = sorted(names.people, key=lambda person: fold(names.people[person]))
    ids = {"segment": list(names.segments), "stage": list(names.stages), "owner": by_name}[group]
    return {value: place for place, value in enumerate(ids)}


def _group_title(group: Group, value: str, names: Names, spoken: Speech) -> str:
    if group == "band":
        return spoken.word(VOCABULARY["band"][value])
    if group == "owner":
        return names.person(value) or spoken.say("nobody's")
    return names.title("segment" if group == "segment" else "stage", value, spoken)


def _token(word: str) -> str:
    return _token_names().get(word, "")


@cache
def _token_names() -> dict[str, str]:
    words = {name: name for name in TOKENS}
    for name, title in TOKENS.items():
        words |= {fold(speech(language).word(title)): name for language in LANGUAGES}
    return words


_ORDERS: Mapping[Sort, Callable[[PortfolioRow], float | str]] = {
    "attention": lambda row: -row.attention,
    "health": lambda row: row.score if row.score is not None else 101,
    "renewal": lambda row: row.renewal.toordinal() if row.renewal else _FOREVER,
    "arr": lambda row: -(row.yearly or 0.0),
    "name": lambda row: fold(row.name),
    "last_touch": lambda row: row.last_touch.toordinal() if row.last_touch else 0,
    "promises": lambda row: -(row.overdue_actions * 1000 + row.open_actions),
}
