"""The portfolio behind the screen: reading the book, and how a list grows with its rows."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.workspace.portfolio import PortfolioBook
from cadence_tui.workspace.session import open_workspace
from cadence_tui.workspace.setup import create_store

REPEATS = 5


def timed(work: Callable[[], object]) -> float:
    """Median milliseconds of several runs."""
    taken: list[float] = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def rows(home: Path) -> list[Row]:
    """Opening and reading a book of 140 and of 2,000 accounts."""
    made: list[Row] = []
    for size, accounts in (("team", "140"), ("large", "2,000")):
        made += _book(home / size, size, accounts)
    return made


def _book(path: Path, size: str, accounts: str) -> list[Row]:
    now = datetime.now(UTC)
    create_store(path, sample_portfolio(size, now.date()), made=now, sample=size).close()

    def kept() -> PortfolioBook:
        workspace = open_workspace(path, acting="ana")
        book = PortfolioBook(workspace)
        book.open()
        return book

    start = time.perf_counter()
    book = kept()
    book.look()
    while book.pending:
        book.reckon()
    whole = (time.perf_counter() - start) * 1000
    return [
        Row(f"{accounts} accounts: every row from its documents", "ms", whole, None),
        Row(f"{accounts} accounts: rows as kept", "ms", timed(kept), None),
    ]
