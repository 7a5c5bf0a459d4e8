"""The terminal of the end-to-end tests does what a terminal does."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

Terminals = Callable[..., Terminal]


def test_what_is_typed_is_seen(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("cat")
    shell.text("Añadir 3 — 株式会社; [@click=x];")
    shell.keys("Enter")
    lines = shell.wait_for(lambda lines: lines[1] != "")
    assert lines[:2] == ["Añadir 3 — 株式会社; [@click=x];"] * 2
    assert shell.cursor == (0, 2)
    assert len(lines) == 24


def test_keys_have_names(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("cat", "-v")
    shell.wait_for(lambda lines: lines[0] == "")
    shell.keys("C-k", "Escape", ";", "Up", "Enter")
    shell.wait_for("^K^[;^[[A")
    shell.keys("C-d")
    assert shell.wait_for_exit() == 0


def test_the_size_is_the_one_asked_for_and_can_change(terminal: Terminals) -> None:
    shell = terminal(width=120, height=40)
    shell.start("sh", "-c", "trap 'stty size' WINCH; stty size; while read x; do :; done; exec sleep 60")
    shell.wait_for("40 120")
    shell.resize(60, 20)
    shell.keys("Enter")
    shell.wait_for("20 60")
    assert len(shell.screen()) == 20


@pytest.mark.parametrize(("script", "status"), [("exit 0", 0), ("exit 4", 4), ("kill -TERM $$", 143)])
def test_the_exit_status_is_told(terminal: Terminals, script: str, status: int) -> None:
    shell = terminal()
    shell.start("sh", "-c", f"echo last words; {script}")
    assert shell.wait_for_exit() == status
    assert shell.screen()[0] == "last words"


def test_an_interrupt_reaches_the_command_alone(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("cat")
    shell.text("before")
    shell.wait_for("before")
    shell.keys("C-c")
    assert shell.wait_for_exit() == 130
    assert shell.screen()[0] == "before^C"


def test_the_command_gets_signals(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("sh", "-c", "trap 'echo hung up; exit 7' HUP; echo ready; while :; do sleep 0.05; done")
    shell.wait_for("ready")
    shell.signal(signal.SIGHUP)
    assert shell.wait_for_exit() == 7
    assert "hung up" in shell.screen()


def test_styles_can_be_seen(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("printf", "\\033[31mred\\033[0m plain")
    assert shell.wait_for("red")[0] == "red plain"
    assert "\x1b[31mred" in shell.screen(styles=True)[0]


def test_a_paste_arrives_whole(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("sh", "-c", "printf '\\033[?2004h'; exec cat -v")
    shell.wait_for(lambda lines: shell.cursor == (0, 0))
    shell.paste("two words;")
    shell.keys("Enter")
    shell.wait_for("two words;")


def test_nothing_of_the_users_own_surroundings_is_inside(terminal: Terminals) -> None:
    shell = terminal(env={"CADENCE_STORE": "/there"})
    shell.start("sh", "-c", "echo $HOME; pwd; echo $CADENCE_STORE; env | grep -c PYTEST")
    lines = shell.wait_for("/there")
    assert lines[0] == lines[1] == str(shell.home)
    assert shell.wait_for_exit() == 1


def test_two_terminals_do_not_meet(terminal: Terminals) -> None:
    one, other = terminal(), terminal()
    one.start("cat")
    other.start("cat")
    one.text("only here")
    one.wait_for("only here")
    assert "only here" not in other.screen()


def test_a_second_start_replaces_the_first(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("sh", "-c", "echo first; exec sleep 60")
    shell.wait_for("first")
    shell.start("echo", "second")
    assert "first" not in shell.wait_for("second")


def test_waiting_in_vain_shows_what_was_there(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("sh", "-c", "echo something else; exec sleep 60")
    shell.wait_for("something else")
    with pytest.raises(AssertionError, match=r"'never'(.|\n)*something else"):
        shell.wait_for("never", timeout=0.1)
    with pytest.raises(AssertionError, match="still running"):
        shell.wait_for_exit(timeout=0.1)


def test_waiting_for_a_program_that_ended_is_short(terminal: Terminals) -> None:
    shell = terminal()
    shell.start("echo", "done")
    with pytest.raises(AssertionError, match="the program ended"):
        shell.wait_for("never", timeout=600)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with Terminal(tmp_path) as shell:
        shell.start("sh", "-c", "trap '' HUP TERM; echo ready; while :; do sleep 0.05; done")
        shell.wait_for("ready")
        pid, folder = shell.pid, shell._folder
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    shell.kill()
