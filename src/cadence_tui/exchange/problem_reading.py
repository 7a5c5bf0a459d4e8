"""Reads a planning problem from its file: what can be read is checked even where other parts cannot."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from cadence_tui.exchange.exact_json import read_exactly
from cadence_tui.exchange.problem_checks import Parts, impossible
from cadence_tui.exchange.problem_file import DAY, Account, Agreed, Blackout, Busy, Csm, ProblemFile, Touch

_Part = TypeVar("_Part", bound=msgspec.Struct)
_Value = TypeVar("_Value")
_HARMLESS: dict[str, Any] = {
    **dict.fromkeys(("pod", "country", "tz", "csm", "account", "industry", "kind"), ""),
    "work": {},
    "pto": [],
    "call_share": 1.0,
    "day_share": 1.0,
    "hours": (0, DAY),
    "min_gap": 0,
    "minutes": 1,
    "value": 0.0,
    "ideal": None,
    "earliest": dt.date.min,
    "latest": dt.date.max,
}
"""What stands in for a field that cannot be read, so that the others are still checked."""
_STEP = re.compile(r"[.\[]")
_NAMED = ("csms", "accounts", "fixed", "touches")


def read_problem(path: Path) -> ProblemFile:
    """The problem in a JSON file. Raises BadInput with every fault, by its path."""
    reading = read_exactly(path, ProblemFile)
    found: ProblemFile | None = reading.value
    parts = _parts(found) if found is not None else _parts_of_tree(reading.tree)
    around = {outer for field in reading.unread for outer in _outward(field)}
    for field, what, expected in impossible(parts):
        # Of what could not be read itself nothing else can be said.
        if field not in around and reading.unread.isdisjoint(_outward(field)):
            reading.faults.add(expected, field=field, found=what)
    reading.faults.raise_any()
    assert found is not None
    return found


def _outward(path: str) -> Iterator[str]:
    """The path, and those of what contains it."""
    yield path
    yield from (path[: step.start()] for step in _STEP.finditer(path))


def _parts(found: ProblemFile) -> Parts:
    return Parts(
        start=found.start,
        step=found.step,
        csms=found.csms,
        busy=found.busy,
        countries=frozenset(found.holidays),
        blackouts=found.blackouts,
        accounts=found.accounts,
        fixed=found.fixed,
        touches=found.touches,
        ids={name: _places([each.id for each in getattr(found, name)]) for name in _NAMED},
    )


def _parts_of_tree(tree: Any) -> Parts:
    """What is in order of a file that as a whole is not."""
    fields = cast("dict[str, Any]", tree) if isinstance(tree, dict) else {}
    lists = {name: _list(fields.get(name)) for name in (*_NAMED, "busy", "blackouts")}
    countries = _read(fields.get("holidays"), dict[str, Any])
    ids = {name: [_id(each) for each in lists[name]] for name in _NAMED}
    missing = {name for name in _NAMED if not isinstance(fields.get(name), list) or None in ids[name]}
    return Parts(
        start=_read(fields.get("start"), dt.date),
        step=_read(fields.get("step"), int) or None,
        csms=[_element(each, Csm) for each in lists["csms"]],
        busy=[_element(each, Busy) for each in lists["busy"]],
        countries=frozenset(countries or {}),
        blackouts=[_element(each, Blackout) for each in lists["blackouts"]],
        accounts=[_element(each, Account) for each in lists["accounts"]],
        fixed=[_element(each, Agreed) for each in lists["fixed"]],
        touches=[_element(each, Touch) for each in lists["touches"]],
        ids={name: _places(ids[name]) for name in _NAMED},
        missing=frozenset(missing if countries is not None else missing | {"holidays"}),
    )


def _places(ids: Sequence[str | None]) -> dict[str, int]:
    """The first place of each id."""
    places: dict[str, int] = {}
    for place, each in enumerate(ids):
        if each is not None:
            places.setdefault(each, place)
    return places


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _id(element: Any) -> str | None:
    return _read(cast("dict[str, Any]", element).get("id"), str) if isinstance(element, dict) else None


def _element(value: Any, shape: type[_Part]) -> _Part | None:
    """An element of a list, whatever it has besides and with something harmless where a field is wrong.

    None when it is none, or has no id to speak of it by.
    """
    if not isinstance(value, dict):
        return None
    fields = cast("dict[str, Any]", value)
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(shape):
        try:
            found[field.name] = msgspec.convert(fields[field.encode_name], field.type)
        except (KeyError, ValueError, OverflowError):
            if field.required and field.name not in _HARMLESS:
                return None
            found[field.name] = _HARMLESS.get(field.name)
    return shape(**found)


def _read(value: Any, shape: type[_Value]) -> _Value | None:
    try:
        return msgspec.convert(value, shape)
    except (msgspec.ValidationError, ValueError, OverflowError):
        return None
