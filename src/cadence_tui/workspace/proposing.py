"""From a book to a proposal: the solver's answer against the calendar as it is, with reasons (P3-P5)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import msgspec

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.planning import PlanningRules
from cadence_tui.planning import result
from cadence_tui.planning.mondays import dated, monday_of, mondays
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Dials, Mode, Problem
from cadence_tui.planning.result import Entry, Shed, Why
from cadence_tui.practice.due.touches import Due
from cadence_tui.practice.working_time import instant_of
from cadence_tui.views.proposal import (
    Change,
    OwnerPlan,
    Proposal,
    ProposedCall,
    ShedCall,
    Shortage,
    WeekFigures,
)
from cadence_tui.workspace.planning_book import Book, owner_of
from cadence_tui.workspace.planning_problem import Maker, Task, soonest, task_of

_BEYOND = "beyond_horizon"
_OF_ROOM = frozenset({"no_room", "no_slot", "shed_by_priority", "full_day", "full_week", "full_block"})


def solve(book: Book, seq: int = 0, *, mode: Mode = "repair", dials: Dials | None = None) -> Proposal:
    """The plan that the book asks for, as a difference to its calendar. Pure, and the same every time.

    `dials` are seen from `usual_dials`, which hold when none are given.
    """
    task = task_of(book)
    return proposal_of(book, task, answer_to(book, task, dials or usual_dials(book.rules), mode), seq)


def answer_to(book: Book, task: Task, dials: Dials, mode: Mode) -> result.Plan:
    """The solver's answer; planned calls for which there is no place stay where they are and take their room.

    Nobody takes them off the calendar by accepting a plan, so that nothing else may be put there.
    """
    first = plan(task.problem, task.previous, dials, mode)
    stuck = {shed.id: shed for shed in first.shed if shed.id in task.planned}
    if not stuck:
        return first
    maker = Maker(book)
    touches = [task.planned[key] for key in sorted(stuck)]
    standing = [maker.agreed(touch, book.records[touch.account].account) for touch in touches]
    left = tuple(request for request in task.problem.requests if request.id not in stuck)
    problem = replace(task.problem, requests=left, fixed=(*task.problem.fixed, *standing))
    again = plan(problem, task.previous, dials, mode)
    return replace(again, shed=tuple(sorted((*again.shed, *stuck.values()), key=lambda shed: shed.id)))


def proposal_of(book: Book, task: Task, answer: result.Plan, seq: int = 0) -> Proposal:
    """An answer of the solver to a task, as a difference to the book's calendar."""
    maker = _Wording(book, task)
    return Proposal(
        seq=seq,
        today=book.today,
        start=book.start,
        weeks=book.weeks,
        owners=tuple(_owners(book, task, answer)),
        calls=tuple(sorted(maker.calls(answer), key=_in_time)),
        shed=tuple(maker.shed(answer)),
        shortages=tuple(
            Shortage(
                owner=short.owner,
                weeks=mondays(book.start, short.weeks),
                minutes=short.minutes,
                calls=short.requests,
            )
            for short in answer.shortages
        ),
        mails=task.mails,
    )


def agreed_plan(book: Book) -> tuple[OwnerPlan, ...]:
    """The weeks of the owners as they are agreed; the bound is what moving planned calls could reach."""
    task = task_of(book, with_due=False)
    answer = plan(task.problem, task.previous, usual_dials(book.rules))
    return tuple(_as_agreed(owner) for owner in _owners(book, task, answer))


def usual_dials(rules: PlanningRules) -> Dials:
    """The weights of the planning rules, from which the settings of a proposal start."""
    return Dials(slack=rules.peak_slack, slot_weeks=rules.slot_weeks)


def _as_agreed(plan: OwnerPlan) -> OwnerPlan:
    weeks = tuple(msgspec.structs.replace(week, load=week.agreed) for week in plan.weeks)
    working = [week for week in weeks if week.capacity]
    if not working:
        return msgspec.structs.replace(plan, weeks=weeks)
    full = max(working, key=lambda week: week.agreed / week.capacity)
    level = plan.lower_bound / plan.capacity if plan.capacity else 0.0
    return msgspec.structs.replace(
        plan,
        weeks=weeks,
        peak_week=full.monday,
        peak=full.agreed,
        capacity=full.capacity,
        lower_bound=min(full.agreed, ceil(level * full.capacity - 1e-6)),
    )


