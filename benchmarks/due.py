"""The due engine: what is due of a whole book, for a quarter and for a year (P1)."""

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.model.documents import Account, Contact, Document, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.due.touches import asking

REPEATS = 5
TODAY = date(2026, 11, 23)
BOOKS = (("team", "140", 13, 50.0), ("large", "2,000", 53, 2_000.0))
"""Sample, accounts, weeks, and the milliseconds that it may take."""


def rows(home: Path) -> list[Row]:
    """Every shipped touch model over both books, messages and contact budget included."""
    made: list[Row] = []
    for size, accounts, weeks, most in BOOKS:
        book = _records(size)
        for preset in presets():
            taken = _milliseconds(book, load_touch_model(preset), weeks)
            made.append(Row(f"{preset}: {accounts} accounts, {weeks} weeks", "ms", taken, most))
    return made


def _milliseconds(book: Sequence[AccountRecord], model: TouchModel, weeks: int) -> float:
    until = TODAY + timedelta(weeks=weeks)
    taken: list[float] = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        for record in book:
            asking(record, model, today=TODAY, until=until)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def _records(size: str) -> list[AccountRecord]:
    found: dict[str, dict[type[Document], list[Document]]] = defaultdict(lambda: defaultdict(list))
    accounts: list[Account] = []
    for document in sample_portfolio(size, TODAY):
        if isinstance(document, Account):
            accounts.append(document)
        elif isinstance(document, Contact | Touchpoint):
            found[document.account][type(document)].append(document)
    return [
        AccountRecord(
            account=account,
            contacts=found[account.id][Contact],  # type: ignore[arg-type]
            touchpoints=found[account.id][Touchpoint],  # type: ignore[arg-type]
        )
        for account in accounts
    ]
