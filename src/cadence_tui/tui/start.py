"""Starts the interface: checks the terminal, opens the workspace, ends with a sentence on failure."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cadence_tui.model.clock import Clock
from cadence_tui.model.errors import CadenceError, WrongUsage
from cadence_tui.model.message import message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.keymap import load_keymap
from cadence_tui.tui.news import Waits
from cadence_tui.tui.registry import all_acts
from cadence_tui.tui.themes import choose_theme, load_theme
from cadence_tui.workspace.failures import unexpected
from cadence_tui.workspace.preferences import choose_language, folder, load_choices
from cadence_tui.workspace.session import open_workspace

_ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


def run_interface(store: Path, *, acting: str, language: str, clock: Clock | None, theme: str = "") -> int:
    """The interface on a store, until the person leaves; returns the exit status.

    Raises WrongUsage when there is no terminal to draw on, whatever opening the store raises, what kept a
    view from being shown at all, and Unexpected.
    """
    check_terminal()
    choices = load_choices()
    keymap = load_keymap(all_acts(), folder() / "keys.toml")
    themes = folder() / "themes"
    chosen = load_theme(choose_theme(theme or choices.theme), themes)
    tongue = choose_language(language, choices.language)
    waits = Waits()
    workspace = open_workspace(store, acting=acting, clock=clock, waiting=waits)
    app = CadenceApp(workspace, language=tongue, theme=chosen, keymap=keymap, themes=themes, waits=waits)
    try:
        with _ending_in_order(app):
            app.run(mouse=False)
    finally:
        workspace.close()
        _let_go_of_a_lost_terminal()
    if app.failure is not None:
        raise app.failure if isinstance(app.failure, CadenceError) else unexpected(app.failure)
    return app.return_code or 0


def check_terminal() -> None:
    """Raises WrongUsage where no screen can be drawn."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise WrongUsage(
            message("The interface needs a terminal; for scripts there are commands: cadence --help")
        )
    if os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        raise WrongUsage(
            message("This terminal (TERM={term}) cannot show a screen", term=os.environ.get("TERM", ""))
        )


@contextmanager
def _ending_in_order(app: CadenceApp) -> Iterator[None]:
    """Lets a hang-up, a termination or an interrupt restore the terminal and close the store."""
    before = {number: signal.signal(number, app.end_by_signal) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _let_go_of_a_lost_terminal() -> None:
    """Forgets what can no longer be shown: the interpreter would fail on it at its end."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
