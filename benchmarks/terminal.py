"""A program in a pseudo-terminal: its screen, the bytes it writes, its time and memory. Linux only."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

QUIET_SECONDS = 0.06
# What the emulator does not know and would print as text.
_UNKNOWN = re.compile(rb"\x1b\[[<=>][0-9;?]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")


@dataclass(frozen=True)
class Burst:
    """What followed a key: milliseconds to the last byte, and how many bytes."""

    milliseconds: float
    size: int


class Program:
    """Runs a command in a terminal of a given size until it is closed."""

    def __init__(self, command: Sequence[str], home: Path, *, width: int = 120, height: int = 40) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.size = 0
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), _environment(home))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def wait_for(self, ready: Callable[[list[str]], object], seconds: float = 120) -> float:
        """Milliseconds since the start until the lines on the screen were as wanted. Raises TimeoutError."""
        end = time.perf_counter() + seconds
        while not ready(self.screen.display):
            if not self._read(0.5) and time.perf_counter() > end:
                shown = "\n".join(line.rstrip() for line in self.screen.display)
                raise TimeoutError(f"{ready.__name__} never came true:\n{shown}")
        return (time.perf_counter() - self.started) * 1000

    def settle(self, quiet: float = QUIET_SECONDS) -> None:
        """Reads until nothing has come for a while."""
        while self._read(quiet):
            pass

    def press(self, key: bytes) -> Burst:
        """Sends a key and takes in what follows; the emulator reads it only afterwards, for it is slow."""
        come: list[bytes] = []
        start = last = time.perf_counter()
        os.write(self._terminal, key)
        while data := self._take(QUIET_SECONDS):
            last = time.perf_counter()
            come.append(data)
        self._show(b"".join(come))
        return Burst((last - start) * 1000, sum(map(len, come)))

    def idle(self, seconds: float) -> tuple[float, float]:
        """Bytes a second and share of a core while nobody types."""
        size, cpu, end = self.size, self.cpu, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return (self.size - size) / seconds, (self.cpu - cpu) / seconds

    @property
    def cpu(self) -> float:
        """Processor seconds used, by the scheduler's own account."""
        nanoseconds = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            nanoseconds += int((task / "schedstat").read_text().split()[0])
        return nanoseconds / 1e9

    @property
    def memory(self) -> float:
        """Resident MiB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 2**20

    def close(self) -> None:
        """Ends the program and waits for it."""
        os.kill(self.pid, signal.SIGTERM)
        while True:
            done, _ = os.waitpid(self.pid, os.WNOHANG)
            if done:
                break
            self._read(0.05)
        os.close(self._terminal)

    def _read(self, seconds: float) -> bool:
        data = self._take(seconds)
        self._show(data)
        return bool(data)

    def _take(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._terminal, 65536)
        except OSError:
            return b""
        self.size += len(data)
        return data

    def _show(self, data: bytes) -> None:
        self._stream.feed(_UNKNOWN.sub(b"", data))


def _environment(home: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")
    }
    return {**kept, "HOME": str(home), "TERM": "xterm-256color", "LANG": kept.get("LANG", "C.UTF-8")}


def repeated(times: int, measure: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Medians of several measurements, after one that does not count."""
    measure()
    taken = [measure() for _ in range(times)]
    return {name: sorted(each[name] for each in taken)[times // 2] for name in taken[0]}
