"""Proposing a level calendar and accepting it, whole or call by call (P1-P5)."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Account, Person, Touchpoint
from cadence_tui.model.errors import NotPermitted, Refused
from cadence_tui.model.message import Reason, message, reason
from cadence_tui.planning.answer import agreed
from cadence_tui.planning.explain import why_not
from cadence_tui.planning.problem import Dials, Fixed, Mode
from cadence_tui.planning.result import Plan
from cadence_tui.practice.due.touches import Asking
from cadence_tui.practice.working_time import minute_of
from cadence_tui.views.proposal import Proposal, ProposedCall
from cadence_tui.workspace.covering import stands_in
from cadence_tui.workspace.planning_book import Book, gather, owners_with_accounts
from cadence_tui.workspace.planning_problem import askings_of, standing, task_of
from cadence_tui.workspace.proposing import call_names, plan_reason, solve
from cadence_tui.workspace.session import Edit, Workspace

_WISHES = frozenset({"outside_window", "beyond_horizon"})
"""What speaks against a place without making it impossible."""


class LeftOut(Struct, frozen=True):
    """A call that could not be accepted any more, and why."""

    call: ProposedCall
    why: tuple[Reason, ...]


class Accepted(Struct, frozen=True):
    """What accepting did: calls made, moved (or given an hour) and taken away, and those left out."""

    made: int
    moved: int
    dropped: int
    left_out: tuple[LeftOut, ...]


def planners(ws: Workspace) -> list[Person]:
    """Whose calendar the acting person may plan: a lead's or admin's everybody's, else their own."""
    owners = owners_with_accounts(ws)
    if ws.actor.role in ("lead", "admin"):
        return owners
    return [person for person in owners if person.id == ws.actor.id]


def propose(
    ws: Workspace,
    owners: Collection[str] = (),
    weeks: int | None = None,
    *,
    mode: Mode = "repair",
    dials: Dials | None = None,
) -> Proposal:
    """A plan for some owners by id, of all whom the acting person may plan when none are named.

    Raises NotFound for an unknown owner, Refused when there is nobody to plan for.
    """
    chosen = owners or [person.id for person in planners(ws)]
    if not chosen:
        raise Refused(message("Nobody here has accounts to plan calls for"))
    return solve(gather(ws, chosen, weeks), ws.store.seq, mode=mode, dials=dials)


def asked_for(
    ws: Workspace, owners: Collection[str] = (), weeks: int | None = None, *, messages: bool = False
) -> dict[str, Asking]:
    """By account what the touch model asks for before planning, and what is held back (P1, T10)."""
    return askings_of(gather(ws, owners or [person.id for person in planners(ws)], weeks), messages=messages)


def accept(ws: Workspace, proposal: Proposal, chosen: Collection[str] | None = None) -> Accepted:
    """Makes calls of a proposal the calendar, all of them or those chosen by id, in one act.

    Each is looked at once more against the store as it is now; what does not fit any more is left out.
    Raises NotPermitted, Refused when nothing of it can be accepted.
    """
    ws.require_writer()
    calls = [call for call in proposal.changes() if chosen is None or call.id in chosen]
    if not calls:
        raise Refused(message("There is nothing in this plan to accept"))
    for owner in sorted({call.covers or call.owner for call in calls}):
        require_planner(ws, owner)
    ws.catch_up()
    recheck = _Recheck(gather(ws, sorted({owner.owner for owner in proposal.owners}), proposal.weeks))
    fitting, left_out = recheck.fitting(calls)
    if not fitting:
        raise Refused(message("Nothing of this plan fits any more; propose again"))
    made = [touchpoint_of(call, ws.new_id()) for call in fitting if call.change == "new"]
    edits = [_edit(recheck.touch(call), call) for call in fitting if call.change != "new"]
    dropped = sum(call.change == "dropped" for call in fitting)
    why = message(
        "Plan accepted: {made} new calls, {moved} moved", made=len(made), moved=len(edits) - dropped
    )
    ws.commit(why, edits=edits, made=made)
    return Accepted(len(made), len(edits) - dropped, dropped, left_out)


def require_planner(ws: Workspace, owner: str, account: Account | None = None) -> None:
    """Raises NotPermitted unless the acting person may change the calendar of an owner.

    A CSM changes their own, and calls in others' calendars of accounts that are theirs, or that they look
    after while the owner is away.
    """
    ws.require_writer()
    if ws.actor.role in ("lead", "admin") or owner == ws.actor.id:
        return
    if account is None or not (account.owner == ws.actor.id or stands_in(ws, account.id)):
        raise NotPermitted(message("Only its owner or a lead changes this calendar"))


