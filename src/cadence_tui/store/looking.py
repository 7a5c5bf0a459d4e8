"""Looking at the state of a store: one thread at a time, and a failing disk is told in words."""

import threading
from pathlib import Path

from cadence_tui.store import faults


class Looking:
    """A look at the state. Not a generator: this is entered at every reading and every commit."""

    __slots__ = ("_guard", "_path")

    def __init__(self, path: Path, guard: threading.RLock) -> None:
        self._path = path
        self._guard = guard

    def __enter__(self) -> None:
        self._guard.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._guard.release()
        if isinstance(error, OSError):
            raise faults.unreachable(self._path, error) from None
