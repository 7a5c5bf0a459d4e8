"""What the wording of a brief can ask for (C1)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.rules.call import Agenda
from cadence_tui.practice.brief.page import BriefFiles
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.words import Words

Args: TypeAlias = Mapping[str, Any]


class BriefWords(Struct, frozen=True, kw_only=True):
    """The reader's language and zone, names of ids, and the rule files that some lines quote."""

    speech: Speech
    names: Names
    agenda: Agenda
    files: BriefFiles
    zone: str = "UTC"

    @property
    def tz(self) -> ZoneInfo:
        """The reader's zone."""
        return ZoneInfo(self.zone)

    @property
    def reader(self) -> Words:
        """The same reader, as reasons are worded for them."""
        return Words(speech=self.speech, names=self.names, zone=self.zone)

    def days(self, number: int) -> str:
        """`12 days`."""
        return self.speech.plural("{n} day", "{n} days", number)

    def word(self, kind: str, name: str) -> str:
        """The small word of a fixed set."""
        return word_of(kind, name, self.speech)


Wording: TypeAlias = Callable[[Args, BriefWords], Spans]
"""How the line of a code is worded."""


def dim(*parts: str) -> Spans:
    """What is less important than the rest of the line, each part after a dot."""
    return [(f" · {part}", "dim") for part in parts if part]
