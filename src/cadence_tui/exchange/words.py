"""The import rules as shipped, and the lookups made of them."""

import re
from collections.abc import Mapping
from functools import cache

from cadence_tui.content.load import load_rules
from cadence_tui.locale import LANGUAGES
from cadence_tui.model.rules.exchange import Countries, ImportColumns, ImportWords, KindRule
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.model.text import fold

_FILLING = re.compile(r"[\W_]+")


@cache
def columns() -> ImportColumns:
    """The columns of every kind of import."""
    return load_rules(ImportColumns, "import_columns")


@cache
def words() -> ImportWords:
    """What values may be called."""
    return load_rules(ImportWords, "import_words")


def kinds() -> tuple[str, ...]:
    """The kinds that can be imported, in the order to import them."""
    return tuple(columns().kinds)


def kind_rule(kind: str) -> KindRule:
    """The rule of a kind; KeyError if there is no such kind."""
    return columns().kinds[kind]


@cache
def countries() -> Mapping[str, str]:
    """Country codes by folded code and name."""
    rule = load_rules(Countries, "countries")
    return lookup({code: rule.names.get(code, ()) for code in rule.codes})


@cache
def languages() -> Mapping[str, str]:
    """Language codes by folded code and name."""
    return lookup(words().languages)


@cache
def weekdays() -> Mapping[str, str]:
    """English three-letter weekdays by folded name."""
    return lookup(words().weekdays)


@cache
def recurrences() -> tuple[RecurrenceWords, ...]:
    """How days that come again are said, in every language."""
    return tuple(load_rules(RecurrenceWords, f"{language}/recurrence") for language in LANGUAGES)


@cache
def choices(vocabulary: str) -> Mapping[str, str]:
    """The ids of a vocabulary by folded id and name."""
    return lookup(words().choices[vocabulary])


@cache
def booleans() -> Mapping[str, bool]:
    """Yes and no by folded word."""
    rule = words().booleans
    return {**{fold(word): True for word in rule.yes}, **{fold(word): False for word in rule.no}}


def key(name: str) -> str:
    """A header as it is compared: without accents, case, blanks and punctuation."""
    return _FILLING.sub(" ", fold(name)).strip()


def lookup(named: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Ids by their folded names; an id is a name of its own."""
    found: dict[str, str] = {}
    for identifier, names in named.items():
        for name in (identifier, identifier.replace("_", " "), *names):
            found.setdefault(fold(name), identifier)
    return found
