"""A call on a real terminal: nothing ends it but its end, and it costs the line next to nothing (C3)."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cadence_tui.model.documents import Call
from cadence_tui.workspace.session import open_workspace
from tests.e2e.terminal import Terminal
from tests.e2e.wire import Wire

Terminals = Callable[..., Terminal]
CADENCE = (sys.executable, "-c", "from cadence_tui.cli.main import main; main()")
SOURCE = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
"""Where the program is found when it is tested from another folder."""
CLOCK = re.compile(r"^ +(\d+):(\d\d) / \d+:00 ")
DRAFT = "half a line abo"
LISTENING_SECONDS = 6


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small sample, of today."""
    folder = tmp_path_factory.mktemp("made")
    words = [*CADENCE, "init", str(folder / "store"), "--sample", "small"]
    subprocess.run(words, env={**os.environ, "HOME": str(folder)}, check=True, capture_output=True)
    return folder / "store"


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    """A copy to work on."""
    return Path(shutil.copytree(original, tmp_path / "store"))


@pytest.fixture
def command(store: Path) -> tuple[str, ...]:
    """Ana's program."""
    return (*CADENCE, "--store", str(store), "--as", "ana", "--lang", "en")


@pytest.fixture
def screen(terminal: Terminals) -> Terminal:
    """A terminal that finds the program under test."""
    return terminal(env={**SOURCE, "PS1": "shell> "})


def open_call(store: Path) -> Call:
    """The call that is open, as it is on disk."""
    ws = open_workspace(store, acting="ana")
    try:
        return next(call for call in ws.records.open_calls() if call.started)
    finally:
        ws.close()


def calls_somebody(screen: Terminal, command: tuple[str, ...], store: Path) -> None:
    """Calls the account under the cursor and leaves a line half typed."""
    screen.start(*command)
    screen.wait_for("c call")
    screen.keys("c")
    screen.wait_for("ctrl+g close")
    screen.text(DRAFT)
    screen.wait_for(lambda _: open_call(store).draft == DRAFT)


def goes_on(screen: Terminal, store: Path) -> bool:
    """Whether the guide shows the line as it was left, and the clock as real time has it."""
    lines = screen.screen()
    shown = clock(lines)
    started = open_call(store).started
    assert started is not None
    passed = (datetime.now(UTC) - started).total_seconds()
    return f" > {DRAFT}" in lines and shown is not None and abs(passed - shown) <= 2


def clock(lines: list[str]) -> int | None:
    """Seconds on the clock of the call, where one is shown."""
    found = CLOCK.match(lines[2]) if len(lines) > 2 else None
    return int(found[1]) * 60 + int(found[2]) if found else None


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGHUP], ids=["killed", "hung up"])
def test_a_call_goes_on_where_it_was_when_the_program_is_gone(
    screen: Terminal, command: tuple[str, ...], store: Path, end: signal.Signals
) -> None:
    calls_somebody(screen, command, store)
    place = screen.cursor
    screen.signal(end)
    assert screen.wait_for_exit() == 128 + end
    screen.start(*command)
    screen.wait_for(lambda _: goes_on(screen, store))
    assert screen.cursor == place
    screen.text("ut seats")
    screen.keys("Enter")
    screen.wait_for("· half a line about seats")


def test_a_call_goes_on_after_a_stop_in_the_shell(
    screen: Terminal, command: tuple[str, ...], store: Path
) -> None:
    screen.start("sh", "-i", "-m")
    screen.wait_for("shell>")
    program = store.parent / "run"
    program.write_text(f"#!/bin/sh\nexec {' '.join(map(repr, command))}\n")
    program.chmod(0o755)
    screen.text(str(program))
    screen.keys("Enter")
    screen.wait_for("c call")
    screen.keys("c")
    screen.wait_for("ctrl+g close")
    screen.text(DRAFT)
    screen.keys("Left", "Left")
    before = screen.wait_for(lambda lines: f" > {DRAFT}" in lines and screen.cursor[0] == len(DRAFT) + 1)
    screen.keys("C-z")
    screen.wait_for("Stopped")
    assert open_call(store).draft == DRAFT
    end = time.monotonic() + 2
    screen.wait_for(lambda _: time.monotonic() > end)
    screen.text("fg")
    screen.keys("Enter")
    screen.wait_for(lambda _: goes_on(screen, store))
    assert screen.cursor[0] == len(DRAFT) + 1
    assert (clock(screen.screen()) or 0) >= (clock(before) or 0) + 2


def test_a_call_that_stands_still_does_so_after_a_restart(
    screen: Terminal, command: tuple[str, ...], store: Path
) -> None:
    calls_somebody(screen, command, store)
    screen.keys("Escape")
    screen.wait_for("p pause")
    screen.keys("p")
    stood = clock(screen.wait_for("‖ paused"))
    screen.signal(signal.SIGKILL)
    screen.wait_for_exit()
    screen.start(*command)
    lines = screen.wait_for("‖ paused")
    assert clock(lines) == stood
    assert f" > {DRAFT}" in lines


def test_a_call_left_open_for_a_day_ends_when_something_was_last_done(
    screen: Terminal, command: tuple[str, ...], store: Path
) -> None:
    monday, tuesday = "2026-11-23T15:12:00+00:00", "2026-11-24T14:26:00+00:00"
    screen.start(*command, "--now", monday)
    screen.wait_for("c call")
    screen.keys("c")
    screen.wait_for("ctrl+g close")
    screen.signal(signal.SIGKILL)
    screen.wait_for_exit()
    screen.start(*command, "--now", tuesday)
    screen.wait_for("never closed. The last sign of it: Mon 23 Nov 10:12")
    screen.keys("Enter")
    lines = screen.wait_for("Close the call")
    assert not any("over the booked" in line for line in lines)
    ended = open_call(store).ended
    assert ended is not None
    assert ended.isoformat() == monday


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_a_running_call_is_one_small_update_a_second(
    command: tuple[str, ...], tmp_path: Path, width: int, height: int
) -> None:
    with Wire(tmp_path, *command, width=width, height=height, env=SOURCE) as line:
        line.wait_for(b"signals")
        line.press(b"c")
        line.wait_for(b"ctrl+g")
        line.press(b"\x14")
        line.read_for(2)
        before = len(line.output)
        line.read_for(LISTENING_SECONDS)
        sent = bytes(line.output[before:])
        assert sent, "the clock runs"
        assert len(sent) < 100 * LISTENING_SECONDS
        assert sent.count(b"\x1b[") < 14 * LISTENING_SECONDS
