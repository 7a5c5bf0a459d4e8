"""The board with 5,000 live promises: what moving, filtering, grouping, marking and reading them cost."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.keys import DOWN, ESCAPE
from benchmarks.portfolio import timed
from benchmarks.report import Row
from benchmarks.terminal import Burst, Program
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Document
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.views.action_filter import CardMatcher
from cadence_tui.views.actions import cards, columns
from cadence_tui.workspace.ledger_reading import LedgerBook
from cadence_tui.workspace.reminders import reminders
from cadence_tui.workspace.session import open_workspace
from cadence_tui.workspace.setup import create_store

LIVE, CLOSED = 5_000, 20_000
MOST_MS = 25.0
"""The budget of a filter keystroke at 2,000 rows; here there are more."""
NOW = datetime.now(UTC).replace(hour=15, minute=12, second=0, microsecond=0)
PROGRAM = [str(Path(sys.executable).parent / "cadence")]
_WORDS = ("Send", "Review", "Configure", "Prepare", "Confirm")
_THINGS = ("the report", "the import", "the training", "the roles", "the dates of the rollout")


def rows(home: Path) -> list[Row]:
    """Reading, filtering and arranging without the screen, then keys in the program itself."""
    store = home / "promises"
    create_store(store, [*_documents()], made=NOW, sample="team").close()
    return [*_read(store), *_keys(store, home)]


def _documents() -> Iterator[Document]:
    accounts: list[Account] = []
    for document in sample_portfolio("team", NOW.date()):
        if isinstance(document, Account):
            accounts.append(document)
        yield document
    for number in range(LIVE + CLOSED):
        live = number < LIVE
        account = accounts[number % len(accounts)]
        made = NOW - timedelta(days=number % 300 + 1)
        yield Action(
            id=f"bench{number:06}",
            account=account.id,
            title=f"{_WORDS[number % 5]} {_THINGS[number // 5 % 5]} {number}",
            side="ours" if number % 3 else "theirs",
            owner=account.owner if number % 3 else "Jo Prado",
            due=(NOW + timedelta(days=number % 60 - 20)).date(),
            status=LIVE_STATUSES[number % 4] if live else "done",
            created=made,
            done=None if live else made + timedelta(days=1),
        )


def _read(store: Path) -> list[Row]:
    ws = open_workspace(store, acting="ana")
    start = time.perf_counter()
    book = LedgerBook(ws)
    ledger = book.read()
    first = (time.perf_counter() - start) * 1000
    found = cards(ledger.actions, ledger.accounts, ledger.people, today=NOW.date(), zone="UTC")
    matcher = CardMatcher()
    matcher.matching(found, "report", NOW.date())

    def filtered(typed: str) -> None:
        shown = matcher.matching(found, typed, NOW.date())
        columns(shown, sort="urgency", group="", today=NOW.date(), speech=speech("en"))

    made = [
        Row(f"{LIVE:,} promises: reading them first", "ms", first, None),
        Row(f"{LIVE:,} promises: reading them again", "ms", timed(book.read), None),
        Row(f"{LIVE:,} promises: filter and order", "ms", timed(lambda: filtered("report late")), MOST_MS),
        Row(f"{LIVE:,} promises: reminders", "ms", timed(lambda: reminders(ws)), None),
    ]
    ws.close()
    return made


def _keys(store: Path, home: Path) -> list[Row]:
    command = [*PROGRAM, "--store", str(store), "--as", "ana", "--lang", "en", "--now", NOW.isoformat()]
    program = Program(command, home, width=100)
    program.wait_for(lambda lines: lines[-1].startswith(" ↵"))
    program.settle(0.5)
    program.press(b"4")
    program.wait_for(lambda lines: "Open" in lines[2])
    program.press(b"o")
    program.press(b"o")
    program.wait_for(lambda lines: lines[1].startswith(" all"))
    program.settle(0.5)
    moves = [program.press(DOWN) for _ in range(4)]
    for _ in range(12):
        program.press(DOWN)
    scrolls = [program.press(DOWN) for _ in range(8)]
    marks = [program.press(b" ") for _ in range(4)]
    groups = [program.press(b"g") for _ in range(4)]
    program.press(ESCAPE)
    program.settle(1.0)
    program.press(b"/")
    filters = [program.press(bytes([letter])) for letter in b"report"]
    program.press(ESCAPE)
    program.settle(1.0)
    columns_ = [program.press(b"l") for _ in range(2)]
    program.close()
    return [
        Row(f"{LIVE:,} promises: cursor key in place", "B", _size(moves), 700),
        Row(f"{LIVE:,} promises: cursor key in place", "ms", _time(moves), None),
        Row(f"{LIVE:,} promises: scrolling key", "B", _size(scrolls), 8000),
        Row(f"{LIVE:,} promises: scrolling key", "ms", _time(scrolls), None),
        Row(f"{LIVE:,} promises: mark", "ms", _time(marks), None),
        Row(f"{LIVE:,} promises: another group", "ms", _time(groups), None),
        Row(f"{LIVE:,} promises: filter keystroke", "ms", _time(filters), None),
        Row(f"{LIVE:,} promises: another column", "ms", _time(columns_), None),
    ]


def _size(bursts: list[Burst]) -> float:
    return sorted(burst.size for burst in bursts)[len(bursts) // 2]


def _time(bursts: list[Burst]) -> float:
    return sorted(burst.milliseconds for burst in bursts)[len(bursts) // 2]
