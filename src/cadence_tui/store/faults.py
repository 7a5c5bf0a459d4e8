"""The store's refusals, one function each."""

import errno
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from cadence_tui.model.errors import Conflict, OutcomeUnknown, StoreError, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.store.protocol import Change

T = TypeVar("T")
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def not_a_store(path: Path) -> StoreError:
    """There is no HEAD."""
    return StoreError(message("{path} is not a store", path=str(path)))


def headless(path: Path) -> StoreError:
    """A store without HEAD."""
    text = message(
        "{path} has lost its HEAD; its owner can mend it with: cadence doctor --repair", path=str(path)
    )
    return StoreError(text)


def already_a_store(path: Path) -> StoreError:
    """`make_store` was asked for a place that has one."""
    return StoreError(message("{path} is a store already", path=str(path)))


def not_empty(path: Path) -> StoreError:
    """`make_store` was asked for a folder in use."""
    return StoreError(message("{path} holds other files: a store needs a folder of its own", path=str(path)))


def too_new(path: Path) -> StoreError:
    """The store's format or schema is beyond this program."""
    return StoreError(message("{path} was made by a newer version of the program", path=str(path)))


def too_old(path: Path) -> StoreError:
    """The store's format or schema is that of an earlier program."""
    return StoreError(
        message("{path} was made by an earlier version of the program: run cadence migrate", path=str(path))
    )


def too_new_to_write(path: Path) -> StoreError:
    """A newer program asks more of those who write than this one knows."""
    return StoreError(
        message("{path} is written by a newer version of the program; this one can only read", path=str(path))
    )


def replaced(path: Path) -> StoreError:
    """Another store stands in the folder by now."""
    return StoreError(
        message("Another store was put in the place of {path}: start the program again", path=str(path))
    )


def other_host(path: Path, name: str) -> StoreError:
    """The store is written to on another machine."""
    return StoreError(
        message(
            "{path} belongs to the machine {name} and can only be read here; "
            "once nobody works on it there, cadence doctor --move-here makes it this one's",
            path=str(path),
            name=plain(name),
        )
    )


def beyond_repair(path: Path) -> StoreError:
    """Neither HEAD nor a copy of it can be read."""
    return StoreError(message("{path} has neither HEAD nor a copy of it: restore a backup", path=str(path)))


def rewritten(path: Path) -> StoreError:
    """The log that was being read is no longer there."""
    return StoreError(message("The history of {path} was written anew meanwhile: ask again", path=str(path)))


def too_busy(path: Path) -> StoreError:
    """Others came between again and again."""
    return StoreError(message("{path} changes too fast to be written to: try again", path=str(path)))


def upgraded() -> StoreError:
    """The schema changed while this process ran."""
    return StoreError(message("The store was upgraded meanwhile: start the program again"))


def damaged(path: Path, line: int = 0) -> StoreError:
    """A file, or one complete line of it, is not what was written."""
    where = [Where(file=str(path), row=line or None)]
    if line:
        return StoreError(message("{path} is damaged at line {line}", path=str(path), line=line), where)
    return StoreError(message("{path} is damaged", path=str(path)), where)


def unreachable(path: Path, error: OSError) -> StoreError:
    """Reading failed."""
    if isinstance(error, PermissionError):
        return StoreError(message("No permission to read {path}", path=str(path)))
    return StoreError(message("{path} cannot be read: {fault}", path=str(path), fault=_fault(error)))


@contextmanager
def reading(path: Path) -> Generator[None]:
    """Says of a failing disk what cannot be read because of it."""
    try:
        yield
    except OSError as error:
        raise unreachable(path, error) from None


def reading_each(path: Path, found: Iterator[T]) -> Iterator[T]:
    """The same for what is read piece by piece."""
    with reading(path):
        yield from found


def read_only(path: Path) -> StoreError:
    """This person or disk cannot write."""
    return StoreError(message("{path} can only be read here: no permission to write", path=str(path)))


def nothing_written(path: Path, error: OSError) -> StoreError:
    """Writing failed and left no trace."""
    if error.errno in _NO_SPACE:
        return StoreError(message("The disk of {path} is full: nothing was written", path=str(path)))
    if isinstance(error, PermissionError):
        return read_only(path)
    return StoreError(
        message("Writing to {path} failed: {fault}; nothing was written", path=str(path), fault=_fault(error))
    )


def outcome_unknown(path: Path, error: OSError) -> OutcomeUnknown:
    """The sync failed: the change may or may not survive a power cut."""
    fault = _fault(error)
    return OutcomeUnknown(
        message(
            "The disk of {path} reported {fault}: the outcome is unknown, the change may be lost",
            path=str(path),
            fault=fault,
        )
    )


def outcome_was_unknown(path: Path) -> StoreError:
    """No more writing after a failed sync."""
    return StoreError(
        message("After a disk fault {path} must be opened again before it is written to", path=str(path))
    )


def locked(path: Path) -> StoreError:
    """Somebody holds the lock, nobody knows who."""
    return StoreError(message("{path} is locked by another process", path=str(path)))


def locked_by(path: Path, user: str, pid: int, *, stopped: bool) -> StoreError:
    """A process holds the lock."""
    figures = {"path": str(path), "user": plain(user), "pid": str(pid)}
    if stopped:
        return StoreError(message("{path} is locked by a stopped process of {user}: {pid}", **figures))
    return StoreError(message("{path} is locked by a process of {user}: {pid}", **figures))


def busy(path: Path) -> StoreError:
    """A copy was overtaken again and again."""
    return StoreError(message("{path} changes faster than it can be copied: try again", path=str(path)))


def not_a_backup(archive: Path) -> StoreError:
    """The file is not one that a backup wrote, or not all of it."""
    return StoreError(message("{path} is not a backup of a store", path=str(archive)))


def exists_already(change: Change, theirs: dict[str, Any], who: str, at: str) -> Conflict:
    """A new document's id is taken."""
    return _conflict(
        change, message("A document with this id exists already"), sorted(theirs), theirs, who, at
    )


def removed_meanwhile(change: Change, who: str, at: str) -> Conflict:
    """The document is gone."""
    text = message("{who} removed it meanwhile", who=who) if who else message("It is no longer there")
    return _conflict(change, text, sorted(change.set), {}, who, at)


def changed_meanwhile(
    change: Change, theirs: dict[str, Any], fields: list[str], who: str, at: str
) -> Conflict:
    """The same fields were changed by somebody else."""
    names = ", ".join(fields)
    if who:
        text = message("{who} changed the same meanwhile: {fields}", who=who, fields=names)
    else:
        text = message("The same was changed meanwhile: {fields}", fields=names)
    return _conflict(change, text, fields, theirs, who, at)


def _conflict(
    change: Change, text: Message, fields: list[str], theirs: dict[str, Any], who: str, at: str
) -> Conflict:
    mine = {name: change.set[name] for name in fields if name in change.set}
    return Conflict(
        text, kind=change.kind, id=change.id, who=who, at=at, fields=fields, theirs=theirs, mine=mine
    )


def _fault(error: OSError) -> str:
    return error.strerror or type(error).__name__
