"""The whole book of accounts as rows, kept between starts so that the first screen is there at once."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Account
from cadence_tui.practice.covering import StandingIn
from cadence_tui.store.disk import make_folder, write_file
from cadence_tui.views.names import NO_NAMES, Names, names_of
from cadence_tui.views.portfolio_row import PortfolioRow
from cadence_tui.workspace.changes import account_of
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.public_holidays import days_off
from cadence_tui.workspace.session import Workspace

if TYPE_CHECKING:
    from cadence_tui.views.portfolio import PortfolioRules

_FORMAT = 2
_CHUNK = 20
_WITHOUT_ACCOUNT = frozenset({"person", "settings", "cover"})


class Kept(Struct, kw_only=True, array_like=True):
    """What the cache file holds: rows, and by `born`, `seq`, `day` and `rules` what they speak of."""

    format: int
    born: str
    seq: int
    day: date
    rules: str
    names: Names
    pods: dict[str, str]
    rows: list[PortfolioRow]


class PortfolioBook:
    """Rows of every account. `open`, `look` and `reckon` belong to the thread of the store; `rows`, `names`,
    `pods`, `covered` and `pending` may be read from any, they are replaced and never changed.

    `covered` are the accounts that the acting person looks after for others, known after `look`.

    After `open` there may be rows of an earlier day; `look` finds out which accounts have to be reckoned
    again, `reckon` does some of them at a time.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._file: Path = workspace.store.path / "derived" / "portfolio.json"
        self._seq = -1
        self.day: date | None = None
        self._fingerprint = ""
        self._queue: dict[str, None] = {}
        self._by_id: dict[str, PortfolioRow] = {}
        self.rows: tuple[PortfolioRow, ...] = ()
        self.names: Names = NO_NAMES
        self.pods: dict[str, str] = {}
        self.covered: dict[str, StandingIn] = {}
        self.pending = 0

    def open(self) -> bool:
        """Rows as they were kept last; false when there are none that speak of this store."""
        try:
            kept = msgspec.json.decode(self._file.read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError):
            return False
        if kept.format != _FORMAT or kept.born != self._born() or kept.seq > self._workspace.store.seq:
            return False
        self._seq, self.day, self._fingerprint = kept.seq, kept.day, kept.rules
        self.names, self.pods = kept.names, kept.pods
        self._by_id = {row.id: row for row in kept.rows}
        self.rows = tuple(kept.rows)
        return True

    def look(self) -> int:
        """Finds what has changed since; answers how many accounts are to be reckoned."""
        today, fingerprint = self._workspace.today(), self._workspace.rules.fingerprint
        self.covered = covered_by(self._workspace, self._workspace.actor.id)
        if not self.rows or (today, fingerprint) != (self.day, self._fingerprint):
            self._begin_anew(today, fingerprint)
        elif self._workspace.store.seq != self._seq:
            self._catch_up()
        self._seq = self._workspace.store.seq
        self.pending = len(self._queue)
        return self.pending

    def reckon(self, most: int = _CHUNK) -> int:
        """Reckons some of the waiting accounts, and keeps the rows after the last; answers how many wait."""
        # What reckons is loaded here: the first screen shows kept rows without it.
        from cadence_tui.views.portfolio import portfolio_row

        rules, today = portfolio_rules(self._workspace), self._workspace.today()
        for account_id in list(self._queue)[:most]:
            del self._queue[account_id]
            if self._workspace.store.get("account", account_id) is None:
                self._by_id.pop(account_id, None)
                continue
            self._by_id[account_id] = portfolio_row(self._workspace.records.record(account_id), rules, today)
        self.rows = tuple(self._by_id.values())
        self.pending = len(self._queue)
        if not self._queue:
            self._keep()
        return self.pending

    def _begin_anew(self, today: date, fingerprint: str) -> None:
        from cadence_tui.views.portfolio import stub_row

        model, accounts = self._workspace.rules.touch_model, self._workspace.records.accounts()
        self.day, self._fingerprint = today, fingerprint
        self._read_names()
        self._by_id = {a.id: self._by_id.get(a.id) or stub_row(a, model, today) for a in accounts}
        self.rows = tuple(self._by_id.values())
        self._queue = dict.fromkeys(account.id for account in self._own_first(accounts))

    def _catch_up(self) -> None:
        for commit in self._workspace.store.log():
            if commit.seq <= self._seq:
                break
            for change in commit.changes:
                if change.kind in _WITHOUT_ACCOUNT:
                    self._read_names()
                elif account_id := account_of(self._workspace, change):
                    self._queue[account_id] = None

    def _own_first(self, accounts: Sequence[Account]) -> list[Account]:
        mine = self._workspace.actor.id
        return sorted(accounts, key=lambda account: account.owner != mine)

    def _read_names(self) -> None:
        people = self._workspace.records.people()
        self.names = names_of(self._workspace.rules.touch_model, people)
        self.pods = {person.id: person.pod for person in people}

    def _born(self) -> str:
        made = self._workspace.records.settings().made
        return made.isoformat() if made else ""

    def _keep(self) -> None:
        """Writes the rows for the next start; one that cannot be written is done without."""
        kept = Kept(
            format=_FORMAT,
            born=self._born(),
            seq=self._seq,
            day=self.day or self._workspace.today(),
            rules=self._fingerprint,
            names=self.names,
            pods=self.pods,
            rows=list(self.rows),
        )
        fresh = self._file.with_suffix(f".{os.getpid()}.new")
        with suppress(OSError):
            make_folder(self._file.parent)
            write_file(fresh, [msgspec.json.encode(kept)])
            fresh.replace(self._file)
            return
        with suppress(OSError):
            fresh.unlink()


def portfolio_rules(workspace: Workspace) -> "PortfolioRules":
    """The rules that accounts of this store are reckoned by."""
    from cadence_tui.views.portfolio import PortfolioRules

    return PortfolioRules(
        touch_model=workspace.rules.touch_model,
        health=workspace.rules.health,
        holidays=partial(days_off, today=workspace.today()),
    )


def portfolio_book(workspace: Workspace) -> PortfolioBook:
    """The book with every account reckoned for today, from the kept rows where they still hold."""
    book = PortfolioBook(workspace)
    book.open()
    book.look()
    while book.pending:
        book.reckon()
    return book
