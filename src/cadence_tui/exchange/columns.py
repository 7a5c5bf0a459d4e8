"""Which column of a file is which of ours, by header names in three languages or by the user's own map."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from msgspec import Struct

from cadence_tui.exchange.encoding import LIMIT_BYTES, inspect
from cadence_tui.exchange.faults import Faults, bad
from cadence_tui.exchange.words import key, kind_rule
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.exchange import KindRule
from cadence_tui.model.text import excerpt


class Matched(Struct, frozen=True):
    """Places in a row by our column name, in the order of the rule; warnings name what is not read."""

    places: dict[str, int]
    warnings: list[Message]


def read_map(path: Path, kind: str) -> dict[str, str]:
    """A TOML file of `our_column = "their header"` lines for one kind. Raises BadInput."""
    source = inspect(path, LIMIT_BYTES)
    try:
        entries = tomllib.loads(path.read_text(encoding=source.encoding))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        expected = message('TOML lines such as: name = "Customer"')
        raise bad(source.file, expected, found=str(error)) from None
    faults = Faults(source.file)
    known = kind_rule(kind).columns
    for name, header in entries.items():
        if name not in known:
            faults.add(message("one of: {choices}", choices=", ".join(known)), field=name, found=name)
        elif not isinstance(header, str):
            faults.add(message("the header of a column, in quotes"), field=name, found=str(header))
    faults.raise_any()
    return cast("dict[str, str]", entries)


def match_columns(kind: str, header: Sequence[str], mapping: Mapping[str, str], faults: Faults) -> Matched:
    """Finds the columns of a kind in a header; what is missing or named twice goes to `faults`.

    `mapping` (our column to their header) wins over the names of the rule.
    """
    rule = kind_rule(kind)
    by_name = _names(rule)
    places: dict[str, int] = {}
    unread: list[int] = []
    mapped = _mapped(header, mapping, faults)
    for place, name in enumerate(header):
        column = mapped.get(place) or by_name.get(key(name))
        if column is None or (column in mapping and place not in mapped):
            unread.append(place)
            continue
        if rule.columns[column].derived:
            continue
        if column in places:
            expected = message(
                "one column for {column}; {other} is one already",
                column=column,
                other=excerpt(header[places[column]]),
            )
            faults.add(expected, row=1, field=name, found=name)
            continue
        places[column] = place
    for column, column_rule in rule.columns.items():
        if column_rule.required and column not in places and column not in mapping:
            faults.add(message("a column {column}", column=column), row=1, field=column)
    ordered = {column: places[column] for column in rule.columns if column in places}
    return Matched(ordered, [_not_read(header, place) for place in unread])


def _not_read(header: Sequence[str], place: int) -> Message:
    if not header[place]:
        return message("Column {n} has no name and is not read", n=place + 1)
    return message("Column not read: {column}", column=excerpt(header[place]))


def _names(rule: KindRule) -> dict[str, str]:
    names = {
        key(header): column for column, column_rule in rule.columns.items() for header in column_rule.headers
    }
    return {**names, **{key(column): column for column in rule.columns}}


def _mapped(header: Sequence[str], mapping: Mapping[str, str], faults: Faults) -> dict[int, str]:
    places = {key(name): place for place, name in enumerate(header)}
    found: dict[int, str] = {}
    for column, name in mapping.items():
        place = places.get(key(name))
        if place is None:
            faults.add(
                message("a column “{header}”, as the map says", header=excerpt(name)), row=1, field=column
            )
            continue
        found[place] = column
    return found
