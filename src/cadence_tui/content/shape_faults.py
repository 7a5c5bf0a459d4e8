"""Every value of a rule file that its shape refuses, not only the first."""

from collections.abc import Iterator, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo

from cadence_tui.content.choices import near_misses, one_of
from cadence_tui.content.shape_words import expected_by
from cadence_tui.model.message import Message, message


class ShapeFault(Struct, frozen=True):
    """What is wrong where; `place` is the path to look for in the file, `found` is empty of a whole table."""

    path: str
    place: str
    found: str
    expected: Message | str


def shape_faults(data: Any, shape: Any, path: str = "$") -> Iterator[ShapeFault]:
    """The faults of data that are to become a shape, in the order of its fields; none when it fits."""
    try:
        msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        inner = list(_inside(data, _bare(shape), path))
        yield from inner or [_fault(data, shape, path, error)]


def _inside(data: Any, shape: Any, path: str) -> Iterator[ShapeFault]:
    if isinstance(shape, type) and issubclass(shape, Struct) and isinstance(data, dict):
        yield from _of_table(cast("dict[str, Any]", data), shape, path)
    elif isinstance(data, list):
        values = cast("list[Any]", data)
        for place, (each, entry) in enumerate(zip(values, _entries_of(shape, len(values)), strict=False)):
            yield from shape_faults(each, entry, f"{path}[{place}]")
    elif isinstance(data, dict) and get_origin(shape) is dict:
        keys, entry = get_args(shape)
        for name, each in cast("dict[str, Any]", data).items():
            yield from (
                ShapeFault(path, f"{path}.{name}", name, fault.expected) for fault in shape_faults(name, keys)
            )
            yield from shape_faults(each, entry, f"{path}.{name}")


def _of_table(data: dict[str, Any], shape: type[Struct], path: str) -> Iterator[ShapeFault]:
    fields: tuple[FieldInfo, ...] = msgspec.structs.fields(shape)
    meant: set[str] = set()
    if shape.__struct_config__.forbid_unknown_fields:
        absent = [field.encode_name for field in fields if field.encode_name not in data]
        for name in [name for name in data if name not in {field.encode_name for field in fields}]:
            near = near_misses(name, absent)
            meant.update(near[:1])
            yield ShapeFault(path, f"{path}.{name}", name, _another_key(near, absent))
    for field in fields:
        name = field.encode_name
        if name in data:
            yield from shape_faults(data[name], field.type, f"{path}.{name}")
        elif field.required and name not in meant:
            # A key mistyped is not told a second time as a key missing.
            yield ShapeFault(path, path, "", message("the key {key}", key=name))


def _another_key(near: list[str], absent: list[str]) -> Message:
    if near:
        return message("another key, perhaps {near}", near=", ".join(near))
    if absent:
        return message("another key: {keys}", keys=one_of(absent, what=message("file|keys")))
    return message("no further key")


def _fault(data: Any, shape: Any, path: str, error: msgspec.ValidationError) -> ShapeFault:
    text, _, inner = str(error).partition(" - at ")
    place = path + inner.strip("`").removeprefix("$")
    return ShapeFault(place, place, _as_written(data), _expected(data, shape, text))


def _expected(data: Any, shape: Any, text: str) -> Message | str:
    bare = _bare(shape)
    if isinstance(bare, type) and issubclass(bare, Struct) and isinstance(data, dict):
        # Each value fits; what they do not do together only the shape itself can say.
        return text
    return expected_by(shape) or text


def _as_written(value: Any) -> str:
    if isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _bare(shape: Any) -> Any:
    """A type without its bounds, its `None` and its alias."""
    origin = get_origin(shape)
    if origin is Annotated:
        return _bare(get_args(shape)[0])
    if origin in (Union, UnionType):
        others = [each for each in get_args(shape) if each is not NoneType]
        return _bare(others[0]) if len(others) == 1 else shape
    return shape


def _entries_of(shape: Any, length: int) -> Sequence[Any]:
    """The type of each of so many entries of a list; none for everything else, or for another length."""
    arguments = get_args(shape)
    if get_origin(shape) is list or (get_origin(shape) is tuple and arguments[-1:] == (Ellipsis,)):
        return () if isinstance(arguments[0], TypeVar) else (arguments[0],) * length
    return arguments if get_origin(shape) is tuple and len(arguments) == length else ()
