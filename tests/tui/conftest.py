"""Makes the interface on a store, without a terminal."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from cadence_tui.tui import reminding
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.keymap import Keymap
from cadence_tui.tui.registry import all_acts
from cadence_tui.tui.signals import looking
from cadence_tui.tui.themes import load_theme
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace

NOW = datetime.fromisoformat("2026-11-23T09:12:00+00:00")
MakeApp = Callable[..., CadenceApp]


@pytest.fixture
def make_app(sample_store: Path, tmp_path: Path) -> Iterator[MakeApp]:
    """The interface: `make_app(store=..., language="en", acting="ana", theme="dark", now=...)`."""
    opened: list[Workspace] = []

    def make(
        store: Path = sample_store,
        *,
        language: str = "en",
        acting: str = "ana",
        theme: str = "dark",
        now: datetime = NOW,
    ) -> CadenceApp:
        workspace = open_workspace(store, acting=acting, clock=FixedClock(now))
        opened.append(workspace)
        own = tmp_path / "themes"
        return CadenceApp(
            workspace, language=language, theme=load_theme(theme, own), keymap=Keymap(all_acts()), themes=own
        )

    yield make
    for workspace in opened:
        workspace.close()


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What could not be saved is kept here, and not with the person who runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "cadence" / "unsaved"


@pytest.fixture(autouse=True)
def quiet_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks for signals or reminders in the middle of a test; tests of that set their own pause."""
    monkeypatch.setattr(looking, "_REST_SECONDS", 3600.0)
    monkeypatch.setattr(reminding, "_REST_SECONDS", 3600.0)
