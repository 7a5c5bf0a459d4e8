"""What the acting person is to be reminded of now: promises, silent customers, the next call (A2)."""

from datetime import timedelta

from cadence_tui.model.documents import Account, Action
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.practice.nudge import wants_nudge
from cadence_tui.practice.review import returned
from cadence_tui.views.reminders import ComingCall, Reminders
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.session import Workspace


def reminders(ws: Workspace) -> Reminders:
    """Of one's own promises, of customers whose accounts one looks after, of the call about to begin."""
    me, today, live = ws.actor.id, ws.today(), ws.records.live_actions()
    own = [action for action in live if action.side == "ours" and action.owner == me]
    silent = silent_customers(ws, live)
    return Reminders(
        late=sum(action.due is not None and action.due < today for action in own),
        today=sum(action.due == today for action in own),
        returned=sum(returned(action) is not None for action in own),
        silent=len(silent),
        call=coming_call(ws),
    )


def silent_customers(ws: Workspace, live: list[Action]) -> list[Action]:
    """Promises of one's own accounts in which the customer has to move and was not reminded for long."""
    covered, days = covered_by(ws, ws.actor.id), ws.rules.reminders.wait_days
    mine = {account.id for account in ws.records.accounts() if account.owner == ws.actor.id} | set(covered)
    now = ws.local_now()
    return [action for action in live if action.account in mine and wants_nudge(action, now, days)]


def coming_call(ws: Workspace) -> ComingCall | None:
    """The call that is about to begin, or should have begun as few minutes ago; none that runs already."""
    now, ahead = ws.local_now(), timedelta(minutes=ws.rules.reminders.call_minutes)
    begun = {call.touchpoint for call in ws.records.open_calls() if call.started is not None}
    near = [
        (touch.start, touch)
        for touch in ws.records.open_touchpoints(owner=ws.actor.id)
        if touch.start is not None
        and touch.channel in LIVE_CHANNELS
        and abs(touch.start - now) <= ahead
        and touch.id not in begun
    ]
    if not near:
        return None
    start, touch = min(near, key=lambda each: (abs(each[0] - now), each[1].id))
    account = ws.records.get(Account, touch.account)
    return ComingCall(touch=touch.id, name=account.name, start=start.astimezone(now.tzinfo))
