"""What the live guide shows: clocks, agenda, listening meter, captured lines (C3, C5, C6)."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call, Entry
from cadence_tui.model.documents.call import EntryMark
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.call import Agenda, Guide
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import reflow
from cadence_tui.practice.call_clock import ClockState, Mark
from cadence_tui.practice.capture import Captured
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names
from cadence_tui.views.wording_call import in_language

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
_ROLES: Mapping[Mark, str] = {"early": "", "warning": "warn", "overrun": "bad"}
_PLACES: Mapping[str, tuple[str, str]] = {"here": ("▸", "accent"), "done": ("✓", "good"), "ahead": (" ", "")}
_BAR_CELLS = 14


class SectionClock(Struct, frozen=True, kw_only=True):
    """A section at an instant: seconds used and planned after what overran before it."""

    title: str
    used: int
    planned: int
    place: str
    mark: Mark


class Clocks(Struct, frozen=True, kw_only=True):
    """Everything that ticks, at one instant."""

    state: ClockState
    sections: tuple[SectionClock, ...]
    talk: call_clock.Talk
    speaker: str


def clocks(call: Call, agenda: Agenda, guide: Guide, now: datetime, speech: Speech) -> Clocks:
    """The clocks of a call; sections ahead shrink while one overruns."""
    state = call_clock.state(call, now, guide)
    settled = reflow(call_clock.speak(call, call.speaker, now), agenda)
    titles = {section.id: in_language(section.title, speech) for section in agenda.sections}
    names = [time.section for time in settled.sections]
    here = names.index(settled.section) if settled.section in names else -1
    sections = tuple(
        SectionClock(
            title=titles.get(time.section, time.section),
            used=time.used,
            planned=time.planned,
            place="here" if number == here else "done" if number < here or time.used else "ahead",
            mark=state.mark if number == here else "overrun" if time.used > time.planned else "early",
        )
        for number, time in enumerate(settled.sections)
    )
    return Clocks(
        state=state, sections=sections, talk=call_clock.talk(call, now, guide), speaker=call.speaker
    )


def agenda_line(section: SectionClock, speech: Speech) -> tuple[Spans, Spans]:
    """A section as a row: glyph and title at the left, its clock at the right."""
    glyph, role = _PLACES[section.place]
    title: Spans = [(f"{glyph} ", role), (section.title, "strong" if section.place == "here" else "")]
    planned = minutes(section.planned, speech)
    if section.place == "ahead":
        return title, [(planned, "dim")]
    tone = _ROLES[section.mark] or ("strong" if section.place == "here" else "dim")
    return title, [(f"{stopwatch(section.used)} / {planned}", tone)]


def section_warning(clock: Clocks, speech: Speech) -> Spans:
    """What the clocks have to say in words, the most urgent first; nothing while all is well."""
    state = clock.state
    if not state.running:
        return [(speech.say("paused"), "warn")]
    if state.call_mark == "overrun":
        return [(speech.say("{time} over the booked time", time=stopwatch(-state.call_left)), "bad")]
    if state.last_minute:
        return [(speech.say("last minute of the call"), "bad")]
    if state.mark == "overrun":
        return [(speech.say("section over by {time}", time=stopwatch(-state.left)), "bad")]
    if state.mark == "warning":
        return [(speech.say("section ends soon"), "warn")]
    return []


def call_clock_spans(clock: Clocks, booked_minutes: int) -> Spans:
    """The clock of the whole call with a bar."""
    state = clock.state
    booked = booked_minutes * 60
    filled = min(_BAR_CELLS, state.call_used * _BAR_CELLS // booked) if booked else 0
    role = _ROLES[state.call_mark]
    return [
        (stopwatch(state.call_used), role or "strong"),
        (f" / {stopwatch(booked)} ", "dim"),
        ("▮" * filled, role or "accent"),
        ("▯" * (_BAR_CELLS - filled), "dim"),
    ]


def meter_spans(clock: Clocks, guide: Guide, speech: Speech) -> Spans:
    """The listening meter: both shares and the aim; the one who speaks is marked."""
    us, them = ("▸" if clock.speaker == side else " " for side in ("us", "them"))
    aim = speech.say(
        "aim {low}–{high}", low=round(guide.listen_low * 100), high=round(guide.listen_high * 100)
    )
    you, they = us + speech.say("speaker|you"), them + speech.say("speaker|them")
    share = clock.talk.them_share
    if share is None:
        return [(f"{you} ·{they} · {aim}", "dim")]
    theirs = round(share * 100)
    tone = "good" if clock.talk.within_aim else "warn"
    return [
        (f"{you} {100 - theirs} %", "dim"),
        (f" ·{they} {theirs} %", tone),
        (f" · {aim}", "dim"),
    ]


def entry_spans(entry: Entry, names: Names, speech: Speech, zone: str) -> Spans:
    """A captured line with its hour; a promise with owner and day."""
    glyph, role = ENTRY_GLYPHS[entry.mark]
    line: Spans = [
        (f"{entry.at.astimezone(ZoneInfo(zone)):%H:%M} ", "dim"),
        (f"{glyph} ", role),
        (entry.text, ""),
    ]
    if entry.mark in ("promise_ours", "promise_theirs"):
        line += _owed(entry.owner, speech.day(entry.due) if entry.due else "", names, speech)
    return line


def echo_spans(captured: Captured, names: Names, speech: Speech) -> Spans:
    """How the line that is being typed is understood, and what it leaves unclear."""
    glyph, role = ENTRY_GLYPHS[captured.mark]
    line: Spans = [(f"{glyph} {speech.word(ENTRY_WORDS[captured.mark])}", role)]
    if captured.side is None:
        return line
    due = speech.weekday_day(captured.due) if captured.due else ""
    line += _owed(captured.owner, due, names, speech)
    for flag in captured.flags:
        if flag.code not in ("no_owner", "no_date"):
            line.append((f" · {speech.word(flag.text)}", "warn"))
    return line


def stopwatch(seconds: int) -> str:
    """`12:40`."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def minutes(seconds: int, speech: Speech) -> str:
    """Minutes, to the half: `7`, `7.5`."""
    return speech.number(round(seconds / 30) / 2)


def _owed(owner: str, day: str, names: Names, speech: Speech) -> Spans:
    who = (names.person(owner), "accent") if owner else (speech.say("whose?"), "warn")
    when = (day, "accent") if day else (speech.say("by when?"), "warn")
    return [(" → ", "dim"), who, (" · ", "dim"), when]
