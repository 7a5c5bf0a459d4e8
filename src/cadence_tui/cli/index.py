"""Every command of the program: its name, where it is made, what it does; modules are loaded when called."""

from importlib import import_module

import click
from msgspec import Struct

from cadence_tui.cli.command import Command, Group
from cadence_tui.model.message import Message, message


class Entry(Struct, frozen=True):
    """A command at the top: the module below `cli.commands` that has it by its name, and its explanation."""

    name: str
    module: str
    says: Message


ENTRIES = (
    Entry("demo", "interface", message("Open the interface on a throw-away copy of the sample portfolio")),
    Entry("init", "stores", message("Make a store, with yourself as its admin")),
)


class Index(Group):
    """The program: commands by name, each loaded when it is called."""

    def below(self, ctx: click.Context) -> list[tuple[str, Message]]:
        """Names and explanations, without loading anything."""
        return [(entry.name, entry.says) for entry in ENTRIES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded."""
        entry = next((entry for entry in ENTRIES if entry.name == cmd_name), None)
        if entry is None:
            return None
        module = import_module(f"cadence_tui.cli.commands.{entry.module}")
        made: Command | Group = getattr(module, cmd_name.replace("-", "_"))
        made.says = entry.says
        return made
