"""Calls by what people call them: the id, or the account that was called; and lists of them (C7)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.model.documents import Call
from cadence_tui.model.documents.call import Sentiment
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.workspace.session import Workspace


class CallFound(Struct, frozen=True, kw_only=True):
    """A line of a list of calls. `day` is in the reader's zone, None for a call that has not begun."""

    id: str
    day: date | None
    account: str
    owner: str
    status: str
    outcome: str
    sentiment: Sentiment | None
    summary: str


def call_called(ws: Workspace, text: str) -> Call:
    """The call of that id, else the last closed one of the account of that id or name.

    Raises NotFound, Refused naming the candidates for several accounts.
    """
    if ws.store.get("call", text) is not None:
        return ws.records.get(Call, text)
    try:
        account = ws.records.account(text)
    except NotFound:
        raise NotFound(
            message("There is no call with the id {text}, and no account of that name", text=text)
        ) from None
    closed = [call for call in ws.records.of_account(Call, account.id) if call.status == "closed"]
    if not closed:
        raise NotFound(message("{account} has no closed call", account=account.name))
    return max(closed, key=_began)


def calls_found(
    ws: Workspace, account: str = "", since: date | None = None, *, only_open: bool = False
) -> list[CallFound]:
    """The calls on record, newest first: all, those of an account (by id or name), those since a day.

    Raises NotFound or Refused for the account.
    """
    calls = ws.records.of_account(Call, ws.records.account(account).id) if account else ws.records.every(Call)
    zone = ZoneInfo(ws.actor.timezone)
    found = [(call, _row(call, zone)) for call in calls if not (only_open and call.status == "closed")]
    found.sort(key=lambda pair: _began(pair[0]), reverse=True)
    return [row for _, row in found if since is None or (row.day is not None and row.day >= since)]


def _began(call: Call) -> tuple[float, str]:
    return call.started.timestamp() if call.started else 0.0, call.id


def _row(call: Call, zone: ZoneInfo) -> CallFound:
    began: datetime | None = call.started
    return CallFound(
        id=call.id,
        day=began.astimezone(zone).date() if began else None,
        account=call.account,
        owner=call.owner,
        status=call.status,
        outcome=call.outcome,
        sentiment=call.sentiment,
        summary=call.summary,
    )