def touchpoint_of(call: ProposedCall, new_id: str) -> Touchpoint:
    """The touchpoint that a proposed call becomes."""
    return Touchpoint(
        id=new_id,
        account=call.account,
        owner=call.owner,
        touch=call.touch,
        channel=call.channel,
        date=call.date,
        start=call.start.astimezone(UTC) if call.start else None,
        minutes=call.minutes,
        work_minutes=call.work_minutes,
        due_id=call.id,
        covers=call.covers,
        rule=call.rule,
        ideal=call.ideal,
        earliest=call.earliest,
        latest=call.latest,
        value=call.value,
    )


def _edit(touch: Touchpoint, call: ProposedCall) -> Edit:
    if call.change == "dropped":
        return touch, msgspec.structs.replace(touch, status="cancelled")
    start = call.start.astimezone(UTC) if call.start else None
    new = msgspec.structs.replace(touch, date=call.date, start=start, covers=call.covers)
    # A touch without an owner of its own is its account's owner's, whoever that comes to be.
    return touch, msgspec.structs.replace(new, owner=call.owner) if call.covers or touch.covers else new


class _Recheck:
    """Looks at proposed calls against the calendar of now."""

    def __init__(self, book: Book) -> None:
        self.book, self.task = book, task_of(book)
        self.names = call_names(self.task.problem, book)
        self.stale = {touch.id: touch for touch in self.task.stale}

    def touch(self, call: ProposedCall) -> Touchpoint:
        return self.stale[call.id] if call.change == "dropped" else self.task.planned[call.id]

    def fitting(self, calls: Iterable[ProposedCall]) -> tuple[list[ProposedCall], tuple[LeftOut, ...]]:
        """Those that still fit together, and those that do not, in the order they came in."""
        # Moved calls first: they leave room that new ones were given.
        ordered = sorted(calls, key=lambda call: (call.change == "new", call.date, call.id))
        left = {call.id: LeftOut(call, (gone,)) for call in ordered if (gone := self._gone(call))}
        while True:
            trying = [call for call in ordered if call.id not in left]
            failed = self._without_place(trying)
            left |= {out.call.id: out for out in failed}
            # A moved call that stays takes room that others were to have.
            if all(out.call.change == "new" for out in failed):
                return [call for call in trying if call.id not in left], tuple(left.values())

    def _without_place(self, calls: list[ProposedCall]) -> list[LeftOut]:
        """The first moved call that does not fit, or all new ones that do not."""
        moving = {call.id for call in calls if call.change != "new"}
        taken = [agreed(self.task.problem, call) for call in self.task.problem.fixed]
        taken += [entry for entry in self.task.previous.entries if entry.id not in moving]
        failed: list[LeftOut] = []
        for call in calls:
            if call.change == "dropped":
                continue
            placed = _fixed(call, self._zone(call.owner))
            against = self._against(call, placed, replace(self.task.previous, entries=tuple(taken)))
            if not against:
                taken += standing(self.book, [placed]).entries
                continue
            failed.append(LeftOut(call, against))
            if call.change != "new":
                return failed[-1:]
        return failed

    def _gone(self, call: ProposedCall) -> Reason | None:
        if call.change == "new":
            due = self.task.dues.get(call.id)
            return None if due and due.owner == (call.covers or call.owner) else reason("plan_not_due")
        if call.change == "dropped":
            return None if call.id in self.stale else reason("plan_changed")
        touch = self.task.planned.get(call.id)
        same = touch is not None and (touch.date, touch.start) == (call.was_date, call.was_start)
        return None if same else reason("plan_changed")

    def _against(self, call: ProposedCall, placed: Fixed, calendar: Plan) -> tuple[Reason, ...]:
        found = why_not(self.task.problem, calendar, call.id, placed.date, placed.start, stand_in=call.owner)
        hard = [why for why in found if why.code not in _WISHES]
        return tuple(plan_reason(why, self.book.start, self.names) for why in hard)

    def _zone(self, owner: str) -> str:
        return next(person.timezone for person in self.book.everybody if person.id == owner)


def _fixed(call: ProposedCall, zone: str) -> Fixed:
    minute = minute_of(call.start, zone)[1] if call.start else None
    return Fixed(
        id=call.id,
        account=call.account,
        owner=call.owner,
        date=call.date,
        start=minute,
        minutes=call.minutes,
        load=call.load_minutes,
    )
