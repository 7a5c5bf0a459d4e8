"""What stands in the bars of the frame: tabs, who and when, and the keys that matter now."""

from typing import TYPE_CHECKING

from cadence_tui.model.message import Message, message
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line, join, width_of

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame

TABS: tuple[Message, ...] = (
    message("Portfolio"),
    message("Calendar"),
    message("Call"),
    message("Actions"),
    message("Team"),
)
_WIDE_TABS = 100
_SEPARATOR = " · "
_BETWEEN = len(_SEPARATOR)
_WHO_FROM = 110
_BACK, _QUIT = "app.back", "app.quit"
_HELP = "act_help"
_MANY = 100
"""More keys than a footer has room for."""
_LAST = 98
"""Their place among the keys: before help, which ends the line."""


def tab_line(frame: "Frame") -> Line:
    """The tabs with their digits."""
    line: Line = [(" ", "")]
    for number, title in enumerate(TABS, 1):
        name = frame.speech.word(title)
        line.append((f" {number} {name} ", "tab_on" if number == frame.tab else "tab"))
        if frame.size.width >= _WIDE_TABS:
            line.append((" ", ""))
    return line


def who_line(frame: "Frame") -> Line:
    """Who works here, and what the clock says; on a narrow screen the clock alone."""
    return [*frame.reminding.above, *_clock(frame)]


def _clock(frame: "Frame") -> Line:
    workspace, speech = frame.cadence.workspace, frame.speech
    now = workspace.local_now()
    if frame.size.width < _WHO_FROM:
        return [(f"{speech.time(now)} ", "")]
    return [(f"{workspace.actor.name} · {speech.weekday_day(now.date())} {speech.time(now)} ", "")]


def footer_lines(frame: "Frame") -> tuple[Line, Line]:
    """The keys, and the reminders at the right end; a narrow screen keeps its room for keys."""
    width = frame.size.width
    keys = keys_line(frame, frame.reminding.reserved(width))
    tabs_room = width - width_of(tab_line(frame)) - width_of(_clock(frame)) - 1
    return keys, frame.reminding.beside(width - 1 - width_of(keys), tabs_room)


def keys_line(frame: "Frame", reserved: int = 0) -> Line:
    """The keys of the view in front, as many as fit beside `reserved` cells, in the order of their rank."""
    keymap = frame.cadence.keymap
    # Where there is a way back, the key that ends the program is not taken for it.
    last = _BACK if frame.goes_back else _QUIT
    found = [act for act in keymap.of(frame.view.listening()) if keymap.keys(act)]
    ranks: dict[str, float] = {
        act.id: act.footer for act in found if act.footer and act.id != _QUIT and frame.view.offers(act)
    }
    ranks |= {name: place / _MANY for place, name in enumerate(frame.view.foremost(), 1) if name in ranks}
    ranks |= {act.id: _LAST for act in found if act.id == last}
    acts = [act for act in found if act.id in ranks]
    kept: list[Act] = []
    # A margin on either side; there is one separator less than keys.
    room = frame.size.width - 2 + _BETWEEN - reserved
    for act in sorted(acts, key=lambda a: (a.id != _BACK and a.method != _HELP, ranks[a.id])):
        size = width_of(_hint(frame, act)) + _BETWEEN
        if size <= room:
            room -= size
            kept.append(act)
    ranked = sorted(kept, key=lambda a: ranks[a.id])
    return [(" ", ""), *join([_hint(frame, act) for act in ranked], (_SEPARATOR, "dim"))]


def _hint(frame: "Frame", act: Act) -> Line:
    off = frame.view.why_not(act) is not None
    return [
        (frame.cadence.keymap.label(act, frame.speech), "dim" if off else "key"),
        (" " + frame.speech.word(act.title), "dim" if off else ""),
    ]
