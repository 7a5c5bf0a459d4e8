"""Captured lines as the guide shows them: what is understood while typing, what was written (C6)."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Entry
from cadence_tui.model.documents.call import EntryMark
from cadence_tui.model.message import Message, message
from cadence_tui.model.money import Money
from cadence_tui.practice.capture import Captured
from cadence_tui.practice.flag import Flag
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names

ENTRY_GLYPHS: Mapping[EntryMark, tuple[str, str]] = {
    "note": ("·", "dim"),
    "promise_ours": ("!", "accent"),
    "promise_theirs": ("!", "warn"),
    "question": ("?", "accent"),
    "opportunity": ("+", "good"),
    "concern": ("-", "bad"),
    "sentiment": ("~", "info"),
    "decision": ("=", "strong"),
}
ENTRY_WORDS: Mapping[EntryMark, Message] = {
    "note": message("line|note"),
    "promise_ours": message("line|our promise"),
    "promise_theirs": message("line|their promise"),
    "question": message("line|question to take along"),
    "opportunity": message("line|opportunity"),
    "concern": message("line|concern"),
    "sentiment": message("line|mood"),
    "decision": message("line|decision"),
}
_IN_PLACE = ("no_owner", "no_date")
"""Flags that stand where the missing part would."""


def entry_spans(
    entry: Entry,
    names: Names,
    speech: Speech,
    zone: str,
    doubts: Sequence[Flag] = (),
    *,
    today: date,
    amount: Money | None = None,
) -> Spans:
    """A captured line with its hour; a promise with owner and day and what speaks against the day, an
    opportunity with the amount that is understood."""
    glyph, role = ENTRY_GLYPHS[entry.mark]
    line: Spans = [
        (f"{entry.at.astimezone(ZoneInfo(zone)):%H:%M} ", "dim"),
        (f"{glyph} ", role),
        (entry.text, ""),
    ]
    if entry.mark == "note" and entry.owner:
        line.insert(2, (f"{names.person(entry.owner)}: ", "dim"))
    if entry.mark in ("promise_ours", "promise_theirs"):
        line += _owed(entry.owner, speech.day_from(entry.due, today) if entry.due else "", names, speech)
    line += _worth(amount, speech)
    return [*line, *_doubted(doubts, speech)]


def echo_spans(
    captured: Captured, names: Names, speech: Speech, *, today: date, brief: bool = False
) -> Spans:
    """How the line that is being typed is understood: what is missing first, what is kept of it last.

    A `brief` one leaves the word for the mark out, so that on a narrow screen the rest is seen.
    """
    glyph, role = ENTRY_GLYPHS[captured.mark]
    line: Spans = [(glyph if brief else f"{glyph} {speech.word(ENTRY_WORDS[captured.mark])}", role)]
    line += _worth(captured.amount, speech)
    if captured.side is None:
        return [*line, *_doubted(captured.flags, speech)]
    due = speech.weekday_day(captured.due, today) if captured.due else ""
    line += _owed(captured.owner, due, names, speech)
    line += _doubted([flag for flag in captured.flags if flag.code not in _IN_PLACE], speech)
    return [*line, (f" · {captured.text}", "dim")] if captured.text else line


def _worth(amount: Money | None, speech: Speech) -> Spans:
    return [(" · ", "dim"), (speech.money(amount), "accent")] if amount else []


def _doubted(flags: Sequence[Flag], speech: Speech) -> Spans:
    return [(f" · {speech.word(flag.text)}", "warn") for flag in flags]


def _owed(owner: str, day: str, names: Names, speech: Speech) -> Spans:
    who = (names.person(owner), "accent") if owner else (speech.say("whose?"), "warn")
    when = (day, "accent") if day else (speech.say("by when?"), "warn")
    return [(" → ", "dim"), who, (" · ", "dim"), when]
