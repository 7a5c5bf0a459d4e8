"""What of a document people have written: the texts in which somebody may be named."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any, cast

from msgspec import inspect

from cadence_tui.model.documents import KINDS, Cover, GroupSession, Review

Change = Callable[[str], str]
"""Makes another text of one."""

_OWN = frozenset(
    {
        *(
            "id",
            "kind",
            "rev",
            "account",
            "by",
            "login",
            "pod",
            "country",
            "subdivision",
            "timezone",
            "hours",
        ),
        *("channel", "value", "currency", "touch", "touchpoint", "agenda", "section", "checklist", "asked"),
        *(
            "actions",
            "action",
            "next_touch",
            "origin",
            "carried",
            "rule",
            "due_id",
            "call",
            "survey",
            "cause",
        ),
        *("preset", "sample", "left_out", "person", "stand_in", "covers"),
        *("series", "repeats", "session"),
        *("pinned_questions", "topic", "item", "lead"),
    }
)
"""Fields that have ids, and words of the program or the team: nobody at a customer is named there."""
_OWN_IN_REASONS = frozenset({"id", "kind", "day", "via"})


def rewritten(kind: str, fields: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """Fields of a document with every text changed, names of maps too: the same shape, ids and days."""
    return _struct(KINDS[kind], fields, change)


def rewritten_reason(why: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """The reason of a commit with every figure changed; the pattern of the sentence stays."""
    return _untyped(dict(why), change)


def without_parts(kind: str, fields: Mapping[str, Any], ids: Collection[str]) -> dict[str, Any]:
    """Fields of a cover without its parts for some accounts, of a group session without guests of theirs or
    some contacts, of a review without the items of theirs or about what goes; those of other documents as
    they are."""
    kept = dict(fields)
    if kind == GroupSession.__struct_config__.tag and "guests" in kept:
        gone = {*ids}
        kept["guests"] = [
            guest for guest in kept["guests"] if not gone & {guest["account"], guest.get("contact")}
        ]
    if kind == Cover.__struct_config__.tag and "parts" in kept:
        kept["parts"] = [part for part in kept["parts"] if part.get("account") not in ids]
    if kind == Review.__struct_config__.tag and "items" in kept:
        gone = {*ids}
        kept["items"] = [item for item in kept["items"] if not gone & {item["account"], item["item"]}]
    return kept


def texts_of(kind: str, fields: Mapping[str, Any]) -> list[str]:
    """Every text that `rewritten` would change."""
    return _noted(lambda note: rewritten(kind, fields, note))


def texts_of_reason(why: Mapping[str, Any]) -> list[str]:
    """Every text that `rewritten_reason` would change."""
    return _noted(lambda note: rewritten_reason(why, note))


def _noted(walk: Callable[[Change], object]) -> list[str]:
    texts: list[str] = []

    def note(text: str) -> str:
        texts.append(text)
        return text

    walk(note)
    return texts


def _typed(shape: inspect.Type, value: Any, change: Change) -> Any:
    match shape, value:
        case inspect.StrType(), str():
            return change(value)
        case inspect.UnionType(types=types), _ if value is not None:
            return _typed(
                next(each for each in types if not isinstance(each, inspect.NoneType)), value, change
            )
        case inspect.VarTupleType(item_type=item), list() | tuple():
            return [_typed(item, each, change) for each in cast("Iterable[Any]", value)]
        case inspect.DictType(value_type=item), dict():
            return _map(item, cast("dict[str, Any]", value), change)
        case inspect.StructType(cls=cls), dict():
            return _struct(cls, cast("dict[str, Any]", value), change)
        case _:
            return value


def _struct(cls: type, fields: Mapping[str, Any], change: Change) -> dict[str, Any]:
    known = _fields_of(cls)
    return {
        name: value
        if name in _OWN
        else _typed(known[name], value, change)
        if name in known
        # Of an earlier schema, in the log.
        else _untyped(value, change)
        for name, value in fields.items()
    }


@cache
def _fields_of(cls: type) -> dict[str, inspect.Type]:
    shape = inspect.type_info(cls)
    fields = shape.fields if isinstance(shape, inspect.StructType) else ()
    return {field.encode_name: field.type for field in fields}


def _map(item: inspect.Type, named: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """A map whose names come from outside: two that become the same are added up."""
    made: dict[str, Any] = {}
    for name, value in named.items():
        key, new = change(name), _typed(item, value, change)
        made[key] = _sum(made[key], new) if key in made else new
    return made


def _sum(one: Any, other: Any) -> Any:
    if not isinstance(one, dict):
        return one + other
    figures, more = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
    names = {**figures, **more}
    return {name: figures.get(name, 0) + more.get(name, 0) for name in names}


def _untyped(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_untyped(each, change) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    kept = _OWN_IN_REASONS | ({"text"} if "figures" in fields else set[str]())
    return {name: each if name in kept else _untyped(each, change) for name, each in fields.items()}
