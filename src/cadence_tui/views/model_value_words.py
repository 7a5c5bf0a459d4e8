"""The keys of a touch model and what stands at them, in words."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from cadence_tui.model.documents.account import Language
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.views.model_labels import CHOICES, label_of
from cadence_tui.views.model_sections import month_day
from cadence_tui.views.names import Kind
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.words import Words

_TITLES: Mapping[str, Kind] = {
    "outcome": "outcome",
    "touch": "touch",
    "touches": "touch",
    "spares": "touch",
    "segments": "segment",
    "default_segment": "segment",
    "stages": "stage",
}
"""Keys whose values are ids, one or a list of them."""
_RATES = "rates."


def key_text(key: str, words: Words) -> str:
    """What a key is called, with the unit of its figure; a key within a table goes by both names."""
    if key.startswith(_RATES):
        return words.speech.say("Rate of {currency}", currency=key.removeprefix(_RATES))
    return words.speech.word(label_of(key))


def value_text(key: str, value: Any, words: Words) -> str:
    """What stands at a key as a person says it; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        entries = cast("Sequence[Any]", value)
        return words.listed(_one(key, each, words) for each in entries)
    return _one(key, value, words)


def _one(key: str, value: Any, words: Words) -> str:
    name = key.rpartition(".")[2]
    if isinstance(value, bool):
        return words.speech.word(CHOICES["flag"][str(value).lower()])
    if isinstance(value, dict):
        return _table(cast("dict[str, Any]", value), words)
    if name in _TITLES:
        return words.title(_TITLES[name], str(value))
    if name in ("channel", "delivered_by"):
        return words.word(name, str(value))
    if name == "every_days":
        return words.every(float(value))
    if name == "when":
        return recurrence_text(str(value), words)
    if name in ("first", "last"):
        return month_day(str(value), words)
    if name == "weekdays":
        return words.speech.formats.weekdays[WEEKDAYS.index(value)]
    if name == "bands":
        return words.word("band", str(value))
    if name in CHOICES and value in CHOICES[name]:
        return words.speech.word(CHOICES[name][value])
    return words.speech.figure(value)


def _table(value: Mapping[str, Any], words: Words) -> str:
    """A title in the reader's language, else the figures of a small table with their names."""
    language = cast(Language, words.speech.language)
    if language in value:
        return f"“{value[language]}”"
    return " · ".join(f"{key_text(key, words)} {value_text(key, each, words)}" for key, each in value.items())