def plan_reason(why: Why, start: date, names: Mapping[str, str]) -> Reason:
    """A reason of the solver as data for faces: weeks become Mondays, calls the account they are with."""
    args = dict(dated(why, start).args)
    if "other" in args:
        args["other"] = names.get(args["other"], args["other"])
    return reason(f"plan_{why.code}", **args)


def _in_time(call: ProposedCall) -> tuple[date, bool, float, str]:
    return call.date, call.start is None, call.start.timestamp() if call.start else 0.0, call.id


def call_names(problem: Problem, book: Book) -> dict[str, str]:
    """Names of the accounts by id of the call, and titles of group sessions."""
    calls = (*problem.requests, *problem.fixed)
    names = {session.id: session.title for session in book.sessions}
    return names | {
        call.id: book.records[call.account].account.name for call in calls if call.account in book.records
    }


def _owners(book: Book, task: Task, answer: result.Plan) -> Iterator[OwnerPlan]:
    agreed = _agreed_minutes(book, task)
    for owner in sorted(person.id for person in book.people):
        weeks, peak = answer.load[owner], answer.peaks[owner]
        yield OwnerPlan(
            owner=owner,
            weeks=tuple(
                WeekFigures(
                    monday=monday_of(book.start, number),
                    agreed=agreed.get((owner, number), 0),
                    load=week.minutes,
                    capacity=week.capacity,
                )
                for number, week in enumerate(weeks)
            ),
            peak_week=monday_of(book.start, peak.week),
            peak=peak.minutes,
            capacity=peak.capacity,
            lower_bound=peak.bound,
        )


