"""Acts before a call: in the list of calls and in the brief."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

CALL: tuple[Act, ...] = (
    Act(
        id="call.start",
        keys=("enter", "c"),
        title=message("call|start"),
        help=message("Start this call, or go on with it"),
        footer=1,
    ),
    Act(
        id="call.aside",
        keys=("tab", "right", "l"),
        title=message("call|brief"),
        help=message("Go from the list to the brief"),
        footer=2,
    ),
    Act(
        id="call.check",
        keys=("space",),
        title=message("call|check"),
        help=message("Tick the next point of the preparation"),
        footer=3,
    ),
    Act(
        id="call.agenda",
        keys=("A",),
        title=message("call|agenda"),
        help=message("Another agenda for this call"),
        footer=8,
    ),
    Act(
        id="call.missed",
        keys=("N",),
        title=message("call|no-show"),
        help=message("Record that nobody came"),
        footer=4,
    ),
    Act(
        id="call.declined",
        keys=("D",),
        title=message("call|declined"),
        help=message("They said no: why, and when again"),
    ),
    Act(
        id="call.short",
        keys=("S",),
        title=message("call|cut short"),
        help=message("They had no time: close with what was captured, try again at the next best time"),
    ),
    Act(
        id="call.wrong",
        keys=("W",),
        title=message("call|wrong contact"),
        help=message("The wrong person was reached: end the call without restarting the rhythm"),
    ),
    Act(
        id="call.amend",
        keys=("e",),
        title=message("call|amend"),
        help=message("Put the record of the last call with the account right"),
    ),
    Act(
        id="call.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the brief as text"),
        footer=5,
    ),
    Act(
        id="call.scope",
        keys=("o",),
        title=message("scope"),
        help=message("Show my calls, those of the pod, or all"),
        footer=6,
    ),
    Act(
        id="call.account",
        keys=("a",),
        title=message("call|account"),
        help=message("Open the page of the account"),
        footer=7,
    ),
)

BRIEF: tuple[Act, ...] = (
    Act(
        id="brief.open",
        keys=("enter",),
        title=message("open"),
        help=message("Open the record behind the line, or tick a point of the preparation"),
        footer=1,
    ),
    Act(
        id="brief.call",
        keys=("c",),
        title=message("call"),
        help=message("Start a call with the account now"),
        footer=2,
    ),
    Act(
        id="brief.check",
        keys=("space",),
        title=message("call|check"),
        help=message("Tick the next point of the preparation, or the one under the cursor"),
        footer=3,
    ),
    Act(
        id="brief.answered",
        keys=("d",),
        title=message("call|answered"),
        help=message("Mark the question under the cursor as answered; no brief brings it up again"),
        footer=4,
    ),
    Act(
        id="brief.why",
        keys=("w",),
        title=message("why"),
        help=message("Take health and rank apart: every point with its source"),
        footer=8,
    ),
    Act(
        id="brief.aside",
        keys=("tab", "left", "h"),
        title=message("call|list"),
        help=message("Back to the list"),
        footer=7,
    ),
    Act(
        id="brief.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the brief as text"),
        footer=5,
    ),
    Act(
        id="brief.account",
        keys=("a",),
        title=message("call|account"),
        help=message("Open the page of the account"),
        footer=6,
    ),
)
