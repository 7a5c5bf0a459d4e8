"""What a commit was about."""

from cadence_tui.store.protocol import Applied
from cadence_tui.workspace.session import Workspace


def account_of(ws: Workspace, change: Applied) -> str:
    """The id of the account that a change belongs to; empty for what belongs to none."""
    if change.kind == "account":
        return change.id
    known = change.set.get("account") or change.was.get("account")
    document = None if known else ws.store.get(change.kind, change.id)
    return str(known or (document or {}).get("account", ""))


def changed_since(ws: Workspace, seq: int) -> set[str]:
    """The accounts that commits after a number were about."""
    found: set[str] = set()
    for commit in ws.store.log():
        if commit.seq <= seq:
            break
        found |= {account_of(ws, change) for change in commit.changes}
    return found - {""}
