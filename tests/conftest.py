"""What many tests stand on: a small sample store on a Monday morning, and Ana working in it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cadence_tui.content.sample.portfolio import sample_portfolio
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.setup import create_store

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
"""A Monday, 10:12 in Madrid."""


@pytest.fixture(scope="session")
def sample_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small sample, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("sample") / "store"
    create_store(path, sample_portfolio("small", NOW.date()), made=NOW, sample="small").close()
    return path


@pytest.fixture
def sample_store(sample_original: Path, tmp_path: Path) -> Path:
    """A store with the small sample, to change at will."""
    path = tmp_path / "store"
    shutil.copytree(sample_original, path)
    return path


@pytest.fixture
def open_as(sample_store: Path) -> Iterator[Callable[[str], Workspace]]:
    """Opens the sample store as a person, by login."""
    opened: list[Workspace] = []

    def open_it(login: str) -> Workspace:
        workspace = open_workspace(sample_store, acting=login, clock=FixedClock(NOW))
        opened.append(workspace)
        return workspace

    yield open_it
    for workspace in opened:
        workspace.close()


@pytest.fixture
def ana(open_as: Callable[[str], Workspace]) -> Workspace:
    """Ana, a CSM, in the sample store."""
    return open_as("ana")
