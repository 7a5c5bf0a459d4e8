"""A warm process that forks the processes of the torture: a fork costs milliseconds, a start of Python many.

`python -m tests.store.torture.nursery STORE SOCKET`; it obeys one line on stdin with one line on stdout, and
its children tell what they do as datagrams on SOCKET.
"""

import ctypes
import gc
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tests.store.torture.roles import ROLES, Teller

_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_PTRACER = 0x59616D61
_ANYBODY = ctypes.c_ulong(-1)
_control = ctypes.CDLL(None, use_errno=True).prctl


class Nursery:
    """The children and what can be done to them."""

    def __init__(self, path: Path, channel: socket.socket) -> None:
        self._path = path
        self._channel = channel
        self._children: set[int] = set()

    def start(self, role: str, name: str, *arguments: str) -> int:
        """Forks a child that plays a role; its process id."""
        child = os.fork()
        if not child:
            self._play(role, name, arguments)
        self._children.add(child)
        return child

    def kill(self, child: str) -> int:
        """Ends a child without a warning and buries it."""
        os.kill(int(child), signal.SIGKILL)
        return self.wait(child)

    def wait(self, child: str) -> int:
        """The status of a child that has come to its end."""
        self._children.remove(int(child))
        return os.waitstatus_to_exitcode(os.waitpid(int(child), 0)[1])

    def stop(self, child: str) -> int:
        """Stops a child wherever it is."""
        os.kill(int(child), signal.SIGSTOP)
        os.waitid(os.P_PID, int(child), os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        return 0

    def resume(self, child: str) -> int:
        """Lets a stopped child go on."""
        os.kill(int(child), signal.SIGCONT)
        return 0

    def begin(self, child: str) -> int:
        """Tells a child that waits to begin."""
        os.kill(int(child), signal.SIGUSR1)
        return 0

    def rest(self) -> int:
        """Kills all children; returns when they and all that they have started are gone."""
        killed = len(self._children)
        for child in self._children:
            os.kill(child, signal.SIGKILL)
        self._children.clear()
        with suppress(ChildProcessError):
            while True:
                os.wait()
        return killed

    def _play(self, role: str, name: str, arguments: tuple[str, ...]) -> NoReturn:
        status = 1
        teller = Teller(name, self._channel)
        try:
            os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdin.fileno())
            os.dup2(sys.stdin.fileno(), sys.stdout.fileno())
            # A tracer is no parent of the traced; where that is guarded, it needs a permission.
            _control(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
            ROLES[role](self._path, teller, *arguments)
            status = 0
        except BaseException:
            teller.tell("broken", text=traceback.format_exc()[-3000:])
        finally:
            os._exit(status)


def main() -> None:
    """Obeys until stdin ends."""
    nursery = Nursery(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
    _control(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # A child that waits for it must not be ended by it before.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    gc.freeze()
    for line in sys.stdin:
        act, *arguments = line.split()
        print(getattr(nursery, act)(*arguments), flush=True)  # noqa: T201
    nursery.rest()


if __name__ == "__main__":
    main()
