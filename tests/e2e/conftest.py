"""Terminals for end-to-end tests, cleaned up after each."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal, tmux_found


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Makes terminals that share one empty home folder: `terminal(width=120, height=40, env={...})`."""
    if not tmux_found():
        pytest.skip("tmux is not installed; on Debian: apt install tmux")
    home = tmp_path / "home"
    home.mkdir()
    with ExitStack() as opened:
        yield lambda **settings: opened.enter_context(Terminal(home, **settings))
