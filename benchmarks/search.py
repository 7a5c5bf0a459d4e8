"""Searching 100,000 notes: reading them once, and what a keystroke costs (C9)."""

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.model.documents import Account, Call, Entry
from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import message
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.search import asked, hits, index_apart, index_now
from cadence_tui.workspace.search_index import SearchIndex
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.setup import create_store

NOW = datetime(2026, 11, 23, 15, 12, tzinfo=UTC)
CALLS, NOTES_EACH = 10_000, 10
MOST_MS, SHOWN, REPEATS = 50.0, 50, 5
SYLLABLES = [first + vowel for first in "bcdfglmnprstv" for vowel in "aeiouáéã"]


def rows(home: Path) -> list[Row]:
    """A store of that many notes: the index, its upkeep, and searches typed letter by letter."""
    words = _vocabulary()
    ws = _store(home / "search", words)
    began = time.perf_counter()
    index = index_apart(ws.store.path, FixedClock(NOW))
    read = time.perf_counter() - began
    made = [
        Row(f"{index.whole.size:,} texts: read and laid out", "s", read, 10.0),
        Row("memory that it holds", "MB", _held(ws), 60.0),
        Row("kept up after one more note", "ms", _kept_up(ws, index), MOST_MS),
    ]
    keys = [key for text in _searches(words) for key in _typed(text)]
    taken = [_milliseconds(lambda key=key: hits(index, asked(ws, key, "es"), SHOWN)) for key in keys]
    slowest = max(zip(taken, keys, strict=True))
    ws.close()
    return [
        *made,
        Row("a keystroke, median", "ms", median(taken), MOST_MS),
        Row(f"the slowest: {slowest[1][:26]!r}", "ms", slowest[0], MOST_MS),
    ]


def _searches(words: list[str]) -> tuple[str, ...]:
    """Frequent and rare words alone and together, what is nowhere, filters that leave much and little."""
    often, seldom = words[0], words[6_000]
    return (
        often,
        seldom,
        "zzzz",
        f"{often} {words[1]} {words[2]}",
        f"{often} {seldom} zzzz",
        "b c d f g l m n",
        f"{often} tipo:llamada",
        f"{often} persona:ana hasta:2024-02",
        f"cuenta:nimbus {seldom}",
    )


def _typed(text: str) -> list[str]:
    return [text[:end] for end in range(1, len(text) + 1)]


def _milliseconds(work: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        with suppress(CadenceError):
            work()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def _kept_up(ws: Workspace, index: SearchIndex) -> float:
    account = ws.records.accounts()[0].id
    entry = Entry(at=NOW, text="one more note")
    ws.commit(message("Draft"), made=[Call(id=ws.new_id(), account=account, started=NOW, entries=(entry,))])
    return _milliseconds(lambda: index_now(ws, index))


def _store(path: Path, words: list[str]) -> Workspace:
    sample = list(sample_portfolio("large", NOW.date()))
    accounts = [document.id for document in sample if isinstance(document, Account)]
    create_store(path, [*sample, *_calls(accounts, words)], made=NOW, sample="large").close()
    return open_workspace(path, acting="ana", clock=FixedClock(NOW))


def _calls(accounts: list[str], words: list[str]) -> Iterator[Call]:
    chance = random.Random(1)
    frequent = list(accumulate(1 / (place + 1) for place in range(len(words))))
    for number in range(CALLS):
        at = NOW - timedelta(days=chance.randint(1, 1_400))
        notes = (
            " ".join(chance.choices(words, cum_weights=frequent, k=chance.randint(6, 16)))
            for _ in range(NOTES_EACH)
        )
        yield Call(
            id=f"note-{number}",
            account=chance.choice(accounts),
            status="closed",
            started=at,
            entries=tuple(Entry(at=at, text=note) for note in notes),
        )


def _vocabulary() -> list[str]:
    chance = random.Random(2)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(8_000)]


def _held(ws: Workspace) -> float:
    """What a second index takes, traced: it takes its time."""
    tracemalloc.start()
    index = index_apart(ws.store.path, FixedClock(NOW))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6 if index.whole.size else 0.0
