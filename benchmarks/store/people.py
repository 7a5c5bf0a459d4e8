"""Forty people have the reference store open and write now and then; everybody sees what others do."""

import random
import select
import time
from functools import partial
from pathlib import Path
from statistics import median

from msgspec import Struct

from benchmarks.report import Row
from benchmarks.store.figures import percentile
from benchmarks.store.processes import Ready, together
from benchmarks.store.reference import AT, account_id, action_id, edited, opened, reference_store
from cadence_tui.store.protocol import Store

PEOPLE, SECONDS, PAUSE = 40, 20.0, 2.0
_LAST_LOOK = 0.5
_POLL = 0.02
"""Seconds between two looks where the system does not tell of changes."""


class Day(Struct):
    """What one person did: when each write began, how long it took, when those of others were seen."""

    began: dict[int, float]
    took: list[float]
    seen: dict[int, float]
    cpu: float


def rows(home: Path) -> list[Row]:
    """The time of a write, the time until others have it, and what all of it costs."""
    path = reference_store(home)
    days = together([partial(_work, path, number) for number in range(PEOPLE)])
    took = [one for day in days for one in day.took]
    began = {seq: at for day in days for seq, at in day.began.items()}
    delays = [(at - began[seq]) * 1000 for day in days for seq, at in day.seen.items()]
    missed = len(began) * (PEOPLE - 1) - len(delays)
    return [
        Row("40 people: write, p99", "ms", percentile(took, 0.99), 50),
        Row("40 people: write, median", "ms", median(took), None),
        Row("40 people: seen elsewhere, p99", "ms", percentile(delays, 0.99), 50),
        Row("40 people: seen elsewhere, median", "ms", median(delays), None),
        Row("40 people: never seen", "times", missed, 0),
        Row("40 people: all together", "% of a core", sum(day.cpu for day in days) / SECONDS * 100, 15),
    ]


def _work(path: Path, number: int, ready: Ready) -> Day:
    store, day = opened(path), Day({}, [], {}, 0.0)
    watch = store.watch()
    news = select.poll()
    if watch:
        news.register(watch.fileno(), select.POLLIN)
    chance = random.Random(number)
    ready()
    start, cpu = time.monotonic(), time.process_time()
    end, due = start + SECONDS, start + chance.random() * PAUSE
    while (now := time.monotonic()) < end + _LAST_LOOK:
        if due <= now < end:
            due += PAUSE
            _write(store, chance, day)
        pause = min(due if due < end else end + _LAST_LOOK, end + _LAST_LOOK) - now
        if news.poll(max(0.0, pause if watch else min(pause, _POLL)) * 1000) and watch:
            watch.drain()
        _look(store, day)
    day.cpu = time.process_time() - cpu
    store.close()
    return day


def _write(store: Store, chance: random.Random, day: Day) -> None:
    kind, doc_id = chance.choice([("account", account_id), ("action", action_id)])
    name = doc_id(chance.randrange(1 << 20))
    found = store.get(kind, name)
    assert found
    change = edited(kind, name, found["rev"], f"as of {chance.random():.12f}")
    began = time.monotonic()
    commit = store.commit([change], who="ana", why={"text": "Changed"}, at=AT)
    day.took.append((time.monotonic() - began) * 1000)
    day.began[commit.seq] = began


def _look(store: Store, day: Day) -> None:
    if not store.stale():
        return
    fresh = store.refresh()
    now = time.monotonic()
    for commit in fresh:
        day.seen[commit.seq] = now
