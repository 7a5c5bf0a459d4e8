"""Acts while a plan is looked at, a call is held in the hand, people stand side by side."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

PROPOSAL: tuple[Act, ...] = (
    Act(
        id="proposal.accept",
        keys=("a",),
        title=message("accept"),
        help=message("Accept the marked changes, or all of them when none is marked"),
        footer=1,
    ),
    Act(
        id="proposal.mark",
        keys=("space",),
        title=message("mark"),
        help=message("Mark this change, to accept only what is marked"),
        footer=2,
    ),
    Act(
        id="proposal.why",
        keys=("w", "enter"),
        title=message("why"),
        help=message("Why this call is due, and why it goes there"),
        footer=3,
    ),
    Act(
        id="proposal.drop",
        keys=("x",),
        title=message("leave it"),
        help=message("Leave the plan without accepting anything; so does escape"),
        footer=4,
    ),
    Act(
        id="proposal.next-group",
        keys=("g",),
        title=message("next group"),
        help=message("The next group: short, without room, moved, new …"),
        footer=10,
    ),
    Act(
        id="proposal.shortages",
        keys=("s",),
        title=message("ways out"),
        help=message("Who is short of how many minutes in which weeks, and the ways out"),
        footer=5,
    ),
    Act(
        id="proposal.repair",
        keys=("r",),
        title=message("repair"),
        help=message("Plan what is due and leave what stands where it is"),
        footer=8,
    ),
    Act(
        id="proposal.relevel",
        keys=("l",),
        title=message("re-level"),
        help=message("Plan anew for level weeks; what was planned may move, each move has its price"),
        footer=6,
    ),
    Act(
        id="proposal.flatten",
        keys=("f",),
        title=message("flatten"),
        help=message("The fullest week as low as is possible, whatever has to move for it"),
        footer=7,
    ),
    Act(
        id="proposal.dials",
        keys=("e",),
        title=message("dials"),
        help=message("Flat or on time, how calm, how much preferences count"),
        footer=9,
    ),
)
MOVING: tuple[Act, ...] = (
    Act(
        id="moving.left",
        keys=("left", "h"),
        title=message("day before"),
        help=message("One working day earlier"),
        footer=3,
    ),
    Act(
        id="moving.right",
        keys=("right", "l"),
        title=message("day after"),
        help=message("One working day later"),
        footer=4,
    ),
    Act(
        id="moving.up",
        keys=("up", "k"),
        title=message("earlier"),
        help=message("One step of the clock earlier"),
        footer=5,
    ),
    Act(
        id="moving.down",
        keys=("down", "j"),
        title=message("later"),
        help=message("One step of the clock later"),
        footer=6,
    ),
    Act(id="moving.previous-week", keys=("[",), title=message("week back"), help=message("A week earlier")),
    Act(id="moving.next-week", keys=("]",), title=message("week on"), help=message("A week later")),
    Act(
        id="moving.free",
        keys=("tab", "space"),
        title=message("next free hour"),
        help=message("The next hour that is free for both"),
        footer=7,
    ),
    Act(
        id="moving.put",
        keys=("enter",),
        title=message("put"),
        help=message("Put the call here"),
        footer=1,
    ),
    Act(
        id="moving.leave",
        keys=("escape", "q"),
        title=message("as it was"),
        help=message("Leave the call where it was"),
        footer=2,
    ),
)
PEOPLE: tuple[Act, ...] = (
    Act(
        id="people.open",
        keys=("enter",),
        title=message("their week"),
        help=message("The calendar of this person, in the week that is looked at"),
        footer=1,
    ),
    Act(
        id="people.level",
        keys=("z", "tab"),
        title=message("weeks or days"),
        help=message("The weeks to come, or the days of one week"),
        footer=2,
    ),
    Act(
        id="people.scope",
        keys=("o",),
        title=message("pod or all"),
        help=message("The own pod or everybody"),
        footer=3,
    ),
    Act(
        id="people.previous-week",
        keys=("[", "left", "h"),
        title=message("week back"),
        help=message("The week before"),
        footer=4,
    ),
    Act(
        id="people.next-week",
        keys=("]", "right", "l"),
        title=message("week on"),
        help=message("The week after"),
        footer=5,
    ),
    Act(
        id="people.leave",
        keys=("T",),
        title=message("back to the week"),
        help=message("Back to the calendar of one person"),
        footer=6,
    ),
)
WAYS: tuple[Act, ...] = (
    Act(
        id="ways.take",
        keys=("a",),
        title=message("do it"),
        help=message("Do what was tried: give the calls away, place them, or make mails of them"),
        footer=1,
    ),
    Act(
        id="ways.open",
        keys=("enter", "w"),
        title=message("why"),
        help=message("The whole text: what gave way, and what this way out would do"),
        footer=2,
    ),
)
