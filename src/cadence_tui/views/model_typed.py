"""What was typed for a figure of the touch model, as the file has it; a wrong one is told in words."""

import re
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold
from cadence_tui.views.model_entries import FieldKind, ModelField, field_text, is_month_day, month_day_words
from cadence_tui.views.words import Words

_FILED = re.compile(r"\d{2}-\d{2}")


class NotTyped(ValueError):
    """What was typed is not what may stand there."""

    def __init__(self, expected: Message) -> None:
        super().__init__(str(expected))
        self.expected = expected


def typed_values(
    fields: Iterable[ModelField], answers: Mapping[str, str], words: Words | None = None
) -> tuple[dict[tuple[str, ...], Any], dict[str, Message]]:
    """The values that differ from what stands there, by path, and what is wrong with others, by field id.

    `words` are the reader's: a day of the year is typed in them.
    """
    values: dict[tuple[str, ...], Any] = {}
    faults: dict[str, Message] = {}
    for field in fields:
        text = answers[field.id].strip()
        if text == field_text(field):
            continue
        try:
            if words is not None and is_month_day(field):
                text = _month_day(text, words)
            value = typed(field, text)
            if not _is_same(value, field):
                values[field.path] = value
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


def _is_same(value: Any, field: ModelField) -> bool:
    """Whether it is what stands there; the order of what is chosen of known words says nothing."""
    if field.kind == "list" and field.choices:
        return sorted(value or ()) == sorted(field.value or ())
    return value == field.value


def _month_day(text: str, words: Words) -> str:
    """`1 Oct`, `1 de octubre` or `10-01` as the file has it. Raises NotTyped."""
    if _FILED.fullmatch(text):
        return text
    number = re.search(r"\d{1,2}", text)
    formats = words.speech.formats
    for place, names in enumerate(zip(formats.months, formats.months_long, strict=True)):
        named = {fold(part).rstrip(".") for part in re.findall(r"[^\W\d]+", text)}
        if number and named & {fold(name).rstrip(".") for name in names}:
            return f"{place + 1:02}-{int(number[0]):02}"
    raise NotTyped(
        message("A day such as {day} is expected, not {text}", day=month_day_words("10-01", words), text=text)
    )


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
