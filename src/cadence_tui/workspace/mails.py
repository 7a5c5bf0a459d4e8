"""A mail that was due has been written: it counts as the contact that it is (P1, P5)."""

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Touchpoint
from cadence_tui.model.documents.touchpoint import OPEN_STATUSES
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.practice.due.touches import Due
from cadence_tui.workspace.plan import require_planner
from cadence_tui.workspace.planning_book import owner_of
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.signal_answers import answered


def mail_sent(ws: Workspace, mail: Due | Touchpoint) -> Touchpoint:
    """Records a mail, due or planned, as sent today; signals that it answers are settled.

    Raises NotFound, NotPermitted, Refused for one that is over, Conflict.
    """
    account = ws.records.get(Account, mail.account)
    require_planner(ws, mail.owner or account.owner, account)
    why = message("Mail sent: {account}", account=account.name)
    if isinstance(mail, Due):
        sent = _of_due(ws, mail)
        ws.commit(why, made=[sent], edits=answered(ws, sent))
        return sent
    was = ws.records.editable(Touchpoint, mail.id)
    if was.status not in OPEN_STATUSES:
        raise Refused(message("This call is over; its record stays as it is"))
    sent = replace(was, status="held", date=ws.today(), owner=owner_of(was, account))
    ws.commit(why, edits=[(was, sent), *answered(ws, sent)])
    return sent


def _of_due(ws: Workspace, due: Due) -> Touchpoint:
    return Touchpoint(
        id=ws.new_id(),
        account=due.account,
        owner=due.owner,
        touch=due.touch,
        channel=due.channel,
        status="held",
        date=ws.today(),
        work_minutes=due.work_minutes,
        due_id=due.id,
        rule=due.rule,
        ideal=due.ideal,
        earliest=due.earliest,
        latest=due.latest,
        value=due.value,
    )
