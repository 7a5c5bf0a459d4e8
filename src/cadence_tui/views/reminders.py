"""What a person is reminded of while they work, in words or in marks (A2)."""

from datetime import datetime

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.text import plain
from cadence_tui.views.lines import Spans


class ComingCall(Struct, frozen=True, kw_only=True):
    """A call that is about to begin; `start` is in the reader's zone."""

    touch: str
    name: str
    start: datetime


class Reminders(Struct, frozen=True, kw_only=True):
    """Own promises past their date, due today, given back by the lead; customers silent for long; a call."""

    late: int = 0
    today: int = 0
    returned: int = 0
    silent: int = 0
    call: ComingCall | None = None


def reminder_words(found: Reminders, speech: Speech) -> list[Spans]:
    """All there is in words, the weightiest first; then with the call as its hour alone. Mostly nothing."""
    words = _words(found, speech)
    if found.call is None:
        return [_joined(words, " · ")] if words else []
    return [_joined(words, " · "), _joined([_hour(found.call, speech), *words[1:]], " · ")]


def reminder_marks(found: Reminders, speech: Speech) -> list[Spans]:
    """All there is as a mark and a figure each; then ever fewer, the weightiest stay."""
    marks = _marks(found, speech)
    return [_joined(marks[:number], " ") for number in range(len(marks), 0, -1)]


def _hour(call: ComingCall, speech: Speech) -> tuple[str, str]:
    return f"▸ {speech.time(call.start)}", "accent"


def _words(found: Reminders, speech: Speech) -> list[tuple[str, str]]:
    """What there is, the weightiest first."""
    say = speech.say
    parts: list[tuple[str, str]] = []
    if found.call is not None:
        parts.append((f"▸ {speech.time(found.call.start)} {plain(found.call.name)}", "accent"))
    counted = (
        (found.late, say("▼ {n} late", n=found.late), "bad"),
        (found.returned, say("↩ {n} returned", n=found.returned), "warn"),
        (found.today, say("● {n} due today", n=found.today), ""),
        (found.silent, say("○ {n} to nudge", n=found.silent), "dim"),
    )
    return [*parts, *((text, role) for number, text, role in counted if number)]


def _marks(found: Reminders, speech: Speech) -> list[tuple[str, str]]:
    """The same with a mark and a figure each."""
    call = [_hour(found.call, speech)] if found.call else []
    counted = (
        (found.late, "▼", "bad"),
        (found.returned, "↩", "warn"),
        (found.today, "●", ""),
        (found.silent, "○", "dim"),
    )
    return [*call, *((f"{mark}{speech.number(number)}", role) for number, mark, role in counted if number)]


def _joined(parts: list[tuple[str, str]], between: str) -> Spans:
    spans: Spans = []
    for part in parts:
        spans += [(between, "dim")] if spans else []
        spans.append(part)
    return spans
