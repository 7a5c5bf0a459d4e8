"""The torturer's hand on the nursery: starts, stops and kills processes, and listens to what they tell."""

import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import msgspec

from tests.store.torture.history import Event

_ROOT = Path(__file__).parents[3]
_LONGEST_EVENT = 1 << 16
_decode = msgspec.json.Decoder(Event).decode


class Staff:
    """The processes that work on one store, and the history they tell."""

    def __init__(self, path: Path) -> None:
        self.history: list[Event] = []
        self._ear, mouth = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with mouth:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.store.torture.nursery", str(path), str(mouth.fileno())],
                cwd=_ROOT,
                pass_fds=[mouth.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                bufsize=1,
            )

    def __enter__(self) -> "Staff":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._nursery.communicate()
        self._ear.close()

    def start(self, role: str, name: str, *arguments: str) -> int:
        """A new process in a role; its process id."""
        return self._order("start", role, name, *arguments)

    def kill(self, child: int) -> None:
        """Kills a process with no warning; when this returns it is gone and all it told is heard."""
        self._order("kill", str(child))
        self.listen(0)

    def wait(self, child: int) -> int:
        """The exit status of a process that ends by itself."""
        status = self._order("wait", str(child))
        self.listen(0)
        return status

    def stop(self, child: int) -> None:
        """Stops a process."""
        self._order("stop", str(child))

    def resume(self, child: int) -> None:
        """Lets a stopped process go on."""
        self._order("resume", str(child))

    def begin(self, child: int) -> None:
        """Tells a process that waits to begin."""
        self._order("begin", str(child))

    def rest(self) -> int:
        """Kills all; when this returns nobody touches the store. How many were killed."""
        killed = self._order("rest")
        self.listen(0)
        return killed

    def listen(self, seconds: float, until: Callable[[Event], bool] = lambda event: False) -> bool:
        """Hears what is told for some time, or until an event comes; whether it came."""
        deadline = time.monotonic() + seconds
        while self._readable(deadline - time.monotonic()):
            event = _decode(self._ear.recv(_LONGEST_EVENT))
            self.history.append(event)
            if until(event):
                return True
        return False

    def _readable(self, seconds: float) -> bool:
        return bool(select.select([self._ear], [], [], max(0, seconds))[0])

    def _order(self, *words: str) -> int:
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(" ".join(words) + "\n")
        # A child that tells more than the socket holds waits, and so would whoever waits for the child.
        while not select.select([self._nursery.stdout], [], [], 0)[0]:
            self.listen(0.001)
        return int(self._nursery.stdout.readline())
