"""What the live guide shows: clocks, agenda, listening meter (C3, C5)."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.model.rules.call import Agenda, Guide
from cadence_tui.model.rules.worded import Worded
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import reflow
from cadence_tui.practice.call_clock import ClockState, Mark
from cadence_tui.views.lines import Spans
from cadence_tui.views.wording_call import in_language

_ROLES: Mapping[Mark, str] = {"early": "", "warning": "warn", "overrun": "bad"}
_PLACES: Mapping[str, tuple[str, str]] = {"here": ("▸", "accent"), "done": ("✓", "good"), "ahead": (" ", "")}
_BAR_CELLS = 14
_SIGN = "! "
"""A warning is a sign and words, not a colour alone."""


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


def clocks(
    call: Call, agenda: Agenda, titles: Mapping[str, Worded], guide: Guide, now: datetime, speech: Speech
) -> Clocks:
    """The clocks of a call; sections ahead shrink while one overruns. `titles` are those of sections."""
    state = call_clock.state(call, now, guide)
    settled = reflow(call_clock.settle(call, now), agenda)
    names = [time.section for time in settled.sections]
    here = names.index(settled.section) if settled.section in names else -1
    sections = tuple(
        SectionClock(
            title=in_language(titles[time.section], speech) if time.section in titles else time.section,
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
    """A section as a row: glyph and title at the left, its clock at the right, with a sign when it warns."""
    glyph, role = _PLACES[section.place]
    title: Spans = [(f"{glyph} ", role), (section.title, "strong" if section.place == "here" else "")]
    planned = minutes(section.planned, speech)
    if section.place == "ahead":
        return title, [(planned, "dim")]
    tone = _ROLES[section.mark] or ("strong" if section.place == "here" else "dim")
    warns = section.place == "here" and section.mark != "early"
    return title, [(f"{'! ' if warns else ''}{stopwatch(section.used)} / {planned}", tone)]


def call_warning(clock: Clocks, speech: Speech) -> Spans:
    """What the clock of the whole call has to say in words; nothing while all is well."""
    state = clock.state
    if not state.running:
        return [("‖ ", "warn"), (speech.say("paused"), "warn")]
    if state.call_mark == "overrun":
        over = _whole_minutes(-state.call_left, speech)
        told = speech.say("booked time over")
        if over:
            told = speech.say("{time} over the booked time", time=over)
        return [(_SIGN + told, "bad")]
    if state.last_minute:
        return [(_SIGN + speech.say("last minute of the call"), "bad")]
    if state.call_mark == "warning":
        left = ceil(state.call_left / 60)
        return [(_SIGN + speech.plural("{n} minute left", "{n} minutes left", left), "warn")]
    return []


def section_warning(clock: Clocks, speech: Speech) -> Spans:
    """What the clock of the section has to say in words; nothing while all is well or paused."""
    state = clock.state
    if not state.running:
        return []
    if state.mark == "overrun":
        over = _whole_minutes(-state.left, speech)
        told = speech.say("section over by {time}", time=over) if over else speech.say("section over")
        return [(_SIGN + told, "bad")]
    if state.mark == "warning":
        return [(_SIGN + speech.say("section ends soon"), "warn")]
    return []


def call_clock_spans(clock: Clocks, booked_minutes: int, cells: int = _BAR_CELLS) -> Spans:
    """The clock of the whole call with a bar of so many cells."""
    state = clock.state
    booked = booked_minutes * 60
    filled = min(cells, state.call_used * cells // booked) if booked else 0
    role = _ROLES[state.call_mark]
    return [
        # Of one width until the hour is full: what stands behind it is not to move at ten minutes.
        (f"{stopwatch(state.call_used):>5}", role or "strong"),
        (f" / {stopwatch(booked)} ", "dim"),
        ("▮" * filled, role or "accent"),
        ("▯" * (cells - filled), "dim"),
    ]


def meter_spans(clock: Clocks, guide: Guide, speech: Speech) -> Spans:
    """The listening meter: both shares, the aim and how the share stands to it; who speaks is marked."""
    us, them = ("▸" if clock.speaker == side else " " for side in ("us", "them"))
    aim = speech.say(
        "aim {low}–{high}", low=round(guide.listen_low * 100), high=round(guide.listen_high * 100)
    )
    you, they = us + speech.say("speaker|you"), them + speech.say("speaker|them")
    share = clock.talk.them_share
    if share is None:
        return [(f"{you} ·{they} · {aim}", "dim")]
    theirs = round(share * 100)
    glyph, tone = "✓", "good"
    if not clock.talk.within_aim:
        glyph, tone = ("▼" if share < guide.listen_low else "▲"), "warn"
    return [
        (f"{you} {100 - theirs} %", "dim"),
        (f" ·{they} {theirs} % {glyph}", tone),
        (f" · {aim}", "dim"),
    ]


def stopwatch(seconds: int) -> str:
    """`12:40`, `1:02:40`."""
    whole, rest = divmod(seconds, 60)
    return f"{whole // 60}:{whole % 60:02d}:{rest:02d}" if whole >= 60 else f"{whole}:{rest:02d}"


def minutes(seconds: int, speech: Speech) -> str:
    """Minutes, to the half: `7`, `7.5`."""
    return speech.number(round(seconds / 30) / 2)


def _whole_minutes(seconds: int, speech: Speech) -> str:
    """`3 min`; nothing below one. The seconds stand on the clock itself and need not be sent twice."""
    return speech.say("{n} min", n=seconds // 60) if seconds >= 60 else ""
