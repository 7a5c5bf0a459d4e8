"""An act that could not be saved, as data; and sentences as the log keeps them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

import msgspec
from msgspec import Struct

from cadence_tui.model.errors import CadenceError, Conflict
from cadence_tui.model.message import Message
from cadence_tui.model.money import Money
from cadence_tui.store.protocol import Change


class Clash(Struct, frozen=True, kw_only=True):
    """Whose change came first: the document, the fields, who (a name) and when (ISO 8601).

    `gone` when the document was removed.
    """

    kind: str
    id: str
    fields: tuple[str, ...]
    who: str = ""
    at: str = ""
    gone: bool = False


class Attempt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person (`who`) was about to save in a store (its folder), when, and what stood against it.

    `why` is the entry of the log that it would have been. `seen` once its author has been shown it; `loose`
    when it could not be written down and ends with the program.
    """

    id: str
    store: str
    who: str
    at: str
    why: dict[str, Any]
    changes: list[Change]
    txn: str = ""
    refusal: dict[str, Any]
    clash: Clash | None = None
    seen: bool = False
    loose: bool = False


def clash_of(error: CadenceError, *, gone: bool) -> Clash | None:
    """Whose change came first, when that is what the refusal is about; `gone` if the document is."""
    if not isinstance(error, Conflict):
        return None
    return Clash(kind=error.kind, id=error.id, fields=error.fields, who=error.who, at=error.at, gone=gone)


def is_of_removed(error: CadenceError, kind: str) -> bool:
    """Whether an act was refused because a document of that kind was removed meanwhile."""
    clash = error.unsaved.clash if isinstance(error.unsaved, Attempt) else None
    return clash is not None and clash.gone and clash.kind == kind


def entry_of(sentence: Message) -> dict[str, Any]:
    """A sentence as JSON can hold it."""
    return {
        "text": sentence.text,
        "figures": {name: _figure(value) for name, value in sentence.figures.items()},
    }


def message_of(entry: Mapping[str, Any]) -> Message:
    """The sentence of an entry, as a message in no language yet."""
    figures = {name: _revive(value) for name, value in entry.get("figures", {}).items()}
    return Message(entry["text"], figures)


def _figure(value: Any) -> Any:
    if isinstance(value, Message):
        return entry_of(value)
    if type(value) is date:
        return {"day": value.isoformat()}
    return msgspec.to_builtins(value)


def _revive(value: object) -> object:
    kept = cast(dict[str, Any], value) if isinstance(value, dict) else {}
    if kept.keys() == {"day"}:
        return date.fromisoformat(kept["day"])
    if kept.keys() == {"amount", "currency"}:
        return Money(Decimal(kept["amount"]), kept["currency"])
    if "text" not in kept:
        return cast(object, value)
    return message_of(kept)
