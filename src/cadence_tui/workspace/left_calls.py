"""Calls that somebody left open: when something was last done in them, and the ways out (C3)."""

from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Call
from cadence_tui.model.message import message
from cadence_tui.practice import call_clock
from cadence_tui.workspace.calls import account_name, hang_up, pass_on
from cadence_tui.workspace.session import Workspace


def left_since(ws: Workspace, call: Call) -> datetime | None:
    """When something was last done in a call whose clocks run but which nobody seems to hold any more.

    None for one in which something was done within the guide's `left_minutes`.
    """
    last = call_clock.last_sign(call)
    if last is None or call.running_since is None or not _is_long_ago(ws, last):
        return None
    last = last_done(ws, call)
    return last if _is_long_ago(ws, last) else None


class Opening(Struct, frozen=True, kw_only=True):
    """A call about to be shown, the name of its account, and since when it has been left, if it was."""

    call: Call
    account: str
    left: datetime | None


def opening(ws: Workspace, call: Call) -> Opening:
    """What is to be known before a call is shown; only the actor's own can have been left by them."""
    left = left_since(ws, call) if call.owner == ws.actor.id else None
    return Opening(call=call, account=account_name(ws, call.account), left=left)


def last_done(ws: Workspace, call: Call) -> datetime:
    """When something was last done in a call: by its own lines and by the log."""
    known = [call_clock.last_sign(call) or ws.now()]
    known += [datetime.fromisoformat(commit.at) for commit in ws.store.history("call", call.id)[-1:]]
    return min(max(known), ws.now())


def hang_up_then(ws: Workspace, call_id: str) -> Call:
    """Hangs up as of when something was last done; the call stays open until its record is closed."""
    call = ws.records.editable(Call, call_id)
    then = last_done(ws, call)
    return pass_on(ws, call_id, message("Hung up"), lambda call, _: call_clock.stop(call, then))


def hang_up_left(ws: Workspace, call_id: str) -> Call:
    """Hangs up, as of when something was last done in a call that was left."""
    call = ws.records.editable(Call, call_id)
    return hang_up_then(ws, call_id) if left_since(ws, call) else hang_up(ws, call_id)


def pick_up(ws: Workspace, call_id: str) -> Call:
    """Goes on with a call that was left; the time between does not count."""
    then = last_done(ws, ws.records.editable(Call, call_id))

    def picked_up(call: Call, now: datetime) -> Call:
        return msgspec.structs.replace(call_clock.go_on_from(call, then, now), ended=None)

    return pass_on(ws, call_id, message("Call resumed"), picked_up)


def heed_set_clock(ws: Workspace, call_id: str, since: datetime | None, seen: datetime) -> Call:
    """Goes on from what the clocks showed at `seen`, for the machine's clock was set back since.

    `since` is from when they ran as they were seen; when that has changed, somebody has heeded it already.
    """

    def kept(call: Call, now: datetime) -> Call:
        if since is None or call.running_since != since or now >= seen:
            return call
        return call_clock.go_on_from(call, seen, now)

    return pass_on(ws, call_id, message("Call resumed"), kept)


def _is_long_ago(ws: Workspace, then: datetime) -> bool:
    return ws.now() - then >= timedelta(minutes=ws.rules.agendas.guide.left_minutes)
