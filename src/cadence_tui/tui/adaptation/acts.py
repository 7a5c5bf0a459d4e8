"""Acts of proposed rhythms and of experiments."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

ADAPT: tuple[Act, ...] = (
    Act(
        id="adapt.accept",
        keys=("a",),
        title=message("accept"),
        help=message("The account lives by the proposed rhythm from now on"),
        footer=1,
    ),
    Act(
        id="adapt.dismiss",
        keys=("d",),
        title=message("dismiss"),
        help=message("Not taken up, with a reason; only calls from now on may bring it back"),
        footer=2,
    ),
    Act(
        id="adapt.why",
        keys=("w",),
        title=message("why"),
        help=message("All that speaks for it: calls, interval, thresholds, minutes; or what came of it"),
        footer=3,
    ),
    Act(
        id="adapt.open",
        keys=("enter",),
        title=message("account"),
        help=message("Open the account"),
        footer=4,
    ),
    Act(
        id="adapt.call",
        keys=("c",),
        title=message("call"),
        help=message("Start a call with the account now"),
    ),
    Act(
        id="adapt.end",
        keys=("b",),
        title=message("back to rule"),
        help=message("An accepted rhythm ends: the account lives by its rule again"),
        footer=5,
    ),
    Act(
        id="adapt.scope",
        keys=("o",),
        title=message("scope"),
        help=message("Show your own accounts, those of your pod, or all"),
        footer=6,
    ),
    Act(
        id="adapt.copy", keys=("y",), title=message("copy"), help=message("Copy the table as text"), footer=7
    ),
)
EXPERIMENTS: tuple[Act, ...] = (
    Act(
        id="experiments.read",
        keys=("enter", "w"),
        title=message("results"),
        help=message("Both arms with their intervals, what they show, who takes part"),
        footer=1,
    ),
    Act(
        id="experiments.new",
        keys=("n",),
        title=message("new"),
        help=message("Compare two rhythms: chance gives every account of a cohort one of them"),
        footer=2,
    ),
    Act(
        id="experiments.stop",
        keys=("b",),
        title=message("end it"),
        help=message("End the experiment, with what is concluded: its accounts live by their rules again"),
        footer=3,
    ),
    Act(
        id="experiments.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the results as text"),
        footer=4,
    ),
)
