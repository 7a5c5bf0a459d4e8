"""Acts of the team part."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

TEAM: tuple[Act, ...] = (
    Act(
        id="team.open",
        keys=("enter",),
        title=message("accounts"),
        help=message("This person's accounts in the portfolio"),
        footer=1,
    ),
    Act(
        id="team.why",
        keys=("w",),
        title=message("why"),
        help=message("What every figure was counted from"),
        footer=2,
    ),
    Act(
        id="team.sort",
        keys=("s",),
        title=message("sort"),
        help=message("By pod, load, overdue accounts, kept promises"),
        footer=3,
    ),
    Act(
        id="team.adapt",
        keys=("A",),
        title=message("rhythms"),
        help=message("Other rhythms proposed from attendance, and what came of accepted ones"),
        footer=4,
    ),
    Act(
        id="team.experiments",
        keys=("X",),
        title=message("experiments"),
        help=message("Two rhythms compared on two halves of a cohort"),
        footer=5,
    ),
    Act(id="team.copy", keys=("y",), title=message("copy"), help=message("Copy the table as text"), footer=6),
)
