"""How many promises were kept in time: per person, account, side (A1, A3)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from cadence_tui.model.documents import Action
from cadence_tui.model.documents.action import LIVE_STATUSES, Side

Circle = Literal["side", "account", "person"]
"""Whose promises a rate speaks of: a side's over all accounts, an account's, a colleague's."""


class Kept(Struct, frozen=True, kw_only=True):
    """Promises of a period: done by their date, done after it, past their date and still open.

    `moved` is how many of all these had their date moved before: a date that moves is easy to keep.
    """

    in_time: int = 0
    late: int = 0
    open_late: int = 0
    moved: int = 0

    @property
    def judged(self) -> int:
        """How many could be judged."""
        return self.in_time + self.late + self.open_late

    @property
    def rate(self) -> float | None:
        """The share kept in time; None when there was nothing to judge."""
        return self.in_time / self.judged if self.judged else None


def kept_by_side(actions: Iterable[Action], today: date, days: int) -> dict[Side, Kept]:
    """What became of the promises of either side."""
    held = list(actions)
    sides: tuple[Side, ...] = get_args(Side)
    return {side: kept_promises((each for each in held if each.side == side), today, days) for side in sides}


class KeptRow(Struct, frozen=True, kw_only=True):
    """What became of the promises of one side, of an account on one side, or of a colleague; by id."""

    by: Circle
    id: str
    side: Side
    kept: Kept


def kept_rows(actions: Iterable[Action], today: date, days: int) -> list[KeptRow]:
    """The rates of both sides, of each account on each side, of each colleague; the worst first.

    Those of whom there was nothing to judge are left out.
    """
    circles: dict[tuple[Circle, str, Side], list[Action]] = {}
    for action in actions:
        keys: list[tuple[Circle, str, Side]] = [
            ("side", "", action.side),
            ("account", action.account, action.side),
        ]
        if action.side == "ours" and action.owner:
            keys.append(("person", action.owner, action.side))
        for key in keys:
            circles.setdefault(key, []).append(action)
    rows = [
        KeptRow(by=by, id=name, side=side, kept=kept_promises(held, today, days))
        for (by, name, side), held in circles.items()
    ]
    return sorted((row for row in rows if row.kept.judged), key=_order)


_CIRCLES: tuple[Circle, ...] = ("side", "account", "person")


def _order(row: KeptRow) -> tuple[int, float, int, str, str]:
    return _CIRCLES.index(row.by), row.kept.rate or 0.0, -row.kept.judged, row.id, row.side


def kept_promises(actions: Iterable[Action], today: date, days: int) -> Kept:
    """What became of the promises that closed or came due in the last `days`.

    One without a date was kept when it was done; dropped ones were agreed away and do not count. The date is
    the last one agreed: how often it moved is told beside, by the slips.
    """
    in_time = late = open_late = moved = 0
    for action in actions:
        if action.status in LIVE_STATUSES:
            judged = action.due is not None and 0 < (today - action.due).days <= days
            open_late += judged
        else:
            done = action.done.date() if action.status == "done" and action.done else None
            judged = done is not None and 0 <= (today - done).days <= days
            kept = judged and done is not None and (action.due is None or done <= action.due)
            in_time += kept
            late += judged and not kept
        moved += judged and bool(action.slips)
    return Kept(in_time=in_time, late=late, open_late=open_late, moved=moved)
