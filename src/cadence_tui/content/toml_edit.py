"""Changes values of a TOML text in place: comments, order and whatever else stands there stay."""

from collections.abc import Mapping
from typing import Any, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and places in lists: `("rules", 3, "every_days")`."""


def with_values(text: str, values: Mapping[KeyPath, Any]) -> str:
    """The text with these values in it; None takes a key away. The text must be TOML.

    A table that is missing on the way is made. Raises KeyError or IndexError for a list or an entry of one
    that is not there.
    """
    # It reads and writes well but loads slowly: only who changes something pays for it.
    import tomlkit

    document = tomlkit.parse(text)
    for path, value in values.items():
        table: Any = document
        for step in path[:-1]:
            if isinstance(step, str) and step not in table:
                if value is None:
                    break
                table[step] = tomlkit.inline_table()
            table = table[step]
        else:
            _put(table, path[-1], value)
    return tomlkit.dumps(document)


def _put(table: Any, key: str | int, value: Any) -> None:
    if value is None:
        if key in table:
            del table[key]
    elif key not in table or table[key] != value or type(table[key]) is not type(value):
        table[key] = value
