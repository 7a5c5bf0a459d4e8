"""Where JSON values are not of the shape they should have: every fault, with its path, found and expected."""

import datetime as dt
import json
import math
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeGuard, cast

import msgspec
from msgspec import inspect

from cadence_tui.exchange.faults import Faults
from cadence_tui.model.message import Message, message

_SHOWN = 200
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "))


class Repeating(dict[str, Any]):
    """A JSON object that remembers which of its names stood there more than once."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        listed = list(pairs)
        super().__init__(listed)
        names = [name for name, _ in listed]
        self.repeated = [] if len(self) == len(names) else [name for name in self if names.count(name) > 1]


def explain(value: Any, shape: inspect.Type, faults: Faults) -> frozenset[str]:
    """Adds what is wrong with a JSON tree, by path: `touches[17].minutes`. Returns the paths."""
    paths: set[str] = set()
    for path, found, expected in _faults(value, shape, ""):
        faults.add(expected, field=path, found=found)
        paths.add(path)
    return frozenset(paths)


def shown(value: Any) -> str:
    """A JSON value as a message may quote it."""
    # Piece by piece: the value may be a whole file.
    return "".join(islice(_ENCODER.iterencode(value), _SHOWN))[:_SHOWN]


def inside(path: str, name: str) -> str:
    """The path of a name in the object at a path."""
    return f"{path}.{name}" if path else name


_Fault = tuple[str, str, Message]


def _faults(value: Any, shape: inspect.Type, path: str) -> Iterator[_Fault]:
    if isinstance(value, Repeating):
        for name in value.repeated:
            yield inside(path, name), name, message("each name once in an object")
    asked = shape
    if isinstance(shape, inspect.UnionType):
        shape = _member(value, shape)
    if isinstance(shape, inspect.AnyType):
        yield from _beyond_json(value, path)
    elif isinstance(shape, inspect.StructType) and isinstance(value, dict):
        yield from _object(cast("dict[str, Any]", value), shape, path)
    elif isinstance(shape, inspect.DictType) and isinstance(value, dict):
        yield from _mapping(cast("dict[str, Any]", value), shape, path)
    elif isinstance(shape, inspect.ListType | inspect.VarTupleType) and isinstance(value, list):
        for place, each in enumerate(cast("list[Any]", value)):
            yield from _faults(each, shape.item_type, f"{path}[{place}]")
    elif isinstance(shape, inspect.TupleType) and _has_length(value, len(shape.item_types)):
        for place, (each, inner) in enumerate(zip(value, shape.item_types, strict=True)):
            yield from _faults(each, inner, f"{path}[{place}]")
    elif not _is_plain(value, shape):
        yield path, value if _is_worded(value, shape) else shown(value), _expected(asked)


def _member(value: Any, union: inspect.UnionType) -> inspect.Type:
    """The type of a union that a value is nearest to."""
    if value is None:
        return next((each for each in union.types if isinstance(each, inspect.NoneType)), union.types[0])
    others = [each for each in union.types if not isinstance(each, inspect.NoneType)]
    if isinstance(value, list):
        lists = (each for each in others if isinstance(each, inspect.ListType | inspect.VarTupleType))
        return next(lists, others[0])
    return others[0]


def _object(value: dict[str, Any], shape: inspect.StructType, path: str) -> Iterator[_Fault]:
    fields = {field.encode_name: field for field in shape.fields}
    for name, each in value.items():
        if name in fields:
            yield from _faults(each, fields[name].type, inside(path, name))
        elif shape.forbid_unknown_fields:
            yield inside(path, name), name, message("one of: {choices}", choices=", ".join(fields))
        else:
            yield from _beyond_json(each, inside(path, name))
    for name, field in fields.items():
        if field.required and name not in value:
            yield inside(path, name), "", _expected(field.type)


def _mapping(value: dict[str, Any], shape: inspect.DictType, path: str) -> Iterator[_Fault]:
    for name, each in value.items():
        if not _is_plain(name, shape.key_type):
            yield inside(path, name), name, _expected(shape.key_type)
        yield from _faults(each, shape.value_type, inside(path, name))


def _has_length(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(cast("list[Any]", value)) == length


def _beyond_json(value: Any, path: str) -> Iterator[_Fault]:
    """What is no JSON, wherever it stands: names that repeat, NaN, infinity, halves of characters."""
    if isinstance(value, float) and not math.isfinite(value):
        yield path, shown(value), message("a number of usual size")
    elif isinstance(value, str) and not _is_text(value):
        yield path, value, message("text in Unicode")
    elif isinstance(value, list):
        for place, each in enumerate(cast("list[Any]", value)):
            yield from _faults(each, inspect.AnyType(), f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, each in cast("dict[str, Any]", value).items():
            yield from _faults(each, inspect.AnyType(), inside(path, name))


def _is_text(value: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in value)


def _is_worded(value: Any, shape: inspect.Type) -> TypeGuard[str]:
    """Whether a text stands where a text should: then it needs no quotes to be told from other values."""
    return isinstance(value, str) and isinstance(
        shape, inspect.StrType | inspect.LiteralType | inspect.DateType | inspect.DateTimeType
    )


def _is_plain(value: Any, shape: inspect.Type) -> bool:
    """Whether a value that contains no others is of its type."""
    match shape:
        case inspect.NoneType():
            return value is None
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool) and _is_within(value, shape)
        case inspect.FloatType():
            return isinstance(value, int | float) and not isinstance(value, bool) and _is_within(value, shape)
        case inspect.StrType():
            return isinstance(value, str) and _is_text(value) and len(value) >= (shape.min_length or 0)
        case inspect.LiteralType():
            return isinstance(value, str) and value in shape.values
        case inspect.DateType():
            return isinstance(value, str) and _is_read_as(value, dt.date)
        case inspect.DateTimeType():
            return isinstance(value, str) and _is_read_as(value, dt.datetime)
        case _:
            return False


def _is_within(value: float, shape: inspect.IntType | inspect.FloatType) -> bool:
    return (
        math.isfinite(value)
        and (shape.ge is None or value >= shape.ge)
        and (shape.gt is None or value > shape.gt)
        and (shape.le is None or value <= shape.le)
    )


def _is_read_as(value: str, shape: type[dt.date]) -> bool:
    try:
        msgspec.convert(value, type=shape)
    except msgspec.ValidationError:
        return False
    return True


def _expected(shape: inspect.Type) -> Message:
    """What should stand there, in words."""
    match shape:
        case inspect.UnionType():
            return _of_several(shape)
        case inspect.IntType(ge=None, le=None):
            return message("a whole number")
        case inspect.IntType():
            return message("a whole number from {least} to {most}", least=shape.ge, most=shape.le)
        case inspect.FloatType(gt=None):
            return message("a number from {least} to {most}", least=shape.ge, most=shape.le)
        case inspect.FloatType():
            return message("a number above {least} and up to {most}", least=shape.gt, most=shape.le)
        case inspect.DateType():
            return message("a date such as {example}", example="2026-11-23")
        case inspect.DateTimeType():
            return message("an instant with its offset, such as 2026-12-31T09:00:00+00:00")
        case inspect.LiteralType():
            return message("one of: {choices}", choices=", ".join(map(str, shape.values)))
        case inspect.StrType():
            return message("text") if not shape.min_length else message("text that is not empty")
        case inspect.TupleType():
            return message("a list of {n}", n=len(shape.item_types))
        case inspect.ListType() | inspect.VarTupleType():
            return message("a list")
        case _:
            return message("a JSON object")


def _of_several(union: inspect.UnionType) -> Message:
    words = [_expected(each) for each in union.types if not isinstance(each, inspect.NoneType)]
    told = words[0]
    for word in words[1:]:
        told = message("{first} or {last}", first=told, last=word)
    return message("{what}, or null", what=told) if len(words) < len(union.types) else told
