"""What a pattern of wording can ask for: the reader's language, names of ids, shares, lists, small words."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, message
from cadence_tui.views.names import NO_NAMES, Kind, Names
from cadence_tui.views.vocabulary import word_of

Args: TypeAlias = Mapping[str, Any]


class Words(Struct, frozen=True):
    """A reader: their language, the names that ids stand for, their zone."""

    speech: Speech
    names: Names = NO_NAMES
    zone: str = "UTC"

    def title(self, kind: Kind, name: str) -> str:
        """The title of a segment, stage, touch, outcome or season."""
        return self.names.title(kind, name, self.speech)

    def days(self, number: int) -> str:
        """`12 days`."""
        return self.speech.plural("{n} day", "{n} days", number)

    def weeks(self, number: int) -> str:
        """`3 weeks`."""
        return self.speech.plural("{n} week", "{n} weeks", number)

    def every(self, days: float) -> str:
        """A rhythm: `every 28 days`."""
        if days == 1:
            return self.speech.say("every day")
        return self.speech.say("every {days} days", days=self.speech.number(days))

    def date(self, day: dt.date) -> str:
        """`4 Dec 2026`."""
        return self.speech.day(day, year=True)

    def day(self, day: dt.date) -> str:
        """`4 Dec`."""
        return self.speech.day(day)

    def word(self, kind: str, name: str) -> str:
        """The small word of a fixed set: a band, channel, component, flag."""
        return word_of(kind, name, self.speech)

    def touch(self, name: str) -> str:
        """The title of a kind of touch."""
        return self.title("touch", name)

    def all_of(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        return self._joined(items, message("{first} and {last}"))

    def any_of(self, items: Iterable[str]) -> str:
        """`a, b or c`."""
        return self._joined(items, message("{first} or {last}"))

    def _joined(self, items: Iterable[str], pattern: Message) -> str:
        *others, final = items
        if not others:
            return final
        return self.speech.word(Message(pattern.text, {"first": ", ".join(others), "last": final}))

    def listed(self, items: Iterable[str]) -> str:
        """Several names as one figure."""
        return ", ".join(items)


Pattern: TypeAlias = Message | Callable[[Args, Words], str]
"""How a code is worded: a sentence that its figures fill, or a function of them."""
Patterns: TypeAlias = Mapping[str, Pattern]
