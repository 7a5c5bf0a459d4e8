"""Who put the record of a call right, when, and what it said before (C7)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from cadence_tui.views.fields import field_word, instant_text, value_texts
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.words import Words


class Amendment(Struct, frozen=True, kw_only=True):
    """One change of a closed call: by whom (an id), when, and the fields with what stood in them."""

    by: str
    at: datetime
    before: tuple[tuple[str, Any], ...]


def amendment_lines(amendments: Iterable[Amendment], words: Words) -> list[TextLine]:
    """The changes, newest first, each field with its earlier text; nothing where there were none."""
    lines: list[TextLine] = []
    for each in sorted(amendments, key=lambda each: each.at, reverse=True):
        who = words.names.person(each.by)
        lines.append(line(("± ", "accent"), (f"{instant_text(each.at, words)} · {who}", ""), indent=2))
        for name, was in each.before:
            texts = value_texts("call", name, was, words, {}) or [words.speech.say("nothing")]
            told = words.speech.say(
                "{field} before: {text}", field=field_word(name, words), text="; ".join(texts)
            )
            lines.append(line(("  ", ""), (told, "dim"), indent=4))
    return [BLANK, heading(words.speech.say("Amended")), *lines] if lines else []
