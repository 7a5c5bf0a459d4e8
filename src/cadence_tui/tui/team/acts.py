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
    Act(
        id="team.feasibility",
        keys=("f",),
        title=message("feasibility"),
        help=message("What the touch model asks of each person against what they have, and what if"),
        footer=4,
    ),
    Act(
        id="team.model",
        keys=("m",),
        title=message("touch model"),
        help=message("The touch model: change a figure and see what it does to the load"),
        footer=5,
    ),
    Act(
        id="team.leave",
        keys=("L",),
        title=message("team|leave"),
        help=message("Who is away when, who covers for them, what happened meanwhile"),
        footer=3,
    ),
    Act(
        id="team.sessions",
        keys=("g",),
        title=message("group sessions"),
        help=message("Office hours, user groups, webinars, workshops: plan, invite, attendance"),
        footer=5,
    ),
    Act(id="team.copy", keys=("y",), title=message("copy"), help=message("Copy the table as text"), footer=6),
)

FEASIBILITY: tuple[Act, ...] = (
    Act(
        id="feasibility.open",
        keys=("enter", "w"),
        title=message("weeks"),
        help=message("This person's weeks, months and calls, and why"),
        footer=1,
    ),
    Act(
        id="feasibility.new",
        keys=("n",),
        title=message("what if"),
        help=message("What if: new accounts, other segments, people, leave, another model"),
        footer=2,
    ),
    Act(
        id="feasibility.edit",
        keys=("e",),
        title=message("change it"),
        help=message("Change a what-if that stands"),
        footer=5,
    ),
    Act(
        id="feasibility.drop",
        keys=("d", "delete"),
        title=message("drop it"),
        help=message("Drop a what-if; the others stay"),
        footer=3,
    ),
    Act(
        id="feasibility.page",
        keys=("p",),
        title=message("page"),
        help=message("The whole page: weeks, months, accounts per CSM, costs, what gives time back"),
        footer=4,
    ),
    Act(
        id="feasibility.stretch",
        keys=("t",),
        title=message("quarter or year"),
        help=message("Look a quarter ahead or a year"),
        footer=6,
    ),
    Act(
        id="feasibility.sort",
        keys=("s",),
        title=message("sort"),
        help=message("Who breaks first, the fullest, by name"),
        footer=7,
    ),
    Act(
        id="feasibility.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the sentences and the table as text"),
        footer=8,
    ),
)

MODEL: tuple[Act, ...] = (
    Act(
        id="model.edit",
        keys=("enter", "e"),
        title=message("change"),
        help=message("Change the figures of this entry, with the effect on the load beside them"),
        footer=1,
    ),
    Act(
        id="model.save",
        keys=("ctrl+s",),
        title=message("save"),
        help=message("Save the touch model for everybody; leads and admins may"),
        footer=2,
    ),
    Act(
        id="model.effect",
        keys=("w",),
        title=message("effect"),
        help=message("What all changes together do to each person's load, and what is wrong with them"),
        footer=3,
    ),
    Act(
        id="model.drop",
        keys=("d", "delete"),
        title=message("drop"),
        help=message("Forget all changes that are not saved"),
        footer=4,
    ),
    Act(
        id="model.filter",
        keys=("/",),
        title=message("filter"),
        help=message("Only entries with these words"),
        footer=5,
    ),
    Act(
        id="model.copy",
        keys=("y",),
        title=message("copy"),
        help=message("Copy the table as text"),
        footer=6,
    ),
)
