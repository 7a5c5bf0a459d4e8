"""The clock of a running call: sections, pauses and who speaks, on the second (C3, C5).

Everything is in the call document: `running_since` is the instant up to which the time of the current section
and of the current speaker has been counted. So a call goes on where it was after any interruption.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec
from msgspec import Struct

from cadence_tui.model.documents.call import Call
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.model.rules.call import Agenda, Guide
from cadence_tui.practice.agenda import scale

Mark = Literal["early", "warning", "overrun"]
Speaker = Literal["", "us", "them"]


class ClockState(Struct, frozen=True, kw_only=True):
    """The clocks at an instant, in seconds; `left` is negative in an overrun.

    A mark is `early` until the guide's share of the planned time is used, then `warning`, then `overrun`.
    """

    section: str
    used: int
    planned: int
    left: int
    mark: Mark
    call_used: int
    call_left: int
    call_mark: Mark
    last_minute: bool
    running: bool


class Talk(Struct, frozen=True, kw_only=True):
    """Seconds of talking, the customer's share (None when nobody was marked), and whether it is aimed at."""

    us: int
    them: int
    them_share: float | None
    within_aim: bool


def start(call: Call, agenda: Agenda, now: datetime) -> Call:
    """The call with its first section running; one that was started before goes on instead."""
    if call.started:
        return resume(call, now)
    sections = scale(agenda, call.booked_minutes)
    return msgspec.structs.replace(
        call,
        agenda=agenda.id,
        started=now,
        sections=sections,
        section=sections[0].section,
        running_since=now,
    )


def switch(call: Call, section: str, now: datetime) -> Call:
    """The call in another section; a paused call stays paused. Raises NotFound."""
    if all(time.section != section for time in call.sections):
        raise NotFound(message("This call has no section {name}", name=section))
    return msgspec.structs.replace(settle(call, now), section=section)


def step(call: Call, by: int, now: datetime) -> Call:
    """The call some sections on, or back when negative; it stays within the first and last."""
    names = [time.section for time in call.sections]
    if call.section not in names:
        return call
    place = min(max(names.index(call.section) + by, 0), len(names) - 1)
    return switch(call, names[place], now)


def pause(call: Call, now: datetime) -> Call:
    """The call with its clocks stopped."""
    return msgspec.structs.replace(settle(call, now), running_since=None)


def resume(call: Call, now: datetime) -> Call:
    """The call with its clocks running again."""
    return call if call.running_since else msgspec.structs.replace(call, running_since=now)


def settle(call: Call, now: datetime) -> Call:
    """The call with its whole seconds up to an instant counted; the rest of a second waits."""
    if call.running_since is None:
        return call
    # Instants of one zone subtract by the wall clock, which jumps twice a year.
    elapsed = now.astimezone(UTC) - call.running_since.astimezone(UTC)
    seconds = max(0, int(elapsed.total_seconds()))
    if seconds == 0:
        return call
    sections = tuple(
        msgspec.structs.replace(time, used=time.used + seconds) if time.section == call.section else time
        for time in call.sections
    )
    counted = call.running_since.astimezone(UTC) + timedelta(seconds=seconds)
    return msgspec.structs.replace(
        call,
        sections=sections,
        running_since=counted.astimezone(call.running_since.tzinfo),
        us_seconds=call.us_seconds + (seconds if call.speaker == "us" else 0),
        them_seconds=call.them_seconds + (seconds if call.speaker == "them" else 0),
    )


def go_on_from(call: Call, last: datetime, now: datetime) -> Call:
    """The call counted up to `last`, its clocks running from `now`: what lies between does not count.

    For a call that was left, and for a machine whose clock was set back.
    """
    return msgspec.structs.replace(settle(call, last), running_since=now)


def stop(call: Call, now: datetime) -> Call:
    """The call hung up; it is still open until it is closed. It never ends before it began.

    The machine's clock may have been set back meanwhile.
    """
    ended = call.ended or now
    return msgspec.structs.replace(pause(call, now), ended=max(ended, call.started or ended))


def speak(call: Call, speaker: Speaker, now: datetime) -> Call:
    """The call with another speaker; empty stops the listening meter."""
    return msgspec.structs.replace(settle(call, now), speaker=speaker)


def last_sign(call: Call) -> datetime | None:
    """When something was last done in a call, as far as the call itself knows; None before its start."""
    known = [call.started, call.running_since, call.ended, *(entry.at for entry in call.entries)]
    return max((each for each in known if each is not None), default=None)


def state(call: Call, now: datetime, guide: Guide) -> ClockState:
    """What the clocks show at an instant."""
    settled = settle(call, now)
    current = next((time for time in settled.sections if time.section == settled.section), None)
    used, planned = (current.used, current.planned) if current else (0, 0)
    call_used = sum(time.used for time in settled.sections)
    booked = call.booked_minutes * 60
    return ClockState(
        section=settled.section,
        used=used,
        planned=planned,
        left=planned - used,
        mark=_mark(used, planned, guide),
        call_used=call_used,
        call_left=booked - call_used,
        call_mark=_mark(call_used, booked, guide),
        last_minute=0 <= booked - call_used <= guide.last_seconds,
        running=call.running_since is not None,
    )


def talk(call: Call, now: datetime, guide: Guide) -> Talk:
    """The listening meter at an instant."""
    settled = settle(call, now)
    us, them = settled.us_seconds, settled.them_seconds
    share = them / (us + them) if us + them else None
    within = share is not None and guide.listen_low <= share <= guide.listen_high
    return Talk(us=us, them=them, them_share=share, within_aim=within)


def _mark(used: int, planned: int, guide: Guide) -> Mark:
    if used > planned:
        return "overrun"
    return "warning" if used >= planned * guide.warning_share else "early"
