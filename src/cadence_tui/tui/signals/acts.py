"""Acts of the list of signals."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

SIGNALS: tuple[Act, ...] = (
    Act(
        id="signals.open", keys=("enter",), title=message("open"), help=message("Open the account"), footer=1
    ),
    Act(
        id="signals.call",
        keys=("c",),
        title=message("call"),
        help=message("Start a call about the signal; once held, it answers it"),
        footer=2,
    ),
    Act(
        id="signals.settle",
        keys=("d",),
        title=message("settle"),
        help=message("Somebody has seen to it: settle the signal, with a word on what came of it"),
        footer=3,
    ),
    Act(
        id="signals.snooze",
        keys=("z",),
        title=message("put off"),
        help=message("Keep the signal quiet until a day, with a reason"),
        footer=4,
    ),
    Act(
        id="signals.why",
        keys=("w",),
        title=message("why"),
        help=message("The evidence, the rule with its thresholds, since when and until when"),
        footer=5,
    ),
    Act(
        id="signals.raise",
        keys=("n",),
        title=message("new"),
        help=message("Raise a signal that no rule can see, such as a success told on the telephone"),
        footer=6,
    ),
    Act(
        id="signals.scope",
        keys=("o",),
        title=message("scope"),
        help=message("Signals of your own accounts, of those of your pod, or of all"),
        footer=7,
    ),
    Act(
        id="signals.filter",
        keys=("/",),
        title=message("filter"),
        help=message("Show only signals that fit typed words, also late, owner:ana"),
        footer=8,
    ),
    Act(
        id="signals.closed",
        keys=("a",),
        title=message("all"),
        help=message("Show those put off and settled as well, or open ones only"),
        footer=9,
    ),
    Act(
        id="signals.reopen",
        keys=("r",),
        title=message("reopen"),
        help=message("Open a signal again that was put off or settled"),
        footer=10,
    ),
    Act(
        id="signals.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the signal's line to the clipboard"),
        footer=11,
    ),
)
