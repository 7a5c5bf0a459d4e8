"""A program on a bare pseudo-terminal, of which every byte is kept: for what a terminal emulator hides."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

COLOURS = re.compile(rb"\x1b\[(?:\d*;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d*)*m")
"""A change of style that names a colour."""
_END_SECONDS = 15.0
_REPEATS_A_SECOND = 30


class Wire:
    """Runs a command in a terminal that nobody emulates; leaves no process behind.

    Without `session` the terminal does not control the program: when it goes away there is an end of
    input and no signal, as behind some wrappers of ssh.
    """

    def __init__(
        self,
        home: Path,
        *command: str,
        width: int = 80,
        height: int = 24,
        env: Mapping[str, str] | None = None,
        session: bool = True,
    ) -> None:
        self.output = bytearray()
        self._near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.modes = termios.tcgetattr(far)
        self._far = far if session else None
        surroundings = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            **(env or {}),
        }
        self.process = subprocess.Popen(
            command,
            stdin=far,
            stdout=far,
            stderr=far,
            cwd=home,
            env=surroundings,
            start_new_session=True,
            preexec_fn=_take_terminal if session else None,
        )
        if not session:
            os.close(far)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()
        if self._far is not None:
            os.close(self._far)

    def press(self, keys: bytes) -> None:
        """Sends what keys send."""
        os.write(self._near, keys)

    def hold(self, *keys: bytes, seconds: float) -> None:
        """Holds keys down in turn, as long as that: thirty presses a second, and nobody reads."""
        for number in range(int(seconds * _REPEATS_A_SECOND)):
            self.press(keys[number % len(keys)])
            time.sleep(1 / _REPEATS_A_SECOND)

    def wait_for(self, wanted: bytes, timeout: float = _END_SECONDS) -> None:
        """Reads until these bytes have come. Raises AssertionError with what came instead."""
        end = time.monotonic() + timeout
        while wanted not in self.output:
            if not self.read(0.2) and time.monotonic() > end:
                raise AssertionError(f"{wanted!r} never came, but {bytes(self.output)!r}")

    def settle(self, quiet: float = 0.4) -> None:
        """Reads until nothing has come for a while."""
        while self.read(quiet):
            pass

    def read(self, seconds: float) -> bytes:
        """What comes within some seconds; nothing when nothing does, or when the program has let go."""
        if self._near < 0 or not select.select([self._near], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._near, 65536)
        except OSError:
            return b""
        self.output += data
        return data

    def read_for(self, seconds: float) -> bytes:
        """All that comes within exactly some seconds."""
        end, come = time.monotonic() + seconds, b""
        while (left := end - time.monotonic()) > 0:
            come += self.read(left)
        return come

    def wait_for_exit(self, timeout: float = _END_SECONDS) -> int:
        """The exit status, as the system tells it. Raises AssertionError when the program stays."""
        end = time.monotonic() + timeout
        while self.process.poll() is None:
            self.read(0.02)
            if time.monotonic() > end:
                raise AssertionError(f"still running after {timeout:g} s")
        self.settle(0.05)
        return self.process.returncode

    def hang_up(self) -> None:
        """Takes the terminal away."""
        if self._near >= 0:
            os.close(self._near)
            self._near = -1

    @property
    def left_as_found(self) -> bool:
        """Whether the program has given the terminal back as it was: modes, screen, cursor."""
        assert self._far is not None
        ended = self.output.rpartition(b"\x1b[?1049l")
        screen = bool(ended[1]) and b"\x1b[?1049h" not in ended[2]
        cursor = self.output.rfind(b"\x1b[?25h") > self.output.rfind(b"\x1b[?25l")
        return screen and cursor and termios.tcgetattr(self._far) == self.modes


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
