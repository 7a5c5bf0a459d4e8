"""A commit beside raw append+fsync and SQLite: interleaved in one loop, so that all meet the same machine."""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.report import Row
from benchmarks.store.figures import milliseconds, percentile
from cadence_tui.store.open import make_store
from cadence_tui.store.protocol import Change, Collection, Store

ROUNDS, WARM = 1_000, 50
SIZES = (1_000, 10_000, 100_000)
PAGES = (Collection(kind="page"),)
AT = "2026-03-02T09:00:00+00:00"
Turn = Callable[[], object]


def rows(home: Path) -> list[Row]:
    """The edit of one field of a document of 1 KB, by its id."""
    home.mkdir(parents=True, exist_ok=True)
    stores = {size: _filled(home / f"pages-{size}", size) for size in SIZES}
    line = _line_length(stores[SIZES[0]])
    turns = {
        "raw": _appends(home / "raw.jsonl", line),
        **{size: _edits(store, size) for size, store in stores.items()},
        "sqlite": _updates(home / "pages.sqlite", SIZES[-1]),
    }
    taken = _interleaved(turns)
    for store in stores.values():
        store.close()
    return list(_rows(taken, line))


def _rows(taken: dict[Any, list[float]], line: int) -> Iterator[Row]:
    small, large = SIZES[0], SIZES[-1]
    at = {turn: percentile(times, 0.5) for turn, times in taken.items()}
    for size in SIZES:
        yield Row(f"commit at {size:,} documents", "x raw", at[size] / at["raw"], 1.3)
    yield Row(f"commit at {large:,}", f"x {small:,}", at[large] / at[small], 1.1)
    yield Row(f"commit at {large:,}", "x SQLite", at[large] / at["sqlite"], 1.0)
    yield Row(f"SQLite, {large:,} rows", "x raw", at["sqlite"] / at["raw"], None)
    yield Row("raw append+fsync", "ms", at["raw"], None)
    quick = {turn: percentile(times, 0.1) for turn, times in taken.items()}
    yield Row(f"commit at {large:,}, the quickest tenth", "x raw", quick[large] / quick["raw"], None)
    yield Row("line of such a commit", "B", line, None)


def _interleaved(turns: dict[Any, Iterator[Turn]]) -> dict[Any, list[float]]:
    taken: dict[Any, list[float]] = {name: [] for name in turns}
    order, chance = list(turns.items()), random.Random(1)
    for number in range(WARM + ROUNDS):
        # In another order each round: what was synced before has a share in how long the next one takes.
        chance.shuffle(order)
        for name, turn in order:
            # What is to be done is made before the clock runs.
            time = milliseconds(next(turn))
            if number >= WARM:
                taken[name].append(time)
    return taken


def _appends(path: Path, length: int) -> Iterator[Turn]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    line = b"x" * (length - 1) + b"\n"

    def append() -> None:
        os.write(handle, line)
        os.fsync(handle)

    while True:
        yield append


def _edits(store: Store, size: int) -> Iterator[Turn]:
    number = 0
    while True:
        number += 1
        doc_id = _id(number * 7919 % size)
        found = store.get("page", doc_id)
        assert found
        change = Change(kind="page", id=doc_id, base_rev=found["rev"], set={"title": f"title {number:06d}"})
        yield partial(store.commit, [change], who="ana", why={"text": "Changed"}, at=AT)


def _updates(path: Path, size: int) -> Iterator[Turn]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = full")
    database.execute("create table pages (id text primary key, document text)")
    database.execute("begin")
    database.executemany("insert into pages values (?, ?)", ((_id(n), _json(n)) for n in range(size)))
    database.execute("commit")
    database.execute("pragma wal_checkpoint(truncate)")
    number = 0
    while True:
        number += 1
        place = number * 7919 % size
        row = _json(place, title=f"title {number:06d}"), _id(place)
        yield partial(database.execute, "update pages set document = ? where id = ?", row)


def _filled(path: Path, size: int) -> Store:
    documents = (("page", _page(number)) for number in range(size))
    return make_store(path, PAGES, schema=1, documents=documents)


def _line_length(store: Store) -> int:
    """Bytes that an edit adds to the journal."""
    before = _journal(store).stat().st_size
    next(_edits(store, SIZES[0]))()
    return _journal(store).stat().st_size - before


def _journal(store: Store) -> Path:
    return max(store.path.glob("journal-*.jsonl"))


def _json(number: int, **fields: str) -> str:
    return msgspec.json.encode({**_page(number), **fields}).decode()


def _page(number: int) -> dict[str, Any]:
    fields = {f"field{each}": f"value {number * each:08d} " * 4 for each in range(10)}
    return {"id": _id(number), "title": f"title {number:06d}", "count": number, **fields}


def _id(number: int) -> str:
    return f"page{number:010d}"
