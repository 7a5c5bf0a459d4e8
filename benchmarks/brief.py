"""The brief before a call, from the store to its lines in words: any account, planned call or not (C1)."""

import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from cadence_tui.content.sample import sample_portfolio
from cadence_tui.locale import speech
from cadence_tui.views.brief import brief_page, brief_parts
from cadence_tui.workspace.briefs import account_brief
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.setup import create_store

MOST_MS = 100.0
SPANISH = speech("es")
BOOKS = (("team", "140"), ("large", "2,000"))


def rows(home: Path) -> list[Row]:
    """The first brief after the store was opened, which loads its rules, and those of every account."""
    made: list[Row] = []
    for size, accounts in BOOKS:
        path, now = home / f"brief-{size}", datetime.now(UTC)
        create_store(path, sample_portfolio(size, now.date()), made=now, sample=size).close()
        _load_program(path)
        ws = open_workspace(path, acting="ana")
        ids = [account.id for account in ws.records.accounts()]
        first = _milliseconds(ws, ids[-1])
        taken = [_milliseconds(ws, account) for account in ids]
        made += [
            Row(f"{accounts} accounts: the first brief", "ms", first, MOST_MS),
            Row(f"{accounts} accounts: a brief", "ms", median(taken), MOST_MS),
            Row(f"{accounts} accounts: the slowest brief", "ms", max(taken), MOST_MS),
        ]
        ws.close()
    return made


def _load_program(path: Path) -> None:
    """Modules are loaded once in a process, whatever store it opens."""
    ws = open_workspace(path, acting="ana")
    _milliseconds(ws, ws.records.accounts()[0].id)
    ws.close()


def _milliseconds(ws: Workspace, account: str) -> float:
    start = time.perf_counter()
    brief_page(brief_parts(account_brief(ws, account), SPANISH, ws.actor.timezone))
    return (time.perf_counter() - start) * 1000
