"""How many promises were kept in time: per person, account, side (A1, A3)."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES


class Kept(Struct, frozen=True, kw_only=True):
    """Promises of a period: done by their date, done after it, past their date and still open."""

    in_time: int = 0
    late: int = 0
    open_late: int = 0

    @property
    def judged(self) -> int:
        """How many could be judged."""
        return self.in_time + self.late + self.open_late

    @property
    def rate(self) -> float | None:
        """The share kept in time; None when there was nothing to judge."""
        return self.in_time / self.judged if self.judged else None


def kept_promises(actions: Iterable[Action], today: date, days: int) -> Kept:
    """What became of the promises that closed or came due in the last `days`.

    One without a date was kept when it was done; dropped ones were agreed away and do not count. The date is
    the last one agreed: how often it moved is told beside, by the slips.
    """
    in_time = late = open_late = 0
    for action in actions:
        if action.status in LIVE_STATUSES:
            open_late += action.due is not None and 0 < (today - action.due).days <= days
        elif action.status == "done" and action.done and 0 <= (today - action.done.date()).days <= days:
            if action.due is None or action.done.date() <= action.due:
                in_time += 1
            else:
                late += 1
    return Kept(in_time=in_time, late=late, open_late=open_late)
