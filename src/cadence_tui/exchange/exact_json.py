"""JSON of one exact shape: read fast when it is right, and taken apart for every fault when it is not."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import msgspec

from cadence_tui.exchange.encoding import LIMIT_BYTES, read_utf8
from cadence_tui.exchange.faults import Faults, bad
from cadence_tui.exchange.json_faults import Repeating, explain
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.model.text import plain

_BLANK = b" \t\r\n"
_DEEPEST = 100
_LONGEST_NUMBER = 40


class Reading(msgspec.Struct, frozen=True):
    """A JSON file read as a shape.

    `value` is None when something is wrong: then `tree` has the plain JSON values, and `faults` what was
    found so far, for the reader to add to and to raise; `unread` are the paths of all of it.
    """

    faults: Faults
    value: Any
    tree: Any = None
    unread: frozenset[str] = frozenset()


def read_exactly(path: Path, shape: Any, *, limit: int = LIMIT_BYTES) -> Reading:
    """Reads a JSON file as a type that msgspec knows; names that stand twice in an object are faults.

    Raises BadInput for what is no JSON at all.
    """
    data = read_utf8(path, limit)
    faults = Faults(plain(str(path)))
    if not data.strip(_BLANK):
        raise bad(faults.file, message("a JSON text; the file is empty"))
    fault = ""
    try:
        value = msgspec.json.decode(data, type=shape)
        if not _repeats(data):
            return Reading(faults, value)
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        fault = str(error)
    tree = _tree(data, faults.file)
    unread = explain(tree, msgspec.inspect.type_info(shape), faults)
    if not faults.total:
        faults.add(message("a JSON text"), found=fault)
    return Reading(faults, None, tree, unread)


def _repeats(data: bytes) -> bool:
    """Whether some object of valid JSON has a name twice."""
    found = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal found
        found = found or len({name for name, _ in pairs}) != len(pairs)

    json.loads(data, object_pairs_hook=look)
    return found


def _tree(data: bytes, file: str) -> Any:
    try:
        tree = json.loads(data, object_pairs_hook=Repeating, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise bad(
            file, message("a JSON text"), row=error.lineno, found=f"{error.lineno}:{error.colno} {error.msg}"
        ) from None
    except RecursionError:
        raise _too_deep(file) from None
    if _is_deeper(tree, _DEEPEST):
        raise _too_deep(file)
    return tree


def _too_deep(file: str) -> BadInput:
    return bad(file, message("a JSON text that is nested at most {n} deep", n=_DEEPEST))


def _whole(digits: str) -> int | float:
    # The interpreter refuses to read endless ones.
    return int(digits) if len(digits) < _LONGEST_NUMBER else float("inf")


def _is_deeper(tree: Any, most: int) -> bool:
    """Whether lists and objects contain each other more than so many times."""
    level: list[Any] = [tree]
    for _ in range(most + 1):
        level = [each for outer in level for each in _inside(outer) if isinstance(each, dict | list)]
    return bool(level)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return cast("dict[str, Any]", value).values()
    return cast("list[Any]", value) if isinstance(value, list) else ()
