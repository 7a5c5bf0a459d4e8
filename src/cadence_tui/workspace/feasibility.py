"""Reads what feasibility is reckoned from, and reckons it; nothing is written (T12)."""

from collections.abc import Collection, Sequence
from datetime import date

from cadence_tui.model.documents import Person
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.planning.diary import capacity
from cadence_tui.practice.feasibility.demand import Demand, demand
from cadence_tui.practice.feasibility.team import Team
from cadence_tui.practice.feasibility.what_if import Change, Joins, what_if
from cadence_tui.practice.feasibility.whole import Feasibility, feasibility
from cadence_tui.practice.health.score import health
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.views.feasibility import Outcome
from cadence_tui.workspace.calendar import calendar_owners
from cadence_tui.workspace.planning_book import Book, gather
from cadence_tui.workspace.planning_problem import session_load
from cadence_tui.workspace.session import Workspace

STRETCHES = (13, 52)
"""Weeks that can be looked ahead: a quarter, a year."""


def read_team(ws: Workspace, weeks: int) -> Team:
    """The accounts and people that the acting person may see: a CSM the own pod, others everybody."""
    people = feasibility_people(ws)
    gone = frozenset(person.id for person in ws.records.people() if person.gone and person.gone <= ws.today())
    unowned: set[str] = set()
    if ws.actor.role != "csm":
        unowned = {each.id for each in ws.records.accounts() if not each.owner or each.owner in gone}
    book = gather(ws, [person.id for person in people], weeks, accounts=unowned)
    return Team(
        records=book.records,
        people=book.people,
        bands={account: _band(book, account) for account in book.records},
        holidays=book.holidays,
        capacity=capacity,
        model=book.model,
        today=book.today,
        weeks=weeks,
        gone=gone,
        now=book.now,
        notice_days=book.rules.notice_days,
        busy=book.busy,
        sessions=_sessions(book),
    )


def _sessions(book: Book) -> dict[str, dict[date, int]]:
    """Minutes of the group sessions that are still to come, by person and day."""
    zones = {person.id: person.timezone for person in book.people}
    found: dict[str, dict[date, int]] = {}
    for session in book.sessions:
        if session.status == "planned" and session.end > book.now:
            load = session_load(session, zones[session.owner])
            days = found.setdefault(load.owner, {})
            days[load.date] = days.get(load.date, 0) + load.load
    return found


def feasibility_people(ws: Workspace) -> list[Person]:
    """Whose load may be looked at: calendar owners, and CSMs who have no accounts yet."""
    owners = calendar_owners(ws)
    known = {person.id for person in owners}
    free = [
        person
        for person in ws.records.people()
        if person.id not in known and person.role == "csm" and not person.gone and _may_see(ws, person)
    ]
    return sorted([*owners, *free], key=lambda person: (person.pod, person.name))


def chosen_people(ws: Workspace, person: str = "", pod: str = "") -> set[str]:
    """Ids of the person or the pod asked for; empty when everybody is meant. Raises NotFound, Refused."""
    people = feasibility_people(ws)
    if person:
        found = ws.records.person(person)
        if found.id not in {each.id for each in people}:
            raise NotFound(message("{name} is nobody whose load you can see", name=found.name))
        return {found.id}
    in_pod = {each.id for each in people if pod and each.pod == pod}
    if pod and not in_pod:
        raise NotFound(message("There is no pod {pod} that you can see", pod=pod))
    return in_pod


def reckon(
    team: Team,
    changes: Sequence[Change] = (),
    *,
    only: Collection[str] = (),
    known: Demand | None = None,
) -> Outcome:
    """The figures of a team, and those after some changes; long for a large one, and pure.

    `only` shows some people, and who comes into their pods. `known` is what the team asks for, where it was
    worked out before.
    """
    asked = known or demand(team)
    changed = what_if(asked, changes) if changes else None
    people = {person.id: person for person in team.people}
    if changed:
        # Who joins and leaves again is told of as well.
        people |= {
            each.id: Person(id=each.id, name=each.name, login="")
            for each in changes
            if isinstance(each, Joins)
        }
        people |= {person.id: person for person in changed.asked.team.people}
    shown = _shown(team, people.values(), only)
    return Outcome(
        before=feasibility(asked.narrowed(shown) if only else asked),
        after=_after(changed.asked, shown if only else ()) if changed else None,
        notes=changed.notes if changed else (),
        people=tuple(people.values()),
        accounts=_names(changed.asked.team if changed else team),
    )


def _after(asked: Demand, shown: Collection[str]) -> Feasibility:
    return feasibility(asked.narrowed(shown) if shown else asked)


def _shown(team: Team, people: Collection[Person], only: Collection[str]) -> set[str]:
    known = {person.id for person in team.people}
    pods = {person.pod for person in team.people if person.id in only and person.pod}
    return set(only) | {each.id for each in people if each.id not in known and each.pod in pods}


def _names(team: Team) -> dict[str, str]:
    return {key: record.account.name for key, record in team.records.items()}


def _may_see(ws: Workspace, person: Person) -> bool:
    if ws.actor.role != "csm" or person.id == ws.actor.id:
        return True
    return bool(person.pod) and person.pod == ws.actor.pod


def _band(book: Book, account_id: str) -> str:
    record, today = book.records[account_id], book.today
    segment = segment_of(record.account, book.model, today).value
    stage = stage_of(record.account, book.model, today).value
    return health(record, book.health, segment=segment, stage=stage, today=today).band
