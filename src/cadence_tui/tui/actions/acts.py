"""Acts of the board of promises and of the lead's review."""

from cadence_tui.model.message import message
from cadence_tui.tui.registry import Act

ACTIONS: tuple[Act, ...] = (
    Act(
        id="actions.left",
        keys=("left", "h"),
        title=message("direction|left"),
        help=message("To the column at the left"),
    ),
    Act(
        id="actions.right",
        keys=("right", "l"),
        title=message("direction|right"),
        help=message("To the column at the right"),
    ),
    Act(
        id="actions.down",
        keys=("down", "j"),
        title=message("down"),
        help=message("Next promise of the column"),
    ),
    Act(
        id="actions.up", keys=("up", "k"), title=message("up"), help=message("Previous promise of the column")
    ),
    Act(
        id="actions.page-down",
        keys=("pagedown", "ctrl+f"),
        title=message("page down"),
        help=message("One page down"),
    ),
    Act(
        id="actions.page-up", keys=("pageup", "ctrl+b"), title=message("page up"), help=message("One page up")
    ),
    Act(
        id="actions.first",
        keys=("home",),
        title=message("first"),
        help=message("First promise of the column"),
    ),
    Act(
        id="actions.last",
        keys=("end", "G"),
        title=message("last"),
        help=message("Last promise of the column"),
    ),
    Act(
        id="actions.open",
        keys=("enter",),
        title=message("open"),
        help=message("Everything about this promise, its history too"),
        footer=1,
    ),
    Act(
        id="actions.backward",
        keys=("<",),
        title=message("move left"),
        help=message("Move it to the column at the left"),
    ),
    Act(
        id="actions.forward",
        keys=(">",),
        title=message("move on"),
        help=message("Move it to the column at the right"),
        footer=11,
    ),
    Act(
        id="actions.move",
        keys=("m",),
        title=message("move to"),
        help=message("Choose the column it moves to, or drop it"),
        footer=12,
    ),
    Act(
        id="actions.done", keys=("d",), title=message("done"), help=message("This promise is kept"), footer=2
    ),
    Act(
        id="actions.evidence",
        keys=("D",),
        title=message("done, shown by"),
        help=message("This promise is kept: say what shows it, now or afterwards"),
    ),
    Act(
        id="actions.nudge",
        keys=("N",),
        title=message("nudge"),
        help=message("Remind the customer: a mail to copy or as a file, and a record of it"),
        footer=4,
    ),
    Act(
        id="actions.block",
        keys=("b",),
        title=message("blocked"),
        help=message("It cannot go on: say why"),
        footer=9,
    ),
    Act(
        id="actions.redate",
        keys=("r",),
        title=message("board|new date"),
        help=message("Move its date and say why"),
        footer=3,
    ),
    Act(
        id="actions.assign",
        keys=("a",),
        title=message("assign"),
        help=message("Give it to somebody else"),
        footer=10,
    ),
    Act(id="actions.comment", keys=("c",), title=message("remark"), help=message("Write a remark on it")),
    Act(
        id="actions.call",
        keys=("C",),
        title=message("call"),
        help=message("Start a call with the account now"),
    ),
    Act(
        id="actions.new",
        keys=("n",),
        title=message("new"),
        help=message("Write down a promise for an account"),
        footer=8,
    ),
    Act(
        id="actions.edit", keys=("e",), title=message("edit"), help=message("Change title, owner, date, side")
    ),
    Act(
        id="actions.mark",
        keys=("space",),
        title=message("mark"),
        help=message("Mark it, so that the next act is for all marked ones"),
    ),
    Act(
        id="actions.filter",
        keys=("/",),
        title=message("filter"),
        help=message(
            "Show what fits typed words; also: late, waiting, due:week; it names all when nothing fits"
        ),
        footer=6,
    ),
    Act(
        id="actions.group", keys=("g",), title=message("group"), help=message("By owner, account or due week")
    ),
    Act(id="actions.sort", keys=("s",), title=message("sort"), help=message("Another order")),
    Act(
        id="actions.views",
        keys=("v",),
        title=message("views"),
        help=message("Take up a kept view, or keep this one: filter, order, groups and scope under a name"),
        footer=7,
    ),
    Act(id="actions.scope", keys=("o",), title=message("scope"), help=message("Mine, my pod's, or all")),
    Act(
        id="actions.why",
        keys=("w",),
        title=message("why"),
        help=message("Why it stands where it stands, and how often promises were kept"),
        footer=13,
    ),
    Act(id="actions.copy", keys=("y",), title=message("copy"), help=message("Copy it as text")),
    Act(
        id="actions.export",
        keys=("x",),
        title=message("export"),
        help=message("Write the marked promises, or all that are shown, into a file for other programs"),
    ),
    Act(
        id="actions.review",
        keys=("R",),
        title=message("review"),
        help=message("The lead's review: what waits, one by one"),
        footer=5,
    ),
    Act(
        id="actions.said",
        keys=("V",),
        title=message("the lead's words"),
        help=message("What the lead said about your items, what is new first; for leads the signed reviews"),
    ),
)
REVIEW: tuple[Act, ...] = (
    Act(
        id="review.approve",
        keys=("a",),
        title=message("approve"),
        help=message("Approve it: it is in good hands"),
        footer=1,
    ),
    Act(
        id="review.return",
        keys=("r",),
        title=message("return"),
        help=message("Back to its owner; enter takes the reason shown"),
        footer=2,
    ),
    Act(
        id="review.escalate",
        keys=("e",),
        title=message("escalate"),
        help=message("Settle it until a day; enter takes the day shown"),
        footer=3,
    ),
    Act(
        id="review.reassign",
        keys=("o",),
        title=message("reassign"),
        help=message("Give it to somebody else; enter takes the first of those shown"),
        footer=4,
    ),
    Act(
        id="review.redate",
        keys=("t",),
        title=message("new date"),
        help=message("Another date; enter takes the day and the reason shown"),
        footer=5,
    ),
    Act(
        id="review.by-rule",
        keys=("x",),
        title=message("by the rule"),
        help=message("What was set by hand ends, the rule decides again"),
    ),
    Act(
        id="review.comment",
        keys=("c",),
        title=message("remark"),
        help=message("Write a remark on it"),
        footer=6,
    ),
    Act(
        id="review.next",
        keys=("right", "l", "n"),
        title=message("next"),
        help=message("Next one, this one stays undecided"),
    ),
    Act(
        id="review.previous", keys=("left", "h", "p"), title=message("previous"), help=message("Previous one")
    ),
    Act(id="review.down", keys=("down", "j", "pagedown"), title=message("down"), help=message("Scroll down")),
    Act(id="review.up", keys=("up", "k", "pageup"), title=message("up"), help=message("Scroll up")),
    Act(
        id="review.why",
        keys=("w",),
        title=message("why"),
        help=message("Why it waits for the lead, with the weight of each reason"),
    ),
    Act(
        id="review.pods",
        keys=("O",),
        title=message("my pod or all"),
        help=message("What waits in your own pod, or in all of them"),
    ),
    Act(
        id="review.records",
        keys=("V",),
        title=message("signed reviews"),
        help=message("Reviews that were signed, with what was said in them"),
    ),
    Act(
        id="review.finish",
        keys=("S",),
        title=message("summary"),
        help=message("The summary of this session, to be signed there"),
        footer=7,
    ),
)
SUMMARY: tuple[Act, ...] = (
    # No enter here: it ends every question of the review, and one too many would sign.
    Act(
        id="summary.sign",
        keys=("S",),
        title=message("review|sign"),
        help=message("Sign this review with your name and the time; closing words are asked for first"),
        footer=1,
    ),
    Act(
        id="summary.undecided",
        keys=("n", "right", "l"),
        title=message("next undecided"),
        help=message("Back to the first item without a verdict"),
        footer=2,
    ),
    Act(
        id="summary.previous",
        keys=("left", "h", "p"),
        title=message("last item"),
        help=message("Back to the last item of the queue"),
        footer=3,
    ),
    Act(
        id="summary.down", keys=("down", "j", "pagedown"), title=message("down"), help=message("Scroll down")
    ),
    Act(id="summary.up", keys=("up", "k", "pageup"), title=message("up"), help=message("Scroll up")),
    Act(
        id="summary.pods",
        keys=("O",),
        title=message("my pod or all"),
        help=message("What waits in your own pod, or in all of them"),
        footer=5,
    ),
    Act(
        id="summary.records",
        keys=("V",),
        title=message("signed reviews"),
        help=message("Reviews that were signed, with what was said in them"),
        footer=4,
    ),
)
