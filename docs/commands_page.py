"""Brings docs/commands.md up to date: headings and tables are the program's.

Usage lines that are there, and what stands below a table, are written by hand and stay.
"""

import re
from collections.abc import Iterator

import click

from cadence_tui.cli.command import Argument, Command, Group
from cadence_tui.cli.main import program
from cadence_tui.cli.request import Request
from cadence_tui.locale import speech

_WIDTH = 120
_HEAD = re.compile(r"^#+ cadence (.+)$", re.MULTILINE)
_PART = re.compile(
    r"\A.*?```sh\n(?P<usage>.*?)```\n(?:\n+\| \| \|\n\|---\|---\|\n(?:\|[^\n]*\n)*)?(?P<below>.*)\Z",
    re.DOTALL,
)
_CHANGING = re.compile(
    r"(?<=^Commands that change something \().*?(?=\) take two more)", re.DOTALL | re.MULTILINE
)


def commands_page(page: str) -> str:
    """The page anew; commands that it does not know yet come without words of their own."""
    intro, *parts = _HEAD.split(page)
    known = {
        words: found
        for words, text in zip(parts[::2], parts[1::2], strict=True)
        if (found := _PART.match(text))
    }
    sections = [_section(words, found, known.get(words)) for words, found in _commands()]
    return "\n".join([_CHANGING.sub(_changing(), intro).rstrip() + "\n", *sections])


def _commands() -> Iterator[tuple[str, Command | Group]]:
    index = program()
    context = index.make_context("cadence", [], resilient_parsing=True, obj=Request("en"))
    for name in index.list_commands(context):
        found = index.get_command(context, name)
        if isinstance(found, Command | Group):
            yield name, found
        if isinstance(found, Group):
            yield from (
                (f"{name} {below}", each)
                for below, each in found.commands.items()
                if isinstance(each, Command)
            )


def _section(words: str, found: Command | Group, known: re.Match[str] | None) -> str:
    spoken = speech("en")
    context = found.make_context(words, [], resilient_parsing=True, obj=Request("en"))
    usage = known["usage"].rstrip() if known else _usage(words, found, context)
    below = known["below"].strip() if known else ""
    rows = [record for each in found.params if (record := each.get_help_record(context))]
    table = (
        ["", "| | |", "|---|---|", *(f"| `{_cell(spec)}` | {_cell(says)} |" for spec, says in rows)]
        if rows
        else []
    )
    head = "###" if " " in words else "##"
    says = spoken.word(found.says).rstrip(".")
    lines = [f"{head} cadence {words}", "", f"{says}.", "", "```sh", usage, "```", *table]
    return "\n".join([*lines, *(["", below] if below else [])]) + "\n"


def _usage(words: str, found: Command | Group, context: click.Context) -> str:
    pieces = [each.make_metavar(context) for each in found.params if isinstance(each, Argument)]
    if isinstance(found, Group):
        pieces.append("[COMMAND]" if found.invoke_without_command else "COMMAND")
    return " ".join(["cadence", words, *pieces])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _changing() -> str:
    """The names of the commands that change something, wrapped as the sentence around them is."""
    lines, line = [], "Commands that change something ("
    names = [f"`{words}`" for words, found in _commands() if isinstance(found, Command) and found.writes]
    for name in [*(f"{each}," for each in names[:-1]), names[-1]]:
        if len(line) + 1 + len(name) > _WIDTH:
            lines.append(line)
            line = name
        else:
            line += name if line.endswith("(") else f" {name}"
    return "\n".join([*lines, line]).removeprefix("Commands that change something (")
