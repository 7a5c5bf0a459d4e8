"""Runs command lines: in this process for speed, or as the installed program."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from cadence_tui.cli.main import run

NOW = "2026-11-23T09:12:00+00:00"
PROGRAM = Path(sys.executable).parent / "cadence"


class Ran(Struct):
    """How a command line ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The JSON of the refusal on standard error."""
        return json.loads(self.err)["error"]


Cadence = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, and nothing of the user's own surroundings."""
    home = tmp_path / "home"
    home.mkdir()
    for name in (
        "CADENCE_STORE",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "LC_ALL",
        "LC_MESSAGES",
        "PYTHONUNBUFFERED",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return home


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes]) -> Cadence:
    """Runs a command line in this process: `command("log", "--json")`."""

    def go(*words: str | Path) -> Ran:
        capfdbinary.readouterr()
        status = run([str(word) for word in words])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Ran(status, out.decode(), err.decode())

    return go


@pytest.fixture
def cadence(command: Cadence, sample_store: Path) -> Cadence:
    """Runs a command line on the sample store as Ana (`who`), on a Monday morning."""

    def go(*words: str | Path, who: str = "ana") -> Ran:
        return command(*words, "--store", sample_store, "--as", who, "--now", NOW)

    return go


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the installed program: `program("accounts", "--json")`."""

    def go(*words: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
        command = [str(PROGRAM), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **settings)

    return go
