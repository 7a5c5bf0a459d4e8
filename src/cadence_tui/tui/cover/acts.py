"""Acts of leave and of its cover."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

LEAVE: tuple[Act, ...] = (
    Act(
        id="leave.open",
        keys=("enter",),
        title=message("cover"),
        help=message("Who looks after which account in this leave"),
        footer=1,
    ),
    Act(
        id="leave.new",
        keys=("n",),
        title=message("new leave"),
        help=message("Enter days away: yours, as a lead anybody's"),
        footer=2,
    ),
    Act(
        id="leave.edit",
        keys=("e",),
        title=message("change it"),
        help=message("Shorten, lengthen or move a leave; its cover follows"),
        footer=3,
    ),
    Act(
        id="leave.drop",
        keys=("d", "delete"),
        title=message("take back"),
        help=message("No leave after all: its cover ends, everything is the owner's again"),
        footer=4,
    ),
    Act(
        id="leave.news",
        keys=("w",),
        title=message("meanwhile"),
        help=message("What happened on the accounts while this person was away"),
        footer=5,
    ),
    Act(
        id="leave.back",
        keys=("b",),
        title=message("is back"),
        help=message("Back before the leave is over: leave and cover end today"),
        footer=6,
    ),
    Act(
        id="leave.past",
        keys=("p",),
        title=message("past"),
        help=message("Leave that is over as well, or not"),
        footer=7,
    ),
    Act(
        id="leave.copy", keys=("y",), title=message("copy"), help=message("Copy the table as text"), footer=8
    ),
)

COVER: tuple[Act, ...] = (
    Act(
        id="cover.accept",
        keys=("a",),
        title=message("accept all"),
        help=message("The plan becomes the cover; calls in the leave go to the stand-ins"),
        footer=1,
    ),
    Act(
        id="cover.stand-in",
        keys=("s",),
        title=message("stand-in"),
        help=message("Somebody else for this account, with room, language and hours of each"),
        footer=2,
    ),
    Act(
        id="cover.move",
        keys=("m",),
        title=message("ask to move"),
        help=message("Ask the customer for another day instead of handing the call over, or not"),
        footer=3,
    ),
    Act(
        id="cover.note",
        keys=("e",),
        title=message("note"),
        help=message("Tell the stand-in something about this account"),
        footer=4,
    ),
    Act(
        id="cover.brief",
        keys=("enter", "b"),
        title=message("handover"),
        help=message("The page for the stand-in: why, what is due, people, health, promises, wishes"),
        footer=5,
    ),
    Act(
        id="cover.why",
        keys=("w",),
        title=message("why"),
        help=message("What needs somebody, why this person, who else could"),
        footer=6,
    ),
    Act(
        id="cover.copy", keys=("y",), title=message("copy"), help=message("Copy the table as text"), footer=7
    ),
)
