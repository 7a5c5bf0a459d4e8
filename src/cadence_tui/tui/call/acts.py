"""Acts of the call part: before a call, while typing in one, and in one after escape."""

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
        id="call.missed",
        keys=("N",),
        title=message("call|no-show"),
        help=message("Record that nobody came"),
        footer=4,
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

GUIDE: tuple[Act, ...] = (
    Act(
        id="guide.next-section",
        keys=("tab",),
        title=message("call|section"),
        help=message("Next section of the agenda"),
        footer=1,
    ),
    Act(
        id="guide.previous-section",
        keys=("shift+tab",),
        title=message("call|section back"),
        help=message("Previous section of the agenda"),
    ),
    Act(
        id="guide.speaker",
        keys=("ctrl+t",),
        title=message("call|speaker"),
        help=message("The other side speaks now; on an empty line the space bar does it too"),
        footer=3,
    ),
    Act(
        id="guide.edit-last",
        keys=("ctrl+e",),
        title=message("edit"),
        help=message("Put the last line right"),
        footer=5,
    ),
    Act(
        id="guide.next-question",
        keys=("down",),
        title=message("call|question"),
        help=message("Next question; enter on an empty line marks it as asked"),
        footer=6,
    ),
    Act(
        id="guide.previous-question",
        keys=("up",),
        title=message("call|question back"),
        help=message("Previous question"),
    ),
    Act(
        id="guide.all-questions",
        keys=("ctrl+o",),
        title=message("call|all topics"),
        help=message("The questions of all topics, or of this section again"),
    ),
    Act(
        id="guide.close",
        keys=("ctrl+g",),
        title=message("close"),
        help=message("Hang up and close the call"),
        footer=2,
    ),
    Act(
        id="guide.command",
        keys=("escape",),
        title=message("keys"),
        help=message("Leave the line for one-letter keys; i or a mark returns to it"),
        footer=4,
    ),
    Act(
        id="guide.help",
        keys=("f1",),
        title=message("call|help"),
        help=message("The keys of this screen"),
        footer=7,
    ),
    Act(
        id="guide.leave",
        keys=("ctrl+q", "ctrl+c"),
        title=message("leave"),
        help=message("Leave the program; the call goes on where it is"),
    ),
)

LIVE: tuple[Act, ...] = (
    Act(
        id="live.type",
        keys=("i", "enter"),
        title=message("call|type"),
        help=message("Back to the line; a mark such as + or - begins one"),
        footer=1,
    ),
    Act(
        id="live.next-section",
        keys=("tab", "n"),
        title=message("call|section"),
        help=message("Next section of the agenda"),
        footer=2,
    ),
    Act(
        id="live.previous-section",
        keys=("shift+tab", "b"),
        title=message("call|section back"),
        help=message("Previous section of the agenda"),
    ),
    Act(
        id="live.speaker",
        keys=("space", "s"),
        title=message("call|speaker"),
        help=message("The other side speaks now"),
        footer=3,
    ),
    Act(
        id="live.pause",
        keys=("p",),
        title=message("call|pause"),
        help=message("Stop the clocks, or let them run again"),
        footer=4,
    ),
    Act(
        id="live.close",
        keys=("F", "ctrl+g"),
        title=message("close"),
        help=message("Hang up and close the call"),
        footer=5,
    ),
    Act(
        id="live.edit",
        keys=("e",),
        title=message("edit"),
        help=message("Put the line under the cursor right"),
        footer=6,
    ),
    Act(
        id="live.strike",
        keys=("x", "delete"),
        title=message("call|strike out"),
        help=message("Strike out the line under the cursor, with its promise"),
        footer=7,
    ),
    Act(
        id="live.asked",
        keys=("a",),
        title=message("call|asked"),
        help=message("Mark the question as asked"),
        footer=8,
    ),
    Act(
        id="live.aside",
        keys=("left", "right", "h", "l"),
        title=message("call|other column"),
        help=message("Go from what is written to the questions and back"),
    ),
    Act(
        id="live.all-questions",
        keys=("t",),
        title=message("call|all topics"),
        help=message("The questions of all topics, or of this section again"),
    ),
    Act(
        id="live.wrong",
        keys=("W",),
        title=message("call|wrong contact"),
        help=message("The wrong person was reached: end the call without restarting the rhythm"),
    ),
)
