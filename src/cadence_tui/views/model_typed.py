"""What was typed for a figure of the touch model, as the file has it; a wrong one is told in words."""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from cadence_tui.model.message import Message, message
from cadence_tui.views.model_entries import FieldKind, ModelField, field_text


class NotTyped(ValueError):
    """What was typed is not what may stand there."""

    def __init__(self, expected: Message) -> None:
        super().__init__(str(expected))
        self.expected = expected


def typed_values(
    fields: Iterable[ModelField], answers: Mapping[str, str]
) -> tuple[dict[tuple[str, ...], Any], dict[str, Message]]:
    """The values that differ from what stands there, by path, and what is wrong with others, by field id."""
    values: dict[tuple[str, ...], Any] = {}
    faults: dict[str, Message] = {}
    for field in fields:
        text = answers[field.id].strip()
        if text == field_text(field):
            continue
        try:
            values[field.path] = typed(field, text)
        except NotTyped as fault:
            faults[field.id] = fault.expected
    return values, faults


def typed(field: ModelField, text: str) -> Any:
    """The value of one field; None for an empty one. Raises NotTyped."""
    if not text and field.optional:
        return None
    if not text:
        raise NotTyped(message("This may not be empty"))
    if field.kind == "list":
        return [_one(field.of, part.strip(), field.choices) for part in text.split(",") if part.strip()]
    return _one(field.kind, text, field.choices)


def _one(kind: FieldKind, text: str, choices: tuple[str, ...]) -> Any:
    if kind == "flag":
        return text == "true"
    if kind == "whole":
        return _whole(text)
    if kind == "figure":
        return _figure(text)
    if choices and text not in choices:
        raise NotTyped(message("one of {known}", known=", ".join(choices)))
    return text


def _whole(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    raise NotTyped(message("A whole number is expected, not {text}", text=text))


def _figure(text: str) -> int | float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise NotTyped(message("A figure is expected, not {text}", text=text))
    return int(value) if value == int(value) else value
