"""Whether somebody is on the phone; asked at every start, so that it loads nothing else."""

from cadence_tui.workspace.session import Workspace


def leads_call(ws: Workspace) -> bool:
    """Whether the actor has started a call that is not closed yet."""
    return any(call.owner == ws.actor.id and call.started for call in ws.records.open_calls())
