"""Another agenda for a call, before it and while it runs (C2)."""

from datetime import datetime

from cadence_tui.model.documents import Call, Touchpoint
from cadence_tui.model.message import Message, message
from cadence_tui.practice import call_clock
from cadence_tui.practice.agenda import change_agenda, find_agenda
from cadence_tui.workspace.calls import account_name, call_of_touch, change_prepared, pass_on
from cadence_tui.workspace.session import Workspace


def take_agenda(ws: Workspace, call_id: str, name: str) -> Call:
    """Goes on by another agenda: what was used stays, the rest is fitted into what is left.

    Raises NotFound for an agenda that there is not, and what `calls.open_call` raises.
    """
    agenda = find_agenda(ws.rules.agendas, name)

    def changed(call: Call, now: datetime) -> Call:
        return change_agenda(call_clock.settle(call, now), agenda)

    return pass_on(ws, call_id, _told(ws, ws.records.editable(Call, call_id).account), changed)


def take_agenda_of_touch(ws: Workspace, touch_id: str, name: str) -> Call:
    """The agenda of the call that a touchpoint has or will have; raises as `take_agenda` does."""
    call = call_of_touch(ws, touch_id)
    if call is not None and call.started:
        return take_agenda(ws, call.id, name)
    agenda = find_agenda(ws.rules.agendas, name)
    touch = ws.records.editable(Touchpoint, touch_id)
    return change_prepared(ws, touch, _told(ws, touch.account), lambda call: change_agenda(call, agenda))


def _told(ws: Workspace, account_id: str) -> Message:
    return message("Another agenda for the call with {account}", account=account_name(ws, account_id))
