"""The one lock of a store: taken by writers only, for a moment, and it can say who holds it."""

import fcntl
import os
import pwd
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import Message
from cadence_tui.store import faults
from cadence_tui.store.disk import ensure_file

PATIENCE = 10.0
NOTICE = 2.0
_FIRST_PAUSE = 0.0001
_LONGEST_PAUSE = 0.004
_HELD_BACK = {signal.SIGINT, signal.SIGTSTP}
_STOPPED = "Tt"

Waiting = Callable[[Message], None]
"""Told once, after the notice time, for whom the store waits."""


class Holder(Struct, frozen=True):
    """The process that has the lock."""

    pid: int
    user: str
    stopped: bool


class Lock:
    """An exclusive lock between processes. Threads of one process must take turns before they come here."""

    def __init__(self, path: Path, *, patience: float, waiting: Waiting | None) -> None:
        self._path = path
        self._name = str(path)
        self._inode = 0
        self._patience = patience
        self._waiting = waiting
        self._handle = -1
        self._taken = False
        self._given_up = threading.Event()

    def held(self, *, patience: float | None = None) -> "_Held":
        """Holds the lock. Raises StoreError naming the holder when the patience (seconds) is over."""
        return _Held(self, self._patience if patience is None else patience)

    def give_up(self) -> None:
        """Ends the waiting of another thread."""
        self._given_up.set()

    def release(self) -> None:
        """Lets the lock go before the end of `held`: what is still to be done there keeps nobody waiting."""
        if not self._taken:
            return
        self._taken = False
        try:
            fcntl.flock(self._handle, fcntl.LOCK_UN)
        except OSError:
            # What was done under the lock is done; with the file the lock goes in any case.
            self.close()

    def holder(self) -> Holder | None:
        """Who has the lock, as far as the system tells."""
        inode = str(os.fstat(self._handle).st_ino)
        with suppress(OSError):
            for line in Path("/proc/locks").read_text().splitlines():
                fields = line.split()
                if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == inode:
                    return _holder(int(fields[4]))
        return None

    def close(self) -> None:
        """Lets the lock file go."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _open(self) -> int:
        self.close()
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CLOEXEC)
            self._inode = os.fstat(handle).st_ino
            return handle
        except FileNotFoundError:
            raise faults.damaged(self._path) from None
        except OSError:
            raise faults.read_only(self._path.parent) from None

    def take(self, patience: float) -> None:
        """Waits for the lock; `held` is the way to it. Raises StoreError."""
        if self._try():
            return
        start = time.monotonic()
        pause = _FIRST_PAUSE
        told = False
        self._given_up.clear()
        while not self._try():
            waited = time.monotonic() - start
            if waited >= patience or self._given_up.is_set():
                raise self._refusal()
            if waited >= NOTICE and not told and self._waiting:
                told = True
                self._waiting(self._refusal().message)
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _try(self) -> bool:
        if self._handle < 0:
            self._handle = self._open()
        while True:
            try:
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            # A file that is no longer the one of that name keeps nobody out.
            if _is_in_place(self._name, self._inode):
                self._taken = True
                return True
            self._handle = self._open()

    def _refusal(self) -> StoreError:
        holder = self.holder()
        path = self._path.parent
        if holder is None:
            return faults.locked(path)
        return faults.locked_by(path, holder.user, holder.pid, stopped=holder.stopped)


class _Held:
    """A moment with the lock. Not a generator: this is entered at every commit."""

    __slots__ = ("_lock", "_masked", "_patience")

    def __init__(self, lock: Lock, patience: float) -> None:
        self._lock = lock
        self._patience = patience

    def __enter__(self) -> None:
        self._lock.take(self._patience)
        # A person's ctrl+z or ctrl+c between two steps would leave everybody else waiting.
        self._masked = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)

    def __exit__(self, *error: object) -> None:
        self._lock.release()
        signal.pthread_sigmask(signal.SIG_SETMASK, self._masked)


def _is_in_place(name: str, inode: int) -> bool:
    try:
        return os.stat(name).st_ino == inode  # noqa: PTH116 - asked at every commit
    except FileNotFoundError:
        return False


@contextmanager
def alone(path: Path) -> Generator[bool]:
    """Whether this process is the only one at a long work, for as long as it is; nobody waits here.

    Raises OSError.
    """
    ensure_file(path)
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        free = _is_in_place(str(path), os.fstat(handle).st_ino)
    except BlockingIOError:
        free = False
    try:
        yield free
    finally:
        os.close(handle)


def _holder(pid: int) -> Holder | None:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        uid = Path(f"/proc/{pid}").stat().st_uid
    except OSError:
        return None
    return Holder(pid, _user(uid), state in _STOPPED)


def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