def _agreed_minutes(book: Book, task: Task) -> dict[tuple[str, int], int]:
    minutes: dict[tuple[str, int], int] = {}
    loads = {request.id: request.load for request in task.problem.requests}
    standing = [(call.owner, call.date, call.load) for call in task.problem.fixed]
    standing += [(entry.owner, entry.date, loads[entry.id]) for entry in task.previous.entries]
    for owner, day, load in standing:
        key = (owner, (day - book.start).days // 7)
        minutes[key] = minutes.get(key, 0) + load
    return minutes


def _deadline(due: Due) -> date | None:
    """The day by which a signal wants its answer."""
    moments = [why.args["deadline"] for why in due.reasons if why.code == "signal"]
    return min((moment.date() for moment in moments if isinstance(moment, datetime)), default=None)


class _Wording:
    """Gives the solver's entries back their documents."""

    def __init__(self, book: Book, task: Task) -> None:
        self.book, self.task = book, task
        self.zones = {person.id: person.timezone for person in book.everybody}
        self.names = call_names(task.problem, book)

    def calls(self, answer: result.Plan) -> Iterator[ProposedCall]:
        for entry in answer.entries:
            if entry.id in self.task.dues:
                yield self._new(entry, self.task.dues[entry.id])
            elif entry.id in self.task.planned:
                yield self._standing(entry, self.task.planned[entry.id])
        for touch in self.task.stale:
            account = self.book.records[touch.account].account
            yield self._of_touch(touch, owner_of(touch, account), "dropped", touch.date, touch.start)

    def shed(self, answer: result.Plan) -> Iterator[ShedCall]:
        for shed in answer.shed:
            # What only the end of the horizon keeps out is for a later plan.
            if shed.id in self.task.dues and shed.reasons[0].code != _BEYOND:
                yield self._shed_due(shed, self.task.dues[shed.id])
            elif shed.id in self.task.planned:
                yield self._shed_planned(shed, self.task.planned[shed.id])

    def _new(self, entry: Entry, due: Due) -> ProposedCall:
        return ProposedCall(
            id=due.id,
            account=due.account,
            owner=entry.owner,
            covers=due.owner if entry.owner != due.owner else "",
            touch=due.touch,
            channel=due.channel,
            minutes=due.minutes,
            work_minutes=due.work_minutes,
            value=due.value,
            rule=due.rule,
            change="new",
            date=entry.date,
            start=self._start(entry),
            ideal=entry.ideal if due.floating else due.ideal,
            earliest=due.earliest,
            latest=due.latest,
            due_reasons=due.reasons,
            reasons=self._reasons_of_new(entry, due),
        )

    def _reasons_of_new(self, entry: Entry, due: Due) -> tuple[Reason, ...]:
        """Why a due touch stands there; what is due earlier than may be planned is not on its ideal day."""
        first, found = soonest(self.book), self._reasons(entry.reasons)
        if found[0].code == "plan_at_ideal" and due.ideal < entry.date and not due.floating:
            found = (reason("plan_soonest"), *found[1:])
        deadline = _deadline(due)
        if deadline is None or deadline >= entry.date:
            return found
        if due.ideal > first:
            found = (reason("plan_blocked", first=first, last=due.ideal - timedelta(days=1)), *found)
        return (reason("plan_after_deadline", day=deadline), *found)

    def _standing(self, entry: Entry, touch: Touchpoint) -> ProposedCall:
        change: Change = "kept"
        start = self._start(entry)
        account = self.book.records[touch.account].account
        handed = entry.owner != owner_of(touch, account)
        if handed or entry.date != touch.date or (touch.start and start != touch.start):
            change = "moved"
        elif start and not touch.start:
            change = "timed"
        reasons = self._reasons(entry.reasons)
        proposed = self._of_touch(touch, entry.owner, change, entry.date, start, reasons)
        home = touch.covers or owner_of(touch, account)
        return msgspec.structs.replace(proposed, covers=home if home != entry.owner else "")

    def _of_touch(
        self,
        touch: Touchpoint,
        owner: str,
        change: Change,
        day: date,
        start: datetime | None,
        reasons: tuple[Reason, ...] = (),
    ) -> ProposedCall:
        ideal = touch.ideal or touch.date
        return ProposedCall(
            id=touch.id,
            account=touch.account,
            owner=owner,
            touch=touch.touch,
            channel=touch.channel,
            minutes=touch.minutes,
            work_minutes=touch.work_minutes,
            value=touch.value,
            rule=touch.rule,
            change=change,
            date=day,
            start=start,
            was_date=touch.date,
            was_start=touch.start.astimezone(ZoneInfo(self.zones[owner])) if touch.start else None,
            ideal=ideal,
            earliest=touch.earliest or ideal,
            latest=touch.latest or ideal,
            reasons=reasons,
        )

    def _start(self, entry: Entry) -> datetime | None:
        if entry.start is None:
            return None
        return instant_of(entry.date, entry.start, self.zones[entry.owner])

    def _reasons(self, reasons: tuple[Why, ...]) -> tuple[Reason, ...]:
        return tuple(plan_reason(why, self.book.start, self.names) for why in reasons)

    def _shed_due(self, shed: Shed, due: Due) -> ShedCall:
        return ShedCall(
            id=due.id,
            account=due.account,
            owner=due.owner,
            touch=due.touch,
            channel=due.channel,
            minutes=due.minutes,
            work_minutes=due.work_minutes,
            value=due.value,
            rule=due.rule,
            ideal=due.ideal,
            earliest=due.earliest,
            latest=due.latest,
            action=shed.action,
            planned=False,
            weeks=self._weeks(shed),
            due_reasons=due.reasons,
            reasons=self._shed_reasons(shed, due),
        )

    def _shed_reasons(self, shed: Shed, due: Due) -> tuple[Reason, ...]:
        """Why a due touch has no place.

        One whose time is over before planning may begin is tried on the first day of the plan. That this is
        full tells nothing of the day for which it is due, where somebody may call without a plan.
        """
        first = soonest(self.book)
        if due.latest >= first:
            return self._reasons(shed.reasons)
        code = "plan_same_day_signal" if due.signals else "plan_same_day"
        told = tuple(why for why in shed.reasons if why.code not in _OF_ROOM)
        return (reason(code, latest=due.latest, soonest=first), *self._reasons(told))

    def _shed_planned(self, shed: Shed, touch: Touchpoint) -> ShedCall:
        ideal = touch.ideal or touch.date
        return ShedCall(
            id=touch.id,
            account=touch.account,
            owner=shed.owner,
            touch=touch.touch,
            channel=touch.channel,
            minutes=touch.minutes,
            work_minutes=touch.work_minutes,
            value=touch.value,
            rule=touch.rule,
            ideal=ideal,
            earliest=touch.earliest or ideal,
            latest=touch.latest or ideal,
            action=shed.action,
            planned=True,
            weeks=self._weeks(shed),
            reasons=self._reasons(shed.reasons),
        )

    def _weeks(self, shed: Shed) -> tuple[date, ...]:
        return mondays(self.book.start, shed.weeks)
