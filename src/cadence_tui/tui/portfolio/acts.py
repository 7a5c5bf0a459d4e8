"""Acts of the portfolio."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

PORTFOLIO: tuple[Act, ...] = (
    Act(
        id="portfolio.open",
        keys=("enter",),
        title=message("open"),
        help=message("Open the account"),
        footer=1,
    ),
    Act(
        id="portfolio.filter",
        keys=("/",),
        title=message("filter"),
        help=message(
            "Show only accounts that fit typed words, also health:red, owner:ana, segment:, risk, late,"
            " untouched"
        ),
        footer=3,
    ),
    Act(
        id="portfolio.call",
        keys=("c",),
        title=message("call"),
        help=message("Start a call with the account now"),
        footer=2,
    ),
    Act(
        id="portfolio.why",
        keys=("w",),
        title=message("why"),
        help=message("Take health and rank apart: every point with its source"),
        footer=4,
    ),
    Act(
        id="portfolio.signals",
        keys=("S",),
        title=message("signals"),
        help=message("What happened that wants a touch, the nearest deadline first"),
        footer=5,
    ),
    Act(
        id="portfolio.sort",
        keys=("s",),
        title=message("sort"),
        help=message("Choose the order of the accounts"),
        footer=5,
    ),
    Act(
        id="portfolio.group",
        keys=("g",),
        title=message("group"),
        help=message("Group the accounts by owner, segment, stage or health"),
        footer=6,
    ),
    Act(
        id="portfolio.scope",
        keys=("o",),
        title=message("scope"),
        help=message("Show your own accounts, those of your pod, or all"),
        footer=7,
    ),
    Act(
        id="portfolio.views",
        keys=("v",),
        title=message("views"),
        help=message("Take up a kept view, or keep this one: filter, order, groups and scope under a name"),
        footer=9,
    ),
    Act(
        id="portfolio.adapt",
        keys=("A",),
        title=message("rhythms"),
        help=message("Other rhythms proposed from attendance, and what came of accepted ones"),
        footer=14,
    ),
    Act(
        id="portfolio.edit",
        keys=("e",),
        title=message("edit"),
        help=message("Edit the account: owner, renewal, segment, stage"),
        footer=8,
    ),
    Act(
        id="portfolio.wishes",
        keys=("W",),
        title=message("wishes"),
        help=message("How the account wants to be reached"),
        footer=15,
    ),
    Act(
        id="portfolio.judge",
        keys=("H",),
        title=message("set health"),
        help=message("Set another health band for a while, with a reason"),
        footer=12,
    ),
    Act(
        id="portfolio.mark",
        keys=("space",),
        title=message("mark"),
        help=message("Mark the account for export, or take the mark away"),
        footer=11,
    ),
    Act(
        id="portfolio.export",
        keys=("x",),
        title=message("export"),
        help=message("Write the marked accounts, or all that are shown, into a CSV or Markdown file"),
        footer=10,
    ),
    Act(
        id="portfolio.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the account's line to the clipboard"),
        footer=13,
    ),
    Act(
        id="portfolio.brief",
        keys=("b",),
        title=message("brief"),
        help=message("The brief of the account: what to know before talking to them"),
        footer=14,
    ),
)
