"""What changes every second while a call runs: the clock line, the section strip, the agenda (C3, C5)."""

from datetime import datetime, timedelta

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Call
from cadence_tui.practice.call_clock import last_sign
from cadence_tui.tui.call.panels import agenda_lines, clock_line, section_strip
from cadence_tui.tui.widgets.live import Live
from cadence_tui.views.guide import clocks
from cadence_tui.workspace.guides import GuideFacts

_AGENDA_WIDTH = 34


class Ticking:
    """The three widgets that tick; on a narrow screen the strip stands for the agenda."""

    def __init__(self) -> None:
        self.clock, self.strip, self.agenda = Live(id="clock"), Live(id="strip"), Live(id="agenda")

    def show(
        self, call: Call, facts: GuideFacts, now: datetime, *, width: int, narrow: bool, speech: Speech
    ) -> None:
        """Shows an instant; only cells that change are painted."""
        clock = clocks(call, facts.agenda, facts.section_titles, facts.guide, now, speech)
        self.clock.show([clock_line(clock, facts, call.booked_minutes, width, speech, narrow=narrow)])
        if narrow:
            self.strip.show([section_strip(clock, width, speech)])
        else:
            self.agenda.show(agenda_lines(clock, _AGENDA_WIDTH - 1, speech))


def seen_from_aside(call: Call, facts: GuideFacts, now: datetime) -> datetime:
    """The instant that somebody looking on is shown: of a call that was left, when it was."""
    last = last_sign(call)
    is_left = last is not None and now - last > timedelta(minutes=facts.guide.left_minutes)
    return last if last is not None and is_left else now
