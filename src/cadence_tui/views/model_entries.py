"""A touch model as entries whose figures can be changed, made from the shape of the file (T1-T12).

Ids, titles and what refers to them stay; all other keys are figures, choices or lists of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, cast

import msgspec
from msgspec import Struct
from msgspec.inspect import (
    BoolType,
    DictType,
    FloatType,
    IntType,
    LiteralType,
    StructType,
    TupleType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.model.rules.touch_model import Communication, Form, RiskRule, Rule, Step, TouchModel
from cadence_tui.views.model_labels import CHOICES, PARTS, label_of
from cadence_tui.views.names import Kind
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.signal_rule_words import deadline_text, threshold_text
from cadence_tui.views.words import Words

KeyPath: TypeAlias = tuple[str | int, ...]
FieldKind: TypeAlias = Literal["whole", "figure", "flag", "choice", "list", "text"]
_FIXED = frozenset({"id", "title", "segment", "stage", "touch", "group", "rules", "renewal"})
_TITLED: Mapping[str, Kind] = {
    "outcome": "outcome",
    "segments": "segment",
    "stages": "stage",
    "touches": "touch",
    "spares": "touch",
}
"""Keys whose values are ids with a title."""
_MONTH_DAYS = ("first", "last")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_FIRST = ("every_days", "weekdays", "day", "when", "days_before")
"""How often comes before all else."""
_SINGLE = ("raises", "clock", "contact", "value", "adaptive", "experiments", "economy")
_LISTED = ("rules", "new_account", "renewal", "communications", "segments", "stages", "blackouts")


class ModelField(Struct, frozen=True, kw_only=True):
    """A key of an entry: its path below it, what may stand there, what stands there.

    A `list` has entries of the kind `of`; `choices` are the words that are known. `optional` may be empty.
    """

    path: tuple[str, ...]
    kind: FieldKind
    value: Any
    optional: bool
    choices: tuple[str, ...] = ()
    of: FieldKind = "text"

    @property
    def id(self) -> str:
        """The path as the file would write it."""
        return ".".join(self.path)


class ModelEntry(Struct, frozen=True, kw_only=True):
    """An entry of a part of the model: where it stands, and what it is."""

    path: KeyPath
    part: str
    shape: Any

    @property
    def id(self) -> str:
        """The path as errors write it."""
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)

    def fields(self, model: TouchModel) -> list[ModelField]:
        """What can be changed in it."""
        shape: Any = self.shape
        found = list(_fields(shape, shape.__class__, model))
        return sorted(found, key=lambda field: _FIRST.index(field.id) if field.id in _FIRST else len(_FIRST))


def model_entries(model: TouchModel) -> list[ModelEntry]:
    """All entries, part by part."""
    return [entry for part in PARTS for entry in _entries(model, part)]


def entry_title(entry: ModelEntry, words: Words) -> str:
    """What an entry is about, the kind of touch first, for lists cut the end: `Check-in · Enterprise · …`."""
    shape = entry.shape
    match shape:
        case Rule():
            names = (words.title("segment", shape.segment), words.title("stage", shape.stage))
            return " · ".join((words.touch(shape.touch), *names))
        case Form():
            return f"{words.touch(shape.touch)} · {words.title('segment', shape.segment)}"
        case Communication():
            segments = words.listed(words.title("segment", each) for each in shape.segments)
            return f"{words.touch(shape.touch)} · {segments}"
        case _ if hasattr(shape, "title"):
            return str(shape.title.to(words.speech.language))
        case _:
            return words.speech.word(PARTS[entry.part])


def field_text(field: ModelField) -> str:
    """What stands in a field, as it is typed."""
    return _text(field.value)


def field_words(field: ModelField, words: Words) -> str:
    """What stands in a field, as it is read."""
    if field.kind in ("choice", "flag"):
        return choice_text(field, field_text(field), words)
    if field.kind == "list":
        return words.listed(_item_words(field, each, words) for each in field.value or ())
    return _item_words(field, field.value, words) if field.value is not None else ""


def is_month_day(field: ModelField) -> bool:
    """Whether it is a day of any year, which the file has as `10-01`."""
    return field.path[-1] in _MONTH_DAYS and _MONTH_DAY.fullmatch(field_text(field)) is not None


def month_day_words(text: str, words: Words) -> str:
    """`10-01` as `1 Oct`: month and day side by side are read in either order."""
    month, day = (int(part) for part in text.split("-"))
    return words.speech.formats.day.format(day=day, month=words.speech.formats.months[month - 1])


def _item_words(field: ModelField, value: Any, words: Words) -> str:
    if is_month_day(field):
        return month_day_words(str(value), words)
    if isinstance(value, float) and value != round(value, 1):
        return words.speech.number(value, 2)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return words.speech.number(value)
    return choice_text(field, str(value), words)


def choice_text(field: ModelField, choice: str, words: Words) -> str:
    """The word of a choice; one without a word stands for itself."""
    name = field.path[-1]
    if name in ("channel", "delivered_by"):
        return words.word(name, choice)
    if name in _TITLED:
        return words.title(_TITLED[name], choice)
    if choice in WEEKDAYS:
        return words.speech.formats.weekdays[WEEKDAYS.index(choice)]
    if name == "bands":
        return words.word("band", choice)
    known = CHOICES.get("flag" if field.kind == "flag" else name, {})
    return words.speech.word(known[choice]) if choice in known else choice


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return str(value)


def _entries(model: TouchModel, part: str) -> Iterator[ModelEntry]:
    if part in _LISTED:
        for place, shape in enumerate(getattr(model, part)):
            yield ModelEntry(path=(part, place), part=part, shape=shape)
    elif part == "signals":
        for cause, rule in model.signals.watched().items():
            yield ModelEntry(path=(part, cause), part=part, shape=rule)
    elif part == "at_risk" and model.at_risk is not None:
        yield ModelEntry(path=(part,), part=part, shape=model.at_risk)
        for place, rule in enumerate(model.at_risk.rules):
            yield ModelEntry(path=(part, "rules", place), part=part, shape=rule)
    elif part in _SINGLE and (shape := getattr(model, part)) is not None:
        yield ModelEntry(path=(part,), part=part, shape=shape)


def _fields(
    value: Any, shape: type, model: TouchModel | None, above: tuple[str, ...] = ()
) -> Iterator[ModelField]:
    for found in cast(StructType, type_info(shape)).fields:
        name = found.encode_name
        if name in _FIXED and not above:
            continue
        now = getattr(value, found.name) if value is not None else None
        yield from _field((*above, name), now, found.type, model)


def _field(path: tuple[str, ...], value: Any, kind: Type, model: TouchModel | None) -> Iterator[ModelField]:
    optional = isinstance(kind, UnionType) and kind.includes_none
    if isinstance(kind, UnionType):
        kind = next(each for each in kind.types if not isinstance(each, msgspec.inspect.NoneType))
    if isinstance(kind, StructType):
        yield from _fields(value, kind.cls, model, path)
    elif isinstance(kind, DictType):
        for key, each in value.items():
            yield ModelField(path=(*path, key), kind="figure", value=each, optional=False)
    elif isinstance(kind, TupleType | VarTupleType):
        inner = kind.item_types[0] if isinstance(kind, TupleType) else kind.item_type
        of, choices = _scalar(path, inner, model)
        empty = optional or isinstance(kind, VarTupleType)
        yield ModelField(path=path, kind="list", value=value, optional=empty, choices=choices, of=of)
    else:
        of, choices = _scalar(path, kind, model)
        yield ModelField(path=path, kind=of, value=value, optional=optional, choices=choices)


def _scalar(path: tuple[str, ...], kind: Type, model: TouchModel | None) -> tuple[FieldKind, tuple[str, ...]]:
    match kind:
        case BoolType():
            return "flag", ("true", "false")
        case LiteralType():
            values = tuple(str(each) for each in kind.values)
            return "choice", WEEKDAYS if set(values) == set(WEEKDAYS) else values
        case IntType():
            return "whole", ()
        case FloatType():
            return "figure", ()
        case _:
            known = _known(path[-1], model)
            return ("choice" if known else "text"), known


def _known(name: str, model: TouchModel | None) -> tuple[str, ...]:
    """Ids that a key refers to."""
    if model is None:
        return ()
    kinds: dict[str, Sequence[Any]] = {
        "outcome": model.outcomes,
        "segments": model.segments,
        "stages": model.stages,
        "touches": model.touches,
        "spares": model.touches,
    }
    return tuple(each.id for each in kinds.get(name, ()))


def entry_summary(entry: ModelEntry, words: Words) -> str:
    """The figures of an entry that matter most, on one line."""
    shape = entry.shape
    match shape:
        case RiskRule():
            return f"{words.every(shape.every_days)} · {_form_text(shape, words)}"
        case Rule():
            days = (words.speech.formats.weekdays[WEEKDAYS.index(day)] for day in shape.weekdays)
            often = words.every(shape.every_days) if shape.every_days else words.listed(days)
            return f"{often} · {_form_text(shape, words)}"
        case Step():
            return f"{words.days(shape.day)} · {_form_text(shape, words)}"
        case Communication():
            return f"{recurrence_text(shape.when, words)} · {words.word('channel', shape.channel)}"
        case SignalRule():
            raised = (threshold_text(shape, words), deadline_text(shape.deadline, words))
            told = (*raised, words.touch(shape.touch), _form_text(shape, words))
            return " · ".join(text for text in told if text)
        case _:
            told = (
                f"{words.speech.word(label_of(field.id))}: {field_words(field, words)}"
                for field in _told(entry)
            )
            return " · ".join(told)


def _told(entry: ModelEntry) -> Iterator[ModelField]:
    shape: Any = entry.shape
    return (
        field
        for field in _fields(shape, shape.__class__, None)
        if field_text(field) and field.value is not False
    )


def _form_text(form: Any, words: Words) -> str:
    minutes = f"{form.minutes}+{form.work_minutes} min" if form.minutes else f"{form.work_minutes} min"
    channel, by = words.word("channel", form.channel), words.word("delivered_by", form.delivered_by)
    return f"{channel} · {minutes} · {by}"
