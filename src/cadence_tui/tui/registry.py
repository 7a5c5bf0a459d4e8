"""Every act of the interface, once: its keys, title, help, group and place in the footer.

Key dispatch, footer, help, palette, the keys page and the keymap check are all made from `ACTS`.
An act `calendar.move` is carried out by the method `act_move` of the view that owns its context.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from cadence_tui.model.message import Message, message


class Act(Struct, frozen=True, kw_only=True):
    """One thing a person can do. `footer` ranks it there (1 first; 0 keeps it out)."""

    id: str
    keys: tuple[str, ...]
    title: Message
    help: Message
    footer: int = 0

    @property
    def context(self) -> str:
        """The context the act belongs to, e.g. `calendar`."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The name of the method that carries it out."""
        return "act_" + self.id.partition(".")[2].replace("-", "_")


EVERYWHERE = (
    Act(id="app.tab-1", keys=("1",), title=message("Portfolio"), help=message("Go to the portfolio")),
    Act(id="app.tab-2", keys=("2",), title=message("Calendar"), help=message("Go to the calendar")),
    Act(id="app.tab-3", keys=("3",), title=message("Call"), help=message("Go to the call")),
    Act(id="app.tab-4", keys=("4",), title=message("Actions"), help=message("Go to the action items")),
    Act(id="app.tab-5", keys=("5",), title=message("Team"), help=message("Go to the team")),
    Act(
        id="app.jump",
        keys=("ctrl+k",),
        title=message("jump"),
        help=message("Jump to an account, person, promise or call, or to anything written, by its words"),
    ),
    Act(
        id="app.palette",
        keys=(":", "ctrl+p"),
        title=message("commands"),
        help=message("Find any act by typing part of its name"),
    ),
    Act(
        id="app.undo",
        keys=("u",),
        title=message("undo"),
        help=message("Take back the last act, even one of yesterday"),
    ),
    Act(id="app.redo", keys=("ctrl+r",), title=message("redo"), help=message("Do again what was taken back")),
    Act(
        id="app.unsaved",
        keys=("f9",),
        title=message("not saved"),
        help=message("What was not saved: read it, copy it, save it after all, forget it"),
    ),
    Act(
        id="app.touch-model",
        keys=(),
        title=message("touch model"),
        help=message("The touch model: change a figure and see what it does to the load"),
    ),
    Act(
        id="app.meanwhile",
        keys=("f6",),
        title=message("meanwhile"),
        help=message("What happened on your accounts while you were away"),
    ),
    Act(id="app.theme", keys=("f8",), title=message("theme"), help=message("Change the colours")),
    Act(id="app.redraw", keys=("ctrl+l",), title=message("redraw"), help=message("Draw the screen anew")),
    Act(
        id="app.suspend",
        keys=("ctrl+z",),
        title=message("suspend"),
        help=message("Back to the shell; fg returns"),
    ),
    Act(
        id="app.back", keys=("escape", "backspace"), title=message("back"), help=message("Back; always safe")
    ),
    Act(
        id="app.help",
        keys=("?", "f1"),
        title=message("keys"),
        help=message("The keys of this screen"),
        footer=99,
    ),
    Act(
        id="app.quit",
        keys=("q", "ctrl+q", "ctrl+c"),
        title=message("leave"),
        help=message("Leave the program"),
        footer=98,
    ),
)
LIST = (
    Act(id="list.down", keys=("down", "j"), title=message("down"), help=message("Next row")),
    Act(id="list.up", keys=("up", "k"), title=message("up"), help=message("Previous row")),
    Act(
        id="list.page-down",
        keys=("pagedown", "ctrl+f"),
        title=message("page down"),
        help=message("One page down"),
    ),
    Act(id="list.page-up", keys=("pageup", "ctrl+b"), title=message("page up"), help=message("One page up")),
    Act(id="list.first", keys=("home",), title=message("first"), help=message("First row")),
    Act(id="list.last", keys=("end", "G"), title=message("last"), help=message("Last row")),
)

GROUP_TITLES: Mapping[str, Message] = {
    "app": message("Everywhere"),
    "list": message("Lists"),
    "portfolio": message("Portfolio"),
    "account": message("Account"),
    "signals": message("Signals"),
    "calendar": message("Calendar"),
    "proposal": message("Proposal"),
    "moving": message("Moving a call"),
    "people": message("People side by side"),
    "ways": message("Ways out of a shortage"),
    "call": message("Call"),
    "brief": message("Brief"),
    "guide": message("During the call"),
    "live": message("During the call, after escape"),
    "watch": message("Looking on at a call"),
    "actions": message("Actions"),
    "review": message("Review"),
    "summary": message("Summary of this review"),
    "team": message("Team"),
    "adapt": message("Rhythms"),
    "experiments": message("Experiments"),
    "leave": message("Leave"),
    "cover": message("Cover"),
    "feasibility": message("Feasibility"),
    "model": message("Touch model"),
    "sessions": message("Group sessions"),
    "guests": message("Guests of a session"),
}


def all_acts() -> dict[str, Act]:
    """Acts by id, of every part of the interface."""
    from cadence_tui.tui.account.acts import ACCOUNT
    from cadence_tui.tui.actions.acts import ACTIONS, REVIEW, SUMMARY
    from cadence_tui.tui.adaptation.acts import ADAPT, EXPERIMENTS
    from cadence_tui.tui.calendar.acts import CALENDAR
    from cadence_tui.tui.calendar.more_acts import MOVING, PEOPLE, PROPOSAL, WAYS
    from cadence_tui.tui.call.acts import BRIEF, CALL
    from cadence_tui.tui.call.guide_acts import GUIDE, LIVE, WATCH
    from cadence_tui.tui.cover.acts import COVER, LEAVE
    from cadence_tui.tui.portfolio.acts import PORTFOLIO
    from cadence_tui.tui.sessions.acts import GUESTS, SESSIONS
    from cadence_tui.tui.signals.acts import SIGNALS
    from cadence_tui.tui.team.acts import FEASIBILITY, MODEL, TEAM

    parts: Iterable[Iterable[Act]] = (
        EVERYWHERE,
        LIST,
        PORTFOLIO,
        ACCOUNT,
        SIGNALS,
        CALENDAR,
        PROPOSAL,
        MOVING,
        PEOPLE,
        WAYS,
        CALL,
        BRIEF,
        GUIDE,
        LIVE,
        WATCH,
        ACTIONS,
        REVIEW,
        SUMMARY,
        TEAM,
        ADAPT,
        EXPERIMENTS,
        LEAVE,
        COVER,
        FEASIBILITY,
        MODEL,
        SESSIONS,
        GUESTS,
    )
    return {act.id: act for part in parts for act in part}


STACKS: tuple[tuple[str, ...], ...] = (
    ("portfolio", "list", "app"),
    ("account", "list", "app"),
    ("signals", "list", "app"),
    ("calendar", "app"),
    ("proposal", "list", "app"),
    ("moving",),
    ("people", "list", "app"),
    ("ways", "list", "app"),
    ("call", "list", "app"),
    ("brief", "list", "app"),
    ("guide",),
    ("live", "list", "app"),
    ("watch", "list", "app"),
    ("actions", "app"),
    ("review", "app"),
    ("summary", "app"),
    ("team", "list", "app"),
    ("adapt", "list", "app"),
    ("experiments", "list", "app"),
    ("leave", "list", "app"),
    ("cover", "list", "app"),
    ("feasibility", "list", "app"),
    ("model", "list", "app"),
    ("sessions", "list", "app"),
    ("guests", "list", "app"),
)
"""Contexts that listen together, the first one first; within a stack a key may mean one thing only."""
