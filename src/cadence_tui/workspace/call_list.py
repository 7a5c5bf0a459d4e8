"""The calls that a person may hold next."""

from typing import Literal

from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.views.call_list import CallRow, call_row, row_order
from cadence_tui.workspace.session import Workspace

Scope = Literal["mine", "pod", "all"]


def coming_calls(ws: Workspace, scope: Scope = "mine") -> list[CallRow]:
    """Open calls of the actor, the pod or everybody: running ones first, then by day and hour."""
    accounts = {account.id: account for account in ws.records.accounts()}
    pods = {person.id: person.pod for person in ws.records.people()}
    calls = {call.touchpoint: call for call in ws.records.open_calls()}
    now, zone = ws.now(), ws.actor.timezone
    rows = [
        call_row(touch, accounts[touch.account], calls.get(touch.id), now=now, zone=zone)
        for touch in ws.records.open_touchpoints(owner=ws.actor.id if scope == "mine" else "")
        if touch.channel in LIVE_CHANNELS
        and touch.account in accounts
        and (
            scope == "all"
            or touch.owner == ws.actor.id
            or (scope == "pod" and pods.get(touch.owner, "") == ws.actor.pod)
        )
    ]
    return sorted(rows, key=row_order)
