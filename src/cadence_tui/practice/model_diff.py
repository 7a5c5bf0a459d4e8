"""What differs between two touch models, section by section and figure by figure (T1-T12)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, cast

import msgspec
from msgspec import Struct

from cadence_tui.model.rules.touch_model import TouchModel

Section = Literal[
    "model",
    "segments",
    "raises",
    "stages",
    "touches",
    "outcomes",
    "rules",
    "new_account",
    "renewal",
    "communications",
    "signals",
    "at_risk",
    "blackouts",
    "adaptive",
    "experiments",
    "economy",
    "clock",
    "contact",
    "value",
]
_SINGLE: tuple[Section, ...] = (
    "raises",
    "adaptive",
    "experiments",
    "economy",
    "clock",
    "contact",
    "value",
)
_FIELDS_OF_MODEL = ("title", "currency", "rates", "default_segment")


class FieldChange(Struct, frozen=True):
    """A key with its value in both models; None where it does not stand. Nested keys are joined by dots."""

    name: str
    was: Any
    now: Any


class Difference(Struct, frozen=True, kw_only=True):
    """An entry of a section that only one model has, or whose figures differ.

    `id` names it within its section: a rule is `segment.stage.touch`, a step or message `touch.segment`.
    """

    section: Section
    id: str
    change: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...]


def model_differences(was: TouchModel, now: TouchModel) -> Iterator[Difference]:
    """What the second model has otherwise than the first, in the order of the file's sections."""
    for section in Section.__args__:
        before, after = _entries(was, section), _entries(now, section)
        for entry in dict.fromkeys((*before, *after)):
            yield from _difference(section, entry, before.get(entry), after.get(entry))


def _difference(section: Section, entry: str, was: Any, now: Any) -> Iterator[Difference]:
    if was == now:
        return
    before, after = _flat(was), _flat(now)
    fields = tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    )
    change = "added" if was is None else "removed" if now is None else "changed"
    yield Difference(section=section, id=entry, change=change, fields=fields)


def _entries(model: TouchModel, section: Section) -> dict[str, dict[str, Any]]:
    """The entries of a section by the id that both models would give them."""
    if section == "model":
        return {"": {name: msgspec.to_builtins(getattr(model, name)) for name in _FIELDS_OF_MODEL}}
    if section in _SINGLE:
        found = getattr(model, section)
        return {} if found is None else {"": msgspec.to_builtins(found)}
    if section == "signals":
        return {cause: msgspec.to_builtins(rule) for cause, rule in model.signals.watched().items()}
    if section == "communications":
        return dict(_messages(model))
    if section == "at_risk":
        return dict(_at_risk(model))
    return dict(_named(section, getattr(model, section)))


def _named(section: Section, entries: Iterable[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entry in entries:
        by_touch = section in ("new_account", "renewal")
        yield f"{entry.touch}.{entry.segment}" if by_touch else entry.id, msgspec.to_builtins(entry)


def _messages(model: TouchModel) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each message once for each segment that gets it: who gets it may be written in several ways."""
    times: dict[str, int] = {}
    for said in model.communications:
        for segment in said.segments:
            name = f"{said.touch}.{segment}"
            times[name] = times.get(name, 0) + 1
            fields = msgspec.to_builtins(said)
            del fields["segments"]
            yield name if times[name] == 1 else f"{name}.{times[name]}", fields


def _at_risk(model: TouchModel) -> Iterator[tuple[str, dict[str, Any]]]:
    if model.at_risk is None:
        return
    yield "", {"bands": list(model.at_risk.bands), "weeks": model.at_risk.weeks}
    for rule in model.at_risk.rules:
        yield f"{rule.touch}.{rule.segment}", msgspec.to_builtins(rule)


def _flat(fields: Mapping[str, Any] | None, before: str = "") -> dict[str, Any]:
    """The values by key; those of a table within by both keys. Titles stay whole, they have languages.

    What a model does not say is left out, whether it is left out of the file or written as nothing.
    """
    flat: dict[str, Any] = {}
    for name, value in (fields or {}).items():
        if isinstance(value, dict) and name != "title":
            flat |= _flat(cast("dict[str, Any]", value), f"{before}{name}.")
        elif not (value is None or value is False or value in ("", ())):
            flat[f"{before}{name}"] = value
    return flat
