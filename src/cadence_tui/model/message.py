"""Sentences and reasons that travel untranslated until a face words them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field

_CONTEXT = re.compile(r"^[a-z_ -]+\|")


class Message(Struct, frozen=True):
    """An English sentence pattern with the figures that fill its `{names}`."""

    text: str
    figures: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def __str__(self) -> str:
        return without_context(self.text).format_map(self.figures)


class FullDay(Struct, frozen=True):
    """A day as a figure that is written with its year."""

    day: date

    def __str__(self) -> str:
        return self.day.isoformat()


def message(text: str, /, **figures: Any) -> Message:
    """A sentence for the reader; catalogues are extracted from calls of this function."""
    return Message(text, figures)


def without_context(text: str) -> str:
    """What a reader sees of `status|Open`: the part after the context."""
    return _CONTEXT.sub("", text)


class Reason(Struct, frozen=True, omit_defaults=True):
    """Why a rule decided as it did: a code and its figures, worded by `views.wording`."""

    code: str
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])


def reason(code: str, /, **args: Any) -> Reason:
    """A reason with its figures."""
    return Reason(code, args)
