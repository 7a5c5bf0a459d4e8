"""Which accounts were looked at today: not every start has to look at all of them again (T7)."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

import msgspec
from msgspec import Struct

from cadence_tui.store.disk import make_folder, write_file
from cadence_tui.workspace.changes import changed_since
from cadence_tui.workspace.ledger import reaches
from cadence_tui.workspace.session import Workspace

_FORMAT = 1


class Looked(Struct, kw_only=True):
    """What the file holds: accounts as they stood at `seq`, looked at on a day by these rules."""

    format: int
    born: str
    day: date
    rules: str
    seq: int
    accounts: list[str]


def seen_today(ws: Workspace) -> frozenset[str]:
    """The accounts that nothing happened to since they were looked at today."""
    known = _read(ws)
    if known is None:
        return frozenset()
    return frozenset(known.accounts) - changed_since(ws, known.seq)


def is_all_seen(ws: Workspace) -> bool:
    """Whether no account in reach has to be looked at: found out without what looks at them."""
    seen = seen_today(ws)
    return all(account.id in seen for account in ws.records.accounts() if reaches(ws, account))


def remember(ws: Workspace, accounts: Iterable[str], seq: int) -> None:
    """Notes that accounts were looked at as they stood at a commit; a note that fails is done without."""
    known = seen_today(ws)
    note = Looked(
        format=_FORMAT,
        born=_born(ws),
        day=ws.today(),
        rules=ws.rules.fingerprint,
        seq=seq,
        accounts=sorted(known.union(accounts)),
    )
    file = ws.store.path / "derived" / "signals.json"
    fresh = file.with_suffix(f".{os.getpid()}.new")
    with suppress(OSError):
        make_folder(file.parent)
        write_file(fresh, [msgspec.json.encode(note)])
        fresh.replace(file)
        return
    with suppress(OSError):
        fresh.unlink()


def _read(ws: Workspace) -> Looked | None:
    file = ws.store.path / "derived" / "signals.json"
    try:
        known = msgspec.json.decode(file.read_bytes(), type=Looked)
    except (OSError, msgspec.MsgspecError):
        return None
    stands = known.format == _FORMAT and known.born == _born(ws) and known.seq <= ws.store.seq
    same = (known.day, known.rules) == (ws.today(), ws.rules.fingerprint)
    return known if stands and same else None


def _born(ws: Workspace) -> str:
    made = ws.records.settings().made
    return made.isoformat() if made else ""
