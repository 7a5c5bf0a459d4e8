"""The stores that the crash-state explorer knows: ours, one that must fail, one that must not.

As a program it is the run to be traced: `python -m tests.store.torture.engines NAME STORE DIARY WRITERS PUTS`
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Protocol

from tinydb import TinyDB

from cadence_tui.store.open import open_store
from tests.store.samples import COLLECTIONS
from tests.store.torture.transactions import prepare, proven, transact

_PUTS_A_FOLD = 4
_LISTS = 3
_SMALL_LOG = 8


class Hand(Protocol):
    """An open store; nobody else writes to it."""

    def put(self, key: str) -> None:
        """Keeps a key; when this returns it is acknowledged."""
        ...

    def close(self) -> None:
        """Lets go of files."""
        ...


class Engine(Protocol):
    """A kind of store in a folder, as far as the explorer needs it."""

    def start(self, place: Path) -> None:
        """Makes an empty store."""
        ...

    def open(self, place: Path) -> Hand:
        """Opens a store to write to it."""
        ...

    def keys(self, place: Path) -> list[str]:
        """All keys in the order in which they came; raises anything when the store is not as it should be."""
        ...


class _CadenceHand:
    def __init__(self, place: Path) -> None:
        self._store = open_store(place, COLLECTIONS)
        self._puts = 0

    def put(self, key: str) -> None:
        transact(self._store, key, f"list-{self._puts % _LISTS}")
        self._puts += 1
        if self._puts % _PUTS_A_FOLD == 0:
            self._store.compact()

    def close(self) -> None:
        self._store.close()


class Cadence:
    """The store of this program; a key is a transaction, and now and then the journal is folded."""

    def start(self, place: Path) -> None:
        """Houses and letters."""
        prepare(place)

    def open(self, place: Path) -> Hand:
        """One process."""
        return _CadenceHand(place)

    def keys(self, place: Path) -> list[str]:
        """The transactions of a store that stands every proof."""
        return [commit.txn for commit in proven(place)]


class _TinyHand:
    def __init__(self, place: Path) -> None:
        self._base = TinyDB(place / "db.json")

    def put(self, key: str) -> None:
        self._base.insert({"key": key})

    def close(self) -> None:
        self._base.close()


class Tiny:
    """TinyDB as it comes: it writes over the file, so a crash must be seen to hurt it."""

    def start(self, place: Path) -> None:
        """An empty file."""
        place.mkdir()
        TinyDB(place / "db.json").close()

    def open(self, place: Path) -> Hand:
        """One process."""
        return _TinyHand(place)

    def keys(self, place: Path) -> list[str]:
        """The documents of a file that is JSON."""
        with TinyDB(place / "db.json") as base:
            return [document["key"] for document in base]


class _LiteHand:
    def __init__(self, place: Path) -> None:
        self._base = _lite(place)

    def put(self, key: str) -> None:
        with self._base:
            self._base.execute("INSERT INTO kept (key) VALUES (?)", (key,))

    def close(self) -> None:
        self._base.close()


class Lite:
    """SQLite with a log and full syncs: it is known to keep its word, so the explorer must believe it."""

    def start(self, place: Path) -> None:
        """One table."""
        place.mkdir()
        with closing(_lite(place)) as base, base:
            base.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, key TEXT)")

    def open(self, place: Path) -> Hand:
        """One process."""
        return _LiteHand(place)

    def keys(self, place: Path) -> list[str]:
        """The rows of a sound file."""
        with closing(_lite(place)) as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            return [key for (key,) in base.execute("SELECT key FROM kept ORDER BY number")]


def _lite(place: Path) -> sqlite3.Connection:
    base = sqlite3.connect(place / "db.sqlite")
    # Alone with the file it needs no shared memory, whose writes no trace of system calls shows.
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
        base.execute(f"PRAGMA {pragma}")
    base.execute(f"PRAGMA wal_autocheckpoint={_SMALL_LOG}")
    return base


ENGINES: dict[str, Engine] = {"cadence": Cadence(), "tinydb": Tiny(), "sqlite": Lite()}


def main() -> None:
    """Processes put keys; the diary gets a line `?key` before each and `!key` when it is acknowledged."""
    name, place, diary, writers, puts = sys.argv[1:]
    pen = os.open(diary, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for writer in range(1, int(writers)):
        if os.fork() == 0:
            _put_all(ENGINES[name], Path(place), pen, writer, int(puts))
            os._exit(0)
    _put_all(ENGINES[name], Path(place), pen, 0, int(puts))
    for _ in range(1, int(writers)):
        assert os.wait()[1] == 0


def _put_all(engine: Engine, place: Path, pen: int, writer: int, puts: int) -> None:
    with closing(engine.open(place)) as hand:
        for number in range(puts):
            key = f"writer-{writer}-key-{number}"
            os.write(pen, b"?%b\n" % key.encode())
            hand.put(key)
            os.write(pen, b"!%b\n" % key.encode())


if __name__ == "__main__":
    main()
