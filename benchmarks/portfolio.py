"""The portfolio behind the screen: reading the book, and how a list grows with its rows."""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.keys import DOWN
from benchmarks.report import Row
from benchmarks.terminal import Program
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.views.portfolio import PortfolioRow
from cadence_tui.views.portfolio_list import Matcher, ordered
from cadence_tui.workspace.portfolio import PortfolioBook
from cadence_tui.workspace.session import open_workspace
from cadence_tui.workspace.setup import create_store

REPEATS = 5
LENGTHS = (200, 2_000, 10_000)
MOST_MS = 25.0
TYPED = ("indus", "health:red", "late owner:ana")


def timed(work: Callable[[], object]) -> float:
    """Median milliseconds of several runs."""
    taken: list[float] = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def rows(home: Path) -> list[Row]:
    """Opening and reading a book of 140 and of 2,000 accounts; lists of 200, 2,000 and 10,000 rows."""
    made: list[Row] = []
    for size, accounts in (("team", "140"), ("large", "2,000")):
        made += _book(home / size, size, accounts)
    return [*made, *_lists(home), *_screens(home)]


def _lists(home: Path) -> list[Row]:
    """A filter's keystroke without the screen: matching and ordering."""
    book = PortfolioBook(open_workspace(home / "large", acting="ana"))
    book.open()
    made: list[Row] = []
    for length in LENGTHS:
        rows, matcher = _many(book.rows, length), Matcher(book.names)
        _typed(matcher, rows)
        taken = timed(lambda matcher=matcher, rows=rows: _typed(matcher, rows)) / len(TYPED)
        made.append(
            Row(f"{length:,} rows: filter and order", "ms", taken, MOST_MS if length <= 2_000 else None)
        )
    return made


def _typed(matcher: Matcher, rows: Sequence[PortfolioRow]) -> None:
    for text in TYPED:
        ordered(matcher.matching(rows, text), "attention")


def _many(rows: Sequence[PortfolioRow], length: int) -> list[PortfolioRow]:
    """As many rows, copies under other ids where there are too few."""
    return [
        msgspec.structs.replace(rows[i % len(rows)], id=f"{rows[i % len(rows)].id}-{i}")
        for i in range(length)
    ]


def _screens(home: Path) -> list[Row]:
    """The cursor key in a short and in a long list; the long one may not cost more."""
    made: list[Row] = []
    times: list[float] = []
    for length in (LENGTHS[0], LENGTHS[-1]):
        program = Program([sys.executable, str(Path(__file__).parent / "long_list.py"), str(length)], home)
        program.wait_for(lambda lines: "row 0" in lines[1])
        program.settle(0.3)
        moves = [program.press(DOWN) for _ in range(20)]
        for _ in range(30):
            program.press(DOWN)
        scrolls = [program.press(DOWN) for _ in range(20)]
        program.close()
        times.append(median(burst.milliseconds for burst in [*moves, *scrolls]))
        made += [
            Row(f"{length:,} rows: cursor key in place", "B", median(burst.size for burst in moves), 700),
            Row(f"{length:,} rows: scrolling key", "B", median(burst.size for burst in scrolls), 8000),
        ]
    made.append(Row("10,000 rows: cursor key, against 200", "x", times[1] / times[0], 1.25))
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
