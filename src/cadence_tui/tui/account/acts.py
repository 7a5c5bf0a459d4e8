"""Acts of the account page."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

ACCOUNT: tuple[Act, ...] = (
    Act(
        id="account.next-part",
        keys=("right", "l", "tab"),
        title=message("next part"),
        help=message("The next part: usage, timeline, promises, risks, expansion, people, touches"),
        footer=2,
    ),
    Act(
        id="account.previous-part",
        keys=("left", "h", "shift+tab"),
        title=message("previous part"),
        help=message("The previous part of the account"),
    ),
    Act(
        id="account.open",
        keys=("enter",),
        title=message("read"),
        help=message("Read the record of the line: touch, call, promise, risk, person, ticket, answer"),
        footer=1,
    ),
    Act(
        id="account.call",
        keys=("c",),
        title=message("call"),
        help=message("Start a call with the account now"),
        footer=3,
    ),
    Act(
        id="account.why",
        keys=("w",),
        title=message("why"),
        help=message("Take health and rank apart: every point with its source"),
        footer=4,
    ),
    Act(
        id="account.signals",
        keys=("S",),
        title=message("signals"),
        help=message("The signals of the account: put off, settle, raise"),
        footer=10,
    ),
    Act(
        id="account.edit",
        keys=("e",),
        title=message("edit"),
        help=message(
            "Edit what the line is about: person, risk, opportunity, hand-off, call; else the account"
        ),
        footer=5,
    ),
    Act(
        id="account.wishes",
        keys=("W",),
        title=message("wishes"),
        help=message("How the account wants to be reached; on a person's line how that person does"),
        footer=6,
    ),
    Act(
        id="account.new",
        keys=("n",),
        title=message("new"),
        help=message("What belongs here: a new person, risk, opportunity or hand-off"),
        footer=7,
    ),
    Act(
        id="account.hand-off",
        keys=("f",),
        title=message("hand off"),
        help=message("Ask another part of the house for something, with what the line is about"),
        footer=11,
    ),
    Act(
        id="account.judge",
        keys=("H",),
        title=message("set health"),
        help=message("Set another health band for a while, with a reason"),
        footer=9,
    ),
    Act(
        id="account.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy this part of the account to the clipboard"),
        footer=8,
    ),
    Act(
        id="account.brief",
        keys=("b",),
        title=message("brief"),
        help=message("The brief of the account: what to know before talking to them"),
        footer=11,
    ),
)
