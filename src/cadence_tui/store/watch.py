"""News of a store's folder from the kernel, by inotify; where that is missing, others poll."""

from __future__ import annotations

import os
import weakref
from pathlib import Path

from cadence_tui.store.protocol import Watch

_IN_MODIFY = 0x002
_IN_MOVED_TO = 0x080
_IN_CREATE = 0x100
_SOME_NEWS = _IN_MODIFY | _IN_MOVED_TO | _IN_CREATE
_MOST_READ = 1 << 16


def open_watch(path: Path) -> Watch | None:
    """A watch on what is written, made or replaced in a folder; None where the system has or grants none."""
    # Only the interface watches, and only after its first screen: commands need not pay for this.
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    try:
        init, add = libc.inotify_init1, libc.inotify_add_watch
    except AttributeError:
        return None
    handle: int = init(os.O_NONBLOCK | os.O_CLOEXEC)
    if handle < 0:
        return None
    if add(handle, os.fsencode(path), _SOME_NEWS) < 0:
        os.close(handle)
        return None
    return _Inotify(handle)


class _Inotify:
    """See `protocol.Watch`."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._let_go = weakref.finalize(self, os.close, handle)

    def fileno(self) -> int:
        """The descriptor, readable when something was written."""
        return self._handle

    def drain(self) -> None:
        """Takes what is to be read; what it says does not matter, the store knows what is new."""
        try:
            while len(os.read(self._handle, _MOST_READ)) > _MOST_READ // 2:
                pass
        except BlockingIOError:
            return

    def close(self) -> None:
        """Lets the descriptor go."""
        self._let_go()
