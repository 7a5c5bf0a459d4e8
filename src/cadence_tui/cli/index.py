"""Every command of the program: its name, where it is made, what it does; modules are loaded when called."""

from importlib import import_module
from keyword import iskeyword

import click
from msgspec import Struct

from cadence_tui.cli.command import Command, Group
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import Message, message

PROGRAM = "cadence"


class Entry(Struct, frozen=True):
    """A command at the top: the module below `cli.commands` that has it by its name, and its explanation.

    One that goes `alone` needs a process to itself.
    """

    name: str
    module: str
    says: Message
    alone: bool = False


ENTRIES = (
    Entry(
        "demo",
        "interface",
        message("Open the interface on a throw-away copy of the sample portfolio"),
        alone=True,
    ),
    Entry("init", "stores", message("Make a store, with yourself as its admin"), alone=True),
    Entry("import", "transfers", message("Bring files of your own in: all of them, or nothing")),
    Entry("export", "transfers", message("Write the data out, for other programs or for people")),
    Entry("accounts", "accounts", message("The portfolio: one line for each account")),
    Entry("account", "account", message("One account: show it whole, its wishes")),
    Entry("contact", "contacts", message("The people at a customer: list, add, edit")),
    Entry("health", "accounts", message("The health score of an account, taken apart")),
    Entry("due", "planning", message("The touches that the touch model asks for")),
    Entry("plan", "planning", message("Propose a level calendar, and accept it")),
    Entry("calendar", "calendar", message("The agreed calls of a week; calendars of others: publish, sync")),
    Entry("session", "session", message("Group sessions: plan, choose guests, invite, remind, attendance")),
    Entry("touch-model", "touch_model", message("Who gets what, how often, by whom: show, check, diff, use")),
    Entry("adapt", "adapt", message("Rhythms proposed from attendance: list, accept, dismiss, end, effect")),
    Entry("experiment", "experiment", message("Two rhythms compared: start, list, show, stop")),
    Entry("feasibility", "feasibility", message("Can the team do what the touch model asks, and what if")),
    Entry("brief", "brief", message("The page to read before a call")),
    Entry("call", "calls", message("Documented calls: list, show, log, amend, recap, answer")),
    Entry("question", "question", message("Questions of your own for calls: list, add, remove, pin")),
    Entry("actions", "actions", message("The promises, ours and theirs")),
    Entry(
        "action",
        "action",
        message("One promise: show, add, start, block, wait, nudge, done, drop, reopen, edit"),
    ),
    Entry("risk", "risk", message("What threatens accounts: list, add, plan, settle")),
    Entry(
        "opportunity",
        "opportunity",
        message("What accounts may yet buy: list, add, edit, propose, win, lose"),
    ),
    Entry(
        "handoff", "handoff", message("What others of the house are asked for: list, add, show, take, answer")
    ),
    Entry("digest", "digest", message("A person's day as plain text: calls, promises, what waits; for cron")),
    Entry("signals", "signals", message("What happened that wants a touch; look, or replay the rules")),
    Entry("signal", "signal", message("One signal: show, snooze, settle, reopen, raise")),
    Entry("review", "review", message("What waits for the lead, and the verdicts on it")),
    Entry("search", "search", message("Find words across everything written")),
    Entry("log", "history", message("Show who did what, and when")),
    Entry("undo", "history", message("Take back your last act, or the one of that number")),
    Entry("redo", "history", message("Do again what was taken back last")),
    Entry("batch", "batch", message("Carry out many commands, a line each, in one process"), alone=True),
    Entry("doctor", "stores", message("Examine the store, and with --repair mend it"), alone=True),
    Entry("compact", "stores", message("Fold the journal into a new snapshot now"), alone=True),
    Entry("migrate", "stores", message("Bring an earlier program's store up to date"), alone=True),
    Entry("redact", "redact", message("Erase somebody's data, from the past too"), alone=True),
    Entry("backup", "stores", message("Copy the store into one file, also while others work in it")),
    Entry(
        "restore",
        "stores",
        message("Make a store of a backup or of an export, where there is none"),
        alone=True,
    ),
    Entry("person", "people", message("Who belongs to the team: add, list, remove")),
    Entry("leave", "leave", message("Who is away when: add, remove, list")),
    Entry(
        "cover",
        "cover",
        message("While somebody is away: who looks after what, handover, return"),
    ),
    Entry(
        "completion", "completion", message("Print the script that lets a shell complete words"), alone=True
    ),
)
_BY_NAME = {entry.name: entry for entry in ENTRIES}


class Index(Group):
    """The program: commands by name, each loaded when it is called."""

    def below(self, ctx: click.Context) -> list[tuple[str, Message]]:
        """Names and explanations, without loading anything."""
        return [(entry.name, entry.says) for entry in ENTRIES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded."""
        entry = _BY_NAME.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"cadence_tui.cli.commands.{entry.module}")
        made: Command | Group = getattr(module, _attribute(cmd_name))
        made.says = entry.says
        return made


class LineIndex(Index):
    """The program as the lines of a batch have it: without the commands that go alone."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded. Raises WrongUsage for one that goes alone."""
        if cmd_name in _BY_NAME and _BY_NAME[cmd_name].alone:
            raise WrongUsage(message("{name} cannot be a line of a batch", name=cmd_name))
        return super().get_command(ctx, cmd_name)


def _attribute(name: str) -> str:
    word = name.replace("-", "_")
    return f"{word}_" if iskeyword(word) else word
