"""Everything that can be jumped to: accounts, people there, live promises, calls of the last weeks."""

from datetime import timedelta

from msgspec import Struct

from cadence_tui.model.documents import Call, Contact
from cadence_tui.workspace.session import Workspace

_RECENT = timedelta(days=60)


class Destination(Struct, frozen=True, kw_only=True):
    """A record with its name and its account; `kind` is that of the document."""

    kind: str
    id: str
    account: str
    name: str
    account_name: str


def destinations(ws: Workspace) -> list[Destination]:
    """Accounts first, then contacts, promises, and calls with the newest first."""
    names = {account.id: account.name for account in ws.records.accounts()}
    found = [
        Destination(kind="account", id=key, account=key, name=name, account_name=name)
        for key, name in names.items()
    ]
    for contact in ws.records.every(Contact):
        if contact.left is None and contact.account in names:
            found.append(_of("contact", contact.id, contact.account, contact.name, names))
    for action in ws.records.live_actions():
        if action.account in names:
            found.append(_of("action", action.id, action.account, action.title, names))
    since = ws.now() - _RECENT
    calls = [call for call in ws.records.every(Call) if call.started and call.started >= since]
    for call in sorted(calls, key=lambda call: call.started or since, reverse=True):
        if call.account in names:
            name = call.summary or names[call.account]
            found.append(_of("call", call.id, call.account, name, names))
    return found


def _of(kind: str, key: str, account: str, name: str, names: dict[str, str]) -> Destination:
    return Destination(kind=kind, id=key, account=account, name=name, account_name=names[account])
