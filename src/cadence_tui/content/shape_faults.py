"""Every value of a rule file that its shape refuses, not only the first."""

import re
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

import msgspec
from msgspec import Struct
from msgspec.structs import FieldInfo

from cadence_tui.model.message import Message, message

_GOT = re.compile(r"Expected `(?P<expected>.+)`, got `(?P<found>.+)`")
_BOUND = re.compile(r"Expected `(?P<kind>\w+)` (?P<sign>[<>]=?) (?P<bound>\S+)")
_LENGTH = re.compile(r"Expected `(?P<kind>\w+)` of length (?P<bound>.+?)(?:, got .+)?")
_FORM = re.compile(r"Expected `str` matching regex '(?P<form>.+)'")


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
        yield from inner or [_fault(data, _bare(shape), path, error)]


def _inside(data: Any, shape: Any, path: str) -> Iterator[ShapeFault]:
    if isinstance(shape, type) and issubclass(shape, Struct) and isinstance(data, dict):
        yield from _of_table(cast("dict[str, Any]", data), shape, path)
    elif isinstance(data, list):
        entry = _entry_of(shape)
        for place, each in enumerate(cast("list[Any]", data) if entry is not None else []):
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
    if shape.__struct_config__.forbid_unknown_fields:
        # A name mistyped is also a name missing: it is told first.
        for name in [name for name in data if name not in {field.encode_name for field in fields}]:
            unknown = message("Object contains unknown field `{field}`", field=name)
            yield ShapeFault(path, f"{path}.{name}", "", unknown)
    for field in fields:
        name = field.encode_name
        if name in data:
            yield from shape_faults(data[name], field.type, f"{path}.{name}")
        elif field.required:
            yield ShapeFault(path, path, "", message("Object missing required field `{field}`", field=name))


def _fault(data: Any, shape: Any, path: str, error: msgspec.ValidationError) -> ShapeFault:
    text, _, inner = str(error).partition(" - at ")
    place = path + inner.strip("`").removeprefix("$")
    found = "" if isinstance(data, dict | list) else str(data)
    return ShapeFault(place, place, found, _worded(text, shape))


def _worded(text: str, shape: Any) -> Message | str:
    """What the decoder says, as a sentence that has translations."""
    if get_origin(shape) is Literal:
        return message("one of {known}", known=", ".join(map(str, get_args(shape))))
    if (got := _GOT.fullmatch(text)) is not None:
        return message("Expected `{expected}`, got `{found}`", **got.groupdict())
    if (bound := _BOUND.fullmatch(text)) is not None:
        return message("Expected `{kind}` {sign} {bound}", **bound.groupdict())
    if (length := _LENGTH.fullmatch(text)) is not None:
        return message("Expected `{kind}` of length {bound}", **length.groupdict())
    if (form := _FORM.fullmatch(text)) is not None:
        return message("Expected text of the form {form}", **form.groupdict())
    return text


def _bare(shape: Any) -> Any:
    """A type without its bounds, its `None` and its alias."""
    origin = get_origin(shape)
    if origin is Annotated:
        return _bare(get_args(shape)[0])
    if origin in (Union, UnionType):
        others = [each for each in get_args(shape) if each is not NoneType]
        return _bare(others[0]) if len(others) == 1 else shape
    return shape


def _entry_of(shape: Any) -> Any:
    """The type of the entries of a list of any length; None for everything else."""
    arguments = get_args(shape)
    if get_origin(shape) is list or (get_origin(shape) is tuple and arguments[-1:] == (Ellipsis,)):
        return None if isinstance(arguments[0], TypeVar) else arguments[0]
    return None
