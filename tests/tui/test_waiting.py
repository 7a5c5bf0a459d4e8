"""While the store waits for its lock the screen lives on and says for whom; afterwards it is silent again."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.keymap import Keymap
from cadence_tui.tui.news import Waits
from cadence_tui.tui.registry import all_acts
from cadence_tui.tui.themes import load_theme
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace, open_workspace
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until, until_text

WAITING = {
    language: speech(language).say("Waiting: {why} · esc gives up", why="|").split("|")[0]
    for language in LANGUAGES
}
HOLD = """
import fcntl, sys, time
lock = open(sys.argv[1], "r+")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds are long in a test."""
    monkeypatch.setattr("cadence_tui.store.lock.NOTICE", 0.05)


@pytest.fixture
def holder(sample_store: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process with the lock."""
    command = [sys.executable, "-c", HOLD, str(sample_store / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.fixture
def make(sample_store: Path, tmp_path: Path) -> Iterator[Callable[[str], CadenceApp]]:
    opened: list[Workspace] = []

    def made(language: str) -> CadenceApp:
        waits, own = Waits(), tmp_path / "themes"
        workspace = open_workspace(sample_store, acting="ana", clock=FixedClock(NOW), waiting=waits)
        opened.append(workspace)
        return CadenceApp(
            workspace,
            language=language,
            theme=load_theme("dark", own),
            keymap=Keymap(all_acts()),
            themes=own,
            waits=waits,
        )

    yield made
    for workspace in opened:
        workspace.close()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_says_for_whom_lives_on_and_is_silent_when_done(
    make: Callable[[str], CadenceApp], holder: subprocess.Popen[bytes], language: str
) -> None:
    app = make(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda lines: "TechStart" in "".join(lines) and "… " not in lines[1][40:60])
        frame, workspace = app.screen, app.workspace
        account = workspace.records.account("TechStart")
        os.kill(holder.pid, signal.SIGSTOP)
        frame.perform(lambda: edit_account(workspace, account.id, AccountEdit(goal="Open shops")), None)

        def said(lines: list[str]) -> bool:
            foot = " ".join(line.strip() for line in lines[-4:])
            return WAITING[language].strip() in foot and str(holder.pid) in foot

        await until(pilot, said)
        row = frame.view.table.cursor
        await pilot.press("down")
        await pilot.pause()
        assert frame.view.table.cursor == row + 1
        assert said(screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda _: frame.view.contexts[0] == "account" and frame.view._found is not None)
        assert said(screen_text(app))
        holder.kill()
        await until(pilot, lambda lines: not any(WAITING[language].strip() in line for line in lines))
        assert workspace.records.account("TechStart").goal == "Open shops"


async def test_a_lock_that_is_not_let_go_ends_in_a_refusal_and_nothing_is_lost(
    make: Callable[[str], CadenceApp], sample_store: Path
) -> None:
    app = make("en")
    with (sample_store / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        async with app.run_test(size=(80, 24)) as pilot:
            await until_text(pilot, "TechStart")
            frame, workspace = app.screen, app.workspace
            workspace.store._writer.lock._patience = 0.2
            account = workspace.records.account("TechStart")
            frame.perform(lambda: edit_account(workspace, account.id, AccountEdit(goal="Open shops")), None)
            await until_text(pilot, "kept: f9")
            assert not any(WAITING["en"] in line for line in screen_text(app))
            fcntl.flock(lock, fcntl.LOCK_UN)
            await pilot.press("f9")
            await until_text(pilot, "What was not saved")
            await pilot.press("S")
            await until_text(pilot, "Saved")
            assert workspace.records.account("TechStart").goal == "Open shops"


async def test_whoever_waits_may_give_up(
    make: Callable[[str], CadenceApp], holder: subprocess.Popen[bytes]
) -> None:
    app = make("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        frame, workspace = app.screen, app.workspace
        workspace.store._writer.lock._patience = 3600
        account = workspace.records.account("TechStart")
        frame.perform(lambda: edit_account(workspace, account.id, AccountEdit(goal="Open shops")), None)
        await until_text(pilot, "esc gives up")
        await pilot.press("escape")
        await until_text(pilot, "kept: f9")
        assert workspace.records.account("TechStart").goal == account.goal


async def test_a_damaged_store_says_so_on_the_first_screen(
    make: Callable[[str], CadenceApp], sample_store: Path, ana: Workspace
) -> None:
    for goal in ("Open shops", "Open more"):
        edit_account(ana, ana.records.account("TechStart").id, AccountEdit(goal=goal))
    journal = sample_store / "journal-000001.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"Open more", b"Open mope", 1))
    app = make("en")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda lines: "is damaged at line 2" in " ".join("".join(lines[-4:]).split()))
        assert app.workspace.records.account("TechStart").goal == "Open shops"
