"""Compaction of the reference store, and how long somebody who writes meanwhile has to wait."""

from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median

from msgspec import Struct

from benchmarks.report import Row
from benchmarks.store.figures import milliseconds, percentile
from benchmarks.store.processes import Ready, event, together
from benchmarks.store.reference import (
    AT,
    TOUCHES,
    account_id,
    action_id,
    edited,
    held,
    opened,
    reference_store,
)
from cadence_tui.store.protocol import Change, Store

_QUIET, REPEATS = 400, 3
_CHUNK = 500
MOST_MS = 20.0
"""A few milliseconds; on a busy machine a commit alone takes several."""


class Times(Struct):
    """Milliseconds of compactions, and of commits before and during them."""

    folds: list[float]
    before: list[float]
    during: list[float]


def rows(home: Path) -> list[Row]:
    """With changes of today, and when so much was closed that history is written anew."""
    path = reference_store(home)
    daily = _together([_measured(path, _touch, number) for number in range(REPEATS)])
    great = _together([_measured(path, _close_many, number) for number in range(REPEATS)])
    return [
        *_rows("compaction", daily),
        *_rows("compaction with history", great),
        Row("without compaction: longest commit", "ms", max(daily.before + great.before), None),
        Row("without compaction: commit, median", "ms", median(daily.before + great.before), None),
    ]


def _rows(name: str, times: Times) -> list[Row]:
    return [
        Row(name, "ms", median(times.folds), None),
        Row(f"{name}: longest commit", "ms", max(times.during), MOST_MS),
        Row(f"{name}: commit, p99", "ms", percentile(times.during, 0.99), None),
        Row(f"{name}: commit, median", "ms", median(times.during), None),
    ]


def _measured(path: Path, prepare: Callable[[Store, int], None], number: int) -> Times:
    begin, over = event(), event()
    folder = partial(_fold, path, lambda store: prepare(store, number), begin, over)
    return _together(together([folder, partial(_write, path, begin, over)]))


def _together(parts: Sequence[Times]) -> Times:
    return Times(
        folds=[one for part in parts for one in part.folds],
        before=[one for part in parts for one in part.before],
        during=[one for part in parts for one in part.during],
    )


def _fold(path: Path, prepare: Callable[[Store], None], begin: Event, over: Event, ready: Ready) -> Times:
    store = opened(path)
    prepare(store)
    ready()
    begin.wait()
    times = Times([milliseconds(store.compact)], [], [])
    over.set()
    store.close()
    return times


def _write(path: Path, begin: Event, over: Event, ready: Ready) -> Times:
    store, times = opened(path), Times([], [], [])
    ready()
    times.before += [_commit(store, number) for number in range(_QUIET)]
    begin.set()
    while not over.is_set():
        times.during.append(_commit(store, len(times.during)))
    store.close()
    return times


def _commit(store: Store, number: int) -> float:
    store.refresh()
    found = store.get("action", action_id(number))
    assert found
    change = edited("action", found["id"], found["rev"], f"as of {number} {found['rev']}")
    return milliseconds(lambda: store.commit([change], who="ana", why={"text": "Changed"}, at=AT))


def _touch(store: Store, number: int) -> None:
    """A change in each kind that is edited every day."""
    for kind, doc_id in (("account", account_id(number)), ("action", action_id(number))):
        found = store.get(kind, doc_id)
        assert found
        change = edited(kind, doc_id, found["rev"], f"new {number}")
        store.commit([change], who="ana", why={"text": "Changed"}, at=AT)
    _close(store, f"daily{number}", range(1))


def _close_many(store: Store, number: int) -> None:
    """More touchpoints held than the share of history at which it is written anew."""
    for first in range(0, TOUCHES // 6, _CHUNK):
        _close(store, f"great{number}", range(first, first + _CHUNK))


def _close(store: Store, name: str, numbers: range) -> None:
    changes = [Change(kind="touchpoint", id=f"{name}-{each:06d}", set=held(each)) for each in numbers]
    store.commit(changes, who="ana", why={"text": "Imported"}, at=AT)
