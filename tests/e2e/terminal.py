"""A real terminal for tests: a program in a tmux pane of its own, typed at and read as a person would."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_SETTINGS = """
set -g status off
set -s escape-time 0
set -g default-terminal screen-256color
"""
# Keeps the screen when the command has ended, and knows its exit status more surely than tmux does.
_RUN = """
trap : INT QUIT
exec 3>&2 2>/dev/null
sh -c 'echo $$ >"$0.new"; mv "$0.new" "$0.pid"; exec "$@" 2>&3 3>&-' "$0" "$@"
echo $? >"$0.new"; mv "$0.new" "$0.status"
exec sleep 2147483647
"""
_LOOK_SECONDS = 0.02

Wanted = str | Callable[[list[str]], object]


def tmux_found() -> bool:
    """Whether this machine has tmux."""
    return shutil.which("tmux") is not None


class Terminal:
    """One pane of `width` by `height` cells, with `home` as its home folder and nothing else from outside.

    Used as a context manager it leaves neither processes nor files behind.
    """

    def __init__(
        self, home: Path, *, width: int = 80, height: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        self.width, self.height, self.home = width, height, home
        self._folder = Path(tempfile.mkdtemp(prefix="cadence-terminal-"))
        self._env = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "SHELL": "/bin/sh",
            "TMUX_TMPDIR": str(self._folder),
            **(env or {}),
        }
        self._runs = 0

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self, *command: str) -> None:
        """Runs a command on an empty screen; one that runs already is killed first."""
        self._end()
        self._runs += 1
        settings = self._folder / "tmux.conf"
        settings.write_text(_SETTINGS)
        place = ["-s", "test", "-c", str(self.home), "-x", str(self.width), "-y", str(self.height)]
        run = ["sh", "-c", _RUN, str(self._folder / str(self._runs)), *command]
        self._tmux("-u", "-f", str(settings), "new-session", "-d", *place, "--", *run)
        self._wait(self._note("pid").exists, 15, "not started")

    @property
    def pid(self) -> int:
        """The process id of the command."""
        return int(self._note("pid").read_text())

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        column, row = self._ask("#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    def keys(self, *names: str) -> None:
        """Presses keys by their tmux names: `Enter`, `Escape`, `C-k`, `Down`, `F1`, `a`."""
        self._tmux("send-keys", "-t", "test", "--", *map(_last_semicolon_kept, names))

    def text(self, text: str) -> None:
        """Types characters."""
        self._tmux("send-keys", "-t", "test", "-l", "--", _last_semicolon_kept(text))

    def paste(self, text: str) -> None:
        """Pastes text at once, bracketed where the program asked for that."""
        self._tmux("set-buffer", "--", _last_semicolon_kept(text))
        self._tmux("paste-buffer", "-p", "-r", "-d", "-t", "test")

    def screen(self, *, styles: bool = False) -> list[str]:
        """The `height` lines that are seen, without blanks at their ends; with `styles` in colour."""
        shown = self._tmux("capture-pane", "-p", "-t", "test", *["-e"] * styles).split("\n")
        lines = [line.rstrip() for line in shown[: self.height]]
        return lines + [""] * (self.height - len(lines))

    def wait_for(self, wanted: Wanted, timeout: float = 15) -> list[str]:
        """The screen as soon as it shows a text or satisfies a predicate.

        Raises AssertionError with the last screen after `timeout` seconds, or at once when the program ended.
        """
        end = time.monotonic() + timeout
        while True:
            ended = self._note("status").exists()
            lines = self.screen()
            if any(wanted in line for line in lines) if isinstance(wanted, str) else wanted(lines):
                return lines
            if ended or time.monotonic() > end:
                why = "the program ended" if ended else f"{timeout:g} s passed"
                raise AssertionError(f"{why} without {wanted!r} on the screen:\n" + "\n".join(lines))
            time.sleep(_LOOK_SECONDS)

    def wait_for_exit(self, timeout: float = 15) -> int:
        """The exit status of the command, as a shell tells it: that of a signal is 128 and its number."""
        self._wait(self._note("status").exists, timeout, "still running")
        return int(self._note("status").read_text())

    def resize(self, width: int, height: int) -> None:
        """Changes the size of the terminal."""
        self.width, self.height = width, height
        self._tmux("resize-window", "-t", "test", "-x", str(width), "-y", str(height))

    def signal(self, number: signal.Signals) -> None:
        """Sends the command a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends everything that was started and removes what was written; harmless when repeated."""
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self) -> None:
        if not self._runs or not self._folder.exists():
            return
        try:
            keeper = int(self._ask("#{pane_pid}"))
            if not self._note("status").exists():
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
                self.wait_for_exit()
            os.killpg(keeper, signal.SIGKILL)
        finally:
            with suppress(RuntimeError):
                self._tmux("kill-server")

    def _note(self, what: str) -> Path:
        return self._folder / f"{self._runs}.{what}"

    def _wait(self, happened: Callable[[], bool], timeout: float, fault: str) -> None:
        end = time.monotonic() + timeout
        while not happened():
            if time.monotonic() > end:
                raise AssertionError(f"{fault} after {timeout:g} s:\n" + "\n".join(self.screen()))
            time.sleep(_LOOK_SECONDS)

    def _ask(self, pattern: str) -> str:
        return self._tmux("display-message", "-p", "-t", "test", pattern).strip()

    def _tmux(self, *words: str) -> str:
        run = subprocess.run(
            ["tmux", "-L", str(self._runs), *words],
            env=self._env,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        if run.returncode:
            raise RuntimeError(f"tmux {words[0]}: {run.stderr.strip()}")
        return run.stdout


def _last_semicolon_kept(word: str) -> str:
    # tmux takes a word's last semicolon for the end of a command.
    return f"{word[:-1]}\\;" if word.endswith(";") else word
