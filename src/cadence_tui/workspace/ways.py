"""Ways out of a shortage: each is tried before anything is done, and then done in one act (P5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import msgspec

from cadence_tui.model.documents import Account, Document, Person, Touchpoint
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.planning import result
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Request, StandIn
from cadence_tui.planning.ways_out import WayOut, taken, ways_out
from cadence_tui.views.proposal import ProposedCall, ShedCall, Shortage
from cadence_tui.views.ways import MAIL, Outcome, Short
from cadence_tui.views.wording_plan import place_fault
from cadence_tui.workspace.placing import Placing
from cadence_tui.workspace.plan import require_planner, touchpoint_of
from cadence_tui.workspace.planning_book import Book, gather
from cadence_tui.workspace.planning_problem import Maker, task_of
from cadence_tui.workspace.proposing import proposal_of, usual_dials
from cadence_tui.workspace.session import Edit, Workspace


def gather_pod(ws: Workspace, owner: str) -> Book:
    """The book of an owner with the colleagues of their pod, who may have room. Raises NotFound."""
    person = ws.records.get(Person, owner)
    pod = [
        other.id
        for other in ws.records.people()
        if other.id != owner and person.pod and other.pod == person.pod and _takes_calls(ws, other)
    ]
    return gather(ws, [owner, *pod])


def _takes_calls(ws: Workspace, person: Person) -> bool:
    """A CSM, with or without accounts of their own yet, or whoever else looks after some."""
    if person.gone:
        return False
    return person.role == "csm" or any(account.owner == person.id for account in ws.records.accounts())


class WaysOut:
    """The shortages of one owner and what would help. Pure: made of one book, the owner's first."""

    def __init__(self, book: Book) -> None:
        self.book, self.task = book, task_of(book)
        self.owner = book.people[0].id
        self._dials = usual_dials(book.rules)
        self._plan = plan(self.task.problem, self.task.previous, self._dials)
        self.before = proposal_of(book, self.task, self._plan)
        self._maker = Maker(book)

    def shortages(self) -> list[Short]:
        """Weeks that lack time by what lacks most, then what only days and hours keep out."""
        found = [short for short in self._plan.shortages if short.owner == self.owner]
        told = [self._short(short) for short in sorted(found, key=lambda each: (-each.minutes, each.weeks))]
        known = {call for short in found for call in short.requests}
        rest = [shed for shed in self._plan.shed if shed.owner == self.owner and shed.id not in known]
        if (left := self._by_days(rest)) is not None:
            told.append(self._short(left, by_days=True))
        return [short for short in told if short.calls]

    def tried(self, way: WayOut) -> Outcome:
        """What the plan would be; of the way only the calls that it gives room are left."""
        problem = taken(self.task.problem, way, self._seen_by)
        answer = plan(problem, self.task.previous, self._dials)
        outcome = Outcome(way=way, before=self.before, after=proposal_of(self.book, self.task, answer))
        helped = outcome.helped
        if len(helped) == len(way.requests):
            return outcome
        loads = {each.id: each.load for each in self.task.problem.requests}
        minutes = way.minutes if way.code == "extra_minutes" else sum(loads[call] for call in helped)
        return msgspec.structs.replace(outcome, way=replace(way, requests=helped, minutes=minutes))

    def _short(self, short: result.Shortage, *, by_days: bool = False) -> Short:
        proposed = {shed.id: shed for shed in self.before.shed}
        return Short(
            shortage=Shortage(
                owner=short.owner,
                weeks=tuple(self.book.start + timedelta(weeks=week) for week in short.weeks),
                minutes=short.minutes,
                calls=short.requests,
            ),
            calls=tuple(proposed[call] for call in short.requests if call in proposed),
            ways=tuple(
                # Where days and hours are what is missing, more minutes of a week do not help.
                way
                for way in ways_out(self.task.problem, self._plan, short)
                if not by_days or way.code != "extra_minutes"
            ),
            by_days=by_days,
        )

    def _by_days(self, shed: Sequence[result.Shed]) -> result.Shortage | None:
        """Calls that no full week keeps out, as a shortage of the weeks they are wanted in."""
        shown = {each.id for each in self.before.shed}
        requests = {each.id: each for each in self.task.problem.requests}
        calls = [requests[each.id] for each in shed if each.id in shown and each.id in requests]
        if not calls:
            return None
        weeks = sorted({week for call in calls for week in self._weeks_of(call)})
        return result.Shortage(
            owner=self.owner,
            weeks=tuple(weeks),
            minutes=sum(call.load for call in calls),
            requests=tuple(call.id for call in calls),
        )

    def _weeks_of(self, call: Request) -> range:
        first = max(0, self.task.problem.day(call.earliest)) // 7
        last = min(self.task.problem.days - 1, self.task.problem.day(call.latest)) // 7
        return range(first, max(first, last) + 1)

    def _seen_by(self, request: Request, colleague: str) -> StandIn:
        record = self.book.records.get(request.account)
        if record is None:
            return StandIn(hours=request.hours)
        return StandIn(hours=self._maker.customer_hours(record.account, colleague))


