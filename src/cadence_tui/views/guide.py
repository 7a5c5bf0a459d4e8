"""What the live guide shows: clocks, agenda, listening meter (C3, C5)."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.model.rules.call import Agenda, Guide
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import reflow
from cadence_tui.practice.call_clock import ClockState, Mark
from cadence_tui.views.lines import Spans
from cadence_tui.views.wording_call import in_language

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
    settled = reflow(call_clock.settle(call, now), agenda)
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


def stopwatch(seconds: int) -> str:
    """`12:40`."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def minutes(seconds: int, speech: Speech) -> str:
    """Minutes, to the half: `7`, `7.5`."""
    return speech.number(round(seconds / 30) / 2)
