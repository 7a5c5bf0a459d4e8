"""The promises of a side: what is open and how it has gone so far, then what was kept."""

from datetime import date
from typing import TypeVar

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES, Side
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack
from cadence_tui.practice.review import returned

T = TypeVar("T")


def promise_lines(record: AccountRecord, side: Side, back: LookBack) -> list[BriefLine]:
    """Open promises of a side, the latest first, then those kept since the last call."""
    of_side = [action for action in record.actions if action.side == side]
    live = [action for action in of_side if action.status in LIVE_STATUSES]
    live.sort(key=lambda action: (action.due or date.max, action.id))
    kept = [
        line(
            "promise_kept",
            action.id,
            title=action.title,
            done=back.day_of(action.done),
            evidence=action.evidence,
        )
        for action in of_side
        if action.status == "done" and action.done and back.after(action.done)
    ]
    return [*(_promise(action, back) for action in live), *kept]


def _promise(action: Action, back: LookBack) -> BriefLine:
    slip, nudge = _last(action.slips), _last(action.nudges)
    remark, sent_back, verdict = _last(action.comments), returned(action), _last(action.verdicts)
    return line(
        "promise",
        action.id,
        title=action.title,
        side=action.side,
        owner=action.owner,
        due=action.due,
        days_late=max(0, back.days_ago(action.due)) if action.due else 0,
        status=action.status,
        blocked_reason=action.blocked_reason,
        high=action.priority == "high",
        carried=len(action.carried),
        slips=len(action.slips),
        slip_by=slip.by if slip else "",
        slip_why=slip.why if slip else "",
        nudged=back.day_of(nudge.at) if nudge else None,
        nudges=len(action.nudges),
        returned_by=sent_back.by if sent_back else "",
        returned_why=sent_back.why if sent_back else "",
        escalated=verdict.deadline if verdict and verdict.verdict == "escalated" else None,
        remark=remark.text if remark else "",
        remark_on=back.day_of(remark.at) if remark else None,
    )


def _last(things: tuple[T, ...]) -> T | None:
    return things[-1] if things else None
