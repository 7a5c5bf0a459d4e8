"""Schemas of the import rules: columns of each kind, words of each vocabulary, names of countries."""

from typing import Literal

from msgspec import Struct

ColumnType = Literal[
    "text",
    "note",
    "tags",
    "email",
    "amount",
    "currency",
    "count",
    "score",
    "share",
    "boolean",
    "date",
    "monday",
    "instant",
    "language",
    "country",
    "timezone",
    "hours",
    "choice",
    "segment",
    "touch",
    "account",
    "person",
    "rhythm",
    "wished_channel",
    "weekdays",
    "quiet",
    "kinds",
    "agreed_days",
]


class ColumnRule(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One column: its type, the document field it fills (default: its own name), other names it may bear.

    `preferences.hours` is a field within a field. `most` bounds a whole number; 0 leaves it open. An empty
    cell of a column that `clears` empties the field, whatever its type. A `derived` one is written as the
    number of what the field holds, and left aside when read.
    """

    type: ColumnType
    required: bool = False
    most: int = 0
    field: str = ""
    choices: str = ""
    clears: bool = False
    derived: bool = False
    headers: tuple[str, ...] = ()

    def field_of(self, column: str) -> tuple[str, str]:
        """The field that a column fills, and the field within it, if any."""
        outer, _, inner = (self.field or column).partition(".")
        return outer, inner


class KindRule(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One kind of file: the document it becomes, the fields that tell two apart, its columns in order.

    `unique` names the fields by which a row finds the document it repeats when it has no external id.
    """

    document: str
    unique: tuple[str, ...]
    columns: dict[str, ColumnRule]


class ImportColumns(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`import_columns.toml`: the currency of amounts that name none, score ranges by survey, the kinds."""

    currency: str
    score_ranges: dict[str, tuple[float, float]]
    kinds: dict[str, KindRule]


class Booleans(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The words that mean yes, and those that mean no."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class Currencies(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """ISO 4217 codes in use, and the signs that stand for exactly one of them."""

    codes: tuple[str, ...]
    signs: dict[str, str]


class ImportWords(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`import_words.toml`: what a value may be called in a file, by the id it stands for."""

    booleans: Booleans
    currencies: Currencies
    languages: dict[str, tuple[str, ...]]
    weekdays: dict[str, tuple[str, ...]]
    choices: dict[str, dict[str, tuple[str, ...]]]


class Countries(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """`countries.toml`: ISO 3166 two-letter codes, and the names people write for them."""

    codes: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
