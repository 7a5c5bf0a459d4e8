"""Eight processes that write as fast as they can, half of it to one document; beside SQLite."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Protocol

from msgspec import Struct

from benchmarks.report import Row
from benchmarks.store.figures import percentile
from benchmarks.store.processes import Ready, together
from cadence_tui.model.errors import Conflict
from cadence_tui.store.open import make_store, open_store
from cadence_tui.store.protocol import Change, Collection

WRITERS, SECONDS, REPEATS = 8, 4.0, 3
NOTES = (Collection(kind="note"), Collection(kind="counter"))
AT = "2026-03-02T09:00:00+00:00"
_TEXT = "what was said on the phone " * 12


class Keeper(Protocol):
    """What the writers write to; each call returns when it is on disk."""

    def insert(self, doc_id: str) -> None: ...
    def increment(self) -> None: ...


class Acked(Struct):
    """What one writer was told is kept, and the milliseconds that each took."""

    notes: list[str]
    increments: int
    times: list[float]


class Outcome(Struct):
    """What all writers of a run did, and how much of it is not there."""

    rate: float
    slowest: float
    lost: int
    times: list[float]


def rows(home: Path) -> list[Row]:
    """Lost updates, throughput and fairness."""
    ours: list[Outcome] = []
    theirs: list[Outcome] = []
    for number in range(REPEATS):
        ours.append(_ours(home / f"writers-{number}"))
        theirs.append(_sqlite(home / f"writers-{number}.sqlite"))
    rate, their_rate = (median(each.rate for each in outcomes) for outcomes in (ours, theirs))
    times = [one for each in ours for one in each.times]
    their_times = [one for each in theirs for one in each.times]
    return [
        Row("8 writers, one hot document: lost", "commits", sum(each.lost for each in ours), 0),
        Row("8 writers: time for as many commits", "x SQLite", their_rate / rate, 1.0),
        Row("8 writers: fastest process", "x slowest", median(1 / each.slowest for each in ours), 2.0),
        Row("8 writers: commits", "/s", rate, None),
        Row("8 writers: commit, median", "ms", median(times), None),
        Row("8 writers: commit, p99", "ms", percentile(times, 0.99), None),
        Row("8 writers: SQLite", "/s", their_rate, None),
        Row("8 writers: SQLite, longest", "ms", max(their_times), None),
        Row("8 writers: ours, longest", "ms", max(times), None),
    ]


class _Ours:
    def __init__(self, path: Path) -> None:
        self.store = open_store(path, NOTES)

    def insert(self, doc_id: str) -> None:
        self._commit(Change(kind="note", id=doc_id, set={"text": _TEXT}))

    def increment(self) -> None:
        while True:
            self.store.refresh()
            seen = self.store.get("counter", "hot")
            assert seen
            change = Change(kind="counter", id="hot", base_rev=seen["rev"], set={"n": seen["n"] + 1})
            try:
                self._commit(change)
            except Conflict:
                continue
            return

    def _commit(self, change: Change) -> None:
        self.store.commit([change], who="ana", why={"text": "Noted"}, at=AT)


class _Sqlite:
    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None, timeout=60)
        self.database.execute("pragma synchronous = full")

    def insert(self, doc_id: str) -> None:
        self.database.execute("begin immediate")
        self.database.execute("insert into note values (?, ?)", (doc_id, _TEXT))
        self.database.execute("commit")

    def increment(self) -> None:
        self.database.execute("begin immediate")
        (count,) = self.database.execute("select n from counter").fetchone()
        self.database.execute("update counter set n = ?", (count + 1,))
        self.database.execute("commit")


def _ours(path: Path) -> Outcome:
    make_store(path, NOTES, schema=1, documents=[("counter", {"id": "hot", "n": 0})]).close()
    acked = _all_write(partial(_Ours, path))
    store = open_store(path, NOTES)
    counter = store.get("counter", "hot")
    assert counter
    outcome = _outcome(acked, {note["id"] for note in store.all("note")}, counter["n"])
    store.close()
    return outcome


def _sqlite(path: Path) -> Outcome:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("create table note (id text primary key, document text)")
    database.execute("create table counter (n integer)")
    database.execute("insert into counter values (0)")
    database.close()
    acked = _all_write(partial(_Sqlite, path))
    database = sqlite3.connect(path)
    present = {doc_id for (doc_id,) in database.execute("select id from note")}
    (count,) = database.execute("select n from counter").fetchone()
    database.close()
    return _outcome(acked, present, count)


def _all_write(keeper: Callable[[], Keeper]) -> list[Acked]:
    return together([partial(_write, keeper, f"w{number}") for number in range(WRITERS)])


def _write(keeper: Callable[[], Keeper], name: str, ready: Ready) -> Acked:
    kept, acked = keeper(), Acked([], 0, [])
    ready()
    now = time.perf_counter()
    end = now + SECONDS
    while now < end:
        before = now
        if len(acked.times) % 2:
            kept.increment()
            acked.increments += 1
        else:
            doc_id = f"{name}-{len(acked.notes):06d}"
            kept.insert(doc_id)
            acked.notes.append(doc_id)
        now = time.perf_counter()
        acked.times.append((now - before) * 1000)
    return acked


def _outcome(acked: list[Acked], present: set[str], count: int) -> Outcome:
    told = {doc_id for each in acked for doc_id in each.notes}
    done = [len(each.times) for each in acked]
    wrong = abs(count - sum(each.increments for each in acked))
    return Outcome(
        rate=sum(done) / SECONDS,
        slowest=min(done) / max(done),
        lost=len(told ^ present) + wrong,
        times=[one for each in acked for one in each.times],
    )