def take_way(ws: Workspace, outcome: Outcome) -> list[Touchpoint]:
    """Does what was tried: its calls stand where the trial put them, or become mails to be written.

    Raises NotPermitted, Refused when none of them can be placed any more, Conflict.
    """
    ws.require_writer()
    ws.catch_up()
    calls = [shed for shed in outcome.before.shed if shed.id in outcome.way.requests]
    if outcome.way.code == MAIL:
        pairs = [_mail(ws, shed) for shed in calls]
    else:
        places = {call.id: call for call in outcome.placed}
        pairs = [_call(ws, shed, places[shed.id]) for shed in calls if shed.id in places]
    if not pairs:
        raise Refused(message("This way out places no call"))
    edits: list[Edit] = [(was, new) for was, new in pairs if was is not None]
    made: list[Document] = [new for was, new in pairs if was is None]
    ws.commit(_reason(ws, outcome.way, len(pairs)), edits=edits, made=made)
    return [new for _, new in pairs]


def _reason(ws: Workspace, way: WayOut, calls: int) -> Message:
    if way.code == MAIL:
        return message("Out of a shortage: {n} calls become mails", n=calls)
    if way.code == "colleague":
        name = ws.records.get(Person, way.colleague).name
        return message("Out of a shortage: {n} calls go to {name}", n=calls, name=name)
    if way.code == "later":
        return message("Out of a shortage: {n} calls wait longer", n=calls)
    return message("Out of a shortage: {n} calls in extra time", n=calls)


def _mail(ws: Workspace, shed: ShedCall) -> tuple[Touchpoint | None, Touchpoint]:
    account = ws.records.get(Account, shed.account)
    require_planner(ws, shed.owner, account)
    day = max(shed.ideal, ws.today())
    if shed.planned:
        was = ws.records.editable(Touchpoint, shed.id)
        return was, msgspec.structs.replace(was, channel=MAIL, date=day, start=None, minutes=0)
    return None, _made(shed, ws.new_id(), day)


def _made(shed: ShedCall, new_id: str, day: date) -> Touchpoint:
    return Touchpoint(
        id=new_id,
        account=shed.account,
        owner=shed.owner,
        touch=shed.touch,
        channel=MAIL,
        date=day,
        work_minutes=shed.work_minutes,
        due_id=shed.id,
        rule=shed.rule,
        ideal=shed.ideal,
        earliest=shed.earliest,
        latest=shed.latest,
        value=shed.value,
    )


def _call(ws: Workspace, shed: ShedCall, place: ProposedCall) -> tuple[Touchpoint | None, Touchpoint]:
    account = ws.records.get(Account, shed.account)
    require_planner(ws, shed.owner, account)
    was = ws.records.editable(Touchpoint, shed.id) if shed.planned else None
    # Who takes a call out of a shortage keeps it: that is no cover which ends with a leave.
    new = msgspec.structs.replace(touchpoint_of(place, was.id if was else ws.new_id()), covers="")
    if was is not None:
        new = msgspec.structs.replace(was, owner=place.owner, covers="", date=new.date, start=new.start)
    _require_free(ws, new, place)
    return was, new


def _require_free(ws: Workspace, touch: Touchpoint, place: ProposedCall) -> None:
    """What has come between the trial and the act is not overlooked."""
    found = Placing(gather(ws, [place.owner], accounts=[touch.account], evidence=False), touch)
    minute = place.start.hour * 60 + place.start.minute if place.start else None
    stops = found.forbids(place.date, minute)
    if stops:
        raise Refused(message("Not possible there: {why}", why=place_fault(stops[0])))
