"""How many promises were kept, as far as a person looks (A1, A3)."""

from typing import Literal

from cadence_tui.model.documents import Account, Action
from cadence_tui.practice.kept import KeptRow, kept_rows
from cadence_tui.workspace.session import Workspace

Scope = Literal["mine", "pod", "all"]


def kept_in_scope(ws: Workspace, scope: Scope = "all") -> list[KeptRow]:
    """The rates of one's own promises and accounts, of those of the pod, or of all; reads history."""
    accounts = {account.id: account for account in ws.records.accounts()}
    pods = {person.id: person.pod for person in ws.records.people()}
    me = ws.actor

    def is_meant(action: Action) -> bool:
        account: Account | None = accounts.get(action.account)
        keeper = account.owner if account else ""
        if scope == "all" or (scope == "pod" and not me.pod):
            return True
        if scope == "mine":
            return me.id in (action.owner if action.side == "ours" else "", keeper)
        return me.pod in ((account.pod if account else ""), pods.get(keeper, ""))

    found = (action for action in ws.records.every(Action) if is_meant(action))
    return kept_rows(found, ws.today(), ws.rules.team.kept_days)
