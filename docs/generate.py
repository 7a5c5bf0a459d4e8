"""Writes what docs/ shows of the program itself: keys, tables of commands, the picture in the README."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from commands_page import commands_page

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
