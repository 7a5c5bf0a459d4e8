"""What both sides agreed on at the last sync of a folder, in the user's state folder; one sync at a time."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct
from platformdirs import user_state_path

from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.workspace.outfile import unwritable, write_out
from cadence_tui.workspace.sync_steps import Known
from cadence_tui.workspace.todo_steps import KnownTodo


class SyncState(Struct, kw_only=True):
    """By call and by promise what is known of it; for people to find their way, the store, person and folder
    it is about."""

    store: str
    person: str
    folder: str
    calls: dict[str, Known] = {}
    todos: dict[str, KnownTodo] = {}


@contextmanager
def kept_state(store: Path, person: str, folder: Path) -> Generator[SyncState]:
    """The state of a store, a person and a folder; what became of it is written in the end, after faults too.

    One that is lost or cannot be read starts empty: what was moved there then becomes a proposal, too.
    Raises Refused while another sync of the same is running, and where it cannot be written.
    """
    names = (str(store.resolve()), person, str(folder.resolve()))
    name = sha256("\0".join(names).encode()).hexdigest()[:32]
    file = user_state_path("cadence") / "vdir" / f"{name}.json"
    with _alone(file.with_suffix(".lock"), folder):
        state = _load(file) or SyncState(store=names[0], person=names[1], folder=names[2])
        try:
            yield state
        finally:
            write_out(file, [msgspec.json.encode(state)], replace=True)


@contextmanager
def _alone(lock: Path, folder: Path) -> Generator[None]:
    try:
        lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise unwritable(lock, error) from None
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        text = message("Another sync of {folder} is running; try again when it is done", folder=str(folder))
        raise Refused(text) from None


def _load(file: Path) -> SyncState | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=SyncState)
    except (OSError, msgspec.MsgspecError):
        return None
