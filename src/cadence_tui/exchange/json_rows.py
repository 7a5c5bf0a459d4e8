"""Rows from JSON: one object per line, or one array of objects."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TextIO, cast

import msgspec

from cadence_tui.exchange.amounts import unmistakable
from cadence_tui.exchange.encoding import JSON_SUFFIXES
from cadence_tui.exchange.faults import bad
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import Message, message

_OPENING = re.compile(r"\s*(?:\[\s*(?:\{|\]|$)|\{\s*(?:\"|\}|$))")
_MOST_DIGITS = 40
_DECODER = msgspec.json.Decoder[Any](float_hook=Decimal)

Cells = dict[str, str | None]


def is_json(suffix: str, sample: str) -> bool:
    """Whether a file is to be read as JSON, by its name or its first characters."""
    return suffix.lower() in JSON_SUFFIXES or _OPENING.match(sample) is not None


def json_rows(stream: TextIO, file: str) -> Iterator[tuple[int, Cells]]:
    """Row numbers (line, or place in the array) with cells by name; what a row does not name is not there.

    Numbers become text with a decimal point, lists of plain values text with commas, null an empty cell.
    Raises BadInput.
    """
    first = stream.readline()
    while first and not first.strip():
        first = stream.readline()
    if first.lstrip().startswith("["):
        return _array(first + stream.read(), file)
    return _lines(first, stream, file)


def _array(text: str, file: str) -> Iterator[tuple[int, Cells]]:
    values = _decode(text, file, None, message("a JSON array of objects"))
    if not isinstance(values, list):
        raise bad(file, message("a JSON array of objects"))
    return _objects(enumerate(cast("list[Any]", values), start=1), file)


def _lines(first: str, stream: TextIO, file: str) -> Iterator[tuple[int, Cells]]:
    def values() -> Iterator[tuple[int, Any]]:
        number, line = 1, first
        while line:
            if line.strip():
                yield number, _decode(line, file, number, message("one JSON object per line"))
            number, line = number + 1, stream.readline()

    return _objects(values(), file)


def _objects(values: Iterable[tuple[int, Any]], file: str) -> Iterator[tuple[int, Cells]]:
    for number, value in values:
        if not isinstance(value, dict):
            raise bad(file, message("a JSON object"), row=number, found=str(value))
        row = cast("dict[str, Any]", value)
        yield number, {name: _cell(item, file, number, name) for name, item in row.items()}


def _decode(text: str, file: str, row: int | None, expected: Message) -> Any:
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        raise bad(file, expected, row=row, found=text) from None


def _cell(value: Any, file: str, row: int, name: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return _decimal(value, file, row, name)
    if isinstance(value, list):
        parts = cast("list[Any]", value)
        if not any(isinstance(part, list | dict) for part in parts):
            return ", ".join(_cell(part, file, row, name) for part in parts)
    raise _nested(file, row, name, value)


def _decimal(value: Decimal, file: str, row: int, name: str) -> str:
    if value.adjusted() > _MOST_DIGITS or -int(value.as_tuple().exponent) > _MOST_DIGITS:
        raise bad(file, message("a number of usual size"), row=row, field=name, found=str(value))
    return unmistakable(f"{value:f}")


def _nested(file: str, row: int, name: str, value: Any) -> BadInput:
    return bad(file, message("text, a number, or a list of them"), row=row, field=name, found=str(value))
