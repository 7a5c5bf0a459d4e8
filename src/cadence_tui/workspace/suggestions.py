"""Places that an owner's own calendar asks for: a call moved there is a proposal here (P8)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Person, Touchpoint
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.views.calendar_lines import MIDNIGHT
from cadence_tui.workspace.plan import require_planner
from cadence_tui.workspace.planning_book import owner_of
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.touches import move_touch


def accept_suggestion(ws: Workspace, touch_id: str) -> Touchpoint:
    """Moves a call to where its owner's calendar has it.

    Raises NotFound, NotPermitted, Refused where there is no such proposal or the place is not possible.
    """
    touch, suggested, zone = _suggested(ws, touch_id)
    local = suggested.astimezone(zone)
    return move_touch(ws, touch.id, local.date(), None if local.time() == MIDNIGHT else suggested)


def drop_suggestion(ws: Workspace, touch_id: str) -> Touchpoint:
    """Leaves a call where it is; the calendar is to follow. Raises NotFound, NotPermitted, Refused."""
    touch, _, _ = _suggested(ws, touch_id)
    account = ws.records.get(Account, touch.account)
    new = replace(touch, suggested=None)
    why = message("Proposal dropped: call with {account} stays", account=account.name)
    ws.commit(why, edits=[(touch, new)])
    return new


def _suggested(ws: Workspace, touch_id: str) -> tuple[Touchpoint, datetime, ZoneInfo]:
    touch = ws.records.editable(Touchpoint, touch_id)
    account = ws.records.editable(Account, touch.account)
    owner = owner_of(touch, account)
    require_planner(ws, owner, account)
    if touch.suggested is None:
        raise Refused(message("Nobody's calendar asks for another hour of this call"))
    return touch, touch.suggested, ZoneInfo(ws.records.get(Person, owner).timezone)
