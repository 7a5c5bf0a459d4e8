"""Writes what docs/ shows of the program itself: keys, tables of commands, the picture in the README."""

import asyncio
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from cadence_tui.cli.command import Argument, Command, Group
from cadence_tui.cli.main import program
from cadence_tui.cli.request import Request
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.locale import speech
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.keymap import Keymap, key_label
from cadence_tui.tui.registry import GROUP_TITLES, all_acts
from cadence_tui.tui.themes import load_theme
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import open_workspace
from cadence_tui.workspace.setup import create_store

DOCS = Path(__file__).parent
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
SIZE = (132, 36)
_WIDTH = 120
_HEAD = re.compile(r"^#+ cadence (.+)$", re.MULTILINE)
_PART = re.compile(
    r"\A.*?```sh\n(?P<usage>.*?)```\n(?:\n+\| \| \|\n\|---\|---\|\n(?:\|[^\n]*\n)*)?(?P<below>.*)\Z",
    re.DOTALL,
)
_CHANGING = re.compile(
    r"(?<=^Commands that change something \().*?(?=\) take two more)", re.DOTALL | re.MULTILINE
)


def keys_page() -> str:
    """Every act with its keys, by group, as Markdown."""
    spoken, keymap = speech("en"), Keymap(all_acts())
    lines = ["# Keys", "", "Made from the program by `make docs`; ids are for `keys.toml`."]
    for context, title in GROUP_TITLES.items():
        acts = keymap.of([context])
        if not acts:
            continue
        lines += ["", f"## {spoken.word(title)}", "", "| keys | does | id |", "|---|---|---|"]
        for act in acts:
            keys = " ".join(f"`{key_label(key, spoken)}`" for key in keymap.keys(act))
            lines.append(f"| {keys.replace('|', chr(92) + '|')} | {spoken.word(act.help)} | `{act.id}` |")
    return "\n".join(lines) + "\n"


def commands_page(page: str) -> str:
    """The page of commands anew: headings and tables are the program's.

    Usage lines that are there, and what stands below a table, are written by hand and stay.
    """
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


async def picture() -> str:
    """The portfolio of the sample, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        create_store(store, sample_portfolio("team", NOW.date()), made=NOW).close()
        workspace = open_workspace(store, acting="ana", clock=FixedClock(NOW))
        theme = load_theme("dark", Path(folder))
        app = CadenceApp(
            workspace, language="en", theme=theme, keymap=Keymap(all_acts()), themes=Path(folder)
        )
        async with app.run_test(size=SIZE) as pilot:
            for _ in range(100):
                await pilot.pause(0.05)
            drawn = app.export_screenshot(title="cadence")
        workspace.close()
        # A picture in a README fetches no fonts from elsewhere.
        return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


if __name__ == "__main__":
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
    page = DOCS / "commands.md"
    page.write_text(commands_page(page.read_text(encoding="utf-8")), encoding="utf-8")
    (DOCS / "portfolio.svg").write_text(asyncio.run(picture()), encoding="utf-8")
